import type { Source } from '../../ground/source.ts';
import { linesOf } from '../lines.ts';
import type { Shell } from './command.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { type Excerpt, stretchOf, wholeOf } from './excerpt.ts';

/** A part of a text whose commands are of one shell. */
export interface Passage {
  readonly excerpt: Excerpt;
  readonly dialect: Dialect;
}

const FENCE = /^[ \t]{0,12}(?:```+|~~~+)[ \t]*([\w+-]*)/;

const LANGUAGES: readonly (readonly [Shell, RegExp])[] = [
  ['sh', /^(?:ba|z|k|da)?sh$|^(?:shell|console|make|makefile)$/i],
  ['powershell', /^(?:powershell|pwsh|ps1?)$/i],
  ['cmd', /^(?:bat|batch|cmd|dos|dosbatch)$/i],
];

/** A text for people: its examples stand between fences. */
export const isDocument = ({ text, file }: Source): boolean =>
  /\.(?:md|markdown)$/i.test(file) || /^[ \t]{0,12}```/m.test(text);

/** Each example of a document is of a shell of its own; any other text is of one. */
export function passagesOf(source: Source): readonly Passage[] {
  if (!isDocument(source)) return [{ excerpt: wholeOf(source), dialect: dialectOf(source) }];
  const passages: Passage[] = [];
  let [start, language, inside] = [0, '', false];
  const end = (to: number): void => {
    if (to > start) passages.push(passageOf(source, [start, to], inside ? language : undefined));
    start = to;
  };
  for (const line of linesOf(source.text)) {
    const fence = FENCE.exec(source.text.slice(line[0], Math.min(line[1], line[0] + 100)));
    if (fence === null) continue;
    end(inside ? line[0] : line[1]);
    [inside, language] = [!inside, fence[1] ?? ''];
  }
  end(source.text.length);
  return passages;
}

function passageOf(source: Source, range: readonly [number, number], language: string | undefined): Passage {
  const excerpt = stretchOf(source, range);
  const said = LANGUAGES.find(([, names]) => language !== undefined && names.test(language))?.[0];
  if (said !== undefined) return { excerpt, dialect: { shell: said, certain: true } };
  return { excerpt, dialect: language === undefined ? PROSE : dialectOf({ text: excerpt.text, file: '' }) };
}

const PROSE: Dialect = { shell: 'sh', certain: false };
