import { LSR } from '../../uart/registers.ts';

export type LineErrorName = 'OE' | 'PE' | 'FE' | 'BI';

/** A character that came with an error, as LSR showed it. OE: others were lost before it. */
export interface LineError {
  readonly path: string;
  readonly byte: number;
  readonly errors: readonly LineErrorName[];
  /** When it was read, in milliseconds. */
  readonly ms: number;
}

const NAMES = ['OE', 'PE', 'FE', 'BI'] as const;

export const errorNames = (status: number): readonly LineErrorName[] =>
  NAMES.filter((name) => (status & LSR[name]) !== 0);
