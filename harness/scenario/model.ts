import type { Side } from '../ground/side.ts';
import type { ByteProfileName, ProfileName, Transport } from '../link/profile.ts';
import type { Parity, StopBits, WordLength } from '../uart/line-settings.ts';
import type { TriggerLevel } from '../uart/registers.ts';
import type { UartType } from '../uart/types.ts';
import type { Pattern } from './pattern.ts';

/** A scenario as it is played: one entry of a file's matrix, all values resolved. */
export interface Scenario {
  /** The file's name for it, with the matrix entry behind it: `echo (mode=poll, link=tcp)`. */
  readonly name: string;
  /** As the user gave it. */
  readonly file: string;
  /** The entry of the file's matrix that it is: a value for each variable, as its name tells it. */
  readonly entry?: Readonly<Record<string, string>>;
  readonly link: LinkSetup;
  readonly machines: Readonly<Record<Side, MachineSetup>>;
  readonly steps: readonly Step[];
  /** Why it is not to be played: what it asks for has been overridden. */
  readonly skip?: string;
  readonly assert: { readonly delivery: 'in-order-exactly-once' | 'any'; readonly unread: 'none' | 'any' };
}

export interface LinkSetup {
  readonly transport: Transport;
  /** Undefined: the usual one. `wire` exists on the cable only. */
  readonly profile?: ProfileName;
  /** Undefined: the transport's default (`wire` on the cable, else `virtualbox5`). No file can say so. */
  readonly usual?: ProfileName;
  /** Which machine listens; the other connects. A when the file does not say. */
  readonly listen: Side;
  /** TCP port to listen on; any free one when the file does not say. */
  readonly port?: number;
  /** Path of the pipe; one in a temporary folder when the file does not say. */
  readonly path?: string;
  /** Where the machines run under two hypervisors, each one's own. No file can say so. */
  readonly profiles?: Readonly<Record<Side, ByteProfileName>>;
  /** The connector dials until somebody listens, and again after a drop: QEMU's `reconnect`. No file can say so. */
  readonly reconnects?: boolean;
}

/** Chips that others have made. */
export const CHIPS = ['qemu'] as const;
export type ChipName = (typeof CHIPS)[number];

export interface MachineSetup {
  readonly base: number;
  /** The one that its programs wait for. */
  readonly irq: number;
  /** The one that its board has the port on; undefined: `irq`. No file can say so. */
  readonly wiredTo?: number;
  /** Undefined: the chip's reset state. */
  readonly line?: LineSetup;
  /** Undefined: FIFOs off. */
  readonly fifo?: TriggerLevel;
  /** Undefined: a 16550A. */
  readonly type?: UartType;
  /** Undefined: ours. */
  readonly chip?: ChipName;
  /** How far its crystal is off, in parts per million; more is faster. Undefined: not at all. */
  readonly crystal?: number;
}

export interface LineSetup {
  /** Bits per second; divides 115200. */
  readonly rate: number;
  readonly bits: WordLength;
  readonly parity: Parity;
  readonly stop: StopBits;
}

export const MODES = ['poll', 'int', 'fifo'] as const;
export type Mode = (typeof MODES)[number];

/** Line errors as LSR has them. */
export const FLAGS = ['OE', 'PE', 'FE', 'BI'] as const;
export type Flag = (typeof FLAGS)[number];

/** What IIR identifies. */
export const INTERRUPTS = [
  'line-status',
  'data-available',
  'character-timeout',
  'thre',
  'modem-status',
] as const;
export type Interrupt = (typeof INTERRUPTS)[number];

/** What must come, anywhere behind the cursor. */
export type Want =
  | { readonly bytes: Uint8Array }
  | { readonly count: number }
  | { readonly pattern: Pattern }
  /** A byte with all of these; with none of any when the list is empty. */
  | { readonly flags: readonly Flag[] };

export const UNITS = ['bits', 'chars', 's', 'ms', 'us', 'ticks'] as const;
export interface Duration {
  readonly amount: number;
  readonly unit: (typeof UNITS)[number];
}

/** Bytes to send: as written and so many times over, or so many drawn from the run's seed. */
export type Payload = { readonly bytes: Uint8Array; readonly times: number } | { readonly random: number };

export interface Lab7Run {
  readonly on: Side;
  /** The lab's command line: `com 1 tx 8 1 even 9600 hello`. */
  readonly args: string;
  /** What ends a message: `.` when the file does not say. */
  readonly terminator: '.' | '\n' | '\0';
  /** Between two polls; none when the file does not say. */
  readonly delay?: Duration;
  /** Text that the program's output must contain. */
  readonly prints?: string;
  /** True: the program must end in failure (it refuses its arguments, or gives up). */
  readonly fails: boolean;
}

interface Placed {
  /** The line of the file that the step begins in, from 1. */
  readonly line: number;
}

export type Step = Placed &
  (
    | { readonly verb: 'send'; readonly from: Side; readonly mode: Mode; readonly payload: Payload }
    | {
        readonly verb: 'expect';
        readonly on: Side;
        readonly mode: Mode;
        readonly want: Want;
        readonly within?: Duration;
      }
    /** That byte of all that the machine has received, from 0, has these flags. It moves no cursor. */
    | {
        readonly verb: 'expect-flags';
        readonly on: Side;
        readonly mode: Mode;
        readonly byte: number;
        readonly flags: readonly Flag[];
        readonly within?: Duration;
      }
    | {
        readonly verb: 'expect-irq';
        readonly on: Side;
        readonly irq: Interrupt;
        /** Undefined: another step's, or int. */
        readonly mode?: Mode;
        readonly within?: Duration;
      }
    | { readonly verb: 'break'; readonly from: Side; readonly for: Duration }
    | { readonly verb: 'lab7'; readonly runs: readonly Lab7Run[]; readonly within?: Duration }
    | { readonly verb: 'out'; readonly on: Side; readonly port: number; readonly value: number }
    | {
        readonly verb: 'in';
        readonly on: Side;
        readonly port: number;
        readonly mask: number;
        readonly is?: number;
      }
    | { readonly verb: 'wait'; readonly for: Duration }
    | { readonly verb: 'parallel'; readonly steps: readonly Step[] }
    | { readonly verb: 'boot'; readonly machine: Side; readonly fails?: 'refused' }
    | { readonly verb: 'stop'; readonly machine: Side }
  );
