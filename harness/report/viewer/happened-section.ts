import { attributes, escaped } from '../markup.ts';
import type { Happened } from './happened/happened.ts';

/** What happened, moment by moment; with the page's script each tick leads to its place. */
export function happenedSection(happened: Happened | null): readonly string[] {
  if (happened === null) return [];
  const { moments, at } = happened;
  return [
    '<section id="happened" aria-labelledby="happened-title">',
    '<h2 id="happened-title">What happened</h2>',
    '<ol class="moments">',
    ...moments.map(
      ({ t, words }) =>
        `<li${attributes({ class: t === at && words === happened.headline ? 'bad' : undefined })}><a href="#t${t}" data-tick="${t}">tick ${t}</a> <span>${escaped(words)}</span></li>`,
    ),
    '</ol>',
    '</section>',
  ];
}
