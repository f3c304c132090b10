import { expect } from 'chai';
import { DEPARTURES } from './departures.ts';
import { linesOf, sequenceOf } from './operation.ts';
import { randomSequence, randomSequences } from './random-sequence.ts';
import { SEQUENCES } from './sequences.ts';
import { agree, shortestDifference } from './verdict.ts';
import { describeWithJudge } from './with-judge.ts';

const OPERATIONS = 10_000;

describeWithJudge((judge) => {
  describe('agrees with ours and with the book', () => {
    for (const { title, text } of SEQUENCES) {
      it(title, () => agree(judge(), [sequenceOf(text)]));
    }

    it('agrees with ours in 10 000 random operations', async () => {
      const before = judge().operations;
      for (let seed = 0; judge().operations - before < OPERATIONS; seed += 64) {
        await agree(judge(), randomSequences(seed, 64));
      }
    });
  });

  describe('departs from the book where its table says, and nowhere else', () => {
    for (const rule of DEPARTURES) {
      const { name, behaviours, section, shown, differs } = rule;
      it(`${behaviours.map((one) => `[${one}]`).join('')} §${section} ${name}: ${differs}`, async () => {
        const others = DEPARTURES.filter((one) => one !== rule);
        await agree(judge(), [sequenceOf(shown)]);
        expect((await judge().differenceIn([sequenceOf(shown)], others))?.lines.at(-1)).to.equal(differs);
      });
    }
  });

  describe('as a judge', () => {
    it('says an unexplained difference in the shortest sequence that shows it', async () => {
      const rules = DEPARTURES.filter(({ name }) => name !== 'OE outlives the FIFO');
      let found = null;
      for (let seed = 0; found === null; seed += 1) {
        found = await judge().differenceIn(randomSequences(seed, 1), rules);
      }
      const lines = await shortestDifference(judge(), found, rules);
      expect(lines).to.have.length.at.most(5);
      // What was printed can be played.
      const again = await judge().differenceIn([sequenceOf(lines.join('\n'))], rules);
      expect(again?.lines).to.deep.equal(lines);
    });

    it('holds ours against the book as well', async () => {
      const difference = await judge().differenceIn([sequenceOf('in LSR -> 0x61')], DEPARTURES);
      expect(difference?.lines).to.deep.equal(['in LSR -> ours 0x60, the book 0x61']);
    });

    it('reads what it writes', () => {
      const sequence = randomSequence(1, 500);
      expect(sequenceOf(linesOf(sequence).join('\n'))).to.deep.equal(sequence);
    });
  });
});
