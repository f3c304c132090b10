declare const slotBrand: unique symbol;

/** A place in the queue that holds at most one pending event. */
export type Slot = number & { readonly [slotBrand]: 'slot' };

/**
 * Who comes first within one tick. Line changes and links come before the samples that see them, and both before
 * the programs that read registers: so what a program sees does not hang on when it booked its next access.
 */
export const RANK = { LINE: 0, CHIP: 1, PROGRAM: 2, PLAYER: 3 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

const RANK_WEIGHT = 2 ** 50;

/**
 * Pending events in one total order: by tick, then rank, then first booked first. A binary heap of slot numbers in
 * typed arrays, in which a slot's event can be moved: the cost of a booking grows with the logarithm of the slots.
 */
export class EventQueue {
  private size = 0;
  private bookings = 0;
  private ranks = new Float64Array(8);
  private at = new Float64Array(8);
  private order = new Float64Array(8);
  private heap = new Int32Array(8);
  private place = new Int32Array(8);
  private slots = 0;

  addSlot(rank: Rank): Slot {
    const slot = this.slots;
    if (slot === this.at.length) this.grow();
    this.ranks[slot] = rank * RANK_WEIGHT;
    this.place[slot] = -1;
    this.slots += 1;
    return slot as Slot;
  }

  get nextAt(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.at[this.heap[0] as number] as number);
  }

  get nextSlot(): Slot {
    return this.heap[0] as Slot;
  }

  bookedAt(slot: Slot): number {
    return (this.place[slot] as number) < 0 ? Number.POSITIVE_INFINITY : (this.at[slot] as number);
  }

  /** Books or moves a slot's event. Booked for the tick that it has already, it keeps its place in the order. */
  book(slot: Slot, at: number): void {
    const place = this.place[slot] as number;
    if (place >= 0 && this.at[slot] === at) return;
    if (at === Number.POSITIVE_INFINITY) {
      this.cancel(slot);
      return;
    }
    this.at[slot] = at;
    this.order[slot] = (this.ranks[slot] as number) + this.bookings;
    this.bookings += 1;
    if (place >= 0) {
      this.sink(this.rise(place));
    } else {
      this.put(this.size, slot);
      this.size += 1;
      this.rise(this.size - 1);
    }
  }

  cancel(slot: Slot): void {
    const place = this.place[slot] as number;
    if (place < 0) return;
    this.place[slot] = -1;
    this.size -= 1;
    if (place === this.size) return;
    this.put(place, this.heap[this.size] as number);
    this.sink(this.rise(place));
  }

  private put(place: number, slot: number): void {
    this.heap[place] = slot;
    this.place[slot] = place;
  }

  private before(a: number, b: number): boolean {
    const atA = this.at[a] as number;
    const atB = this.at[b] as number;
    return atA < atB || (atA === atB && (this.order[a] as number) < (this.order[b] as number));
  }

  private rise(from: number): number {
    let place = from;
    const slot = this.heap[place] as number;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.heap[parent] as number;
      if (!this.before(slot, above)) break;
      this.put(place, above);
      place = parent;
    }
    this.put(place, slot);
    return place;
  }

  private sink(from: number): void {
    let place = from;
    const slot = this.heap[place] as number;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      const right = child + 1;
      if (right < this.size && this.before(this.heap[right] as number, this.heap[child] as number))
        child = right;
      const below = this.heap[child] as number;
      if (!this.before(below, slot)) break;
      this.put(place, below);
      place = child;
    }
    this.put(place, slot);
  }

  private grow(): void {
    const size = this.at.length * 2;
    const floats = (old: Float64Array) => {
      const next = new Float64Array(size);
      next.set(old);
      return next;
    };
    const ints = (old: Int32Array) => {
      const next = new Int32Array(size);
      next.set(old);
      return next;
    };
    this.ranks = floats(this.ranks);
    this.at = floats(this.at);
    this.order = floats(this.order);
    this.heap = ints(this.heap);
    this.place = ints(this.place);
  }
}
