import type { Side } from '../../ground/side.ts';
import type { ChipName } from '../../scenario/model.ts';
import type { UartType } from '../../uart/types.ts';
import type { ChipSettings } from '../line/chip-settings.ts';
import type { Bases } from '../story.ts';

/** Of the format of traces. */
export const VERSION = 2;

/** What a scenario's records stand behind (docs/trace.md). */
export interface TraceHeader {
  readonly name: string;
  readonly seed: number;
  readonly profile: string;
  /** In real time there is A alone: nothing is known of what stands at the other end. */
  readonly machines: { readonly A: TracedMachine; readonly B?: TracedMachine };
  /** Where records are left out before the first. */
  readonly begins?: TraceBeginning;
}

/** A machine's UART, as the trace's reader must know it. */
export interface TracedMachine {
  readonly base: number;
  readonly irq: number;
  readonly type: UartType;
  /** Whose it is, where others have made it. */
  readonly chip?: ChipName;
}

/** What is known where a trace begins in the middle. */
export interface TraceBeginning {
  readonly t: number;
  readonly settings: Readonly<Record<Side, ChipSettings>>;
}

/** The machines that a trace tells of: a run in real time is one machine's. */
export const machinesIn = ({
  machines: { A, B },
}: Pick<TraceHeader, 'machines'>): readonly (readonly [Side, TracedMachine])[] =>
  B === undefined
    ? [['A', A]]
    : [
        ['A', A],
        ['B', B],
      ];

/** Where the machines' UARTs stand. */
export const basesOf = ({ machines: { A, B } }: TraceHeader): Bases => ({
  A: A.base,
  B: (B ?? A).base,
});
