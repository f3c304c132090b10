import type { ChipEvent, LossInChip } from '../ground/chip-event.ts';
import { HarnessError } from '../ground/errors.ts';
import { Autoflow } from './autoflow.ts';
import { CharacterTimeout } from './character-timeout.ts';
import { FifoControl } from './fifo-control.ts';
import type { Held, Inspection } from './inspection.ts';
import { identify } from './interrupts.ts';
import { type LineTiming, lineTiming } from './line-timing.ts';
import { ModemStatus } from './modem.ts';
import { moment } from './moment.ts';
import { type Character, ReceiveBuffer } from './receive-buffer.ts';
import { Receiver } from './receiver.ts';
import { FCR, IER, IIR, LCR, LSR, MCR, OFFSET } from './registers.ts';
import type { Snapshot } from './snapshot.ts';
import { faultIn } from './snapshot-check.ts';
import { copyOf, emptyTally, restoreTally, type Tally } from './tally.ts';
import { ThreInterrupt } from './thre-interrupt.ts';
import { Transmitter } from './transmitter.ts';
import { TRAITS, type Traits, type UartType } from './types.ts';
import { type Drive, Waveform } from './waveform.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** What the divisor latch holds at power-on: 9600, as a PC's BIOS leaves it. The book leaves it open. */
const POWER_ON_DIVISOR = 12;
/** Where a register is missing the bus floats: nothing pulls it low. The book leaves it open. */
const FLOATING = 0xff;

/**
 * A 16550A (National PC16550D), or another of its family, pure: no clock, no callback, no I/O. It is told the time
 * with `advance` before each access; `deadline` is the next tick at which something changes by itself. What leaves SOUT
 * stands in `sout` until the owner takes it; INTR is `intr`, and `intrRises` counts its rising edges, those included
 * that last no time.
 *
 * Where the book is silent, this chip: reads an empty RBR as the last character read; loses the 17th character
 * written to a full transmit FIFO; shows data available before the timeout; counts divisor 0 as 65 536; begins
 * with divisor 12; keeps the settings of a character's start until its end; drops a half-received character on
 * entering and on leaving loopback; reads the 8250's missing SCR as FF; lets FCR empty a 16550's RBR and THR; raises
 * THRE's interrupt where FCR bit 2 empties something; clears LSR bit 7 when RBR takes the last error out; does not count
 * an interrupt that IER bit 1 raises as the first after FCR bit 0. Where TI's is, about the 16750: it keeps FCR bit 5
 * while the FIFOs are off, empties them when it changes, lets autoflow work without them at a trigger of 1, and gives
 * RTS back when all is read. docs/conformance.md has each choice in its row.
 */
export class Uart {
  /** What has left SOUT and not been taken yet. Its serial numbers are those of `write`. */
  readonly sout = new Waveform();
  readonly tally: Tally = emptyTally();
  /** Set to an array, it is told what happens; the owner empties it. */
  journal: ChipEvent[] | null = null;
  /** What begins as a double stays one: the engine need not change the class, and drop its code, later on. */
  now = NEVER;
  /** The next tick at which something changes by itself. */
  deadline = NEVER;
  intr = false;
  intrRises = 0;
  /** MCR bit 4. */
  looped = false;

  private ier = 0;
  private lcr = 0;
  private mcr = 0;
  private scr = FLOATING;
  private readonly type: UartType;
  private readonly traits: Traits;
  /** LCR bit 7. */
  private dlab = false;
  private divisor = POWER_ON_DIVISOR;
  private timing: LineTiming = lineTiming(0, POWER_ON_DIVISOR);
  private readonly transmitter = new Transmitter();
  private readonly receiver = new Receiver(this.timing, this.tally);
  private readonly received = new ReceiveBuffer(this.tally);
  private readonly modem = new ModemStatus();
  private readonly autoflow = new Autoflow();
  /** MCR bit 5, on a 16750. */
  private flows = false;
  private readonly fifos = new FifoControl();
  private readonly thre = new ThreInterrupt();
  private readonly timeout = new CharacterTimeout();
  private iir: number = IIR.NONE;
  /** The link holds back what has not begun to leave. */
  private heldBack = false;
  /** When the frame that a reset has cut off would end: SOUT marks over it until the next begins. */
  private cutUntil = Number.NEGATIVE_INFINITY;
  /** The break that comes in from outside, kept while loopback does not look. */
  private outsideDrive: Drive = 'frames';

  /** `scratch`: what SCR holds at power-on; the book leaves it open. */
  constructor(scratch = 0, type: UartType = '16550A') {
    this.now = 0;
    this.type = type;
    this.traits = TRAITS[type];
    this.writeScr(scratch & 0xff);
  }

  /** Which write to THR, counted from 1, the next one will be; null while DLAB hides THR. */
  get serialToWrite(): number | null {
    return this.dlab ? null : this.tally.written + 1;
  }

  /** The serial number of the character that RBR holds, as in a journal; null where none can be read. */
  get serialToRead(): number | null {
    return this.dlab ? null : this.received.serial;
  }

  /** The MR pin (PC16550D table I). RBR, THR, the divisor latch and SCR keep what they held. */
  reset(now: number): void {
    this.advance(now);
    this.clearReceived('reset');
    this.loseWaiting('unsent-at-reset');
    this.freeSout();
    this.receiver.cut(now, 'unseenReset');
    this.seeOutside(now);
    this.ier = 0;
    this.lcr = 0;
    this.dlab = false;
    this.mcr = 0;
    this.looped = false;
    this.flows = false;
    this.fifos.set(0, this.traits);
    this.followFcr(true);
    this.thre.drop();
    this.autoflow.reset();
    this.modem.reset();
    this.retime();
    this.reschedule();
    this.weigh();
  }

  /** Lets time pass up to and including `now`; a time in the past changes nothing. */
  advance(now: number): void {
    while (this.deadline <= now) this.step();
    if (now > this.now) this.now = now;
  }

  /** As `deadline`, without what the transmitter does. */
  get receiveDeadline(): number {
    return Math.min(this.receiver.sampleAt, this.thre.at, this.timeout.at);
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
    if (offset === OFFSET.LSR) return this.readLsr();
    if (offset === OFFSET.DATA) return this.readData();
    if (offset === OFFSET.IIR) return this.readIir();
    return offset === OFFSET.MSR ? this.readMsr() : this.peek(offset);
  }

  private readData(): number {
    const { received } = this;
    if (this.dlab || received.count === 0) return this.peek(OFFSET.DATA);
    const char = received.take();
    if (received.depth > 1) {
      this.startTimeout();
      this.reschedule();
    }
    if (this.flows) this.watchFlow();
    if (this.ier !== 0) this.weigh();
    return char;
  }

  private readIir(): number {
    const value = this.peek(OFFSET.IIR);
    if (this.iir === IIR.THRE) {
      this.thre.pending = false;
      this.weigh();
    }
    return value;
  }

  private readLsr(): number {
    const { received } = this;
    const value = received.status | this.transmitter.status;
    if (received.errors !== 0) {
      received.acknowledgeErrors();
      if (this.ier !== 0) this.weigh();
    }
    return value;
  }

  private readMsr(): number {
    const { value } = this.modem;
    if (this.modem.deltas !== 0) {
      this.modem.deltas = 0;
      this.weigh();
    }
    return value;
  }

  /** What a read would give, without its side effects. */
  peek(offset: number): number {
    const { dlab } = this;
    switch (offset) {
      case OFFSET.DATA:
        if (dlab) return this.divisor & 0xff;
        return this.received.front;
      case OFFSET.IER:
        return dlab ? this.divisor >> 8 : this.ier;
      case OFFSET.IIR:
        return this.iir | this.fifos.shown;
      case OFFSET.LCR:
        return this.lcr;
      case OFFSET.MCR:
        return this.mcr;
      case OFFSET.LSR:
        return this.received.status | this.transmitter.status;
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
        return this.dlab || this.received.count === 0;
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
    if (offset === OFFSET.DATA && !this.dlab) this.writeThr(value & 0xff);
    else this.writeSetting(offset, value & 0xff);
  }

  private writeSetting(offset: number, byte: number): void {
    switch (offset) {
      case OFFSET.DATA:
        this.setDivisor((this.divisor & 0xff00) | byte);
        break;
      case OFFSET.IER:
        if (this.dlab) this.setDivisor((this.divisor & 0x00ff) | (byte << 8));
        else this.writeIer(byte & this.traits.ierBits);
        break;
      case OFFSET.IIR:
        this.writeFcr(byte);
        break;
      case OFFSET.LCR:
        this.writeLcr(byte);
        break;
      case OFFSET.MCR:
        this.writeMcr(byte & this.traits.mcrBits);
        break;
      case OFFSET.SCR:
        this.writeScr(byte);
        break;
      // LSR and MSR: writes do nothing.
    }
  }

  // ---------------------------------------------------------------- pins

  /** DTR, RTS, OUT1 and OUT2 as MCR bits 0 to 3 (1: asserted); all inactive in loopback. */
  get outputs(): number {
    return this.looped ? 0 : this.drivenMcr & 0x0f;
  }

  private get drivenMcr(): number {
    return this.flows ? this.autoflow.driven(this.mcr) : this.mcr;
  }

  /** CTS, DSR, RI and DCD as MSR bits 4 to 7 (1: asserted). */
  setPins(pins: number): void {
    const { cts } = this.modem;
    this.modem.setPins(pins, this.drivenMcr);
    this.afterCts(cts);
    this.settle();
  }

  /** Frames and breaks that come in at SIN: takes all that stands in `line`, times in our ticks. */
  listen(line: Waveform): void {
    if (line.count === 1 && !this.looped && this.receiver.takeWhole(line, this.timing)) this.reschedule();
    else if (!line.blank || this.receiver.overridden) this.listenToAll(line);
  }

  private listenToAll(line: Waveform): void {
    const { receiver } = this;
    if (line.overridden) this.outsideDrive = line.overrides.at(-1)?.drive ?? this.outsideDrive;
    if (this.looped) {
      this.ignore(line);
      return;
    }
    line.moveTo(receiver.line);
    receiver.look(this.timing, this.now);
    receiver.forgetBefore(this.now);
    this.reschedule();
  }

  private ignore(line: Waveform): void {
    this.tally.unseenLoopback += line.unclaimed;
    line.clear();
  }

  /** A character that a byte link brings, complete now: no line was sampled for it. */
  receive(char: number, serial: number): void {
    if (this.looped) this.tally.unseenLoopback += 1;
    else this.arrive({ char: char & this.timing.dataMask, flags: 0, serial });
    this.settle();
  }

  /** Holds back what has not begun to leave, or lets it go: a link's flow control. */
  hold(held: boolean): void {
    this.heldBack = held;
    this.loadIfIdle();
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
  get characterTiming(): Pick<LineTiming, 'toStopSample' | 'character' | 'bit' | 'divisor'> {
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
        FCR: this.fifos.value,
        LCR: this.lcr,
        MCR: this.mcr,
        LSR: this.peek(OFFSET.LSR),
        MSR: this.modem.value,
        SCR: this.scr,
      },
      divisor: this.divisor,
      intr: this.intr,
      fifosEnabled: received.depth > 1,
      trigger: received.trigger,
      received: received.chars,
      toSend: Array.from({ length: transmitter.waiting.count }, (_, i) => transmitter.waiting.charAt(i)),
      sending: transmitter.busy ? transmitter.char : null,
    };
  }

  /** Characters not at their end yet, for the byte ledger. */
  get held(): Held {
    const { transmitter, receiver, received } = this;
    return { toSend: transmitter.waiting.count, onTheLine: receiver.unclaimed, unread: received.unread };
  }

  /** All that the chip is at this instant. */
  snapshot(): Snapshot {
    const { type, now, ier, lcr, mcr, scr, divisor } = this;
    return {
      version: 1,
      type,
      now,
      registers: { ier, fcr: this.fifos.value, lcr, mcr, scr, divisor },
      transmitter: this.transmitter.state,
      receiver: this.receiver.state,
      received: this.received.state,
      modem: this.modem.state,
      autoflow: this.autoflow.state,
      thre: this.thre.state,
      timeout: this.timeout.state,
      sout: this.sout.state,
      cutUntil: moment(this.cutUntil),
      outsideDrive: this.outsideDrive,
      heldBack: this.heldBack,
      intrRises: this.intrRises,
      tally: copyOf(this.tally),
    };
  }

  /**
   * Makes the chip what another one was when the snapshot was taken. Its journal stays, and is told nothing. Throws a
   * HarnessError (`snapshot-unfit`), and changes nothing, when that was a chip of another type or the snapshot is no
   * whole one.
   */
  restore(snapshot: Snapshot): void {
    const fault = faultIn(snapshot, this.type);
    if (fault !== null) {
      throw new HarnessError(
        'snapshot-unfit',
        `this does not fit a ${this.type}: ${fault}`,
        'Restore a whole snapshot, into a chip of its own type.',
      );
    }
    const { registers } = snapshot;
    this.now = snapshot.now;
    this.ier = registers.ier;
    this.lcr = registers.lcr;
    this.mcr = registers.mcr;
    this.scr = registers.scr;
    this.divisor = registers.divisor;
    this.dlab = (this.lcr & LCR.DLAB) !== 0;
    this.looped = (this.mcr & MCR.LOOP) !== 0;
    this.flows = (this.mcr & MCR.AFE) !== 0;
    this.timing = lineTiming(this.lcr, this.divisor);
    this.fifos.set(registers.fcr, this.traits);
    this.followFcr(true);
    this.transmitter.state = snapshot.transmitter;
    this.receiver.state = snapshot.receiver;
    this.received.state = snapshot.received;
    this.autoflow.state = snapshot.autoflow;
    this.modem.restore(snapshot.modem, this.drivenMcr);
    this.thre.state = snapshot.thre;
    this.timeout.state = snapshot.timeout;
    this.sout.state = snapshot.sout;
    this.cutUntil = snapshot.cutUntil ?? Number.NEGATIVE_INFINITY;
    this.outsideDrive = snapshot.outsideDrive;
    this.heldBack = snapshot.heldBack;
    restoreTally(this.tally, snapshot.tally);
    this.iir = this.identified();
    this.intr = this.iir !== IIR.NONE;
    this.intrRises = snapshot.intrRises;
    this.reschedule();
  }

  // ---------------------------------------------------------------- time

  private step(): void {
    if (this.deadline > this.now) this.now = this.deadline;
    if (this.transmitter.endsAt <= this.now) this.frameEnds();
    else if (this.receiver.sampleAt <= this.now) this.sample();
    else this.timerPasses();
    this.settle();
  }

  private timerPasses(): void {
    const { now, received } = this;
    if (this.thre.at <= now) {
      this.thre.raise();
    } else if (this.timeout.at <= now) {
      this.timeout.stop();
      received.timedOut = true;
      this.journal?.push({ kind: 'timeout', at: now, held: received.count });
    }
  }

  private frameEnds(): void {
    const { transmitter } = this;
    if (transmitter.holdsNone || this.isHeld || this.ctsHolds) transmitter.end();
    else this.load();
  }

  /** A link holds what is to leave at SOUT: in loopback nothing is. */
  private get isHeld(): boolean {
    return this.heldBack && !this.looped;
  }

  private get ctsHolds(): boolean {
    return this.flows && !this.autoflow.goesOn(this.modem.cts);
  }

  private loadIfIdle(): void {
    const { transmitter } = this;
    if (transmitter.busy || transmitter.holdsNone || this.isHeld) return;
    if (!this.flows || this.modem.cts) this.load();
  }

  private load(): void {
    const { transmitter, timing } = this;
    const { waiting } = transmitter;
    const { serial } = waiting;
    transmitter.load(timing.dataMask);
    transmitter.endsAt = this.now + timing.character;
    const pattern = timing.patterns[transmitter.char] as number;
    if (this.flows) this.autoflow.begins(transmitter.endsAt, timing.lastStop);
    if (this.cutUntil > 0) this.endCut();
    if (this.looped) this.goRound(pattern, serial);
    else this.sout.push(this.now, timing.bit, pattern, timing.length, serial);
    if (this.journal !== null) this.noteFrame(this.journal, serial);
    if (waiting.count > 0) return;
    if (transmitter.depth > 1) this.thre.riseLater(this.now, timing.threDelay);
    else this.thre.pending = true;
  }

  private goRound(pattern: number, serial: number): void {
    const { receiver, timing, now } = this;
    receiver.line.push(now, timing.bit, pattern, timing.length, -serial);
    receiver.look(timing, now);
  }

  private noteFrame(journal: ChipEvent[], serial: number): void {
    const { char, endsAt } = this.transmitter;
    journal.push({ kind: 'frame', at: this.now, serial, char, ends: endsAt });
  }

  private endCut(): void {
    if (this.looped) return;
    this.cutUntil = Number.NEGATIVE_INFINITY;
    this.sout.override(this.now, this.soutDrive());
  }

  private sample(): void {
    if (this.receiver.sample(this.timing)) this.arrive(this.receiver);
  }

  private arrive(one: Character): void {
    const { received } = this;
    if (this.journal !== null) this.noteArrival(this.journal, one);
    received.arrive(one);
    if (received.depth > 1) this.startTimeout();
    if (this.flows) this.watchFlow();
  }

  private noteArrival(journal: ChipEvent[], one: Character): void {
    const { received, now: at } = this;
    const { char, serial } = one;
    const lost = received.lostTo(one);
    if (lost !== null)
      journal.push({ kind: 'lost', at, serial: lost.serial, char: lost.char, how: 'overrun' });
    if (lost === one) return;
    const errors = lost === null ? one.flags : one.flags | LSR.OE;
    journal.push({ kind: 'char', at, serial, char, errors, held: lost === null ? received.count + 1 : 1 });
  }

  /** A character has come, or was read. */
  private startTimeout(): void {
    this.timeout.restart(this.now, this.timing.timeout, this.received.mayTimeOut);
  }

  private reschedule(): void {
    let next = this.transmitter.endsAt;
    if (this.receiver.sampleAt < next) next = this.receiver.sampleAt;
    if (this.thre.at < next) next = this.thre.at;
    if (this.timeout.at < next) next = this.timeout.at;
    this.deadline = next;
  }

  /** After any change: what IIR shows, INTR, and the next deadline. */
  private settle(): void {
    this.reschedule();
    // The common case first: nothing is enabled.
    if (this.ier !== 0) this.weigh();
  }

  private weigh(): void {
    const iir = this.identified();
    if (iir === this.iir) return;
    this.iir = iir;
    const intr = iir !== IIR.NONE;
    if (intr === this.intr) return;
    this.intr = intr;
    if (intr) this.intrRises += 1;
    this.journal?.push({ kind: 'intr', at: this.now, level: intr ? 1 : 0, iir: this.peek(OFFSET.IIR) });
  }

  private identified(): number {
    const { received } = this;
    return identify(this.ier, {
      lineStatus: received.errors !== 0,
      dataAvailable: received.reachesTrigger,
      characterTimeout: received.timedOut,
      thre: this.thre.pending,
      modemStatus: this.modem.deltas !== 0,
    });
  }

  // ---------------------------------------------------------------- writing

  private writeThr(byte: number): void {
    const { transmitter, tally } = this;
    tally.written += 1;
    this.acknowledgeThre();
    if (transmitter.full) this.overflow(byte);
    else transmitter.accept(byte, tally.written);
    this.thre.joined(transmitter.waiting.count);
    if (transmitter.busy) return;
    this.loadIfIdle();
    this.settle();
  }

  private acknowledgeThre(): void {
    if (this.thre.drop()) this.reschedule();
    if (this.ier !== 0) this.weigh();
  }

  /** THR keeps the new character, the transmit FIFO those that it holds. */
  private overflow(byte: number): void {
    const { transmitter, tally } = this;
    if (transmitter.depth > 1) {
      this.lose(byte, tally.written, 'fifo-full');
      tally.fifoFull += 1;
    } else {
      this.lose(transmitter.waiting.char, transmitter.waiting.serial, 'overwritten');
      tally.overwritten += 1;
      transmitter.drop();
      transmitter.accept(byte, tally.written);
    }
  }

  private lose(char: number, serial: number, how: LossInChip): void {
    this.journal?.push({ kind: 'lost', at: this.now, serial, char, how });
  }

  private loseWaiting(how: LossInChip): void {
    const { waiting } = this.transmitter;
    while (waiting.count > 0) {
      this.tally.clearedBeforeSending += 1;
      this.lose(waiting.char, waiting.serial, how);
      this.transmitter.drop();
    }
  }

  private writeIer(value: number): void {
    // Enabling THRE's interrupt while THRE is set raises it at once: the book is silent, and every driver relies on it.
    if ((value & ~this.ier & IER.THRE) !== 0 && this.transmitter.holdsNone) this.thre.raise();
    this.ier = value;
    this.weigh();
    this.reschedule();
  }

  private writeScr(value: number): void {
    if (this.traits.scratchRegister) this.scr = value;
  }

  private writeFcr(value: number): void {
    if (!this.traits.fifoControlRegister) return;
    const switched = this.fifos.write(value, this.dlab, this.traits);
    const clears = (bit: number): boolean => switched || (value & (FCR.ENABLE | bit)) === (FCR.ENABLE | bit);
    if (clears(FCR.CLEAR_RECEIVE)) this.clearReceived('cleared-by-fcr');
    if (clears(FCR.CLEAR_TRANSMIT)) this.clearTransmit();
    this.followFcr(switched);
    if (this.flows) this.watchFlow();
    this.settle();
  }

  private followFcr(switched: boolean): void {
    const { depth, trigger } = this.fifos;
    this.received.trigger = trigger;
    if (!switched) return;
    this.received.depth = depth;
    this.transmitter.depth = depth;
    this.thre.switched(depth > 1);
  }

  private clearReceived(how: LossInChip): void {
    this.received.clear(how, this.now, this.journal);
    this.timeout.stop();
  }

  private clearTransmit(): void {
    const held = !this.transmitter.holdsNone;
    this.loseWaiting('unsent-cleared-by-fcr');
    this.thre.emptied(held);
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
    this.transmitter.end();
  }

  private writeLcr(value: number): void {
    const changed = this.lcr ^ value;
    this.lcr = value;
    this.dlab = (value & LCR.DLAB) !== 0;
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
    this.timeout.stretch(this.now, this.timing.timeout);
    this.receiver.changeTiming(this.timing, this.now);
  }

  private writeMcr(value: number): void {
    const changed = this.mcr ^ value;
    const wasLooped = this.looped;
    this.mcr = value;
    this.looped = (value & MCR.LOOP) !== 0;
    this.flows = (value & MCR.AFE) !== 0;
    if ((changed & MCR.AFE) !== 0) this.autoflow.begins(this.transmitter.endsAt, this.timing.lastStop);
    if ((changed & MCR.LOOP) !== 0) this.switchLoop(wasLooped);
    this.watchFlow();
    this.loadIfIdle();
    this.settle();
  }

  /** Auto-RTS may have changed its mind; in loopback RTS is our own CTS. */
  private watchFlow(): void {
    const { autoflow, mcr, received, modem } = this;
    const { cts } = modem;
    autoflow.watch(mcr, received.count, received.triggerInForce);
    modem.update(this.drivenMcr);
    this.afterCts(cts);
  }

  private afterCts(was: boolean): void {
    const { modem, autoflow } = this;
    if (!this.flows || modem.cts === was) return;
    autoflow.ctsChanged(was, this.now);
    this.loadIfIdle();
    this.reschedule();
  }

  /** In loopback SOUT marks, SIN is ignored, and the transmitter's line is the receiver's (8.8, bit 4). */
  private switchLoop(wasLooped: boolean): void {
    this.receiver.cut(this.now, 'unseenLoopback');
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
