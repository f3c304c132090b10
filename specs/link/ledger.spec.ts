import { expect } from 'chai';
import fc from 'fast-check';
import { FCR, LCR, MCR, RBR, THR } from '../machine/board.ts';
import { cable, farSide, type Join, ledgerOf, overMemory, overSocket, Pair } from './support.ts';

const side = fc.constantFrom('A' as const, 'B' as const);

const action = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: fc.constant('send' as const), side, value: fc.nat(255) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('pass' as const), side, value: fc.nat(700) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('read' as const), side, value: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('fcr' as const), side, value: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('mcr' as const), side, value: fc.constantFrom(0x13, 0x03) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('lcr' as const),
      side,
      value: fc.constantFrom(0x03, 0x43, 0x1a, 0x00),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const), side, value: fc.constant(0) }) },
);

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

async function perform(pair: Pair, { does, side, value }: Action, restarts: boolean): Promise<void> {
  if (does === 'send') pair.out(side, THR, value);
  else if (does === 'read') pair.in(side, RBR);
  else if (does === 'fcr') pair.out(side, FCR, value);
  else if (does === 'mcr') pair.out(side, MCR, value);
  else if (does === 'lcr') pair.out(side, LCR, value);
  else if (does === 'pass') await pair.pass(value);
  else if (restarts) {
    // A whole pause: what an end sent before it closed has arrived, or waits for room that comes.
    await pair.powerOff(side);
    for (let i = 0; i < 32; i += 1) {
      pair.in(farSide(side), RBR);
      await pair.pass(400);
    }
    await pair.powerOn(side);
    pair.set(side);
  }
}

describe('each character written ends as exactly one thing, whatever happens', () => {
  const cases: readonly (readonly [string, Join, number])[] = [
    ['a cable', cable, 150],
    ['bytes in memory, virtualbox5', overMemory('virtualbox5'), 150],
    ['bytes in memory, qemu', overMemory('qemu'), 100],
    ['bytes over tcp', overSocket('tcp'), 15],
    ['bytes over a pipe', overSocket('pipe', 'virtualbox'), 15],
  ];
  for (const [name, join, numRuns] of cases) {
    it(`over ${name}: ${numRuns} random stories, in each of which the sums balance after each step`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (story) => {
          const pair = await Pair.up(join);
          try {
            for (const step of story) {
              // The connector alone restarts over a socket: a listener that goes leaves it cut off for good.
              await perform(pair, step, step.side === 'B' || !name.includes('over'));
              const { written, accounted } = ledgerOf(pair);
              expect(accounted).to.equal(written);
            }
          } finally {
            await pair.down();
          }
          const { written, accounted } = ledgerOf(pair);
          expect(accounted).to.equal(written);
        }),
        { seed: 16550, numRuns },
      );
    });
  }

  it('over bytes in memory, brings every character in its order and once, however sends and reads mix', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(600), { minLength: 1, maxLength: 80 }), async (gaps) => {
        const pair = await Pair.up(overMemory('virtualbox'));
        const got: number[] = [];
        for (const [i, gap] of gaps.entries()) {
          await pair.pass(gap + 160);
          pair.out('A', THR, i);
          if (gap % 3 === 0 && pair.received('B').length > 0) got.push(pair.in('B', RBR));
        }
        for (let idle = 0; idle < 2; idle = pair.received('B').length > 0 ? 0 : idle + 1) {
          while (pair.received('B').length > 0) got.push(pair.in('B', RBR));
          await pair.pass(320);
        }
        expect(got).to.deep.equal(gaps.map((_, i) => i));
      }),
      { seed: 16550, numRuns: 60 },
    );
  });
});
