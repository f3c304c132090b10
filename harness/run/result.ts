import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { LinkEvent } from '../link/link.ts';
import type { ProfileName, Transport } from '../link/profile.ts';
import type { Flag, Interrupt, Scenario } from '../scenario/model.ts';
import type { Inspection } from '../uart/inspection.ts';
import type { Line } from '../uart/line-settings.ts';
import type { Difference } from './direction.ts';
import type { GoldenChange } from './golden-change.ts';
import type { GoldenDeparture } from './golden-departure.ts';
import type { Ledger } from './ledger.ts';

/** The machines' line settings; null: of a machine that is off, and has had no character. */
export type Lines = Readonly<Record<Side, Line | null>>;

/** What one scenario came to. All of it is data: words are made of it in report/. */
export interface ScenarioResult {
  readonly name: string;
  readonly file: string;
  readonly transport: Transport;
  readonly profile: ProfileName;
  readonly seed: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  readonly failures: readonly Failure[];
  readonly directions: readonly DirectionResult[];
  readonly lab7: readonly Lab7Output[];
  /** At the end. */
  readonly lines: Lines | null;
  /** What the file says of each machine. */
  readonly setups: Scenario['machines'];
  /** Base addresses of the machines' UARTs. */
  readonly bases: Readonly<Record<Side, number>>;
  readonly ledger: Ledger | null;
  readonly linkEvents: readonly {
    readonly side: Side;
    readonly event: LinkEvent;
    readonly detail?: string;
  }[];
  /** What `--update` has written anew; absent where nothing changed. */
  readonly golden?: GoldenChange;
  /** Virtual time at its end. */
  readonly ticks: number;
  readonly wallMs: number;
}

export interface DirectionResult {
  readonly from: Side;
  readonly to: Side;
  /** What it was given to send. */
  readonly sent: number;
  /** How often it has written to THR. */
  readonly written: number;
  readonly received: number;
  /** Received with OE, PE, FE or BI seen before it. */
  readonly flagged: number;
  /** The same by kind; a byte may have several. */
  readonly flags: Readonly<Record<Flag, number>>;
  /** Where what came departs from what was sent; null when it does not, or nothing was sent by `send` or the lab. */
  readonly difference: Difference | null;
  /** The first bytes received. */
  readonly first: readonly number[];
}

export interface Lab7Output {
  readonly on: Side;
  readonly args: string;
  readonly ok: boolean;
  readonly reason?: string;
  readonly printed: string;
}

/** What was wanted and did not come, as data. */
export type FailureCause =
  | {
      readonly kind: 'expect';
      readonly on: Side;
      readonly wanted: readonly number[];
      readonly wantedCount: number;
      readonly came: readonly number[];
      readonly cameCount: number;
    }
  | {
      readonly kind: 'delivery';
      readonly from: Side;
      readonly to: Side;
      readonly sent: number;
      readonly received: number;
      readonly difference: Difference;
    }
  | {
      readonly kind: 'pattern';
      readonly on: Side;
      readonly pattern: string;
      readonly came: readonly number[];
      readonly cameCount: number;
    }
  | {
      readonly kind: 'flags';
      readonly on: Side;
      /** Empty: none. */
      readonly wanted: readonly Flag[];
      /** Which byte of all that were received, from 0; undefined: any behind the cursor. */
      readonly byte?: number;
      /** The bytes in question, as many as are shown, and the flags of each. */
      readonly came: readonly number[];
      readonly flags: readonly (readonly Flag[])[];
      /** How many came in all. */
      readonly cameCount: number;
    }
  | {
      readonly kind: 'irq';
      readonly on: Side;
      readonly wanted: Interrupt;
      readonly came: readonly Interrupt[];
    }
  | { readonly kind: 'unread'; readonly on: Side; readonly bytes: readonly number[] }
  | {
      readonly kind: 'register';
      /** Of the machine's UART. */
      readonly base: number;
      readonly on: Side;
      readonly port: number;
      readonly mask: number;
      readonly wanted: number;
      readonly came: number;
    }
  | { readonly kind: 'lab7'; readonly on: Side; readonly args: string; readonly printed: string }
  | { readonly kind: 'ledger' }
  /** `departure`: where two records differ, and not only a header, or one has no golden trace. */
  | { readonly kind: 'golden'; readonly departure?: GoldenDeparture }
  | { readonly kind: 'boot'; readonly machine: Side }
  | { readonly kind: 'program'; readonly on: Side };

export interface Failure {
  /** One sentence. */
  readonly what: string;
  /** The step's line in its file; undefined for what is checked at the end. */
  readonly line?: number;
  /** The step's place: `2`, `3.1`. */
  readonly step?: string;
  readonly at: number;
  readonly cause: FailureCause;
  /** The tick that registers and story are about: of the first wrong byte, where there is one. */
  readonly around: number;
  /** The registers then. */
  readonly registers: Readonly<Record<Side, Inspection>> | null;
  /** The line settings of each machine's last character before then. */
  readonly lines: Lines | null;
  /** What the machines did last before it. */
  readonly story: readonly TraceRecord[];
  /** Whether DLAB was set where the story begins. */
  readonly dlab: Readonly<Record<Side, boolean>>;
}
