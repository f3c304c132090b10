import { attributes, escapedLines } from './markup.ts';
import { detailsOf, lineOf, notesOf, printedIn, sentenceOf, subjectOf } from './play-words.ts';
import { type Problem, problemInWords } from './problems.ts';
import { countsOf, type Play, type Report, type Run } from './run.ts';

/** JUnit's XML, as Jenkins and GitLab read it: a suite is a file, a case one play of a scenario. */
export const junit: Report = {
  played(run) {
    const files = [...new Set(run.plays.map(({ file }) => file))];
    return documentOf(
      { ...totals(run.plays), time: seconds(run.wallMs) },
      files.flatMap((file) =>
        suite(
          file,
          run.plays.filter((play) => play.file === file),
          run,
        ),
      ),
    );
  },

  unplayed(problems) {
    const counts = { tests: problems.length, failures: 0, errors: problems.length, skipped: 0 };
    return documentOf(counts, [
      `  <testsuite${attributes({ name: 'nullmodem', ...counts })}>`,
      ...problems.flatMap(problemCase),
      '  </testsuite>',
    ]);
  },
};

type Attributes = Parameters<typeof attributes>[0];

const documentOf = (values: Attributes, lines: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'nullmodem', ...values })}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');

function totals(plays: readonly Play[]): Attributes {
  const { failed, errors, skipped } = countsOf(plays);
  return { tests: plays.length, failures: failed, errors, skipped };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const wallMsOf = (play: Play): number => ('result' in play ? play.result.wallMs : 0);

function suite(file: string, plays: readonly Play[], run: Run): readonly string[] {
  const time = seconds(plays.reduce((sum, play) => sum + wallMsOf(play), 0));
  return [
    `  <testsuite${attributes({ name: file, ...totals(plays), time, file })}>`,
    ...plays.flatMap((play) => testCase(play, run)),
    '  </testsuite>',
  ];
}

function testCase(play: Play, run: Run): readonly string[] {
  const { file, transport, profile, replay, entry } = play;
  const line = lineOf(play);
  const values = {
    name: subjectOf(play),
    classname: classOf(file),
    file,
    line,
    time: seconds(wallMsOf(play)),
  };
  const properties = { file, line, transport, profile, ...prefixed(entry), replay };
  return [
    `    <testcase${attributes(values)}>`,
    '      <properties>',
    ...Object.entries(properties).flatMap(([name, value]) =>
      value === undefined ? [] : [`        <property${attributes({ name, value })}/>`],
    ),
    '      </properties>',
    ...verdict(play),
    ...output([...notesOf(play, run), ...said(play), ...printedIn(play)]),
    '    </testcase>',
  ];
}

const prefixed = (entry: Play['entry']): Play['entry'] =>
  Object.fromEntries(Object.entries(entry).map(([name, value]) => [`matrix.${name}`, value]));

/** What readers take for a package and a class: points part them. */
const classOf = (file: string): string =>
  file
    .replace(/\.lab7\.yaml$|\.ya?ml$/i, '')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => part.replaceAll('.', '-'))
    .join('.');

function verdict(play: Play): readonly string[] {
  const message = sentenceOf(play);
  if ('error' in play) return [element('error', { message, type: play.error.code }, detailsOf(play))];
  switch (play.result.outcome) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped${attributes({ message })}/>`];
    case 'failed':
      return [element('failure', { message, type: play.result.failures[0]?.cause.kind }, detailsOf(play))];
  }
}

const said = (play: Play): readonly string[] =>
  'result' in play && play.result.outcome === 'passed'
    ? [sentenceOf(play)].filter((words) => words !== '')
    : [];

const output = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [element('system-out', {}, lines)];

const element = (name: string, values: Attributes, lines: readonly string[]): string =>
  `      <${name}${attributes(values)}>${escapedLines(lines)}</${name}>`;

function problemCase(problem: Problem): readonly string[] {
  const { code, what, spans: [place] = [] } = problem;
  const { file, line } = place ?? {};
  const classname = file === undefined ? 'nullmodem' : classOf(file);
  return [
    `    <testcase${attributes({ name: code, classname, file, line })}>`,
    element('error', { message: what, type: code }, problemInWords(problem)),
    '    </testcase>',
  ];
}
