import type { ChipEvent } from '../../ground/chip-event.ts';
import type { Reply, SeenChip } from '../../machine/foreign-chip.ts';
import type { Held, Inspection } from '../../uart/inspection.ts';
import type { LineTiming } from '../../uart/line-timing.ts';
import { IER, LSR, OFFSET } from '../../uart/registers.ts';
import { Characters } from './characters.ts';
import type { Outbox } from './outbox.ts';
import { Settings } from './settings.ts';
import { isDue, nextLook, type Timeout } from './timeout.ts';

/** What comes of a command besides its answer: characters that come out of the socket behind it, and that leave. */
export interface Passing {
  readonly taken: number;
  readonly sends: number;
}

/** QEMU's chip as it is known from the commands that pass. It cannot be asked, since an access changes it. */
export class KnownQemuChip implements SeenChip {
  /** It sends and receives all eight bits, whatever LCR says. */
  readonly dataMask = 0xff;
  /** What it sends has left it at once. */
  readonly transmitDeadline = Number.POSITIVE_INFINITY;
  private readonly settings = new Settings();
  private readonly characters = new Characters(() => this.countTimeout());
  private intr = false;
  private timeout: Timeout | null = null;
  /** The register that the command reads. */
  private reads: number | null = null;

  // ---------------------------------------------------------------- commands

  protected get now(): number {
    return this.characters.now;
  }

  protected passesNothing(at: number): void {
    this.begin(at, null);
  }

  protected passesRead(offset: number, at: number): Passing {
    this.begin(at, offset);
    const taken = offset === OFFSET.DATA && !this.settings.dlab ? this.characters.read() : 0;
    return { taken, sends: 0 };
  }

  protected passesWrite(offset: number, value: number, at: number): Passing {
    this.begin(at, null);
    const { settings, characters } = this;
    if (offset === OFFSET.IIR) return { taken: characters.writeFcr(value), sends: 0 };
    if (offset !== OFFSET.DATA || settings.dlab) settings.write(offset, value);
    else if (settings.looped) characters.goRound(value);
    else {
      characters.write();
      return { taken: 0, sends: 1 };
    }
    return { taken: 0, sends: 0 };
  }

  /** The next character that `receive` was given. */
  protected passesHear(at: number): number {
    this.begin(at, null);
    return this.characters.hear();
  }

  /** What the reply says. */
  take({ value, edges, sent }: Reply): void {
    if (this.reads !== null) this.settings.noteRead(this.reads, value);
    for (const char of sent) this.characters.leave(char);
    const last = edges.at(-1);
    if (last === undefined) return;
    this.intr = last === 'raise';
    if (this.intr && this.timeout !== null && isDue(this.timeout, this.now)) this.timeout = null;
  }

  /** Power has gone: it will come up as it always does. */
  reset(now: number): void {
    this.begin(now, null);
    this.characters.reset();
    this.settings.reset();
    this.intr = false;
    this.timeout = null;
  }

  private begin(at: number, reads: number | null): void {
    this.characters.now = at;
    this.reads = reads;
  }

  private countTimeout(): void {
    const { fifosOn, held } = this.characters.reception;
    const { timeout: length, bit } = this.settings.timing;
    this.timeout = fifosOn && held.length > 0 ? { from: this.now, length, bit } : null;
  }

  // ---------------------------------------------------------------- what passes

  get sout(): Outbox {
    return this.characters.sout;
  }

  get characterTiming(): LineTiming {
    return this.settings.timing;
  }

  get hasRoom(): boolean {
    return this.characters.reception.hasRoom;
  }

  get unheard(): number {
    return this.characters.reception.unheard;
  }

  get gateOpen(): boolean {
    return this.settings.gateOpen;
  }

  /** Nothing but the character timeout happens by itself; and it shows only where it raises INTR. */
  get deadline(): number {
    const { timeout, now, intr, settings } = this;
    if (timeout === null || intr || (settings.registers.IER & IER.RDA) === 0) return Number.POSITIVE_INFINITY;
    return nextLook(timeout, now);
  }

  receive(char: number, serial: number): void {
    this.characters.reception.receive({ char, serial });
  }

  hold(held: boolean): void {
    this.sout.held = held;
  }

  /** Its socket shows what it shows. */
  setPins(): void {}

  // ---------------------------------------------------------------- looking in

  get tally(): Characters['tally'] {
    return this.characters.tally;
  }

  get serialToWrite(): number | null {
    return this.settings.dlab ? null : this.tally.written + 1;
  }

  get serialToRead(): number | null {
    return this.settings.dlab ? null : (this.characters.reception.held[0]?.serial ?? null);
  }

  get journal(): ChipEvent[] | null {
    return this.characters.journal;
  }

  set journal(journal: ChipEvent[] | null) {
    this.characters.journal = journal;
  }

  get held(): Held {
    return this.characters.held;
  }

  peek(offset: number): number {
    return this.settings.peek(offset) ?? this.characters.reception.held[0]?.char ?? 0;
  }

  inspect(): Inspection {
    const { settings, now, intr } = this;
    const { registers, divisor } = settings;
    const { held, fcr, fifosOn, trigger } = this.characters.reception;
    const received = held.map(({ char }) => char);
    const LSR_NOW = (registers.LSR & ~LSR.DR) | (received.length > 0 ? LSR.DR : 0);
    return {
      now,
      registers: { ...registers, LSR: LSR_NOW, RBR: received[0] ?? 0, FCR: fcr },
      divisor,
      intr,
      fifosEnabled: fifosOn,
      trigger,
      received,
      toSend: this.sout.chars(),
      sending: null,
    };
  }
}
