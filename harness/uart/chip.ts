import type { ChipEvent, LossInChip } from '../ground/chip-event.ts';
import { identify } from './interrupts.ts';
import { type LineTiming, lineTiming } from './line-timing.ts';
import { ModemStatus } from './modem.ts';
import { ReceiveBuffer } from './receive-buffer.ts';
import { Receiver } from './receiver.ts';
import { FCR, IER, IIR, LCR, LSR, MCR, OFFSET, TRIGGER_LEVELS } from './registers.ts';
import { emptyTally, type Tally } from './tally.ts';
import { Transmitter } from './transmitter.ts';
import { type Drive, Waveform } from './waveform.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** What the divisor latch holds at power-on: 9600, as a PC's BIOS leaves it. The book leaves it open. */
const POWER_ON_DIVISOR = 12;

/** All that can be seen of a chip without touching it: registers as a read would give them, and what stands behind. */
export interface Inspection {
  readonly now: number;
  readonly registers: Readonly<
    Record<'RBR' | 'IER' | 'IIR' | 'LCR' | 'MCR' | 'LSR' | 'MSR' | 'SCR' | 'FCR', number>
  >;
  readonly divisor: number;
  readonly intr: boolean;
  readonly fifosEnabled: boolean;
  readonly trigger: number;
  /** Received and not read, first in first. */
  readonly received: readonly number[];
  /** Written and not yet in the shift register, first in first. */
  readonly toSend: readonly number[];
  /** The character in the transmitter's shift register. */
  readonly sending: number | null;
}

/**
 * A 16550A (National PC16550D), pure: no clock, no callback, no I/O. It is told the time with `advance` before each
 * access; `deadline` is the next tick at which something changes by itself. What leaves SOUT stands in `sout` until
 * the owner takes it; INTR is `intr`, and `intrRises` counts its rising edges, those included that last no time.
 *
 * Where the book is silent, this chip: reads an empty RBR as the last character read; loses the 17th character
 * written to a full transmit FIFO; shows data available before the timeout; counts divisor 0 as 65 536; begins
 * with divisor 12; keeps the settings of a character's start until its end; drops a half-received character on
 * entering and on leaving loopback.
 */
export class Uart {
  /** What has left SOUT and not been taken yet. Its serial numbers are those of `write`. */
  readonly sout = new Waveform();
  readonly tally: Tally = emptyTally();
  /** Set to an array, it is told what happens; the owner empties it. */
  journal: ChipEvent[] | null = null;
  now = 0;
  /** The next tick at which something changes by itself. */
  deadline = NEVER;
  /** The same, without what the transmitter does. */
  receiveDeadline = NEVER;
  intr = false;
  intrRises = 0;

  private ier = 0;
  private fcr = 0;
  private lcr = 0;
  private mcr = 0;
  private scr: number;
  private divisor = POWER_ON_DIVISOR;
  private timing: LineTiming = lineTiming(0, POWER_ON_DIVISOR);
  private readonly transmitter = new Transmitter();
  private readonly receiver = new Receiver(this.timing);
  private readonly received = new ReceiveBuffer(this.tally);
  private readonly modem = new ModemStatus();
  /** THRE asks for an interrupt; an IIR read that shows it, or a write to THR, takes that away. */
  private threPending = false;
  private threAt = NEVER;
  private iir: number = IIR.NONE;
  /** LSR as it reads now: polled far more often than it changes. */
  private lsr: number = LSR.THRE | LSR.TEMT;
  /** The link holds back what has not begun to leave. */
  private heldBack = false;
  /** When the frame that a reset has cut off would end: SOUT marks over it until the next begins. 0: none. */
  private cutUntil = 0;
  /** The break that comes in from outside, kept while loopback does not look. */
  private outsideDrive: Drive = 'frames';

  /** `scratch`: what SCR holds at power-on; the book leaves it open. */
  constructor(scratch = 0) {
    this.scr = scratch & 0xff;
  }

  /** The MR pin (PC16550D table I). RBR, THR, the divisor latch and SCR keep what they held. */
  reset(now: number): void {
    this.advance(now);
    this.received.clear('reset', this.now, this.journal);
    this.loseWaiting('reset');
    this.freeSout();
    this.receiver.cut(now);
    this.countUnseen('unseenReset');
    this.seeOutside(now);
    this.ier = 0;
    this.fcr = 0;
    this.lcr = 0;
    this.mcr = 0;
    this.setFifos(false);
    this.received.trigger = 1;
    this.threPending = false;
    this.threAt = NEVER;
    this.modem.reset();
    this.retime();
    this.settle();
  }

  /** Lets time pass up to and including `now`; a time in the past changes nothing. */
  advance(now: number): void {
    while (this.deadline <= now) {
      if (this.deadline > this.now) this.now = this.deadline;
      this.step();
    }
    if (now > this.now) this.now = now;
  }

  /** The next tick at which the transmitter, by itself, changes what is on the line. */
  get transmitDeadline(): number {
    return this.transmitter.endsAt;
  }

  /** As `advance`, but no more than the transmitter's own event: line changes come before anyone's samples. */
  advanceTransmitter(now: number): void {
    if (this.transmitter.endsAt > now) return;
    if (this.deadline < this.transmitter.endsAt) this.advance(this.transmitter.endsAt - 1);
    this.now = this.transmitter.endsAt;
    this.frameEnds();
    this.settle();
  }

  // ---------------------------------------------------------------- registers

  /** Offset 0 to 7; the byte read, with the side effects that a read has. */
  read(offset: number): number {
    if (offset === OFFSET.LSR && this.received.errors === 0) return this.lsr;
    const value = this.peek(offset);
    switch (offset) {
      case OFFSET.DATA:
        if ((this.lcr & LCR.DLAB) === 0 && this.received.count > 0) {
          this.received.take(this.now);
          this.settle();
        }
        break;
      case OFFSET.IIR:
        if (this.iir === IIR.THRE) {
          this.threPending = false;
          this.settle();
        }
        break;
      case OFFSET.LSR:
        if (this.received.errors !== 0) {
          this.received.acknowledgeErrors();
          this.settle();
        }
        break;
      case OFFSET.MSR:
        if (this.modem.deltas !== 0) {
          this.modem.deltas = 0;
          this.settle();
        }
        break;
    }
    return value;
  }

  /** What a read would give, without its side effects. */
  peek(offset: number): number {
    const dlab = (this.lcr & LCR.DLAB) !== 0;
    switch (offset) {
      case OFFSET.DATA:
        if (dlab) return this.divisor & 0xff;
        return this.received.front;
      case OFFSET.IER:
        return dlab ? this.divisor >> 8 : this.ier;
      case OFFSET.IIR:
        return this.iir | (this.received.depth > 1 ? IIR.FIFOS : 0);
      case OFFSET.LCR:
        return this.lcr;
      case OFFSET.MCR:
        return this.mcr;
      case OFFSET.LSR:
        return this.lsr;
      case OFFSET.MSR:
        return this.modem.value;
      default:
        return this.scr;
    }
  }

  /** True when reading again at once would give the same and change nothing. */
  readsAlike(offset: number): boolean {
    switch (offset) {
      case OFFSET.DATA:
        return (this.lcr & LCR.DLAB) !== 0 || this.received.count === 0;
      case OFFSET.IIR:
        return this.iir !== IIR.THRE;
      case OFFSET.LSR:
        return this.received.errors === 0;
      case OFFSET.MSR:
        return this.modem.deltas === 0;
      default:
        return true;
    }
  }

  write(offset: number, value: number): void {
    const byte = value & 0xff;
    const dlab = (this.lcr & LCR.DLAB) !== 0;
    switch (offset) {
      case OFFSET.DATA:
        if (dlab) this.setDivisor((this.divisor & 0xff00) | byte);
        else this.writeThr(byte);
        break;
      case OFFSET.IER:
        if (dlab) this.setDivisor((this.divisor & 0x00ff) | (byte << 8));
        else this.writeIer(byte & IER.MASK);
        break;
      case OFFSET.IIR:
        this.writeFcr(byte);
        break;
      case OFFSET.LCR:
        this.writeLcr(byte);
        break;
      case OFFSET.MCR:
        this.writeMcr(byte & MCR.MASK);
        break;
      case OFFSET.SCR:
        this.scr = byte;
        break;
      // LSR and MSR: writes do nothing.
    }
  }

  // ---------------------------------------------------------------- pins

  /** DTR, RTS, OUT1 and OUT2 as MCR bits 0 to 3 (1: asserted); all inactive in loopback. */
  get outputs(): number {
    return this.looped ? 0 : this.mcr & 0x0f;
  }

  get looped(): boolean {
    return (this.mcr & MCR.LOOP) !== 0;
  }

  /** CTS, DSR, RI and DCD as MSR bits 4 to 7 (1: asserted). */
  setPins(pins: number): void {
    this.modem.setPins(pins, this.mcr);
    this.settle();
  }

  /** Frames and breaks that come in at SIN: takes all that stands in `line`, times in our ticks. */
  listen(line: Waveform): void {
    if (line.overrides.length > 0) this.outsideDrive = line.overrides.at(-1)?.drive ?? this.outsideDrive;
    if (this.looped) {
      for (let i = 0; i < line.count; i += 1) if (line.serial(i) !== 0) this.tally.unseenLoopback += 1;
      line.clear();
      return;
    }
    const { receiver } = this;
    line.moveTo(receiver.line);
    receiver.look(this.timing, this.now);
    if (receiver.line.overrides.length > 0) {
      receiver.forgetBefore(this.now);
      this.countUnseen('unseenBreak');
    }
    this.reschedule();
  }

  /** A character that a byte link brings, complete now: no line was sampled for it. */
  receive(char: number, serial: number): void {
    if (this.looped) this.tally.unseenLoopback += 1;
    else this.received.arrive(char & this.timing.dataMask, 0, serial, this.now, this.journal);
    this.settle();
  }

  /** Holds back what has not begun to leave, or lets it go: a link's flow control. */
  hold(held: boolean): void {
    this.heldBack = held;
    this.load();
    this.settle();
  }

  /** True when a further character would not be an overrun. */
  get hasRoom(): boolean {
    return this.received.hasRoom;
  }

  /** The bits of a byte that a character of the present word length carries. */
  get dataMask(): number {
    return this.timing.dataMask;
  }

  /** Ticks from a start edge to the character's being there, and to the end of its last stop bit. */
  get characterTiming(): { readonly toStopSample: number; readonly character: number; readonly bit: number } {
    return this.timing;
  }

  // ---------------------------------------------------------------- looking in

  inspect(): Inspection {
    const { received, transmitter } = this;
    return {
      now: this.now,
      registers: {
        RBR: received.front,
        IER: this.ier,
        IIR: this.peek(OFFSET.IIR),
        FCR: this.fcr,
        LCR: this.lcr,
        MCR: this.mcr,
        LSR: this.lsr,
        MSR: this.modem.value,
        SCR: this.scr,
      },
      divisor: this.divisor,
      intr: this.intr,
      fifosEnabled: received.depth > 1,
      trigger: received.trigger,
      received: received.chars,
      toSend: Array.from({ length: transmitter.waiting.count }, (_, i) => transmitter.waiting.char(i)),
      sending: transmitter.idle ? null : transmitter.char,
    };
  }

  /** Characters not at their end yet, for the byte ledger. */
  get held(): Held {
    const line = this.receiver.line;
    let onTheLine = 0;
    for (let i = 0; i < line.count; i += 1) if (line.serial(i) !== 0) onTheLine += 1;
    return { toSend: this.transmitter.waiting.count, onTheLine, unread: this.received.unread };
  }

  // ---------------------------------------------------------------- time

  private step(): void {
    const now = this.now;
    if (this.transmitter.endsAt <= now) this.frameEnds();
    else if (this.receiver.sampleAt <= now) this.sample();
    else if (this.threAt <= now) {
      this.threAt = NEVER;
      this.threPending = true;
    } else if (this.received.timeoutAt(this.timing.character) <= now) {
      this.received.timedOut = true;
      this.journal?.push({ kind: 'timeout', at: now, held: this.received.count });
    }
    this.settle();
  }

  private frameEnds(): void {
    this.transmitter.endsAt = NEVER;
    this.load();
  }

  private load(): void {
    const { transmitter, timing, now } = this;
    // A link holds what is to leave at SOUT: in loopback nothing is.
    if ((this.heldBack && !this.looped) || !transmitter.load(now, timing)) return;
    const pattern = timing.patterns[transmitter.char] as number;
    if (this.looped) {
      this.receiver.line.push(now, timing.bit, pattern, timing.length, -transmitter.serial);
      this.receiver.look(timing, now);
    } else {
      if (this.cutUntil !== 0) {
        this.cutUntil = 0;
        this.sout.override(now, this.soutDrive());
      }
      this.sout.push(now, timing.bit, pattern, timing.length, transmitter.serial);
    }
    this.journal?.push({
      kind: 'frame',
      at: now,
      serial: transmitter.serial,
      char: transmitter.char,
      ends: transmitter.endsAt,
    });
    if (transmitter.holdsNone) this.threRises();
  }

  private threRises(): void {
    const delay = this.transmitter.interruptDelay(this.timing);
    if (delay === 0) this.threPending = true;
    else this.threAt = this.now + delay;
  }

  private sample(): void {
    const overridden = this.receiver.line.overrides.length > 0;
    const came = this.receiver.sample(this.timing);
    if (this.receiver.unseen > 0) this.countUnseen(overridden ? 'unseenBreak' : 'unseenMismatch');
    if (!came) return;
    const { char, flags, serial } = this.receiver;
    this.received.arrive(char, flags, serial, this.now, this.journal);
  }

  private countUnseen(why: 'unseenBreak' | 'unseenLoopback' | 'unseenMismatch' | 'unseenReset'): void {
    this.tally[why] += this.receiver.unseen;
    this.receiver.unseen = 0;
  }

  private reschedule(): void {
    let next = this.receiver.sampleAt;
    if (this.threAt < next) next = this.threAt;
    if (this.received.depth > 1) {
      // A line made faster meanwhile may put the timeout into the past: then it is now.
      const timeoutAt = Math.max(this.now, this.received.timeoutAt(this.timing.character));
      if (timeoutAt < next) next = timeoutAt;
    }
    this.receiveDeadline = next;
    const { endsAt } = this.transmitter;
    this.deadline = Math.min(endsAt, next);
  }

  /** After any change: what LSR and IIR show, INTR, and the next deadline. */
  private settle(): void {
    this.lsr = this.lineStatus();
    this.reschedule();
    this.weigh();
  }

  private weigh(): void {
    const { received } = this;
    // The common case first, without building the record of sources: nothing is enabled.
    this.iir =
      this.ier === 0
        ? IIR.NONE
        : identify(this.ier, {
            lineStatus: received.errors !== 0,
            dataAvailable: received.reachesTrigger,
            characterTimeout: received.timedOut,
            thre: this.threPending,
            modemStatus: this.modem.deltas !== 0,
          });
    const intr = this.iir !== IIR.NONE;
    if (intr === this.intr) return;
    this.intr = intr;
    if (intr) this.intrRises += 1;
    this.journal?.push({ kind: 'intr', at: this.now, level: intr ? 1 : 0, iir: this.peek(OFFSET.IIR) });
  }

  private lineStatus(): number {
    const { received, transmitter } = this;
    return (
      received.status |
      (transmitter.holdsNone ? LSR.THRE : 0) |
      (transmitter.holdsNone && transmitter.idle ? LSR.TEMT : 0)
    );
  }

  // ---------------------------------------------------------------- writing

  private writeThr(byte: number): void {
    const { transmitter, tally } = this;
    tally.written += 1;
    this.threPending = false;
    this.threAt = NEVER;
    this.weigh();
    if (transmitter.full) {
      if (transmitter.depth > 1) {
        this.lose(byte, tally.written, 'fifo-full');
        tally.fifoFull += 1;
        this.settle();
        return;
      }
      this.lose(transmitter.waiting.char(), transmitter.waiting.serial(), 'overwritten');
      tally.overwritten += 1;
      transmitter.waiting.shift();
    }
    transmitter.accept(byte, tally.written);
    this.load();
    this.settle();
  }

  private lose(char: number, serial: number, how: LossInChip): void {
    this.journal?.push({ kind: 'lost', at: this.now, serial, char, how });
  }

  private loseWaiting(how: LossInChip): void {
    const { waiting } = this.transmitter;
    while (waiting.count > 0) {
      this.tally.clearedBeforeSending += 1;
      this.lose(waiting.char(), waiting.serial(), how);
      waiting.shift();
    }
  }

  private writeIer(value: number): void {
    // Enabling THRE's interrupt while THRE is set raises it at once: the book is silent, and every driver relies on it.
    if ((value & ~this.ier & IER.THRE) !== 0 && this.transmitter.holdsNone) {
      this.threPending = true;
      this.threAt = NEVER;
    }
    this.ier = value;
    this.settle();
  }

  private writeFcr(value: number): void {
    const enable = (value & FCR.ENABLE) !== 0;
    const toggled = enable !== (this.fcr & FCR.ENABLE) > 0;
    if (toggled || (enable && (value & FCR.CLEAR_RECEIVE) !== 0))
      this.received.clear('cleared-by-fcr', this.now, this.journal);
    if (toggled || (enable && (value & FCR.CLEAR_TRANSMIT) !== 0)) this.clearTransmit();
    if (toggled) this.switchFifos(enable);
    // The other bits are programmed only while bit 0 is written as 1 (8.5, bit 0).
    if (enable) {
      this.fcr = value & (FCR.ENABLE | FCR.DMA | FCR.TRIGGER);
      this.received.trigger = TRIGGER_LEVELS[value >> 6] as number;
    } else {
      this.fcr &= ~FCR.ENABLE;
    }
    this.settle();
  }

  private clearTransmit(): void {
    const stoodFull = !this.transmitter.holdsNone;
    this.loseWaiting('cleared-by-fcr');
    this.transmitter.hadTwo = false;
    if (stoodFull) this.threPending = true;
  }

  /** At a reset SOUT marks; what was being sent is cut off there. */
  private freeSout(): void {
    const { endsAt } = this.transmitter;
    if (endsAt !== NEVER) {
      this.cutUntil = endsAt;
      this.sout.override(this.now, 'high');
    } else if (this.looped || (this.lcr & LCR.BREAK) !== 0) {
      this.sout.override(this.now, 'frames');
    }
    this.transmitter.endsAt = NEVER;
  }

  /** A THRE interrupt that FIFO mode had put off is put off no longer. */
  private switchFifos(enable: boolean): void {
    this.setFifos(enable);
    if (this.threAt === NEVER) return;
    this.threAt = NEVER;
    this.threPending = true;
  }

  private setFifos(enabled: boolean): void {
    this.received.setFifo(enabled);
    this.transmitter.setFifo(enabled);
  }

  private writeLcr(value: number): void {
    const changed = this.lcr ^ value;
    this.lcr = value;
    if ((changed & ~(LCR.BREAK | LCR.DLAB)) !== 0) this.retime();
    if ((changed & LCR.BREAK) !== 0) this.driveBreak((value & LCR.BREAK) !== 0);
    this.settle();
  }

  private driveBreak(on: boolean): void {
    if (this.looped) {
      this.receiver.line.override(this.now, on ? 'low' : 'frames');
      this.receiver.look(this.timing, this.now);
    } else {
      this.sout.override(this.now, this.soutDrive());
    }
  }

  private setDivisor(divisor: number): void {
    this.divisor = divisor;
    this.retime();
    this.settle();
  }

  private retime(): void {
    this.timing = lineTiming(this.lcr, this.divisor);
    // A start edge that is foreseen only will be met with these settings.
    this.receiver.look(this.timing, this.now);
  }

  private writeMcr(value: number): void {
    const changed = this.mcr ^ value;
    const wasLooped = this.looped;
    this.mcr = value;
    if ((changed & MCR.LOOP) !== 0) {
      this.switchLoop(wasLooped);
      this.load();
    }
    this.modem.update(value);
    this.settle();
  }

  /** In loopback SOUT marks, SIN is ignored, and the transmitter's line is the receiver's (8.7, bit 4). */
  private switchLoop(wasLooped: boolean): void {
    this.receiver.cut(this.now);
    this.countUnseen('unseenLoopback');
    if (wasLooped) {
      this.sout.override(this.now, this.soutDrive());
      this.seeOutside(this.now);
    } else {
      this.sout.override(this.now, 'high');
      if ((this.lcr & LCR.BREAK) !== 0) this.receiver.line.override(this.now, 'low');
    }
    this.receiver.look(this.timing, this.now);
  }

  private soutDrive(): Drive {
    if ((this.lcr & LCR.BREAK) !== 0) return 'low';
    return this.cutUntil > this.now ? 'high' : 'frames';
  }

  private seeOutside(now: number): void {
    if (this.outsideDrive !== 'frames') this.receiver.line.override(now - 1, this.outsideDrive);
  }
}

/** Characters inside a chip that have no fate yet. */
export interface Held {
  /** In THR or the transmit FIFO. */
  readonly toSend: number;
  /** On the line towards this chip's receiver. */
  readonly onTheLine: number;
  readonly unread: { readonly sourced: number; readonly made: number };
}
