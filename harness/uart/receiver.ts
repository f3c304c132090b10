import { type LineTiming, lineTiming } from './line-timing.ts';
import { type Moment, moment } from './moment.ts';
import { LSR } from './registers.ts';
import type { Tally } from './tally.ts';
import { Waveform, type WaveformState } from './waveform.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** All levels high. */
const MARK = -1;

export interface ReceiverState {
  readonly line: WaveformState;
  /** The frame that is taken whole; it does not stand in `line`. */
  readonly whole: { readonly levels: number; readonly length: number; readonly serial: number } | null;
  /** The start edge of the character under way, or foreseen, and the settings that it is received by. */
  readonly edge: Moment;
  readonly sampleAt: Moment;
  readonly lcr: number;
  readonly divisor: number;
  readonly lookFrom: Moment;
}

/**
 * Makes characters of the level on a line (PC16550D 8.1 and 8.4; behaviours 24 to 28, 67).
 *
 * The clock starts at the falling edge. The start bit is verified at its middle, each later bit is read at its
 * middle, by the receiver's own bit time, and the character is there at the sample of its first stop bit. All samples
 * of a character are taken in one go at that instant: one event a character. The settings are those that held at
 * the start edge.
 */
export class Receiver {
  /** The tick at which the character under way is there, or at which there is something to decide. */
  sampleAt = NEVER;
  /** The character that `sample` made: its data, its flags (LSR bits), and the THR write it comes from. */
  char = 0;
  flags = 0;
  serial = Number.NaN;
  private readonly known = new Waveform();
  /** The one frame on the line has been taken whole, and does not stand in `known`. */
  private whole = false;
  private levels = -1;
  private length = 0;
  private timing: LineTiming;
  /** The start edge of the character under way, or of the next one as far as it is foreseen. */
  private edge = NEVER;
  /** A start edge counts only after this tick. */
  private lookFrom = Number.NEGATIVE_INFINITY;
  private readonly tally: Tally;

  constructor(timing: LineTiming, tally: Tally) {
    this.timing = timing;
    this.tally = tally;
  }

  /** All that is known of the line. */
  get line(): Waveform {
    if (this.whole) this.putBack();
    return this.known;
  }

  /** Frames on the line with a THR write behind them, of which no character has been made. */
  get unclaimed(): number {
    return this.whole && this.serial !== 0 ? 1 : this.known.unclaimed;
  }

  get overridden(): boolean {
    return this.known.overridden;
  }

  /**
   * Takes a frame that comes alone, in bits as long as ours, and mark from our stop bit on. Each sample would fall into
   * the middle of one of its bits, so its bits are the samples: most frames come so. False when the line is anything
   * else.
   */
  takeWhole(line: Waveform, timing: LineTiming): boolean {
    if (this.edge < NEVER || !this.known.blank || line.overridden) return false;
    const { start, bit, levels, length, serial } = line.first;
    if (bit !== timing.bit || levels >> timing.length !== MARK || start <= this.lookFrom) return false;
    this.whole = true;
    this.begin(start, timing);
    this.levels = levels;
    this.length = length;
    this.serial = serial;
    this.decode(levels);
    line.shift();
    return true;
  }

  /** Something else happens on the line: the frame is to be sampled. Nobody looks between two ticks, where it began. */
  private putBack(): void {
    this.whole = false;
    this.known.push(this.edge, this.timing.bit, this.levels, this.length, this.serial);
  }

  /** The line has changed: if no character is under way, one may begin. */
  look(timing: LineTiming, now: number): void {
    // An edge that is foreseen only may be forestalled: by a break, say.
    if (this.edge > now) this.seek(timing);
  }

  /** The settings change: noise until now has been received by the old ones, what begins from now on is not. */
  changeTiming(timing: LineTiming, now: number): void {
    while (this.edge <= now && this.wasNoise(now)) this.lookOn(this.startSample, this.timing);
    // Not verified yet: to be decided there, since what comes after noise may be faster now.
    if (!this.whole && this.edge <= now && this.startSample > now) this.sampleAt = this.startSample;
    this.look(timing, now);
  }

  private get startSample(): number {
    return this.edge + this.timing.bit / 2;
  }

  private wasNoise(now: number): boolean {
    const { startSample } = this;
    return !this.whole && startSample <= now && this.known.level(startSample) === 1;
  }

  /** Drops what is under way and all that is known of the line; it is to be mark until it is told otherwise. */
  cut(now: number, why: 'unseenLoopback' | 'unseenReset'): void {
    this.tally[why] += this.line.prune(NEVER);
    this.line.clear();
    this.sampleAt = NEVER;
    this.edge = NEVER;
    this.lookFrom = now - 1;
  }

  /** At `sampleAt`: true when a character has come, false when what looked like one was noise. */
  sample(next: LineTiming): boolean {
    if (!this.whole) return this.takeSamples(next);
    this.whole = false;
    this.lookFrom = this.sampleAt - 1;
    this.edge = NEVER;
    this.sampleAt = NEVER;
    return true;
  }

  private takeSamples(next: LineTiming): boolean {
    const { bit, length, toStopSample } = this.timing;
    const { startSample, sampleAt } = this;
    const levels = this.known.samples(startSample, bit, length + 1);
    if ((levels & 1) !== 0) {
      this.lookOn(startSample, next);
      return false;
    }
    if (sampleAt === startSample) {
      this.sampleAt = this.edge + toStopSample;
      return false;
    }
    this.decode(levels);
    const stop = (levels >> length) & 1;
    const silent = (levels & ~(-2 << length)) === 0;
    this.serial = silent ? 0 : this.known.takeSerial(startSample);
    if (stop === 0) this.flags |= silent ? LSR.FE | LSR.BI : LSR.FE;
    if (stop === 0 && !silent) this.takeStopForStart(next);
    // A program may make the line fall at the tick of a sample that was mark: it is told after it, and not lost.
    else this.lookOn(stop === 1 ? this.sampleAt - 1 : this.sampleAt, next);
    return true;
  }

  /** What the samples say, the start bit's being the lowest; of the stop bit nothing. */
  private decode(levels: number): void {
    const { dataMask, length, hasParity, parityBits } = this.timing;
    this.char = (levels >> 1) & dataMask;
    this.flags = hasParity && parityBits[this.char] !== ((levels >> (length - 1)) & 1) ? LSR.PE : 0;
  }

  /** The bad stop bit is taken for the next start bit (PC16550D 8.4, framing error). */
  private takeStopForStart(next: LineTiming): void {
    this.lookFrom = this.sampleAt;
    this.begin(this.sampleAt - next.bit / 2, next);
    this.forget(this.edge, this.overridden);
  }

  private seek(timing: LineTiming): void {
    const { line } = this;
    this.begin(line.blank ? NEVER : line.nextFall(this.lookFrom), timing);
  }

  /** NEVER: no edge is known. */
  private begin(edge: number, timing: LineTiming): void {
    // An edge between two ticks is seen at the second.
    this.edge = Math.ceil(edge);
    this.timing = timing;
    this.sampleAt = this.edge + timing.toStopSample;
  }

  private lookOn(from: number, timing: LineTiming): void {
    const { overridden } = this;
    this.lookFrom = from;
    this.forget(from, overridden);
    this.seek(timing);
    if (this.edge < NEVER) this.forget(this.edge, overridden);
  }

  /** Under a break no sample comes to forget what lies under it. */
  forgetBefore(now: number): void {
    if (this.sampleAt !== NEVER || !this.known.overridden) return;
    this.lookFrom = Math.max(this.lookFrom, now - 1);
    this.forget(now - 1, true);
  }

  get state(): ReceiverState {
    const { whole, levels, length, serial, timing } = this;
    return {
      line: this.known.state,
      whole: whole ? { levels, length, serial } : null,
      edge: moment(this.edge),
      sampleAt: moment(this.sampleAt),
      lcr: timing.lcr,
      divisor: timing.divisor,
      lookFrom: moment(this.lookFrom),
    };
  }

  set state({ line, whole, edge, sampleAt, lcr, divisor, lookFrom }: ReceiverState) {
    this.known.state = line;
    this.begin(edge ?? NEVER, lineTiming(lcr, divisor));
    this.sampleAt = sampleAt ?? NEVER;
    this.lookFrom = lookFrom ?? Number.NEGATIVE_INFINITY;
    this.whole = whole !== null;
    if (whole === null) return;
    this.levels = whole.levels;
    this.length = whole.length;
    this.serial = whole.serial;
    this.decode(whole.levels);
  }

  private forget(from: number, overridden: boolean): void {
    this.tally[overridden ? 'unseenBreak' : 'unseenMismatch'] += this.known.prune(from);
  }
}
