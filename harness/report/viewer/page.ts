import { causeInWords } from '../cause.ts';
import { onOneLine } from '../harmless.ts';
import { preformatted } from '../html/bad-play.ts';
import { attributes, escaped } from '../markup.ts';
import { outcomeOf } from '../run.ts';
import { embedded, inlined } from './embedded.ts';
import { happenedIn } from './happened/happened.ts';
import { happenedSection } from './happened-section.ts';
import { PAGE_STYLE } from './page-style.ts';
import { summaryOf } from './summary.ts';
import { TIMELINE_STYLE } from './timeline-style.ts';
import type { Viewed } from './viewed.ts';

/** What a page must know besides the trace. */
export interface PageOptions {
  /** What is not on it, and the command that shows another part. */
  readonly leftOut?: string;
}

/**
 * A trace's page: one file that needs no other. Without JavaScript it is read from top to bottom; the script puts the
 * time axis and the panels in between.
 */
export function viewerPage(viewed: Viewed, script: string, { leftOut }: PageOptions = {}): string {
  const { header, version, play } = viewed;
  const outcome = play === null ? 'unknown' : outcomeOf(play);
  const happened = happenedIn(viewed);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${WORDS[outcome]}: ${escaped(onOneLine(header.name))}</title>`,
    `<style>${PAGE_STYLE}${TIMELINE_STYLE}</style>`,
    '</head>',
    `<body${attributes({ class: outcome })}>`,
    '<header class="head">',
    `<h1><span class="verdict">${WORDS[outcome]}</span> ${escaped(onOneLine(header.name))}</h1>`,
    ...(happened === null ? [] : [`<p class="lead">${escaped(happened.headline)}</p>`]),
    ...wantedOf(viewed),
    ...(happened?.cause ? [`<p class="cause">${escaped(happened.cause)}</p>`] : []),
    ...(happened?.fix ? [`<p class="fix"><b>What to do:</b> ${withCode(happened.fix)}</p>`] : []),
    ...(leftOut === undefined ? [] : [`<p class="left-out">${escaped(leftOut)}</p>`]),
    '<div id="tools"></div>',
    '</header>',
    '<main>',
    '<section id="timeline" aria-label="Time axis" hidden></section>',
    '<div id="panels">',
    ...happenedSection(happened),
    '</div>',
    ...summaryOf(viewed),
    '</main>',
    `<footer><p>nullmodem ${escaped(version)}</p></footer>`,
    `<script type="application/json" id="viewed">${embedded(viewed)}</script>`,
    `<script>${inlined(script)}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What was wanted and what came, where that is said in a line or two. */
function wantedOf({ play }: Viewed): readonly string[] {
  if (play === null || 'error' in play) return [];
  const [failure] = play.result.failures;
  if (failure === undefined || !['register', 'irq', 'flags'].includes(failure.cause.kind)) return [];
  return [preformatted(causeInWords(failure, play.result.bases))];
}

/** What a person would type stands between backticks. */
const withCode = (words: string): string => escaped(words).replace(/`([^`]+)`/g, '<code>$1</code>');

const WORDS: Readonly<Record<ReturnType<typeof outcomeOf> | 'unknown', string>> = {
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
  error: 'Not played',
  unknown: 'No verdict',
};
