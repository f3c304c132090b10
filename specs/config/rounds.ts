import { textOf } from '../../harness/config/text.ts';
import type { Language } from '../../harness/config/words/language.ts';
import { Source } from '../../harness/ground/source.ts';
import { numbers } from '../scenario/mutations.ts';
import { type CaseFile, casesOf, type Options } from './cases.ts';
import { encoded, mutated } from './mutations.ts';

/** A mutated file, and the others of its folder as they are. */
export interface Round {
  readonly files: readonly CaseFile[];
  readonly options: Options;
  readonly language: Language;
}

const CASES = [...casesOf('wrong'), ...casesOf('right')];
const TEXTS = CASES.flatMap(({ files }) => files.map(textIn));

/** Each time the same for a seed: a mistake that was found is found again. */
export function* rounds(count: number, seed: number): Generator<Round> {
  const next = numbers(seed);
  for (let round = 0; round < count; round++) {
    const { files, options } = CASES[next(CASES.length)] ?? { files: [], options: {} };
    const at = next(files.length);
    const file = files[at];
    if (file === undefined) continue;
    const other = TEXTS[next(TEXTS.length)] ?? '';
    const bytes = encoded(mutated(textIn(file), next, other), next);
    // Of a text alone there is more to be said that hangs on itself.
    const others = next(3) === 0 ? [] : files.filter((_, index) => index !== at);
    yield { files: [{ file: file.file, bytes }, ...others], options, language: next(2) === 0 ? 'en' : 'pt' };
  }
}

function textIn({ bytes, file }: CaseFile): string {
  const text = textOf(bytes, file);
  return text instanceof Source ? text.text : new TextDecoder().decode(bytes);
}
