import { stringify } from 'yaml';
import { detailsOf, lineOf, notesOf, sentenceOf, subjectOf } from './play-words.ts';
import { problemInWords } from './problems.ts';
import { countsInWords, countsOf, outcomeOf, type Play, type Report, type Run } from './run.ts';

/** The Test Anything Protocol, version 14: a test point for each play, with diagnostics in YAML. */
export const testAnything: Report = {
  played(run) {
    const { plays, interrupted } = run;
    return linesOf(
      `1..${plays.length}`,
      ...plays.flatMap((play, index) => point(play, index + 1, run)),
      `# ${countsInWords(countsOf(plays))}`,
      ...(interrupted ? ['Bail out! interrupted'] : []),
    );
  },

  unplayed(problems) {
    const [first] = problems;
    return linesOf(
      ...problems.flatMap(problemInWords).map((line) => `# ${line}`),
      `Bail out! ${described(first?.what ?? '')}`,
    );
  },
};

const linesOf = (...lines: readonly string[]): string => ['TAP version 14', ...lines, ''].join('\n');

function point(play: Play, number: number, run: Run): readonly string[] {
  const outcome = outcomeOf(play);
  const isBad = outcome === 'failed' || outcome === 'error';
  const skip = outcome === 'skipped' ? ` # SKIP ${described(sentenceOf(play))}` : '';
  return [
    `${isBad ? 'not ok' : 'ok'} ${number} - ${described(subjectOf(play))}${skip}`,
    ...diagnostics(play, isBad, run),
  ];
}

/** A `#` begins a directive, unless a backslash stands before it. */
const described = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\#]/g, '\\$&');

function diagnostics(play: Play, isBad: boolean, run: Run): readonly string[] {
  const notes = notesOf(play, run);
  if (!isBad && notes.length === 0) return [];
  const line = lineOf(play);
  const told = {
    ...(isBad ? { message: sentenceOf(play), severity: 'error' in play ? 'error' : 'fail' } : {}),
    ...('error' in play ? { code: play.error.code } : {}),
    at: { file: play.file, ...(line === undefined ? {} : { line }) },
    ...(notes.length === 0 ? {} : { notes }),
    ...(isBad ? { details: `${detailsOf(play).join('\n')}\n` } : {}),
  };
  const yaml = stringify(told, { lineWidth: 0 }).trimEnd().split('\n');
  return ['---', ...yaml, '...'].map((text) => `  ${text}`.trimEnd());
}
