import { renderBesideOurs } from '../beside-ours.ts';
import { differs, verdictOn } from '../comparison.ts';
import { onOneLine } from '../harmless.ts';
import { escaped } from '../markup.ts';
import { sentenceOf, subjectOf } from '../play-words.ts';
import { problemInWords } from '../problems.ts';
import { countsInWords, countsOf, outcomeOf, type Play, type Report, type Run, resultsOf } from '../run.ts';
import { comparisonsInWords, renderComparison } from '../side-by-side.ts';
import { charactersInWords, virtualTime } from '../terminal.ts';
import { badPlay, preformatted } from './bad-play.ts';
import { heatMap, WORDS } from './heat-map.ts';
import { STYLE } from './style.ts';

/** One file that needs no other: no script, and nothing from a network. */
export const html: Report = {
  played(run) {
    const counts = countsInWords(countsOf(run.plays)) + (run.interrupted ? ', interrupted' : '');
    const bad = run.plays.filter((play) => ['failed', 'error'].includes(outcomeOf(play)));
    const ids = new Map(bad.map((play, index) => [play, `bad-${index + 1}`]));
    const placeOf = (play: Play): string | undefined => {
      const id = ids.get(play);
      return id === undefined ? undefined : `#${id}`;
    };
    return documentOf(counts, run.version, [
      ...summary(run, counts),
      ...titled('All that was played', [
        LEGEND,
        FILTER,
        '<div class="wide" tabindex="0" role="region" aria-label="All that was played">',
        ...heatMap(run, placeOf),
        '</div>',
      ]),
      ...titled(
        'What went wrong',
        bad.flatMap((play) => badPlay(play, ids.get(play) ?? '', run)),
      ),
      ...titled('Under several profiles', comparisons(run)),
      ...titled("Others' chips and ours", chips(run)),
      ...titled('What was skipped, and why', skipped(run.plays)),
    ]);
  },

  unplayed: (problems, version) =>
    documentOf('nothing was played', version, [
      '<h1>Nothing was played</h1>',
      ...problems.map((problem) => preformatted([`error[${problem.code}]:`, ...problemInWords(problem)])),
    ]),
};

/** The policy is for whoever finds a way past the escaping: nothing on the page may run or be fetched. */
const documentOf = (title: string, version: string, body: readonly string[]): string =>
  [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>nullmodem: ${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body,
    '</main>',
    `<footer><p>nullmodem ${escaped(version)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['<section>', `<h2>${escaped(title)}</h2>`, ...lines, '</section>'];

function summary(run: Run, counts: string): readonly string[] {
  const results = resultsOf(run);
  const sums = charactersInWords(results);
  const compared = run.profiles > 1 ? [comparisonsInWords(run.comparisons, run.profiles)] : [];
  const lines = [...compared, `virtual time ${virtualTime(results)}`, ...(sums === '' ? [] : [sums])];
  return [`<h1>${escaped(counts)}</h1>`, `<p>${lines.map(escaped).join('<br>')}</p>`];
}

const LEGEND = `<ul class="legend">${[
  ['passed', 'passed'],
  ['flagged', 'passed, and bytes came with an error flag'],
  ['failed', 'failed'],
  ['skipped', 'not played, for the reason below'],
  ['error', 'the world did not let it run'],
]
  .map(
    ([verdict = '', words]) =>
      `<li><span class="${verdict}">${WORDS[verdict as keyof typeof WORDS]}</span>${words}</li>`,
  )
  .join('')}</ul>`;

const FILTER =
  '<p class="filter"><label><input type="checkbox" id="only"> only rows with a failure, an error or a flag</label></p>';

/** As wide as a terminal has it. */
const COLUMNS = 120;

const comparisons = ({ comparisons: all, plays }: Run): readonly string[] =>
  all
    .filter((one) => differs(one) || one.plays.some((play) => ['failed', 'error'].includes(verdictOn(play))))
    .map((one) => {
      const replay = plays.find(({ name, file }) => name === one.name && file === one.file)?.replay ?? '';
      return preformatted(renderComparison(one, { colour: false, columns: COLUMNS, replay }).split('\n'));
    });

const chips = ({ chips: all }: Run): readonly string[] =>
  all.map((one) =>
    preformatted([
      onOneLine(one.name),
      ...renderBesideOurs(one, { colour: false, columns: COLUMNS }).split('\n'),
    ]),
  );

/** Each reason once, with what it has kept from being played. */
function skipped(plays: readonly Play[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const play of plays) {
    if (outcomeOf(play) !== 'skipped') continue;
    const reason = sentenceOf(play);
    byReason.set(reason, [...(byReason.get(reason) ?? []), subjectOf(play)]);
  }
  return [...byReason].flatMap(([reason, subjects]) => [
    `<h3>${escaped(reason)}</h3>`,
    `<ul>${subjects.map((subject) => `<li>${escaped(subject)}</li>`).join('')}</ul>`,
  ]);
}
