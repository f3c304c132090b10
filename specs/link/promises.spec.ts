import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { FIFOS_ON } from '../machine/board.ts';
import { exchange } from './programs.ts';
import { keepsItsPromises, type LinkKind } from './promises.ts';
import { ALL_BYTES, cable, overMemory, overSocket, Pair, reversed, SIDES } from './support.ts';

const WIRE: LinkKind = { name: 'a cable', join: cable, wire: true };
const BYTES_IN_MEMORY: LinkKind = { name: 'bytes in memory', join: overMemory() };
const BYTES_OVER_SOCKETS: readonly LinkKind[] = [
  { name: 'bytes over tcp', join: overSocket('tcp'), sockets: true },
  { name: 'bytes over a pipe', join: overSocket('pipe'), sockets: true, stalls: true },
];

describe('every link keeps the six promises', () => {
  for (const kind of [WIRE, BYTES_IN_MEMORY, ...BYTES_OVER_SOCKETS]) keepsItsPromises(kind);
});

describe('the same run over each link', () => {
  async function traced({ join }: LinkKind): Promise<readonly TraceRecord[]> {
    const pair = await Pair.up(join, { divisor: 3, fcr: FIFOS_ON });
    await pair.play({
      A: exchange(ALL_BYTES, 256, []),
      B: exchange(reversed(ALL_BYTES), 256, []),
    });
    await pair.down();
    return pair.trace;
  }

  const ofEach = (trace: readonly TraceRecord[]) =>
    SIDES.map((side) => trace.filter((record) => record.m === side));

  let onTheWire: readonly TraceRecord[];
  let inMemory: readonly TraceRecord[];
  before(async () => {
    onTheWire = await traced(WIRE);
    inMemory = await traced(BYTES_IN_MEMORY);
  });

  it('has 512 arrivals on the wire', () => {
    expect(onTheWire.filter((record) => record.k === 'char')).to.have.length(512);
  });

  for (const kind of [BYTES_IN_MEMORY, ...BYTES_OVER_SOCKETS]) {
    it(`shows each machine what a wire shows it, at the same ticks, with ${kind.name}`, async () => {
      expect(ofEach(await traced(kind))).to.deep.equal(ofEach(onTheWire));
    });

    it(`leaves the trace that bytes in memory leave, record by record, with ${kind.name}`, async () => {
      expect(await traced(kind)).to.deep.equal(inMemory);
    });
  }

  it('leaves the same trace on the wire twice', async () => {
    expect(await traced(WIRE)).to.deep.equal(onTheWire);
  });
});
