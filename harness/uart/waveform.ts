import { Frame } from './frame.ts';

/** What holds a line in spite of the frames on it: a break holds it low, loopback holds SOUT high. */
export type Drive = 'frames' | 'low' | 'high';

interface Override {
  readonly at: number;
  readonly drive: Drive;
}

export interface WaveformState {
  readonly frames: readonly {
    readonly start: number;
    readonly bit: number;
    readonly levels: number;
    readonly length: number;
    readonly serial: number;
  }[];
  readonly overrides: readonly Override[];
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The level of a line over time, kept as the frames on it and what overrode them. Idle is 1 (mark). Frames come in
 * order and do not overlap.
 */
export class Waveform {
  count = 0;
  overrides: readonly Override[] = [];
  /** There are overrides. */
  overridden = false;
  /** A ring: its length is a power of two. */
  private frames: readonly Frame[] = [new Frame()];
  private head = 0;

  /** `pattern`: the levels of the bits, the start bit lowest; past `length` of them the level is 1. */
  push(start: number, bit: number, pattern: number, length: number, serial: number): void {
    if (this.count === this.frames.length) this.grow();
    const frame = this.frame(this.count);
    frame.start = start;
    frame.bit = bit;
    frame.serial = serial;
    frame.levels = pattern | (-1 << length);
    frame.length = length;
    this.count += 1;
  }

  override(at: number, drive: Drive): void {
    this.setOverrides([...this.overrides, { at, drive }]);
  }

  shift(): void {
    this.head = (this.head + 1) & (this.frames.length - 1);
    this.count -= 1;
  }

  clear(): void {
    this.count = 0;
    this.setOverrides([]);
  }

  get state(): WaveformState {
    const frames = Array.from({ length: this.count }, (_, i) => {
      const { start, bit, levels, length, serial } = this.frame(i);
      return { start, bit, levels, length, serial };
    });
    return { frames, overrides: this.overrides };
  }

  set state({ frames, overrides }: WaveformState) {
    this.clear();
    for (const { start, bit, levels, length, serial } of frames)
      this.push(start, bit, levels, length, serial);
    this.setOverrides(overrides);
  }

  /** Nothing stands here: the line is mark. */
  get blank(): boolean {
    return this.count === 0 && !this.overridden;
  }

  /** Moves all that stands here to the end of another waveform. */
  moveTo(other: Waveform): void {
    for (; this.count > 0; this.shift()) {
      const { start, bit, levels, length, serial } = this.first;
      other.push(start, bit, levels, length, serial);
    }
    if (this.overridden) this.moveOverridesTo(other);
  }

  /** The first frame, good until something is pushed or shifted. */
  get first(): Frame {
    return this.frames[this.head] as Frame;
  }

  start(index = 0): number {
    return this.frame(index).start;
  }

  bit(index = 0): number {
    return this.frame(index).bit;
  }

  pattern(index = 0): number {
    const { levels, length } = this.frame(index);
    return levels & ~(-1 << length);
  }

  length(index = 0): number {
    return this.frame(index).length;
  }

  serial(index = 0): number {
    return this.frame(index).serial;
  }

  /** Frames with a serial number that no character took. */
  get unclaimed(): number {
    let count = 0;
    for (let i = 0; i < this.count; i += 1) if (this.serial(i) !== 0) count += 1;
    return count;
  }

  /** The serial number of the frame in which a time lies, given out once: 0 from then on, and where there is none. */
  takeSerial(at: number): number {
    const index = this.frameAt(at);
    if (index < 0) return 0;
    const frame = this.frame(index);
    if (at >= frame.end) return 0;
    const { serial } = frame;
    frame.serial = 0;
    return serial;
  }

  /** The level from this tick on: on the tick of an edge, the new one. */
  level(at: number): 0 | 1 {
    return (this.samples(at, 1, 1) & 1) as 0 | 1;
  }

  /** The levels at so many times, the first in the lowest bit; above the last, anything. */
  samples(first: number, step: number, count: number): number {
    if (this.overridden) return this.drivenSamples(first, step, count);
    let levels = 0;
    let taken = 0;
    for (let i = this.frameAt(first); taken < count; i += 1) {
      // How many of them come before the next frame.
      const until =
        i + 1 < this.count ? Math.min(count, Math.ceil((this.start(i + 1) - first) / step)) : count;
      if (until <= taken) continue;
      const seen = i < 0 ? -1 : this.frame(i).samples(first + taken * step, step, until - taken);
      levels = (levels & ~(-1 << taken)) | (seen << taken);
      taken = until;
    }
    return levels;
  }

  /** The first tick after this one at which the level goes from 1 to 0, as far as the line is known. */
  nextFall(after: number): number {
    if (this.overridden) return this.nextDrivenFall(after);
    for (let i = Math.max(0, this.frameAt(after)); i < this.count; i += 1) {
      const fall = this.frame(i).nextFall(after);
      if (fall < NEVER) return fall;
    }
    return NEVER;
  }

  /**
   * Forgets what nobody at or after `from` can see, and returns how many of the frames forgotten had a serial
   * number that no character took.
   */
  prune(from: number): number {
    let unclaimed = 0;
    while (this.count > 0 && (this.first.end <= from || (this.count > 1 && this.start(1) <= from))) {
      if (this.first.serial !== 0) unclaimed += 1;
      this.shift();
    }
    if (this.overridden) this.pruneOverrides(from);
    return unclaimed;
  }

  private frame(index: number): Frame {
    return this.frames[(this.head + index) & (this.frames.length - 1)] as Frame;
  }

  /** The last frame that has begun by this tick; -1 when none has. */
  private frameAt(at: number): number {
    let index = -1;
    while (index + 1 < this.count && this.start(index + 1) <= at) index += 1;
    return index;
  }

  private drivenSamples(first: number, step: number, count: number): number {
    let levels = 0;
    for (let k = 0; k < count; k += 1) levels |= this.drivenLevel(first + k * step) << k;
    return levels;
  }

  private drivenLevel(at: number): 0 | 1 {
    let drive: Drive = 'frames';
    for (const override of this.overrides) if (override.at <= at) drive = override.drive;
    if (drive !== 'frames') return drive === 'low' ? 0 : 1;
    const index = this.frameAt(at);
    return index < 0 ? 1 : ((this.frame(index).samples(at, 1, 1) & 1) as 0 | 1);
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
    return NEVER;
  }

  private moveOverridesTo(other: Waveform): void {
    for (const { at, drive } of this.overrides) other.override(at, drive);
    this.setOverrides([]);
  }

  private pruneOverrides(from: number): void {
    const current = this.overrides.findLastIndex((override) => override.at <= from);
    if (current < 0) return;
    const released = this.overrides[current]?.drive === 'frames';
    this.setOverrides(this.overrides.slice(released ? current + 1 : current));
  }

  private setOverrides(overrides: readonly Override[]): void {
    this.overrides = overrides;
    this.overridden = overrides.length > 0;
  }

  private grow(): void {
    const { frames, head } = this;
    const spare = frames.map(() => new Frame());
    this.frames = [...frames.slice(head), ...frames.slice(0, head), ...spare];
    this.head = 0;
  }
}
