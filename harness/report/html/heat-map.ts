import { type Verdict, verdictOn } from '../comparison.ts';
import { attributes, escaped } from '../markup.ts';
import { sentenceOf, subjectOf } from '../play-words.ts';
import type { Play, Run } from '../run.ts';
import { type Grid, gridsOf } from './grid.ts';

/** Words say everything; colour only helps to find them. */
export const WORDS: Readonly<Record<Verdict, string>> = {
  passed: 'ok',
  flagged: 'ok, flags',
  failed: 'FAIL',
  skipped: 'skip',
  error: 'ERROR',
};

/** Where a page tells more of a play. */
export type PlaceOf = (play: Play) => string | undefined;

/** The whole run in tables: scenarios down, what they were played with across. */
export const heatMap = (run: Run, placeOf: PlaceOf): readonly string[] =>
  gridsOf(run).flatMap((grid) => table(grid, placeOf));

const table = ({ caption, columns, rows }: Grid, placeOf: PlaceOf): readonly string[] => [
  '<table class="map">',
  `<caption>${escaped(caption)}</caption>`,
  `<thead><tr><td></td>${columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead>`,
  '<tbody>',
  ...rows.map(
    ({ head, file, cells }) =>
      `<tr><th scope="row"${attributes({ title: file })}>${escaped(head)}</th>${cells.map((plays) => cell(plays, placeOf)).join('')}</tr>`,
  ),
  '</tbody>',
  '</table>',
];

/** Where two plays meet in one cell, the worst of them colours it. */
const WORST_FIRST: readonly Verdict[] = ['error', 'failed', 'flagged', 'skipped', 'passed'];

function cell(plays: readonly Play[], placeOf: PlaceOf): string {
  const verdicts = plays.map(verdictOn);
  const worst = WORST_FIRST.find((verdict) => verdicts.includes(verdict));
  const words = plays.map((play) => {
    const place = placeOf(play);
    const title = `${subjectOf(play)}: ${sentenceOf(play)}`;
    const tag = place === undefined ? 'span' : 'a';
    return `<${tag}${attributes({ href: place, title })}>${WORDS[verdictOn(play)]}</${tag}>`;
  });
  return `<td${attributes({ class: worst ?? 'none' })}>${words.join(' ')}</td>`;
}
