import type { Diagnostic, Span } from '../ground/diagnostic.ts';
import { Source } from '../ground/source.ts';

/** The largest file that is read at all. */
const LARGEST = 1 << 20;

/** The text of a file that may be anything: UTF-8, with or without a byte order mark. */
export function readSource(
  input: string | Uint8Array,
  file: string,
): { readonly source: Source } | { readonly refused: Diagnostic } {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > LARGEST) {
    const refused = error(
      'scenario-too-large',
      [new Source(beginningOf(input), file).span([0, 1])],
      `${file} has ${size} bytes: too many for a scenario file.`,
    );
    return {
      refused: {
        ...refused,
        why: `A scenario file has at most ${LARGEST} bytes.`,
        fix: 'Divide it into several files.',
      },
    };
  }
  const text = (typeof input === 'string' ? input : new TextDecoder().decode(input))
    .replace(/^\uFEFF/, '')
    // A line break to YAML, though not to the parser.
    .replace(/\r(?!\n)/g, '\n');
  const source = new Source(text, file);
  const bad = text.includes('\0') ? text.indexOf('\0') : isUtf8(input) ? -1 : text.indexOf('\uFFFD');
  if (bad >= 0) {
    const refused = error(
      'scenario-not-text',
      [source.span([bad, bad + 1])],
      `${file} is not a text file in UTF-8.`,
    );
    const why = isUtf16(input) ? { why: 'It looks like UTF-16, which some editors call Unicode.' } : {};
    return { refused: { ...refused, ...why, fix: 'Save it as plain text with the encoding UTF-8.' } };
  }
  if (text.trim() === '') return { refused: emptyFile(source) };
  return { source };
}

const beginningOf = (input: string | Uint8Array): string =>
  typeof input === 'string' ? input.slice(0, 1000) : new TextDecoder().decode(input.subarray(0, 1000));

export const emptyFile = (source: Source): Diagnostic => ({
  ...error(
    'scenario-empty',
    [source.span([0, 1])],
    `${source.file} ${/^\s*(?!null\b)[^\s#%.~-]/m.test(source.text) ? 'has no keys' : 'is empty'}.`,
  ),
  fix: 'Begin it with: version: 1',
});

function isUtf8(input: string | Uint8Array): boolean {
  if (typeof input === 'string') return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(input);
    return true;
  } catch {
    return false;
  }
}

/** By its mark, or by the zero beside the first character. */
function isUtf16(input: string | Uint8Array): boolean {
  if (typeof input === 'string') return false;
  const [first = -1, second = -1] = input;
  const letter = Math.max(first, second);
  return first + second === 0xff + 0xfe || (Math.min(first, second) === 0 && letter >= 0x09 && letter < 0x7f);
}

const error = (code: string, spans: readonly Span[], what: string): Diagnostic => ({
  code,
  severity: 'error',
  spans,
  what,
});
