import { failureWords, reasonsOf } from './failure-words.ts';
import { harmlessLine, onOneLine } from './harmless.ts';
import { detailsOf, lineOf, notesOf, sentenceOf, subjectOf } from './play-words.ts';
import { problemInWords } from './problems.ts';
import { countsInWords, countsOf, outcomeOf, type Play, type Report, type Run } from './run.ts';

/** Workflow commands of GitHub's Actions: an annotation at the line of each failure, its whole story in a group. */
export const github: Report = {
  played: (run) =>
    [
      ...run.plays.flatMap((play) => told(play, run)),
      ...(run.interrupted
        ? [command('warning', { title: 'nullmodem' }, 'interrupted: not all was played')]
        : []),
      command('notice', { title: 'nullmodem' }, countsInWords(countsOf(run.plays))),
      '',
    ].join('\n'),

  unplayed: (problems) =>
    problems
      .map((problem) => {
        const { code, spans: [place] = [] } = problem;
        const { file, line, column: col } = place ?? {};
        return `${command('error', { file, line, col, title: code }, problemInWords(problem).join('\n'))}\n`;
      })
      .join(''),
};

type Properties = Readonly<Record<string, string | number | undefined>>;

/** `::error file=echo.lab7.yaml,line=9,title=…::words`. */
function command(name: string, properties: Properties, message: string): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${property(onOneLine(String(value)))}`)
    .join(',');
  const words = message.split('\n').map(harmlessLine).join('\n');
  return `::${name}${given === '' ? '' : ` ${given}`}::${data(words)}`;
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function told(play: Play, run: Run): readonly string[] {
  const outcome = outcomeOf(play);
  const isBad = outcome === 'failed' || outcome === 'error';
  const notes = notesOf(play, run);
  const [file, line, title] = [play.file, lineOf(play), subjectOf(play)];
  if (!isBad) return notes.map((note) => command('notice', { file, title }, note));
  return [
    command('error', { file, line, title }, [...notes, ...annotation(play)].join('\n')),
    command('group', {}, `${outcome === 'failed' ? 'FAIL' : 'ERROR'}  ${title}`),
    ...detailsOf(play).map(plain),
    command('endgroup', {}, ''),
  ];
}

/** What is worth reading beside the line: the rest stands in the group. */
function annotation(play: Play): readonly string[] {
  if ('error' in play)
    return [sentenceOf(play), ...(play.error.fix === undefined ? [] : [`fix: ${onOneLine(play.error.fix)}`])];
  const { failures, why } = failureWords(play.result);
  return [
    ...failures.flatMap(({ what, cause }) => [what, ...cause.map((line) => `  ${line}`)]),
    ...reasonsOf(play.result, why, play.cause).map(([title, words]) => `${title}: ${words}`),
    `replay: ${onOneLine(play.replay)}`,
  ];
}

/** A line of the log that a scenario had a say in is no command: neither `::…` at its beginning nor the older `##[…]`. */
const plain = (line: string): string => line.replace(/^\s*(?=::)/, '$&| ').replaceAll('##[', '## [');
