import { CRYSTAL_HZ } from '../ground/ticks.ts';
import type { Program } from '../program/operation.ts';
import type { TriggerLevel } from '../uart/registers.ts';
import type { LineRequest } from './line-request.ts';
import type { Port } from './port.ts';

/** What is asked of poll, int and fifo. */
export type Transfer = { readonly port: Port; readonly line: LineRequest } & Role;

export type Role =
  | { readonly direction: 'tx'; readonly words: readonly string[] }
  | { readonly direction: 'rx' };

/** Empty: a message has no end; its sender adds nothing, and its receiver does not return. */
export type Terminator = '.' | '\n' | '\0' | '';

export interface TransferOptions {
  /** What ends a message: `.` when not given. */
  readonly terminator?: Terminator;
  /** Ticks between two polls: as fast as the bus goes when not given. For poll alone. */
  readonly delay?: number;
  /** Receive FIFO trigger: 14 when not given. For fifo alone. */
  readonly trigger?: TriggerLevel;
  /** Told of each byte as it is read, at the tick at which it is. */
  readonly onByte?: (byte: number) => void;
}

/** The course's programs ask for 20 ms, which MINIX rounds down to one tick of its 60 Hz clock. */
export const courseDelay = CRYSTAL_HZ / 60;

/** What a lab function comes to. */
export type Lab7Result =
  | { readonly ok: true; readonly sent?: Uint8Array; readonly received?: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly sent?: Uint8Array;
      readonly received?: Uint8Array;
    };

/** Says why nothing is done. */
export function* refuse(reason: string): Program<Lab7Result> {
  yield { op: 'print', text: `${reason}\n` };
  return { ok: false, reason };
}
