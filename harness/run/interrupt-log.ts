import type { Interrupt } from '../scenario/model.ts';
import { IIR } from '../uart/registers.ts';

const CAUSES: Readonly<Record<Interrupt, number>> = {
  'line-status': IIR.LINE_STATUS,
  'data-available': IIR.DATA_AVAILABLE,
  'character-timeout': IIR.CHARACTER_TIMEOUT,
  thre: IIR.THRE,
  'modem-status': IIR.MODEM_STATUS,
};

const nameOf = (cause: number): Interrupt | undefined =>
  (Object.keys(CAUSES) as Interrupt[]).find((name) => CAUSES[name] === cause);

/** The interrupts that one machine's chip has asked for, with a cursor behind which expectations have consumed. */
export class InterruptLog {
  private causes: number[] = [];
  private cursor = 0;

  /** IIR's low four bits. */
  note(cause: number): void {
    this.causes.push(cause);
  }

  /** Whether it has been asked for behind the cursor; if so, the cursor moves behind it. */
  take(wanted: Interrupt): boolean {
    const found = this.causes.indexOf(CAUSES[wanted], this.cursor);
    if (found < 0) return false;
    this.cursor = found + 1;
    return true;
  }

  /** What has been asked for behind the cursor, each once. */
  get unconsumed(): readonly Interrupt[] {
    const names = new Set(this.causes.slice(this.cursor));
    return [...names].map(nameOf).filter((name) => name !== undefined);
  }
}
