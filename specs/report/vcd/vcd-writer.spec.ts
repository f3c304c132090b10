import { expect } from 'chai';
import type { LineChange } from '../../../harness/report/line/line-change.ts';
import { unitOf } from '../../../harness/report/vcd/timescale.ts';
import { type VcdOptions, VcdWriter } from '../../../harness/report/vcd/vcd-writer.ts';

const WHOLE: VcdOptions = { from: 0, to: Number.POSITIVE_INFINITY, isWire: true, comment: 'x' };

function written(changes: readonly LineChange[], options: Partial<VcdOptions> = {}): readonly string[] {
  let text = '';
  const writer = new VcdWriter(
    (piece) => {
      text += piece;
    },
    { ...WHOLE, ...options },
  );
  for (const change of changes) writer.tell(change);
  writer.end(1000);
  return text.trimEnd().split('\n');
}

const body = (lines: readonly string[]) => lines.slice(lines.findIndex((line) => line.startsWith('#')));
const sout = (at: number, level: 0 | 1): LineChange => ({ kind: 'sout', at, side: 'A', level });

describe('The VCD of a trace', () => {
  it('names each signal with its machine', () => {
    const names = written([]).flatMap(
      (line) => /^\$var (\w+ \d+) . (\S+)/.exec(line)?.slice(1).join(' ') ?? [],
    );
    expect(names).to.deep.equal(
      ['A', 'B'].flatMap((side) => [
        `wire 1 ${side}.SOUT`,
        `wire 1 ${side}.SIN`,
        `wire 1 ${side}.INTR`,
        `wire 1 ${side}.IRQ`,
        `wire 1 ${side}.ERROR`,
        `real 64 ${side}.UNREAD`,
      ]),
    );
  });

  it('has no SIN where the link is no wire', () => {
    expect(written([], { isWire: false }).join('\n')).to.not.contain('SIN');
  });

  it('tells both ends of a wire in one unit', () => {
    expect(body(written([sout(16, 0)])).slice(-4)).to.deep.equal([
      `#${unitOf(16)}`,
      '0!',
      '0(',
      `#${unitOf(1000)}`,
    ]);
  });

  it('makes a pulse of one tick of an interrupt taken, and lets it fall before what comes later', () => {
    const lines = body(written([{ kind: 'irq', at: 10, side: 'A' }, sout(12, 0)], { isWire: false }));
    const pulse = lines.slice(lines.indexOf(`#${unitOf(10)}`));
    expect(pulse).to.deep.equal(
      [`#${unitOf(10)}`, '1$', `#${unitOf(11)}`, '0$', `#${unitOf(12)}`, '0!', `#${unitOf(1000)}`].map(
        (line) => line,
      ),
    );
  });

  it('begins a window with what holds there, and leaves out what comes behind', () => {
    const lines = body(written([sout(16, 0), sout(200, 1), sout(900, 0)], { from: 100, to: 500 }));
    expect(lines[0]).to.equal(`#${unitOf(100)}`);
    expect(lines[1]).to.equal('0!');
    expect(lines.slice(-4)).to.deep.equal([`#${unitOf(200)}`, '1!', '1(', `#${unitOf(500)}`]);
  });

  it('tells how many characters are unread as a number', () => {
    const unread = (at: number, count: number): LineChange => ({ kind: 'unread', at, side: 'A', count });
    const lines = body(written([unread(16, 1), unread(32, 14), unread(48, 0)], { isWire: false }));
    expect(lines.filter((line) => line.endsWith(' &'))).to.deep.equal(['r0 &', 'r1 &', 'r14 &', 'r0 &']);
  });

  it('never goes back in time, in a day of it', () => {
    const day = 86_400 * 1_843_200;
    const units = Array.from({ length: 50 }, (_, i) => unitOf(day + i));
    for (const [i, unit] of units.slice(1).entries()) expect(unit - (units[i] ?? 0)).to.be.within(5, 6);
  });

  it('keeps a name from ending its comment', () => {
    expect(written([], { comment: 'a $end b' })[0]).to.equal('$comment a end b $end');
  });
});
