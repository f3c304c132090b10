import type { Viewed } from '../report/viewer/viewed.ts';
import { sentencesOf } from './sentences.ts';

/** The places of the records whose words have this in them, capitals or not; null: it is empty, so all do. */
export function matchesOf(viewed: Viewed, filter: string): readonly number[] | null {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return null;
  const sentences = sentencesOf(viewed);
  return viewed.records.flatMap((_, index) =>
    sentences.of(index).toLowerCase().includes(wanted) ? [index] : [],
  );
}
