import { expect } from 'chai';
import type { ChipEvent } from '../../../harness/ground/chip-event.ts';
import { Characters } from '../../../harness/peer/qemu/characters.ts';
import { LSR } from '../../support/datasheet.ts';

describe('the characters of QEMU’s chip', () => {
  let characters: Characters;
  let journal: ChipEvent[];
  /** How often the timeout has been counted anew. */
  let counted: number;

  beforeEach(() => {
    counted = 0;
    characters = new Characters(() => {
      counted += 1;
    });
    journal = [];
    characters.journal = journal;
    characters.now = 100;
  });

  const give = (...chars: readonly number[]): void => {
    for (const [i, char] of chars.entries()) {
      characters.reception.receive({ char, serial: i + 1 });
      expect(characters.hear()).to.equal(char);
    }
  };

  it('are seen when they come out of the socket, and each read makes room for the next', () => {
    give(0x41, 0x42);
    expect(characters.held).to.deep.equal({ toSend: 0, onTheLine: 1, unread: { sourced: 1, made: 0 } });
    expect([characters.tally.sourced.seen, counted]).to.deep.equal([1, 1]);
    expect([characters.read(), characters.read(), characters.read()]).to.deep.equal([1, 0, 0]);
    expect(characters.tally.sourced).to.include({ seen: 2, read: 2 });
    expect(journal).to.deep.equal([
      { kind: 'char', at: 100, serial: 1, char: 0x41, errors: 0, held: 1 },
      { kind: 'char', at: 100, serial: 2, char: 0x42, errors: 0, held: 1 },
    ]);
  });

  it('count the timeout anew when one is read, even if none comes after it', () => {
    give(0x41);
    characters.read();
    expect(counted).to.equal(2);
    characters.read();
    expect(counted).to.equal(2);
  });

  it('are lost where FCR empties the receiver, and those in the socket come after', () => {
    give(0x41, 0x42);
    expect(characters.writeFcr(0x01)).to.equal(1);
    expect(characters.tally.sourced).to.include({ seen: 2, cleared: 1 });
    expect(journal.map((event) => event.kind)).to.deep.equal(['char', 'lost', 'char']);
  });

  it('leave at once, each with the number of its write', () => {
    characters.write();
    expect(characters.held.toSend).to.equal(0);
    characters.leave(0x55);
    expect([characters.held.toSend, characters.sout.serial()]).to.deep.equal([1, 1]);
    expect(journal).to.deep.equal([{ kind: 'frame', at: 100, serial: 1, char: 0x55, ends: 100 }]);
  });

  it('in loopback go round, and without room push one out', () => {
    characters.goRound(0x55);
    characters.goRound(0x56);
    expect(characters.tally).to.deep.include({ written: 2 });
    expect(characters.tally.sourced).to.include({ seen: 2, overrun: 1 });
    expect(journal.at(-1)).to.deep.equal({
      kind: 'char',
      at: 100,
      serial: -2,
      char: 0x56,
      errors: LSR.OE,
      held: 1,
    });
    expect(counted).to.equal(2);
  });

  it('go with the power, wherever they are', () => {
    give(0x41, 0x42);
    characters.write();
    characters.leave(0x55);
    characters.reset();
    expect(characters.held).to.deep.equal({ toSend: 0, onTheLine: 0, unread: { sourced: 0, made: 0 } });
    expect(characters.tally.sourced.cleared).to.equal(1);
    expect(characters.tally.unseenReset).to.equal(2);
  });
});
