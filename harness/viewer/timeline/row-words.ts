import { farSide } from '../../ground/side.ts';
import type { Row } from './rows.ts';

const WORDS = {
  scenario: 'steps of the scenario',
  notes: 'prints and link events',
  writes: 'writes to registers',
  reads: 'reads of registers',
  interrupt: 'interrupts',
  sending: 'characters that wait to be sent',
  receiving: 'characters that have come',
} as const;

/** `B, reads of registers`. */
export function rowInWords(row: Row | null): string {
  if (row === null) return 'all rows';
  if (row.of === '-') return WORDS.scenario;
  return row.kind === 'line' ? `line from ${row.of} to ${farSide(row.of)}` : `${row.of}, ${WORDS[row.kind]}`;
}
