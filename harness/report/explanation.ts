import { EXAMPLES } from '../config/examples.ts';
import type { Code } from '../config/facts.ts';
import { SECTIONS } from '../config/sections.ts';
import type { Entries } from '../config/words/catalogue.ts';
import type { Phrases } from '../config/words/phrases.ts';
import { firstSentence } from './first-sentence.ts';
import { BOLD, type Paint } from './paint.ts';
import { clip, wrapped } from './width.ts';

export interface ExplanationOptions {
  readonly entries: Entries;
  readonly phrases: Phrases;
  readonly paint: Paint;
  readonly columns: number;
}

/** The page of a code: what it means, and a wrong and a right example. */
export function explanationOf(code: Code, { entries, phrases, paint, columns }: ExplanationOptions): string {
  const { wrong, right } = EXAMPLES[code];
  const example = (title: string, text: string): string =>
    [paint(BOLD, title), ...text.split('\n').map((line) => `  ${line}`)].join('\n');
  return [
    paint(BOLD, code),
    ...paragraphsOf(entries[code].page).map((paragraph) => wrapped(paragraph, columns).join('\n')),
    example(phrases.wrong, wrong),
    example(phrases.right, right),
  ].join('\n\n');
}

const paragraphsOf = (page: string): readonly string[] =>
  page.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());

/** All codes by section, with a line for each. */
export function explanations(
  { entries, phrases, paint, columns }: ExplanationOptions,
  program: string,
): string {
  const width = Math.max(...Object.keys(EXAMPLES).map((code) => code.length)) + 2;
  const row = (code: Code): string => `  ${code.padEnd(width)}${firstSentence(entries[code].page)}`;
  const sections = SECTIONS.map(([section, codes]) =>
    [paint(BOLD, phrases.sections[section]), ...codes.map((code) => clip(row(code), columns))].join('\n'),
  );
  return [...sections, phrases.explainOne(program)].join('\n\n');
}
