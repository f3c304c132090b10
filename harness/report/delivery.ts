import type { DirectionResult, ScenarioResult } from '../run/result.ts';
import { mismatchIn } from './mismatch.ts';
import { counted, grouped, quotedBytes } from './quantities.ts';

/** `A -> B "hello" 5 bytes, B -> A 3 of 5 bytes`, and why if the line settings are why; empty when nothing was sent. */
export function deliveriesInWords(result: ScenarioResult): string {
  if (result.directions.length === 0) return '';
  const why = mismatchIn(result)?.what;
  return `${result.directions.map(delivery).join(', ')}${why === undefined ? '' : `: ${why}`}`;
}

function delivery({ from, to, sent, received, flagged, first }: DirectionResult): string {
  const count =
    sent === received ? counted(received, 'byte') : `${grouped(received)} of ${counted(sent, 'byte')}`;
  const errors = flagged === 0 ? '' : ` (${grouped(flagged)} with an error flag)`;
  return `${from} -> ${to} ${received === 0 ? '' : `${quotedBytes(first)} `}${count}${errors}`;
}
