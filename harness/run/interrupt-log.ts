import type { Interrupt } from '../scenario/model.ts';
import { IIR } from '../uart/registers.ts';

const CAUSES: Readonly<Record<Interrupt, number>> = {
  'line-status': IIR.LINE_STATUS,
  'data-available': IIR.DATA_AVAILABLE,
  'character-timeout': IIR.CHARACTER_TIMEOUT,
  thre: IIR.THRE,
  'modem-status': IIR.MODEM_STATUS,
};

const NAMES = Object.keys(CAUSES) as Interrupt[];

/** What a value of IIR says; undefined where it is no interrupt. */
export const interruptIn = (iir: number): Interrupt | undefined =>
  NAMES.find((name) => CAUSES[name] === (iir & 0x0f));

/** The interrupts that one machine's chip has asked for, with a cursor behind which expectations have consumed. */
export class InterruptLog {
  private readonly causes: number[] = [];
  private readonly ticks: number[] = [];
  private cursor = 0;
  /** Up to where each has been looked for in vain: nothing is looked at twice. */
  private readonly lookedAt: Partial<Record<Interrupt, number>> = {};

  /** IIR's low four bits. */
  note(cause: number, at: number): void {
    this.causes.push(cause);
    this.ticks.push(at);
  }

  /** The tick at which it was first asked for behind the cursor, which moves behind it; undefined when it was not. */
  take(wanted: Interrupt): number | undefined {
    const { causes } = this;
    let place = Math.max(this.cursor, this.lookedAt[wanted] ?? 0);
    while (place < causes.length && causes[place] !== CAUSES[wanted]) place += 1;
    this.lookedAt[wanted] = place;
    if (place === causes.length) return undefined;
    this.cursor = place + 1;
    return this.ticks[place];
  }

  /** What has been asked for behind the cursor, each once. */
  get unconsumed(): readonly Interrupt[] {
    const causes = new Set(this.causes.slice(this.cursor));
    return NAMES.filter((name) => causes.has(CAUSES[name]));
  }
}
