import type { LineTiming } from './line-timing.ts';
import { LSR } from './registers.ts';
import { Waveform } from './waveform.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Makes characters of the level on a line (PC16550D 8.2 and 8.4; behaviours 24 to 28, 67).
 *
 * The clock starts at the falling edge. The start bit is verified at its middle, each later bit is read at its
 * middle, by the receiver's own bit time, and the character is there at the sample of its first stop bit. All samples
 * of a character are taken in one go at that instant: one event a character. The settings are those that held at
 * the start edge.
 */
export class Receiver {
  readonly line = new Waveform();
  /** The tick at which the character under way is there, or at which there is something to decide. */
  sampleAt = NEVER;
  /** The character that `sample` made: its data, its flags (LSR bits), and the THR write it comes from. */
  char = 0;
  flags = 0;
  serial = 0;
  /** Frames with a serial number that no character was made of, counted since the owner last took them. */
  unseen = 0;
  private timing: LineTiming;
  private edge = NEVER;
  /** A start edge counts only after this tick. */
  private lookFrom = Number.NEGATIVE_INFINITY;

  constructor(timing: LineTiming) {
    this.timing = timing;
  }

  /** The line has changed: if no character is under way, one may begin. */
  look(timing: LineTiming, now = NEVER): void {
    // An edge that is foreseen only may be forestalled: by a break, say.
    if (this.sampleAt !== NEVER && this.edge <= now) return;
    this.sampleAt = NEVER;
    const line = this.line;
    const fall =
      line.overrides.length === 0 && line.count === 1 && line.start() > this.lookFrom
        ? line.start()
        : line.nextFall(this.lookFrom);
    if (fall !== NEVER) this.begin(fall, timing);
  }

  /** Drops what is under way and all that is known of the line; it is to be mark until it is told otherwise. */
  cut(now: number): void {
    for (let i = 0; i < this.line.count; i += 1) if (this.line.serial(i) !== 0) this.unseen += 1;
    this.line.clear();
    this.sampleAt = NEVER;
    this.edge = NEVER;
    this.lookFrom = now - 1;
  }

  /** At `sampleAt`: true when a character has come, false when what looked like one was noise. */
  sample(timing: LineTiming): boolean {
    const line = this.line;
    const mine = this.timing;
    if (
      line.count > 0 &&
      line.overrides.length === 0 &&
      line.start() === this.edge &&
      line.bit() === mine.bit &&
      line.length() === mine.length &&
      (line.count === 1 || line.start(1) > this.sampleAt)
    ) {
      this.takeWhole(mine, timing);
      return true;
    }
    return this.takeSamples(mine, timing);
  }

  /** A frame of our own length and rate from its start on: its levels are its bits. */
  private takeWhole(mine: LineTiming, next: LineTiming): void {
    const line = this.line;
    const pattern = line.pattern();
    this.char = (pattern >> 1) & mine.dataMask;
    this.flags = this.parityError(mine, (pattern >> (mine.length - 1)) & 1);
    this.serial = line.serial();
    line.shift();
    this.lookFrom = this.sampleAt;
    this.sampleAt = NEVER;
    if (line.count > 0) this.look(next);
  }

  private takeSamples(mine: LineTiming, next: LineTiming): boolean {
    const line = this.line;
    const stopSample = this.sampleAt;
    const startSample = this.edge + mine.bit / 2;
    this.sampleAt = NEVER;
    if (line.level(startSample) === 1) {
      this.lookOn(startSample, next);
      return false;
    }
    let bits = 0;
    for (let k = 1; k < mine.length; k += 1) bits |= line.level(startSample + k * mine.bit) << (k - 1);
    const stop = line.level(stopSample);
    const parity = (bits >> (mine.length - 2)) & 1;
    const silent = bits === 0 && stop === 0;
    this.char = bits & mine.dataMask;
    this.flags = this.parityError(mine, parity) | (stop === 0 ? LSR.FE : 0) | (silent ? LSR.BI : 0);
    this.serial = silent ? 0 : line.takeSerial(startSample);
    if (stop === 0 && !silent) {
      // The bad stop bit is taken for the next start bit (PC16550D 8.4, framing error).
      this.lookFrom = stopSample;
      this.begin(stopSample - next.bit / 2, next);
      this.forget(this.edge);
    } else {
      this.lookOn(stopSample, next);
    }
    return true;
  }

  private parityError(mine: LineTiming, parity: number): number {
    return mine.hasParity && mine.parityBits[this.char] !== parity ? LSR.PE : 0;
  }

  private begin(edge: number, timing: LineTiming): void {
    // An edge between two ticks is seen at the second.
    this.edge = Math.ceil(edge);
    this.timing = timing;
    this.sampleAt = this.edge + timing.toStopSample;
  }

  private lookOn(from: number, timing: LineTiming): void {
    this.lookFrom = from;
    this.look(timing);
    this.forget(this.sampleAt === NEVER ? from : this.edge);
  }

  /** Under a break no sample comes to forget what lies under it. */
  forgetBefore(now: number): void {
    if (this.sampleAt !== NEVER || this.line.overrides.length === 0) return;
    this.lookFrom = Math.max(this.lookFrom, now - 1);
    this.forget(now - 1);
  }

  private forget(from: number): void {
    this.unseen += this.line.prune(from);
  }
}
