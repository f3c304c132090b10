import { expect } from 'chai';
import type { TraceBody } from '../../harness/ground/trace.ts';
import { LinesUsed } from '../../harness/run/lines-used.ts';
import { type Line, lineInWords } from '../../harness/uart/line-settings.ts';

const BASES = { A: 0x3f8, B: 0x2f8 };
type Told = readonly [t: number, m: 'A' | 'B' | '-', body: TraceBody];

const out = (port: number, v: number): TraceBody => ({ k: 'out', port, v });
const FRAME: TraceBody = { k: 'frame', serial: 1, char: 0x41, ends: 99 };
const CHAR: TraceBody = { k: 'char', serial: 1, char: 0x41, errors: 0, held: 1 };
const at9600 = (m: 'A' | 'B', lcr: number, t = 0): readonly Told[] =>
  [out(BASES[m] + 3, 0x80), out(BASES[m], 12), out(BASES[m] + 1, 0), out(BASES[m] + 3, lcr)].map(
    (body) => [t, m, body] as const,
  );

const power = (m: 'A' | 'B', on: boolean): Told => [0, m, { k: 'power', on }];
const toldBy = (told: readonly Told[], until = Number.POSITIVE_INFINITY): LinesUsed => {
  const lines = new LinesUsed(BASES, until);
  for (const [t, m, body] of told) lines.sink({ t, m, ...body });
  return lines;
};
const inWords = (line: Line | null): string => (line === null ? 'off' : lineInWords(line));
/** Of two machines that are on. */
const used = (told: readonly Told[], until?: number): readonly string[] => {
  const { A, B } = toldBy([power('A', true), power('B', true), ...told], until).lines;
  return [inWords(A), inWords(B)];
};

describe('the line settings in use', () => {
  it('are those of a reset where nobody writes them: 9600 5N1', () => {
    expect(used([])).to.deep.equal(['9600 5N1', '9600 5N1']);
  });
  it('are those written before a machine sent or received its last character', () => {
    const told: readonly Told[] = [
      ...at9600('A', 0x1b),
      ...at9600('B', 0x03),
      [5, 'A', FRAME],
      [6, 'B', CHAR],
      [7, 'B', out(0x2fb, 0x1a)],
      [8, 'A', out(0x3fb, 0x80)],
      [8, 'A', out(0x3f8, 1)],
      [8, 'A', out(0x3fb, 0x03)],
    ];
    expect(used(told)).to.deep.equal(['9600 8E1', '9600 8N1']);
    expect(used([...told, [9, 'B', CHAR], [9, 'A', FRAME]])).to.deep.equal(['115200 8N1', '9600 7E1']);
  });
  it('are those set where a machine has had no character', () => {
    expect(used(at9600('A', 0x0b))).to.deep.equal(['9600 8O1', '9600 5N1']);
  });
  it('are told up to a tick, and that tick counts', () => {
    const told: readonly Told[] = [
      ...at9600('A', 0x03, 10),
      [20, 'A', FRAME],
      ...at9600('A', 0x02, 30),
      [30, 'A', FRAME],
    ];
    expect(used(told, 29)[0]).to.equal('9600 8N1');
    expect(used(told, 30)[0]).to.equal('9600 7N1');
  });
  it('take the high byte of the divisor from IER and the low one from THR, under DLAB only', () => {
    const latched = [out(0x3fb, 0x83), out(0x3f8, 0x80), out(0x3f9, 0x01), out(0x3fb, 0x03)];
    const then = [out(0x3f8, 0x41), out(0x3f9, 0x0f)];
    expect(used([...latched, ...then].map((body) => [0, 'A', body]))[0]).to.equal('300 8N1');
  });
  it('begin anew at a reset, but for the divisor', () => {
    expect(used([...at9600('A', 0x03), [1, 'A', { k: 'power', on: true }]])[0]).to.equal('9600 5N1');
  });
  it('are no matter of writes elsewhere', () => {
    expect(
      used([...at9600('A', 0x03), [1, 'A', out(0x2fb, 0x1b)], [1, '-', { k: 'step', n: '1', what: '' }]])[0],
    ).to.equal('9600 8N1');
  });
  it('are none of a machine that is off and has had no character', () => {
    const off = (told: readonly Told[]) => inWords(toldBy(told).lines.A);
    expect(off([])).to.equal('off');
    expect(off([power('A', true), ...at9600('A', 0x03)])).to.equal('9600 8N1');
    expect(off([power('A', true), ...at9600('A', 0x03), power('A', false)])).to.equal('off');
    expect(off([power('A', true), ...at9600('A', 0x03), [0, 'A', FRAME], power('A', false)])).to.equal(
      '9600 8N1',
    );
  });
  it('come with DLAB as it was written last, and off at a reset', () => {
    const open: readonly Told[] = [power('A', true), power('B', true), [0, 'B', out(0x2fb, 0x83)]];
    expect(toldBy(open).dlab).to.deep.equal({ A: false, B: true });
    expect(toldBy([...open, [1, 'B', out(0x2fb, 0x03)]]).dlab.B).to.equal(false);
    expect(toldBy([...open, power('B', false)]).dlab.B).to.equal(false);
  });
});
