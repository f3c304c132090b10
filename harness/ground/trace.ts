import type { ChipEvent } from './chip-event.ts';
import type { Side } from './side.ts';

/**
 * One record of a trace (docs/trace.md). `t` is a tick; `m` the machine, or `-` for what concerns the run.
 * A record is written when what it tells has ended.
 */
export type TraceRecord = { readonly t: number; readonly m: Side | '-' } & TraceBody;

export type TraceBody =
  /** `serial`: of the character, where it is a write to THR. */
  | { readonly k: 'out'; readonly port: number; readonly v: number; readonly serial?: number }
  /**
   * Reads of one port in a row with one result: `n` of them, the first at `since`, the last at `t`. One that takes a
   * character out of RBR stands alone: `serial` is the character's.
   */
  | {
      readonly k: 'in';
      readonly port: number;
      readonly v: number;
      readonly n: number;
      readonly since: number;
      readonly serial?: number;
    }
  | { readonly k: 'frame'; readonly serial: number; readonly char: number; readonly ends: number }
  | {
      readonly k: 'char';
      readonly serial: number;
      readonly char: number;
      readonly errors: number;
      readonly held: number;
    }
  | { readonly k: 'lost'; readonly serial: number; readonly char: number; readonly how: string }
  | { readonly k: 'timeout'; readonly held: number }
  | { readonly k: 'intr'; readonly level: 0 | 1; readonly iir: number }
  | { readonly k: 'irq'; readonly irq: number }
  | { readonly k: 'power'; readonly on: boolean }
  | { readonly k: 'link'; readonly event: string }
  | { readonly k: 'print'; readonly text: string }
  /** A step begins: `n` is its place, `2` or in a parallel one `2.1`. */
  | { readonly k: 'step'; readonly n: string; readonly what: string }
  | { readonly k: 'verdict'; readonly passed: boolean; readonly why?: string };

/** A chip's journal entry as a record: field by field, since that is the fastest, and there may be millions. */
export function chipRecord(machine: Side, event: ChipEvent): TraceRecord {
  const { at: t } = event;
  const m = machine;
  switch (event.kind) {
    case 'frame':
      return { t, m, k: 'frame', serial: event.serial, char: event.char, ends: event.ends };
    case 'char': {
      const { serial, char, errors, held } = event;
      return { t, m, k: 'char', serial, char, errors, held };
    }
    case 'lost':
      return { t, m, k: 'lost', serial: event.serial, char: event.char, how: event.how };
    case 'timeout':
      return { t, m, k: 'timeout', held: event.held };
    case 'intr':
      return { t, m, k: 'intr', level: event.level, iir: event.iir };
  }
}

/** Where records go. Null where no trace is kept: then none is made. */
export interface Recorder {
  record(record: TraceRecord): void;
}
