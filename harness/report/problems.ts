import type { Diagnostic } from '../ground/diagnostic.ts';
import { onOneLine } from './harmless.ts';

/** What is wrong with the arguments or a file, or a world that does not let a run as a whole begin or end. */
export type Problem = Pick<Diagnostic, 'code' | 'what' | 'why' | 'fix'> & Partial<Pick<Diagnostic, 'spans'>>;

/** The JSON document of a run that has no results. */
export const jsonProblems = (problems: readonly Problem[], version: string): string =>
  JSON.stringify({
    nullmodem: 1,
    version,
    scenarios: [],
    errors: problems.map(({ code, what, spans = [], why, fix }) => ({ code, what, spans, why, fix })),
  });

/** A problem for a report that has no picture of the file: what is wrong, where, why, and what to do. */
export function problemInWords({ what, why, fix, spans: [place] = [] }: Problem): readonly string[] {
  return [
    what,
    ...(place === undefined ? [] : [`at ${place.file}:${place.line}:${place.column}`]),
    ...(why === undefined ? [] : [`why: ${why}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ].map(onOneLine);
}
