import { expect } from 'chai';
import fc from 'fast-check';
import { sourceOf } from '../../harness/run/byte-source.ts';
import { Direction } from '../../harness/run/direction.ts';
import type { Want } from '../../harness/scenario/model.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const textOf = (bytes: Iterable<number>): string => Buffer.from([...bytes]).toString('latin1');

function send(direction: Direction, text: string, now = 0): void {
  direction.send(sourceOf({ bytes: bytesOf(text), times: 1 }, 0, 0), now);
}

function receive(direction: Direction, text: string, now = 0, errors = 0): void {
  for (const byte of bytesOf(text)) direction.receive(byte, errors, now);
}

/** An expectation that tells whether it is met. */
function expectOf(direction: Direction, wanted: string | number): { met: boolean } {
  const state = { met: false };
  const want: Want = typeof wanted === 'number' ? { count: wanted } : { bytes: bytesOf(wanted) };
  direction.expect(want, () => {
    state.met = true;
  });
  return state;
}

describe('a direction', () => {
  const expecting = (count: number) => new Direction('A', 'B', count);

  describe('its cursor', () => {
    it('consumes what an expectation matched: "ab" of "ab" is found once, not twice', () => {
      const direction = expecting(2);
      receive(direction, 'ab');
      expect(expectOf(direction, 'ab').met).to.equal(true);
      expect(expectOf(direction, 'ab').met).to.equal(false);
    });

    it('stops at the matching byte: "cd" right behind "ab" is the next one\'s', () => {
      const direction = expecting(2);
      receive(direction, 'abcd');
      expect(expectOf(direction, 'ab').met).to.equal(true);
      expect(direction.unconsumed.count).to.equal(0);
      expect(expectOf(direction, 'cd').met).to.equal(true);
    });

    it('leaves to nobody what stands before a match: "a" of "ab" is gone once "b" is found', () => {
      const direction = expecting(2);
      receive(direction, 'ab');
      expect(expectOf(direction, 'b').met).to.equal(true);
      expect(expectOf(direction, 'a').met).to.equal(false);
    });

    it('does not put together one expectation\'s "a" and the next one\'s "b"', () => {
      const direction = expecting(2);
      receive(direction, 'aab');
      expect(expectOf(direction, 2).met).to.equal(true);
      expect(expectOf(direction, 'ab').met).to.equal(false);
    });

    it('meets an expectation at the byte that completes it, and needs no newline', () => {
      const direction = expecting(1);
      const hello = expectOf(direction, 'hello');
      receive(direction, 'hell');
      expect(hello.met).to.equal(false);
      receive(direction, 'o');
      expect(hello.met).to.equal(true);
    });

    it('counts 3 bytes: not met by the 2nd, met by the 3rd', () => {
      const direction = expecting(1);
      receive(direction, 'x');
      const three = expectOf(direction, 3);
      receive(direction, 'y');
      expect(three.met).to.equal(false);
      receive(direction, 'z');
      expect(three.met).to.equal(true);
    });

    it('keeps for the 2nd expectation what comes between it and the 1st', () => {
      const direction = expecting(2);
      const first = expectOf(direction, 'a');
      receive(direction, 'abc');
      expect(first.met).to.equal(true);
      expect(expectOf(direction, 'bc').met).to.equal(true);
    });

    it('serves 2 expectations at once, the earlier first, and neither eats nor misses', () => {
      const direction = expecting(2);
      const [ab, cd] = [expectOf(direction, 'ab'), expectOf(direction, 'cd')];
      receive(direction, 'ab');
      expect([ab.met, cd.met]).to.deep.equal([true, false]);
      receive(direction, 'cd');
      expect([ab.met, cd.met]).to.deep.equal([true, true]);
    });

    it('finds one word after the other as a search in the whole stream does, whoever comes first', () => {
      const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
      const stream = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 });
      fc.assert(
        fc.property(fc.array(letters, { maxLength: 8 }), stream, fc.nat(40), (words, text, early) => {
          const direction = expecting(words.length);
          receive(direction, text.slice(0, early));
          let [cursor, rest] = [0, text.slice(early)];
          for (const word of words) {
            const found = text.indexOf(word, cursor);
            const state = expectOf(direction, word);
            while (!state.met && rest !== '') {
              receive(direction, rest.slice(0, 1));
              rest = rest.slice(1);
            }
            expect(state.met, `${word} in ${text} from ${cursor}`).to.equal(found >= 0);
            if (found < 0) return;
            cursor = found + word.length;
            const behind = text.length - rest.length - cursor;
            expect(behind).to.be.at.least(0);
          }
        }),
        { numRuns: 500 },
      );
    });
  });

  describe('what it keeps', () => {
    it('is nothing while no expectation is to come', () => {
      const direction = expecting(0);
      receive(direction, 'ab');
      expect(expectOf(direction, 'ab').met).to.equal(false);
    });

    it('is nothing of what comes behind the last of 1', () => {
      const direction = expecting(1);
      const ab = expectOf(direction, 'ab');
      receive(direction, 'abcd');
      expect(ab.met).to.equal(true);
      expect(expectOf(direction, 'cd').met).to.equal(false);
    });

    it('is nothing of what had come already when the last of 1 was met', () => {
      const direction = expecting(1);
      receive(direction, 'abcd');
      expect(expectOf(direction, 'ab').met).to.equal(true);
      expect(expectOf(direction, 'cd').met).to.equal(false);
    });

    it('is the first 256 bytes for the report, of 1000', () => {
      const direction = expecting(0);
      receive(direction, 'x'.repeat(1000));
      expect(direction.shown).to.have.length(256);
      expect(direction.received).to.equal(1000);
    });

    it('is the first 256 bytes since the cursor, and how many there were: 999', () => {
      const direction = expecting(2);
      receive(direction, `!${'x'.repeat(999)}`);
      expectOf(direction, '!');
      expectOf(direction, 'y');
      direction.giveUp();
      expect(direction.unconsumed.first).to.have.length(256);
      expect(direction.unconsumed.count).to.equal(999);
    });
  });

  describe('its tally', () => {
    it('says delivered at the 5th byte of 5, and not at the 4th', () => {
      const direction = expecting(0);
      send(direction, 'hello');
      receive(direction, 'hell');
      expect(direction.delivered).to.equal(false);
      receive(direction, 'o');
      expect(direction.delivered).to.equal(true);
    });

    it('counts 1 byte with an error among 3', () => {
      const direction = expecting(0);
      receive(direction, 'a');
      receive(direction, 'b', 0, 0x04);
      receive(direction, 'c');
      expect(direction.flagged).to.equal(1);
    });

    it('is used by a byte sent or a byte received, and by an expectation not yet', () => {
      const [sent, received, waiting] = [expecting(0), expecting(0), expecting(1)];
      send(sent, 'a');
      receive(received, 'a');
      expectOf(waiting, 'a');
      expect([sent, received, waiting].map(({ used }) => used)).to.deep.equal([true, true, false]);
    });

    it('knows when the last of 2 sends began: at 90', () => {
      const direction = expecting(0);
      expect(direction.lastSend).to.equal(undefined);
      send(direction, 'a', 20);
      send(direction, 'b', 90);
      receive(direction, 'a', 100);
      expect(direction.lastSend).to.equal(90);
    });

    it('counts a byte as progress when there is one to come, and not a 2nd one of 1', () => {
      const direction = expecting(0);
      send(direction, 'a', 20);
      receive(direction, 'a', 30);
      expect(direction.lastProgress).to.equal(30);
      receive(direction, 'a', 40);
      expect(direction.lastProgress).to.equal(30);
    });
  });

  describe('the difference', () => {
    it('is none when 3 bytes of 3 came in order', () => {
      const direction = expecting(0);
      send(direction, 'ab');
      send(direction, 'c');
      receive(direction, 'abc');
      expect(direction.difference).to.equal(null);
    });

    it('is at byte 2 where "abXd" came for "abcd"', () => {
      const direction = expecting(0);
      send(direction, 'abcd');
      receive(direction, 'abXd');
      const { place, from, wanted, came } = direction.difference ?? expect.fail();
      expect([place, from, textOf(wanted), textOf(came)]).to.deep.equal([2, 0, 'abcd', 'abXd']);
    });

    it('is at byte 2 where 2 of 4 came', () => {
      const direction = expecting(0);
      send(direction, 'abcd');
      receive(direction, 'ab');
      const { place, wanted, came } = direction.difference ?? expect.fail();
      expect([place, textOf(wanted), textOf(came)]).to.deep.equal([2, 'abcd', 'ab']);
    });

    it('is at byte 2 where a 3rd came for 2', () => {
      const direction = expecting(0);
      send(direction, 'ab');
      receive(direction, 'abb');
      const { place, wanted, came } = direction.difference ?? expect.fail();
      expect([place, textOf(wanted), textOf(came)]).to.deep.equal([2, 'ab', 'abb']);
    });

    it('is at byte 1 where "aab" came for "ab": one twice is not once', () => {
      const direction = expecting(0);
      send(direction, 'ab');
      receive(direction, 'aab');
      expect(direction.difference?.place).to.equal(1);
    });

    it('shows 16 bytes before byte 100, and 32 from it on', () => {
      const direction = expecting(0);
      send(direction, 'x'.repeat(200));
      receive(direction, `${'x'.repeat(100)}Y${'x'.repeat(99)}`);
      const { place, from, wanted, came } = direction.difference ?? expect.fail();
      expect([place, from]).to.deep.equal([100, 84]);
      expect([wanted.length, came.length]).to.deep.equal([48, 48]);
      expect(came[16]).to.equal(0x59);
    });
  });
});
