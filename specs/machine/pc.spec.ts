import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { Pc } from '../../harness/machine/pc.ts';
import { RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import { COM1, COM2, LSR, SCR, THR } from './board.ts';

describe('a PC', () => {
  let clock: VirtualClock;
  let trace: TraceRecord[];
  let pc: Pc;

  beforeEach(() => {
    clock = new VirtualClock();
    trace = [];
    pc = new Pc(clock, {
      machine: 'A',
      ports: [COM1],
      recorder: { record: (record) => void trace.push(record) },
    });
  });

  /** Does each thing at its tick. */
  async function at(times: readonly (readonly [number, () => void])[]): Promise<void> {
    for (const [tick, does] of times)
      clock.book(clock.slot({ name: 'the spec', rank: RANK.PROGRAM }, does), tick);
    await clock.run(1_000_000);
  }

  const read = (port: number) => () => void pc.in(port);
  const lsr = COM1.base + LSR;
  const scr = COM1.base + SCR;

  it('reads FF where no device answers, and loses what is written there', () => {
    expect(pc.in(COM2.base + LSR)).to.equal(0xff);
    pc.out(COM2.base + SCR, 0x12);
    expect(pc.in(COM2.base + SCR)).to.equal(0xff);
    expect(pc.in(0x60)).to.equal(0xff);
  });

  it('writes the low eight bits alone', () => {
    pc.out(scr, 0x1ff);
    expect(pc.in(scr)).to.equal(0xff);
  });

  it('records a write at once', () => {
    pc.out(scr, 0x12);
    expect(trace).to.deep.equal([{ t: 0, m: 'A', k: 'out', port: 0x3ff, v: 0x12 }]);
  });

  it('records three equal reads as one, from the first to the last, when something else is done', async () => {
    await at([
      [10, read(lsr)],
      [20, read(lsr)],
      [35, read(lsr)],
    ]);
    expect(trace).to.deep.equal([]);
    pc.flushReads();
    expect(trace).to.deep.equal([{ t: 35, m: 'A', k: 'in', port: 0x3fd, v: 0x60, n: 3, since: 10 }]);
  });

  it('begins a new record for another value', async () => {
    await at([
      [10, read(lsr)],
      [20, () => pc.out(COM1.base + THR, 1)],
      [22, read(lsr)],
    ]);
    pc.flushReads();
    const reads = trace.flatMap((each) => (each.k === 'in' ? [[each.v, each.n, each.since, each.t]] : []));
    expect(reads).to.deep.equal([
      [0x60, 1, 10, 10],
      [0x20, 1, 22, 22],
    ]);
  });

  it('begins a new record for another port with the same value', async () => {
    await at([
      [10, read(scr)],
      [20, read(COM1.base + 1)],
    ]);
    pc.flushReads();
    expect(trace.map((each) => each.k === 'in' && [each.port, each.n])).to.deep.equal([
      [0x3ff, 1],
      [0x3f9, 1],
    ]);
  });

  it('begins a new record after a write between two equal reads', async () => {
    await at([
      [10, read(lsr)],
      [12, () => pc.out(scr, 1)],
      [14, read(lsr)],
    ]);
    pc.flushReads();
    expect(trace.map((each) => each.k)).to.deep.equal(['in', 'out', 'in']);
  });

  it('closes the record of reads at a reset, and once only', async () => {
    await at([[10, read(lsr)]]);
    pc.reset();
    pc.flushReads();
    expect(trace.filter((each) => each.k === 'in')).to.have.length(1);
  });

  it('works without a recorder as with one', () => {
    const silent = new Pc(clock, { machine: 'B', ports: [COM1] });
    silent.out(scr, 7);
    expect(silent.in(scr)).to.equal(7);
  });
});
