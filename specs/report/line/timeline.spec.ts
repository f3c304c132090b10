import { expect } from 'chai';
import type { Side } from '../../../harness/ground/side.ts';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import type { LineChange } from '../../../harness/report/line/line-change.ts';
import { changesOf } from '../../../harness/report/line/timeline.ts';
import { LCR, levelsOf, MCR, REG, SETTINGS } from '../../support/datasheet.ts';

const BASE = 0x3f8;
const on: TraceRecord = { t: 0, m: 'A', k: 'power', on: true };
const out = (t: number, offset: number, v: number): TraceRecord => ({
  t,
  m: 'A',
  k: 'out',
  port: BASE + offset,
  v,
});
const frame = (t: number, char: number, ends: number): TraceRecord => ({
  t,
  m: 'A',
  k: 'frame',
  serial: 1,
  char,
  ends,
});

/** A at 115200 with this LCR. */
const at115200 = (lcr: number): readonly TraceRecord[] => [
  on,
  out(0, REG.LCR, LCR.DLAB),
  out(0, REG.DLL, 1),
  out(0, REG.DLM, 0),
  out(0, REG.LCR, lcr),
];

const edges = (records: readonly TraceRecord[], side: Side = 'A') =>
  changesOf(records).flatMap((change: LineChange) =>
    change.kind === 'sout' && change.side === side ? [[change.at, change.level]] : [],
  );

const framesOf = (records: readonly TraceRecord[]) =>
  changesOf(records).flatMap((change) => (change.kind === 'frame' ? [change.frame] : []));

describe('The line of a trace', () => {
  it('has the levels of the book for each setting, and its parts follow one another to the end', () => {
    for (const line of SETTINGS) {
      for (const char of [0x00, 0x13, 0x55, 0xff]) {
        const levels = levelsOf(line, char);
        const ends = 100 + 16 * (levels.length + line.stop);
        const [sent] = framesOf([...at115200(line.lcr), frame(100, char, ends)]);
        expect(
          sent?.parts.map(({ level }) => level),
          line.name,
        ).to.deep.equal([...levels, 1]);
        expect(sent?.parts.map(({ from }) => from)).to.deep.equal([...levels, 1].map((_, i) => 100 + 16 * i));
        expect(sent?.parts.at(-1)?.to, line.name).to.equal(ends);
        expect(sent?.isGuessed).to.equal(false);
      }
    }
  });

  it('falls and rises where the bits do', () => {
    expect(edges([...at115200(0x03), frame(100, 0x0f, 260)])).to.deep.equal([
      [100, 0],
      [116, 1],
      [180, 0],
      [244, 1],
    ]);
  });

  it('is low in a break, whatever is sent under it', () => {
    const records = [
      ...at115200(0x03),
      out(50, REG.LCR, 0x43),
      frame(100, 0xff, 260),
      out(300, REG.LCR, 0x03),
    ];
    expect(edges(records)).to.deep.equal([
      [50, 0],
      [300, 1],
    ]);
  });

  it('stays high in loopback, and goes on where a frame is when loopback ends', () => {
    const looped = [...at115200(0x03), out(10, REG.MCR, MCR.LOOP), frame(100, 0x55, 260)];
    expect(edges(looped)).to.deep.equal([]);
    expect(framesOf(looped)[0]?.isLooped).to.equal(true);
  });

  it('is cut off where the machine is turned off', () => {
    const records = [
      ...at115200(0x03),
      frame(100, 0x00, 260),
      { t: 150, m: 'A', k: 'power', on: false },
    ] as const;
    expect(edges(records)).to.deep.equal([
      [100, 0],
      [150, 1],
    ]);
  });

  it('is stretched where the crystal is off', () => {
    const [sent] = framesOf([...at115200(0x03), frame(0, 0x55, 162)]);
    expect(sent?.parts.at(-1)).to.include({ from: 9 * 16.2, to: 162 });
  });

  it('takes no settings that do not fit the length of a frame', () => {
    const [sent] = framesOf([...at115200(0x03), frame(0, 0x55, 1920)]);
    expect(sent?.isGuessed).to.equal(true);
    expect(sent?.line).to.include({ divisor: 12, bits: 8 });
  });

  it('gives a frame of QEMU’s chip, which ends as it begins, the length that its settings give', () => {
    expect(framesOf([...at115200(0x03), frame(100, 0x55, 100)])[0]?.ends).to.equal(260);
  });

  it('learns the settings from reads as well', () => {
    const read = (t: number, offset: number, v: number): TraceRecord => ({
      t,
      m: 'A',
      k: 'in',
      port: BASE + offset,
      v,
      n: 1,
      since: t,
    });
    const records = [read(0, REG.LCR, 0x9b), read(2, REG.DLL, 12), read(4, REG.DLM, 0)];
    const [sent] = framesOf([...records, frame(10, 0x41, 10 + 11 * 192)]);
    expect(sent?.parts.map(({ name }) => name)).to.include('parity');
  });

  it('tells changes in the order of time, both machines among one another', () => {
    const far = [...at115200(0x03), frame(108, 0x55, 268)].map(
      (record): TraceRecord => ({ ...record, m: 'B' }),
    );
    const times = changesOf([...at115200(0x03), frame(100, 0x55, 260), ...far]).map(({ at }) => at);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
    expect(times).to.have.length(2 + 20);
  });

  it('counts what stands unread: by what comes, by reads of RBR, and by what empties the FIFO', () => {
    const came = (t: number, held: number): TraceRecord => ({
      t,
      m: 'A',
      k: 'char',
      serial: 1,
      char: 65,
      errors: 0,
      held,
    });
    const read: TraceRecord = { t: 30, m: 'A', k: 'in', port: BASE, v: 65, n: 1, since: 30 };
    const records = [on, out(0, REG.FCR, 1), came(10, 1), came(20, 2), read, out(40, REG.FCR, 3)];
    const counts = changesOf(records).flatMap((one) => (one.kind === 'unread' ? [[one.at, one.count]] : []));
    expect(counts).to.deep.equal([
      [10, 1],
      [20, 2],
      [30, 1],
      [40, 0],
    ]);
  });
});
