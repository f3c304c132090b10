import type { ChipEvent } from '../../ground/chip-event.ts';
import { invariant } from '../../ground/errors.ts';
import type { ForeignChip, Reply } from '../../machine/foreign-chip.ts';
import type { Held, Inspection } from '../../uart/inspection.ts';
import { type LineTiming, lineTiming } from '../../uart/line-timing.ts';
import { IER, LCR, LSR, MCR, OFFSET } from '../../uart/registers.ts';
import { emptyTally } from '../../uart/tally.ts';
import { Outbox } from './outbox.ts';
import { clockSet, inb, outb, Qemu } from './qtest.ts';
import { type Heard, Reception } from './reception.ts';

/** Nanoseconds a tick are 78125 / 144: worked out from the tick, and rounded up so that no deadline is missed. */
const nanoseconds = (tick: number): number => Math.ceil((tick * 78_125) / 144);

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

/** A timeout that QEMU has begun to count: it keeps its length, whatever is written meanwhile. */
interface Timeout {
  readonly from: number;
  readonly length: number;
  readonly bit: number;
}

/**
 * QEMU's 16550A under one of our machines. What cannot be asked without changing it is worked out from the commands
 * that pass: what it has been told of its line, and where each character is.
 */
export class QemuChip implements ForeignChip {
  readonly tally = emptyTally();
  /** It sends and receives all eight bits, whatever LCR says. */
  readonly dataMask = 0xff;
  readonly sout = new Outbox();
  /** What it sends has left it at once. */
  readonly transmitDeadline = Number.POSITIVE_INFINITY;
  journal: ChipEvent[] | null = null;
  private qemu: Qemu | null = null;
  private readonly reception = new Reception();
  private timing: LineTiming = lineTiming(0, POWER_ON_DIVISOR);
  private divisor = POWER_ON_DIVISOR;
  /** As they were written last, and what cannot be known of them as it was read last. */
  private shown = { ...POWER_ON };
  private intr = false;
  private timeout: Timeout | null = null;
  /** The command that is under way: its tick, and the register if it reads one. */
  private now = 0;
  private reads: number | null = null;

  // ---------------------------------------------------------------- commands

  async powerOn(at: number): Promise<void> {
    const qemu = await Qemu.start();
    this.qemu = qemu;
    await qemu.ask([clockSet(nanoseconds(at))]);
  }

  async powerOff(): Promise<void> {
    const { qemu } = this;
    this.qemu = null;
    await qemu?.stop();
  }

  read(offset: number, at: number): Promise<Reply> {
    this.begin(at, offset);
    const taken = offset === OFFSET.DATA && !this.dlab ? this.readData() : 0;
    return this.command(inb(offset), { taken });
  }

  write(offset: number, value: number, at: number): Promise<Reply> {
    this.begin(at, null);
    if (offset === OFFSET.DATA && !this.dlab) return this.writeThr(value);
    const taken = this.writeSetting(offset, value);
    return this.command(outb(offset, value), { taken });
  }

  hear(at: number): Promise<Reply> {
    this.begin(at, null);
    const heard = this.reception.hear();
    invariant(heard, 'there is something to hear');
    this.takeIn();
    return this.heard(heard.char);
  }

  look(at: number): Promise<Reply> {
    this.begin(at, null);
    return this.command(inb(OFFSET.SCR), {});
  }

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
    const { timeout } = this;
    if (this.intr && timeout !== null && this.now >= timeout.from + timeout.length) this.timeout = null;
  }

  private begin(at: number, reads: number | null): void {
    this.now = at;
    this.reads = reads;
  }

  /** One command at its tick; `taken`: characters that come out of the socket behind it, `sends`: one that leaves. */
  private async command(
    command: string,
    { taken = 0, sends = 0 }: { readonly taken?: number; readonly sends?: number },
  ): Promise<Reply> {
    const { running } = this;
    const answers = await running.ask([clockSet(nanoseconds(this.now)), command]);
    const settled = taken === 0 ? [] : await running.rounds(2 * taken);
    const sent = sends === 0 ? [] : await running.takeSent(sends);
    const edges = [...answers.flatMap((answer) => answer.edges), ...settled];
    return { value: answers.at(-1)?.value ?? 0, edges, sent };
  }

  private async heard(char: number): Promise<Reply> {
    const { running } = this;
    const [answer] = await running.ask([clockSet(nanoseconds(this.now))]);
    const edges = await running.hear([char]);
    return { value: 0, edges: [...(answer?.edges ?? []), ...edges], sent: [] };
  }

  private get running(): Qemu {
    invariant(this.qemu, 'a chip that is asked has power');
    return this.qemu;
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

  /** The timeout is due after four characters; by QEMU's arithmetic a little later, and with half a stop bit a bit or two. */
  get deadline(): number {
    const { timeout, now } = this;
    if (timeout === null || this.intr || (this.shown.IER & IER.RDA) === 0) return Number.POSITIVE_INFINITY;
    const { from, length, bit } = timeout;
    const due = from + length;
    if (now < due) return due;
    const next = now === due ? due + 1 : due + 1 + (Math.floor((now - due - 1) / bit) + 1) * bit;
    return next > from + 1.25 * length ? Number.POSITIVE_INFINITY : next;
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

  private writeThr(value: number): Promise<Reply> {
    this.tally.written += 1;
    if (!this.looped) return this.command(outb(OFFSET.DATA, value), { sends: 1 });
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
    return this.command(outb(OFFSET.DATA, value), {});
  }

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

export const qemuChip = (): ForeignChip => new QemuChip();

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
