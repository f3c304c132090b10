import type { ChipEvent } from '../../ground/chip-event.ts';
import { invariant } from '../../ground/errors.ts';
import type { Reply, SeenChip } from '../../machine/foreign-chip.ts';
import type { Held, Inspection } from '../../uart/inspection.ts';
import { type LineTiming, lineTiming } from '../../uart/line-timing.ts';
import { IER, LCR, LSR, MCR, OFFSET } from '../../uart/registers.ts';
import { emptyTally } from '../../uart/tally.ts';
import { Outbox } from './outbox.ts';
import { type Heard, Reception } from './reception.ts';
import { isDue, nextLook, type Timeout } from './timeout.ts';

const POWER_ON_DIVISOR = 12;
/** As QEMU comes up: OUT2 is on, as a BIOS leaves it; and its socket shows DCD, DSR and CTS on. */
const POWER_ON = {
  IER: 0x00,
  IIR: 0x01,
  LCR: 0x00,
  MCR: MCR.OUT2 as number,
  LSR: LSR.THRE | LSR.TEMT,
  MSR: 0xb0,
  SCR: 0x00,
};

type Register = keyof typeof POWER_ON;
const REGISTERS: readonly (Register | undefined)[] = [
  undefined,
  'IER',
  'IIR',
  'LCR',
  'MCR',
  'LSR',
  'MSR',
  'SCR',
];

/** What comes of a command besides its answer: characters that come out of the socket behind it, and that leave. */
export interface Passing {
  readonly taken: number;
  readonly sends: number;
}

/**
 * What is known of QEMU's chip, worked out from the commands that pass: what it has been told of its line, and where
 * each character is. It cannot be asked, since an access changes it.
 */
export class KnownChip implements SeenChip {
  readonly tally = emptyTally();
  /** It sends and receives all eight bits, whatever LCR says. */
  readonly dataMask = 0xff;
  readonly sout = new Outbox();
  /** What it sends has left it at once. */
  readonly transmitDeadline = Number.POSITIVE_INFINITY;
  journal: ChipEvent[] | null = null;
  /** The tick of the command that is under way, or was last. */
  protected now = 0;
  private readonly reception = new Reception();
  private timing: LineTiming = lineTiming(0, POWER_ON_DIVISOR);
  private divisor = POWER_ON_DIVISOR;
  /** As they were written last, and what cannot be known of them as it was read last. */
  private shown = { ...POWER_ON };
  private intr = false;
  private timeout: Timeout | null = null;
  /** The register that the command reads. */
  private reads: number | null = null;

  // ---------------------------------------------------------------- commands

  protected passesNothing(at: number): void {
    this.begin(at, null);
  }

  protected passesRead(offset: number, at: number): Passing {
    this.begin(at, offset);
    return { taken: offset === OFFSET.DATA && !this.dlab ? this.readData() : 0, sends: 0 };
  }

  protected passesWrite(offset: number, value: number, at: number): Passing {
    this.begin(at, null);
    if (offset === OFFSET.DATA && !this.dlab) return { taken: 0, sends: this.writeThr(value) };
    return { taken: this.writeSetting(offset, value), sends: 0 };
  }

  /** The next character that `receive` was given. */
  protected passesHear(at: number): number {
    this.begin(at, null);
    const heard = this.reception.hear();
    invariant(heard, 'there is something to hear');
    this.takeIn();
    return heard.char;
  }

  /** What the reply says. */
  take({ value, edges, sent }: Reply): void {
    const register = this.reads === null ? undefined : REGISTERS[this.reads];
    if (register !== undefined && !(register === 'IER' && this.dlab)) this.shown[register] = value;
    for (const char of sent) {
      this.sout.push(char, this.tally.written);
      this.note({ kind: 'frame', serial: this.tally.written, char, ends: this.now });
    }
    const last = edges.at(-1);
    if (last === undefined) return;
    this.intr = last === 'raise';
    if (this.intr && this.timeout !== null && isDue(this.timeout, this.now)) this.timeout = null;
  }

  private begin(at: number, reads: number | null): void {
    this.now = at;
    this.reads = reads;
  }

  // ---------------------------------------------------------------- what passes

  get characterTiming(): LineTiming {
    return this.timing;
  }

  get hasRoom(): boolean {
    return this.reception.hasRoom;
  }

  get unheard(): number {
    return this.reception.unheard;
  }

  get gateOpen(): boolean {
    return (this.shown.MCR & MCR.OUT2) !== 0 && !this.looped;
  }

  /** Nothing but the character timeout happens by itself; and it shows only where it raises INTR. */
  get deadline(): number {
    const { timeout, now } = this;
    if (timeout === null || this.intr || (this.shown.IER & IER.RDA) === 0) return Number.POSITIVE_INFINITY;
    return nextLook(timeout, now);
  }

  private get dlab(): boolean {
    return (this.shown.LCR & LCR.DLAB) !== 0;
  }

  private get looped(): boolean {
    return (this.shown.MCR & MCR.LOOP) !== 0;
  }

  peek(offset: number): number {
    const register = REGISTERS[offset];
    return register === undefined ? (this.reception.held[0]?.char ?? 0) : this.shown[register];
  }

  receive(char: number, serial: number): void {
    this.reception.receive({ char, serial });
  }

  hold(held: boolean): void {
    this.sout.held = held;
  }

  /** Its socket shows what it shows. */
  setPins(): void {}

  /** How many characters it then takes out of its socket. */
  private readData(): number {
    const { reception } = this;
    if (reception.read() === undefined) return 0;
    this.tally.sourced.read += 1;
    const taken = this.takeIn();
    if (taken === 0) this.countTimeout();
    return taken;
  }

  /** What comes out of the socket now: how many. */
  private takeIn(): number {
    const before = this.reception.held.length;
    const taken = this.reception.takeIn();
    for (const [i, heard] of taken.entries()) this.noteArrival(heard, 0, before + i + 1);
    if (taken.length > 0) this.countTimeout();
    return taken.length;
  }

  private noteArrival({ char, serial }: Heard, errors: number, held: number): void {
    this.tally.sourced.seen += 1;
    this.note({ kind: 'char', serial, char, errors, held });
  }

  private countTimeout(): void {
    const { fifosOn, held } = this.reception;
    const { timeout: length, bit } = this.timing;
    this.timeout = fifosOn && held.length > 0 ? { from: this.now, length, bit } : null;
  }

  /** How many characters leave it. */
  private writeThr(value: number): number {
    this.tally.written += 1;
    if (!this.looped) return 1;
    const heard = { char: value, serial: -this.tally.written };
    const lost = this.reception.goRound(heard);
    const { length } = this.reception.held;
    this.note({ kind: 'frame', serial: heard.serial, char: value, ends: this.now });
    if (lost === null) this.noteArrival(heard, 0, length);
    else {
      this.tally.sourced.overrun += 1;
      this.note({ kind: 'lost', ...lost, how: 'overrun' });
      if (lost === heard) this.tally.sourced.seen += 1;
      else this.noteArrival(heard, LSR.OE, length);
    }
    this.countTimeout();
    return 0;
  }

  /** How many characters it then takes out of its socket. */
  private writeSetting(offset: number, value: number): number {
    switch (offset) {
      case OFFSET.DATA:
        this.setDivisor((this.divisor & 0xff00) | value);
        return 0;
      case OFFSET.IER:
        if (this.dlab) this.setDivisor((this.divisor & 0x00ff) | (value << 8));
        else this.shown.IER = value & IER.MASK;
        return 0;
      case OFFSET.IIR:
        return this.writeFcr(value);
      case OFFSET.LCR:
        this.shown.LCR = value;
        this.timing = lineTiming(value, this.timing.divisor);
        return 0;
      case OFFSET.MCR:
        this.shown.MCR = value & 0x1f;
        return 0;
      case OFFSET.SCR:
        this.shown.SCR = value;
        return 0;
      default:
        return 0;
    }
  }

  /** It passes over a divisor of 0. */
  private setDivisor(divisor: number): void {
    this.divisor = divisor;
    if (divisor !== 0) this.timing = lineTiming(this.shown.LCR, divisor);
  }

  private writeFcr(value: number): number {
    const cleared = this.reception.writeFcr(value);
    this.lose(cleared, 'cleared-by-fcr');
    if (cleared.length > 0) this.timeout = null;
    return this.takeIn();
  }

  private lose(lost: readonly Heard[], how: 'cleared-by-fcr' | 'reset'): void {
    this.tally.sourced.cleared += lost.length;
    for (const one of lost) this.note({ kind: 'lost', ...one, how });
  }

  private note(event: DistributiveOmit<ChipEvent, 'at'>): void {
    this.journal?.push({ at: this.now, ...event });
  }

  // ---------------------------------------------------------------- looking in

  get held(): Held {
    const { reception, sout } = this;
    return {
      toSend: sout.waiting,
      onTheLine: reception.onTheWay,
      unread: { sourced: reception.held.length, made: 0 },
    };
  }

  inspect(): Inspection {
    const { reception, shown, divisor, now, intr } = this;
    const received = reception.held.map(({ char }) => char);
    const LSR_NOW = (shown.LSR & ~LSR.DR) | (received.length > 0 ? LSR.DR : 0);
    return {
      now,
      registers: { ...shown, LSR: LSR_NOW, RBR: received[0] ?? 0, FCR: reception.fcr },
      divisor,
      intr,
      fifosEnabled: reception.fifosOn,
      trigger: reception.trigger,
      received,
      toSend: this.sout.chars(),
      sending: null,
    };
  }

  /** Power has gone: what it held is lost, and it will come up as it always does. */
  reset(now: number): void {
    this.now = now;
    const { held, onTheWay } = this.reception.reset();
    this.lose(held, 'reset');
    this.tally.unseenReset += onTheWay + this.sout.waiting;
    this.sout.clear();
    this.shown = { ...POWER_ON };
    this.divisor = POWER_ON_DIVISOR;
    this.timing = lineTiming(0, POWER_ON_DIVISOR);
    this.intr = false;
    this.timeout = null;
  }
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
