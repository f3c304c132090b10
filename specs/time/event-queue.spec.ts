import { expect } from 'chai';
import fc from 'fast-check';
import { EventQueue, RANK, type Rank, type Slot } from '../../harness/time/event-queue.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Takes all events out, in their order. */
function drained(queue: EventQueue): Slot[] {
  const order: Slot[] = [];
  while (queue.nextAt !== NEVER) {
    order.push(queue.nextSlot);
    queue.cancel(queue.nextSlot);
  }
  return order;
}

describe('the event queue', () => {
  let queue: EventQueue;
  const slots = (...ranks: Rank[]): Slot[] => ranks.map((rank) => queue.addSlot(rank));
  beforeEach(() => {
    queue = new EventQueue();
  });

  it('is due never while it is empty', () => {
    const [a] = slots(RANK.CHIP) as [Slot];
    expect(queue.nextAt).to.equal(NEVER);
    expect(queue.bookedAt(a)).to.equal(NEVER);
  });

  it('goes by tick: 5 before 6, whatever the rank and whoever booked first', () => {
    const [player, line] = slots(RANK.PLAYER, RANK.LINE) as [Slot, Slot];
    queue.book(line, 6);
    queue.book(player, 5);
    expect(drained(queue)).to.deep.equal([player, line]);
  });

  it('goes by rank within a tick: line, chip, program, player', () => {
    const [player, program, chip, line] = slots(RANK.PLAYER, RANK.PROGRAM, RANK.CHIP, RANK.LINE) as [
      Slot,
      Slot,
      Slot,
      Slot,
    ];
    for (const slot of [player, program, chip, line]) queue.book(slot, 5);
    expect(drained(queue)).to.deep.equal([line, chip, program, player]);
  });

  it('goes first booked first within a rank, not by slot number', () => {
    const [a, b, c] = slots(RANK.CHIP, RANK.CHIP, RANK.CHIP) as [Slot, Slot, Slot];
    for (const slot of [c, a, b]) queue.book(slot, 5);
    expect(drained(queue)).to.deep.equal([c, a, b]);
  });

  it('keeps a place that is booked again for the same tick', () => {
    const [a, b] = slots(RANK.CHIP, RANK.CHIP) as [Slot, Slot];
    queue.book(a, 5);
    queue.book(b, 5);
    queue.book(a, 5);
    expect(drained(queue)).to.deep.equal([a, b]);
  });

  it('loses a place that is moved away and back', () => {
    const [a, b] = slots(RANK.CHIP, RANK.CHIP) as [Slot, Slot];
    queue.book(a, 5);
    queue.book(b, 5);
    queue.book(a, 6);
    queue.book(a, 5);
    expect(drained(queue)).to.deep.equal([b, a]);
  });

  it('loses a place that is cancelled and booked again', () => {
    const [a, b] = slots(RANK.CHIP, RANK.CHIP) as [Slot, Slot];
    queue.book(a, 5);
    queue.book(b, 5);
    queue.cancel(a);
    queue.book(a, 5);
    expect(drained(queue)).to.deep.equal([b, a]);
  });

  it('moves an event earlier and later', () => {
    const [a, b, c] = slots(RANK.CHIP, RANK.CHIP, RANK.CHIP) as [Slot, Slot, Slot];
    queue.book(a, 10);
    queue.book(b, 20);
    queue.book(c, 30);
    queue.book(c, 5);
    queue.book(a, 25);
    expect(queue.bookedAt(a)).to.equal(25);
    expect(drained(queue)).to.deep.equal([c, b, a]);
  });

  it('takes an event back when it is booked for never', () => {
    const [a] = slots(RANK.CHIP) as [Slot];
    queue.book(a, 5);
    queue.book(a, NEVER);
    expect(queue.nextAt).to.equal(NEVER);
    queue.cancel(a);
    expect(queue.nextAt).to.equal(NEVER);
  });

  it('tells a tick of 2 ** 52 from the one after it', () => {
    const [a, b] = slots(RANK.CHIP, RANK.CHIP) as [Slot, Slot];
    queue.book(a, 2 ** 52 + 1);
    queue.book(b, 2 ** 52);
    expect(drained(queue)).to.deep.equal([b, a]);
  });

  it('puts 1000 slots in order, booked backwards', () => {
    const many = Array.from({ length: 1000 }, () => queue.addSlot(RANK.CHIP));
    for (const [i, slot] of many.entries()) queue.book(slot, 1000 - i);
    expect(drained(queue)).to.deep.equal([...many].reverse());
  });

  it('agrees with a sorted list through 300 random stories of booking, moving, cancelling and taking', () => {
    const step = fc.record({
      does: fc.constantFrom('book', 'book', 'book', 'cancel', 'take'),
      slot: fc.nat(19),
      at: fc.nat(12),
    });
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }),
        fc.array(step, { maxLength: 200 }),
        (ranks, story) => {
          const mine = new EventQueue();
          const all = ranks.map((rank) => mine.addSlot(rank as Rank));
          let naive: { slot: Slot; at: number; rank: number; turn: number }[] = [];
          for (const [turn, { does, slot: index, at }] of story.entries()) {
            const slot = all[index] as Slot;
            const held = naive.find((each) => each.slot === slot);
            if (does === 'book') {
              mine.book(slot, at);
              if (held?.at !== at) {
                naive = naive.filter((each) => each !== held);
                naive.push({ slot, at, rank: ranks[index] as number, turn });
              }
            } else if (does === 'cancel') {
              mine.cancel(slot);
              naive = naive.filter((each) => each !== held);
            } else if (naive.length > 0) {
              mine.cancel(mine.nextSlot);
              naive.shift();
            }
            naive.sort((a, b) => a.at - b.at || a.rank - b.rank || a.turn - b.turn);
            expect(mine.nextAt).to.equal(naive[0]?.at ?? NEVER);
            if (naive.length > 0) expect(mine.nextSlot).to.equal(naive[0]?.slot);
          }
        },
      ),
      { seed: 20_260, numRuns: 300 },
    );
  });
});
