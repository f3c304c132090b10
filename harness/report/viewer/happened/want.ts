import type { Failure, FailureCause, ScenarioResult } from '../../../run/result.ts';
import { IIR, LSR, OFFSET } from '../../../uart/registers.ts';

/** What it is that a failure misses: only some causes can explain each. */
export type Want =
  /** Characters that a program should have read. */
  | 'text'
  /** All that was sent, at the end. */
  | 'delivery'
  /** Other error flags with a character. */
  | 'flags'
  | 'receive interrupt'
  | 'other interrupt'
  /** A character in the receiver, or another one. */
  | 'data'
  /** That nothing is left in the receiver. */
  | 'nothing left'
  /** Another error bit in LSR. */
  | 'errors'
  /** IIR bits 6 and 7. */
  | 'FIFO bits'
  /** A register where the machine has no UART. */
  | 'another port'
  /** A program that reads has stopped at an error. */
  | 'stop'
  /** The end of a program that sends. */
  | 'sending';

/** Null: nothing that chips and line do explains it. */
export function wantOf({ cause }: Failure, result: ScenarioResult, isLatched: boolean): Want | null {
  switch (cause.kind) {
    case 'expect':
    case 'pattern':
      return 'text';
    case 'delivery':
    case 'flags':
      return cause.kind;
    case 'irq':
      return cause.wanted === 'data-available' || cause.wanted === 'character-timeout'
        ? 'receive interrupt'
        : 'other interrupt';
    case 'register':
      return ofRegister(cause, isLatched);
    case 'lab7':
      return ofProgram(cause, result);
    case 'unread':
    case 'ledger':
    case 'golden':
    case 'boot':
    case 'program':
      return null;
  }
}

type Of<K extends FailureCause['kind']> = FailureCause & { readonly kind: K };

function ofRegister({ base, port, mask, wanted, came }: Of<'register'>, isLatched: boolean): Want | null {
  const offset = port - base;
  if (offset < 0 || offset > 7) return 'another port';
  const wrong = (wanted ^ came) & mask;
  switch (offset) {
    case OFFSET.DATA:
      return isLatched ? null : 'data';
    case OFFSET.IIR:
      return (wrong & IIR.FIFOS) !== 0 ? 'FIFO bits' : null;
    case OFFSET.LSR:
      if ((wrong & LSR.DR) !== 0) return (came & LSR.DR) === 0 ? 'data' : 'nothing left';
      return (wrong & came & LSR.ERRORS) !== 0 ? 'errors' : null;
    default:
      return null;
  }
}

/** One that ended as it should, and printed something else, misses nothing; one that hangs has no output yet. */
function ofProgram({ on, args, printed }: Of<'lab7'>, { lab7 }: ScenarioResult): Want | null {
  const output = lab7.findLast((one) => one.on === on && one.args === args && one.printed === printed);
  if (output?.ok === true) return null;
  if (output !== undefined) return output.reason?.startsWith('stopped at') === true ? 'stop' : null;
  const [, , direction] = args.split(/\s+/);
  if (direction === 'rx') return 'text';
  return direction === 'tx' ? 'sending' : null;
}
