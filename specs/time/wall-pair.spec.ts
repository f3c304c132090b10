import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import type { Side } from '../../harness/ground/side.ts';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { Pc } from '../../harness/machine/pc.ts';
import { Processor } from '../../harness/program/processor.ts';
import { WallClock } from '../../harness/time/wall-clock.ts';
import { exchange } from '../link/programs.ts';
import { ALL_BYTES, cable, type Join, overMemory, Pair, reversed } from '../link/support.ts';
import { COM1, DLAB, DLL, FCR, FIFOS_ON, LCR, WORD_8N1 } from '../machine/board.ts';

/** 256 characters of 160 ticks take 22.3 ms. */
const LONG_ENOUGH_MS = 40;

async function onTheWall(join: Join, fake: SinonFakeTimers, stepMs: number) {
  const clock = new WallClock();
  const trace: TraceRecord[] = [];
  const recorder = { record: (record: TraceRecord) => void trace.push(record) };
  const pcs = {
    A: new Pc(clock, { machine: 'A', ports: [COM1], recorder }),
    B: new Pc(clock, { machine: 'B', ports: [COM1], recorder }),
  };
  const got: Record<Side, number[]> = { A: [], B: [] };
  const [a] = pcs.A.ports;
  const [b] = pcs.B.ports;
  if (a === undefined || b === undefined) throw new Error('no port');
  const link = join(clock, a, b, () => {});
  for (const side of ['A', 'B'] as const) {
    await link.open(side);
    pcs[side].reset();
  }
  for (const side of ['A', 'B'] as const) {
    pcs[side].out(COM1.base + LCR, DLAB);
    pcs[side].out(COM1.base + DLL, 1);
    pcs[side].out(COM1.base + DLL + 1, 0);
    pcs[side].out(COM1.base + LCR, WORD_8N1);
    pcs[side].out(COM1.base + FCR, FIFOS_ON);
  }
  let ended = 0;
  const bytes = { A: ALL_BYTES, B: reversed(ALL_BYTES) };
  for (const side of ['A', 'B'] as const) {
    new Processor(pcs[side], recorder).start(exchange(bytes[side], 256, got[side]), () => {
      ended += 1;
    });
  }
  clock.start();
  for (let ms = 0; ms < LONG_ENOUGH_MS; ms += stepMs) fake.tick(stepMs);
  clock.stop();
  return { got, ended, trace };
}

describe('two PCs with polling programs on the wall clock', () => {
  let fake: SinonFakeTimers;
  beforeEach(() => {
    fake = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => fake.restore());

  for (const [name, join] of [
    ['a cable', cable],
    ['bytes in memory', overMemory()],
  ] as const) {
    it(`exchange 256 bytes each way over ${name}, and their programs end`, async () => {
      const { got, ended } = await onTheWall(join, fake, 1);
      expect(got).to.deep.equal({ A: reversed(ALL_BYTES), B: ALL_BYTES });
      expect(ended).to.equal(2);
      expect(fake.countTimers()).to.equal(0);
    });

    it(`leave over ${name} the trace that they leave in virtual time`, async () => {
      const { trace } = await onTheWall(join, fake, 1);
      fake.restore();
      const pair = await Pair.up(join, { fcr: FIFOS_ON });
      await pair.play({ A: exchange(ALL_BYTES, 256, []), B: exchange(reversed(ALL_BYTES), 256, []) });
      expect(trace).to.deep.equal(pair.trace);
    });
  }
});
