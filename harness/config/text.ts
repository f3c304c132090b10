import { Source } from '../ground/source.ts';
import type { Facts } from './facts.ts';
import type { FindingOf } from './finding.ts';
import { likenessOf, likenessOfNoText } from './magic.ts';

/** A settings file has some kilobytes; one with snapshots and all it can, some hundred. */
export const MOST_BYTES = 4 << 20;

/** What is wrong with a file of which there is no text to show. */
export type FileCode = 'file-unreadable' | 'file-too-large' | 'file-not-text' | 'file-empty' | 'file-backup';
export type FileFinding = { readonly [C in FileCode]: FindingOf<C> }[FileCode];

export const findingOnFile = <C extends FileCode>(code: C, file: string, facts: Facts[C]): FindingOf<C> => ({
  code,
  severity: 'error',
  facts,
  at: { source: new Source('', file), range: [0, 0] },
});

/** The text that these bytes are, whichever encoding a tool has written them in, or why there is none. */
export function textOf(bytes: Uint8Array, file: string): Source | FileFinding {
  const certain = likenessOf(bytes);
  const text = certain === undefined ? decoded(bytes) : undefined;
  if (text === undefined) {
    return findingOnFile('file-not-text', file, { file, looksLike: certain ?? likenessOfNoText(bytes) });
  }
  return text.trim() === '' ? findingOnFile('file-empty', file, { file }) : new Source(text, file);
}

function decoded(bytes: Uint8Array): string | undefined {
  const encoding = wideEncodingOf(bytes);
  const text =
    encoding === undefined
      ? (decodedAs('utf-8', bytes) ?? decodedAs('windows-1252', bytes))
      : decodedAs(encoding, bytes.subarray(0, bytes.length & ~1));
  return text === undefined || hasControls(text) ? undefined : text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Undefined where the bytes cannot be that. A byte order mark is left out. */
function decodedAs(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    // Whole texts of windows-1252 are taken for ISO 8859-1 by some versions of Node, and parts of one are not.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: encoding === 'windows-1252' });
  } catch {
    return undefined;
  }
}

/** As much of a text as shows whether every second byte is zero. */
const SAMPLE = 4096;

/** UTF-16, by its mark; and without one by its zeros, since configurations are mostly ASCII. */
function wideEncodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, SAMPLE) >> 1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i += 1) {
    if (bytes[2 * i] === 0) even += 1;
    if (bytes[2 * i + 1] === 0) odd += 1;
  }
  if (pairs > 0 && even === 0 && odd > pairs / 2) return 'utf-16le';
  if (pairs > 0 && odd === 0 && even > pairs / 2) return 'utf-16be';
  return undefined;
}

/** What no text has: tabs, line ends, form feeds, DOS's end of file and a terminal's escapes are in some. */
const IN_TEXTS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && !IN_TEXTS.has(code)) return true;
  }
  return false;
}
