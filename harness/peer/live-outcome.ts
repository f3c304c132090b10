import type { LiveLedger } from './live-ledger.ts';

/** Why a live machine was turned off. */
export type LiveEnd<Result> =
  | { readonly why: 'returned'; readonly result: Result }
  | { readonly why: 'timeout' }
  | { readonly why: 'interrupted' }
  /** The peer has gone, none can come any more, and the program waits for what only he could send. */
  | { readonly why: 'deserted' };

export interface LiveOutcome<Result> {
  readonly end: LiveEnd<Result>;
  readonly ledger: LiveLedger;
  /** From power-on to the end. */
  readonly seconds: number;
  /** Whether there has ever been a peer. */
  readonly met: boolean;
}
