import type { TraceRecord } from '../../ground/trace.ts';

/** What can be taken out of the list of events at once. */
export type Kind = 'A' | 'B' | 'accesses' | 'line' | 'interrupts' | 'steps';

export const KINDS: readonly (readonly [Kind, string])[] = [
  ['A', 'A'],
  ['B', 'B'],
  ['accesses', 'accesses'],
  ['line', 'line'],
  ['interrupts', 'interrupts'],
  ['steps', 'steps and link'],
];

export function kindOf({ k }: TraceRecord): Kind {
  switch (k) {
    case 'in':
    case 'out':
      return 'accesses';
    case 'frame':
    case 'char':
    case 'lost':
      return 'line';
    case 'timeout':
    case 'intr':
    case 'irq':
      return 'interrupts';
    case 'power':
    case 'link':
    case 'print':
    case 'step':
    case 'verdict':
      return 'steps';
  }
}
