import type { Diagnostic } from '../ground/diagnostic.ts';

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
