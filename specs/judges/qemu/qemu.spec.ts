import { expect } from 'chai';
import { Qemu } from '../../../harness/peer/qemu/qtest.ts';
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

  describe('that does not answer', () => {
    let qemu: Qemu;

    beforeEach(async () => {
      qemu = await Qemu.start({ guardMs: 200, telnet: true });
    });

    afterEach(() => qemu.stop());

    const failure = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'it answered',
        (why: Error) => why.message,
      );

    it('is named when it has died, with how', async () => {
      expect(await failure(qemu.ask(['outb nowhere 0']))).to.match(/^QEMU ended \(SIGABRT\)/);
      expect(await failure(qemu.ask(['inb 1016']))).to.match(/^QEMU ended \(SIGABRT\)/);
    });

    it('is named when it hangs, with what it was asked', async () => {
      process.kill(qemu.pid, 'SIGSTOP');
      expect(await failure(qemu.ask(['inb 1016']))).to.equal(
        'QEMU was given 200 ms to answer 1 command that begins with "inb 1016", in vain',
      );
    });
  });
});
