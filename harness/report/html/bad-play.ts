import type { Failure, FailureCause, ScenarioResult } from '../../run/result.ts';
import { failureWords, reasonsOf } from '../failure-words.ts';
import { harmlessLine, onOneLine } from '../harmless.ts';
import { attributes, escaped, escapedLines } from '../markup.ts';
import { notesOf, subjectOf } from '../play-words.ts';
import type { Cause, Play, Run, WorldFault } from '../run.ts';
import { goldenPictures, picture } from './picture.ts';

/** One play that failed, or that the world did not allow: all that is known of it. */
export function badPlay(play: Play, id: string, run: Run): readonly string[] {
  const kind = 'error' in play ? 'error' : 'failed';
  return [
    `<article${attributes({ id, class: kind })}>`,
    `<h3>${escaped(subjectOf(play))}</h3>`,
    ...notesOf(play, run).map((note) => `<p>${escaped(note)}</p>`),
    ...('error' in play ? refused(play.error) : failed(play.result, play.cause)),
    ...keptIn(play),
    ...section('Play it again', [harmlessLine(play.replay)], 'command'),
    '</article>',
  ];
}

const keptIn = ({ kept }: Play): readonly string[] =>
  kept === undefined
    ? []
    : section('All that happened', [
        `in a browser: ${onOneLine(kept.page)}`,
        `trace: ${onOneLine(kept.trace)}`,
      ]);

/** What the world did not allow. */
export const refused = ({ message, fix }: WorldFault): readonly string[] => [
  `<p class="what">${escaped(onOneLine(message))}</p>`,
  ...(fix === undefined ? [] : [`<p><b>fix:</b> ${escaped(onOneLine(fix))}</p>`]),
];

/** What went wrong, in the words and with the picture of a report. */
export function failed(result: ScenarioResult, because?: Cause): readonly string[] {
  const { failures, why, registers, story, ledger } = failureWords(result);
  const first = result.failures.find(({ cause }) => cause.kind !== 'golden');
  return [
    ...failures.flatMap(({ what, place, cause }) => [
      `<p class="what">${escaped(what)}</p>`,
      `<p class="place">${escaped(place)}</p>`,
      ...(cause.length === 0 ? [] : [preformatted(cause)]),
    ]),
    ...reasonsOf(result, why, because).map(([title, words]) => `<p><b>${title}:</b> ${escaped(words)}</p>`),
    ...(first === undefined ? [] : figure(first, result)),
    ...result.failures.flatMap(({ cause }) => (cause.kind === 'golden' ? goldenFigures(cause, result) : [])),
    ...section(`${registers.title[0]?.toUpperCase()}${registers.title.slice(1)}`, registers.lines),
    ...section('Story', story),
    ...(ledger === undefined ? [] : section('Ledger', [ledger])),
  ];
}

function figure(failure: Failure, { bases }: ScenarioResult): readonly string[] {
  const drawn = picture(failure, bases);
  if (drawn === undefined) return [];
  return captioned(drawn, `The lines around tick ${failure.around}`);
}

/** What was kept above what came, over the same ticks. */
function goldenFigures(
  { departure }: FailureCause & { readonly kind: 'golden' },
  { bases }: ScenarioResult,
): readonly string[] {
  if (departure === undefined) return [];
  const { wanted, came } = goldenPictures(departure, bases);
  return [...captioned(wanted, 'The lines in the golden trace'), ...captioned(came, 'The lines in this run')];
}

const captioned = (drawn: string, caption: string): readonly string[] => [
  '<figure tabindex="0">',
  drawn,
  `<figcaption>${caption}</figcaption>`,
  '</figure>',
];

const section = (title: string, lines: readonly string[], kind: Wrapped = 'words'): readonly string[] =>
  lines.length === 0 ? [] : [`<h4>${escaped(title)}</h4>`, preformatted(lines, kind)];

/** What may go on in the next line where a window is narrow. */
type Wrapped = 'words' | 'command';

/** Where columns stand below each other, it scrolls instead; by the keyboard, too. */
export const preformatted = (lines: readonly string[], kind?: Wrapped): string =>
  `<pre${attributes(kind === undefined ? { tabindex: '0' } : { class: kind })}>${escapedLines(lines)}</pre>`;
