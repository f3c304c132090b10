import type { Path } from './fault.ts';

const LONGEST_SHOWN = 40;

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object') return 'a group of keys';
  if (value === '') return 'an empty text';
  return `\`${clipped(escaped(String(value)))}\``;
}

export const clipped = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

const escaped = (text: string): string =>
  text
    .slice(0, LONGEST_SHOWN + 1)
    .replace(/\p{Cc}/gu, (char) => ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16)}`);

export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return 'a group of keys';
}

export const listed = (words: readonly (string | number)[]): string =>
  words.map((word) => escaped(String(word))).join(', ');

/** What a path leads to, as a sentence names it. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the scenario';
  if (typeof last === 'string')
    return path.at(-2) === 'machines' ? `machine \`${clipped(last)}\`` : `\`${clipped(escaped(last))}\``;
  const list = path.at(-2);
  return list === 'steps' || list === 'parallel'
    ? `step ${last + 1}`
    : `item ${last + 1} of \`${clipped(String(list))}\``;
}

export const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
