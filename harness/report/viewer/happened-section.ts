import { escaped } from '../markup.ts';
import type { Happened } from './happened/happened.ts';

/** What happened, moment by moment; with the page's script each tick leads to its place. */
export function happenedSection(happened: Happened | null): readonly string[] {
  if (happened === null) return [];
  const { cause, fix, moments } = happened;
  return [
    '<section id="happened" aria-labelledby="happened-title">',
    '<h2 id="happened-title">What happened</h2>',
    ...(cause === null ? [] : [`<p class="cause">${escaped(cause)}</p>`]),
    ...(fix === null ? [] : [`<p class="fix"><b>What to do:</b> ${escaped(fix)}</p>`]),
    '<ol class="moments">',
    ...moments.map(
      ({ t, words }) =>
        `<li><a href="#t${t}" data-tick="${t}">tick ${t}</a> <span>${escaped(words)}</span></li>`,
    ),
    '</ol>',
    '</section>',
  ];
}
