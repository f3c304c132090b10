import { expect } from 'chai';
import { LINKS, MODES, tracedOver, wordsOf } from './stage.ts';

const FIFOS = [1, 4, 8, 14].map((trigger) => `, fifo: ${trigger}`);

describe('both directions at once', () => {
  for (const transport of LINKS) {
    for (const mode of MODES) {
      const steps = [
        `parallel: [{ send: { from: A, mode: ${mode}, random: 47 } }, { send: { from: B, mode: ${mode}, hex: "00..3D" } }]`,
        `parallel: [{ expect: { on: A, mode: ${mode}, count: 62, within: 1s } }, { expect: { on: B, mode: ${mode}, count: 47, within: 1s } }]`,
      ];
      for (const [which, fifos] of [
        ['the triggers 1, 4, 8 and 14', FIFOS],
        ['no FIFO to begin with', ['']],
      ] as const) {
        it(`carry 47 and 62 bytes by ${mode} over ${transport}, with ${which}`, async () => {
          for (const fifo of fifos) {
            const machine = `{ line: 115200 8N1${fifo} }`;
            const { result } = await tracedOver(transport, { A: machine, B: machine, steps });
            expect(wordsOf(result), machine).to.deep.equal([]);
            expect(result.directions.map(({ received, flagged }) => [received, flagged])).to.deep.equal([
              [47, 0],
              [62, 0],
            ]);
            expect(result.directions[1]?.first).to.deep.equal(Array.from({ length: 62 }, (_, i) => i));
            expect(result.ledger).to.deep.include({ written: 109, balanced: true, madeByLine: 0 });
            expect(result.ledger?.fates.read).to.equal(109);
          }
        });
      }
    }
  }
});
