/** What holds a line in spite of the frames on it: a break holds it low, loopback holds SOUT high. */
export type Drive = 'frames' | 'low' | 'high';

interface Override {
  readonly at: number;
  readonly drive: Drive;
}

/**
 * The level of a line over time, kept as the frames on it and what overrode them. Idle is 1 (mark).
 *
 * A frame is its start edge, the length of a bit, and its levels from the start bit on as a bit pattern, first bit
 * lowest; past `length` bits the level is 1. Frames come in order and do not overlap. Times are ticks of the chip
 * that listens; a serial number of 0 means that no THR write is to be accounted for.
 */
export class Waveform {
  count = 0;
  overrides: readonly Override[] = [];
  private head = 0;
  private mask = 7;
  private starts = new Float64Array(8);
  private bits = new Float64Array(8);
  private patterns = new Uint16Array(8);
  private lengths = new Uint8Array(8);
  private serials = new Float64Array(8);

  push(start: number, bit: number, pattern: number, length: number, serial: number): void {
    if (this.count > this.mask) this.grow();
    const at = (this.head + this.count) & this.mask;
    this.starts[at] = start;
    this.bits[at] = bit;
    this.patterns[at] = pattern;
    this.lengths[at] = length;
    this.serials[at] = serial;
    this.count += 1;
  }

  override(at: number, drive: Drive): void {
    this.overrides = [...this.overrides, { at, drive }];
  }

  shift(): void {
    this.head = (this.head + 1) & this.mask;
    this.count -= 1;
  }

  clear(): void {
    this.count = 0;
    this.overrides = [];
  }

  /** Moves all that stands here to the end of another waveform. */
  moveTo(other: Waveform): void {
    while (this.count > 0) {
      const at = this.head;
      other.push(
        this.starts[at] as number,
        this.bits[at] as number,
        this.patterns[at] as number,
        this.lengths[at] as number,
        this.serials[at] as number,
      );
      this.shift();
    }
    if (this.overrides.length === 0) return;
    for (const { at, drive } of this.overrides) other.override(at, drive);
    this.overrides = [];
  }

  start(index = 0): number {
    return this.starts[(this.head + index) & this.mask] as number;
  }

  bit(index = 0): number {
    return this.bits[(this.head + index) & this.mask] as number;
  }

  pattern(index = 0): number {
    return this.patterns[(this.head + index) & this.mask] as number;
  }

  length(index = 0): number {
    return this.lengths[(this.head + index) & this.mask] as number;
  }

  serial(index = 0): number {
    return this.serials[(this.head + index) & this.mask] as number;
  }

  /** The serial number of the frame in which a time lies, given out once: 0 from then on, and where there is none. */
  takeSerial(at: number): number {
    const index = this.frameAt(at);
    if (index < 0 || at >= this.end(index)) return 0;
    const slot = (this.head + index) & this.mask;
    const serial = this.serials[slot] as number;
    this.serials[slot] = 0;
    return serial;
  }

  /** The level from this tick on: on the tick of an edge, the new one. */
  level(at: number): 0 | 1 {
    return this.overrides.length === 0 ? this.frameLevel(at) : this.drivenLevel(at);
  }

  /** The first tick after this one at which the level goes from 1 to 0, as far as the line is known. */
  nextFall(after: number): number {
    if (this.overrides.length > 0) return this.nextDrivenFall(after);
    for (let i = Math.max(0, this.frameAt(after)); i < this.count; i += 1) {
      const start = this.start(i);
      if (start > after) return start;
      const fall = this.fallInside(i, after);
      if (fall > after) return fall;
    }
    return Number.POSITIVE_INFINITY;
  }

  /**
   * Forgets what nobody at or after `from` can see, and returns how many of the frames forgotten had a serial
   * number that no character took.
   */
  prune(from: number): number {
    let unclaimed = 0;
    while (this.count > 0 && (this.end(0) <= from || (this.count > 1 && this.start(1) <= from))) {
      if (this.serial() !== 0) unclaimed += 1;
      this.shift();
    }
    if (this.overrides.length > 0) this.pruneOverrides(from);
    return unclaimed;
  }

  /** Where the pattern of a frame ends and mark begins. */
  private end(index: number): number {
    return this.start(index) + this.length(index) * this.bit(index);
  }

  /** The last frame that has begun by this tick; -1 when none has. */
  private frameAt(at: number): number {
    let index = -1;
    while (index + 1 < this.count && this.start(index + 1) <= at) index += 1;
    return index;
  }

  private frameLevel(at: number): 0 | 1 {
    const index = this.frameAt(at);
    if (index < 0) return 1;
    const bit = Math.floor((at - this.start(index)) / this.bit(index));
    return bit >= this.length(index) ? 1 : (((this.pattern(index) >> bit) & 1) as 0 | 1);
  }

  private fallInside(index: number, after: number): number {
    const pattern = this.pattern(index);
    const start = this.start(index);
    const bit = this.bit(index);
    for (let k = 1; k < this.length(index); k += 1) {
      const falls = ((pattern >> (k - 1)) & 3) === 1;
      if (falls && start + k * bit > after) return start + k * bit;
    }
    return Number.NEGATIVE_INFINITY;
  }

  private drivenLevel(at: number): 0 | 1 {
    let drive: Drive = 'frames';
    for (const override of this.overrides) if (override.at <= at) drive = override.drive;
    return drive === 'low' ? 0 : drive === 'high' ? 1 : this.frameLevel(at);
  }

  /** With overrides, any edge of a frame and any override may be the one: rare, so plainly tried one by one. */
  private nextDrivenFall(after: number): number {
    const edges = this.overrides.map((override) => override.at);
    for (let i = 0; i < this.count; i += 1) {
      for (let k = 0; k <= this.length(i); k += 1) edges.push(this.start(i) + k * this.bit(i));
    }
    const times = [...new Set(edges)].sort((a, b) => a - b);
    let before: 0 | 1 = 1;
    for (const at of times) {
      const level = this.level(at);
      if (at > after && before === 1 && level === 0) return at;
      before = level;
    }
    return Number.POSITIVE_INFINITY;
  }

  private pruneOverrides(from: number): void {
    const current = this.overrides.findLastIndex((override) => override.at <= from);
    if (current < 0) return;
    const released = this.overrides[current]?.drive === 'frames';
    this.overrides = this.overrides.slice(released ? current + 1 : current);
  }

  private grow(): void {
    const size = this.mask + 1;
    const order = Array.from({ length: size }, (_, i) => (this.head + i) & this.mask);
    const wider = <T extends Float64Array | Uint16Array | Uint8Array>(old: T, next: T): T => {
      order.forEach((from, to) => {
        next[to] = old[from] as number;
      });
      return next;
    };
    this.starts = wider(this.starts, new Float64Array(size * 2));
    this.bits = wider(this.bits, new Float64Array(size * 2));
    this.patterns = wider(this.patterns, new Uint16Array(size * 2));
    this.lengths = wider(this.lengths, new Uint8Array(size * 2));
    this.serials = wider(this.serials, new Float64Array(size * 2));
    this.head = 0;
    this.mask = size * 2 - 1;
  }
}
