import { detailsOf, lineOf, notesOf, printedIn, sentenceOf, subjectOf } from './play-words.ts';
import { type Problem, problemInWords } from './problems.ts';
import { countsOf, type Kept, outcomeOf, type Play, type Report, type Run } from './run.ts';

/** The Common Test Report Format, https://ctrf.io: each play of a scenario is a test, and its file the suite. */
export const ctrf: Report = {
  played(run) {
    const { passed, failed, skipped, errors } = countsOf(run.plays);
    const start = Math.round(run.startedAt);
    const summary = {
      tests: run.plays.length,
      passed,
      failed: failed + errors,
      skipped,
      pending: 0,
      other: 0,
      suites: new Set(run.plays.map(({ file }) => file)).size,
      start,
      stop: start + Math.round(run.wallMs),
      ...(run.interrupted ? { extra: { interrupted: true } } : {}),
    };
    return documentOf(
      run.version,
      summary,
      run.plays.map((play) => test(play, run)),
    );
  },

  unplayed(problems, version) {
    const { length: tests } = problems;
    const none = { passed: 0, skipped: 0, pending: 0, other: 0, start: 0, stop: 0 };
    return documentOf(version, { tests, failed: tests, ...none }, problems.map(problemTest));
  },
};

const documentOf = (version: string, summary: object, tests: readonly object[]): string =>
  `${JSON.stringify(
    {
      reportFormat: 'CTRF',
      specVersion: '0.0.0',
      generatedBy: 'nullmodem',
      results: { tool: { name: 'nullmodem', version }, summary, tests },
    },
    null,
    1,
  )}\n`;

function test(play: Play, run: Run): object {
  const { name, file, transport, profile, replay, entry, kept } = play;
  const outcome = outcomeOf(play);
  const isBad = outcome === 'failed' || outcome === 'error';
  return {
    name: subjectOf(play),
    status: outcome === 'error' ? 'failed' : outcome,
    duration: 'result' in play ? Math.round(play.result.wallMs) : 0,
    suite: [file],
    message: sentenceOf(play) || undefined,
    trace: isBad ? detailsOf(play).join('\n') : undefined,
    line: lineOf(play),
    rawStatus: outcome,
    filePath: file,
    stdout: textsOf([...notesOf(play, run), ...printedIn(play)]),
    attachments: kept === undefined ? undefined : attachments(kept),
    parameters: Object.keys(entry).length === 0 ? undefined : entry,
    extra: {
      scenario: name,
      transport,
      profile,
      replay,
      code: 'error' in play ? play.error.code : undefined,
    },
  };
}

const attachments = ({ page, trace }: Kept): readonly object[] => [
  { name: 'page', contentType: 'text/html', path: page },
  { name: 'trace', contentType: 'application/x-ndjson', path: trace },
];

const textsOf = (lines: readonly string[]): readonly string[] | undefined =>
  lines.length === 0 ? undefined : lines;

function problemTest(problem: Problem): object {
  const { code, what, spans: [place] = [] } = problem;
  return {
    name: code,
    status: 'failed',
    duration: 0,
    message: what,
    trace: problemInWords(problem).join('\n'),
    line: place?.line,
    rawStatus: 'error',
    filePath: place?.file,
  };
}
