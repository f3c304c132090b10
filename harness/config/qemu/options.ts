import type { Word } from '../command/command.ts';
import { laterIn } from '../later.ts';
import type { Place, Said } from '../model.ts';
import { nearest } from '../nearest.ts';

/** A stretch of an argument. */
export interface Part {
  readonly text: string;
  readonly at: Place;
  /** The source has it as it is, so that it can be changed by itself. */
  readonly exact: boolean;
  /** What it hangs on, where that shows only when a script runs. */
  readonly later?: string;
}

/** `server=on`, or in the old spelling `server`, `nowait`. */
export interface Option extends Part {
  /** In the new spelling; of a misspelled one, the key that was meant. */
  readonly key: string;
  /** The key as it is written; `server` for `server` and `server=on`. */
  readonly written: string;
  readonly value: string;
  readonly valuePart: Part;
  /** It has no `=`. */
  readonly bare: boolean;
}

/** Of more, nobody has any use. */
const MOST_OPTIONS = 64;

export function partOf({ text, at, later }: Word, from: number, to: number): Part {
  const { source, range } = at;
  const written = source.text.slice(...range);
  const stretch = text.slice(from, to);
  const whole = written.indexOf(text);
  // Where a variable has been expanded, the stretch alone may still stand there as it is.
  const offset = whole >= 0 ? whole + from : onlyIndexOf(written, stretch);
  // A placeholder of a program's own, `%d` say, is in the words that the shell would take as they are.
  const hangsOn = laterIn(stretch) ?? (later !== undefined && stretch.includes(later) ? later : undefined);
  return {
    text: stretch,
    at: offset < 0 ? at : { source, range: [range[0] + offset, range[0] + offset + stretch.length] },
    exact: offset >= 0,
    ...(hangsOn === undefined ? {} : { later: hangsOn }),
  };
}

function onlyIndexOf(text: string, part: string): number {
  const index = part === '' ? -1 : text.indexOf(part);
  return index < 0 || text.includes(part, index + 1) ? -1 : index;
}

export const saidBy = ({ text, at, later }: Part): Said<string> => ({
  value: text,
  at,
  ...(later === undefined ? {} : { later }),
});

/** What stands between commas, from an offset of an argument on. A comma within a value is written twice. */
export function optionsIn(word: Word, from: number, known: readonly string[]): Option[] {
  const options: Option[] = [];
  const { text } = word;
  for (let start = from; start < text.length && options.length < MOST_OPTIONS; ) {
    const end = endOfOption(text, start);
    if (end > start) options.push(optionAt(word, start, end, known));
    start = end + 1;
  }
  return options;
}

/** The offset of the comma that ends it, or of the argument's end. */
export function endOfOption(text: string, from: number): number {
  let end = text.indexOf(',', from);
  while (end >= 0 && text[end + 1] === ',') end = text.indexOf(',', end + 2);
  return end < 0 ? text.length : end;
}

function optionAt(word: Word, from: number, to: number, known: readonly string[]): Option {
  const part = partOf(word, from, to);
  const equals = part.text.indexOf('=');
  if (equals >= 0) {
    const written = part.text.slice(0, equals);
    const valuePart = partOf(word, from + equals + 1, to);
    return {
      ...part,
      key: meantBy(written, known),
      written,
      value: single(valuePart.text),
      valuePart,
      bare: false,
    };
  }
  const written = part.text;
  const flag = part.later === undefined ? meantBy(written, [...known, ...NEGATIONS]) : written;
  const isOff = NEGATIONS.includes(flag);
  const key = isOff ? flag.slice('no'.length) : flag;
  return { ...part, key, written, value: isOff ? 'off' : 'on', valuePart: part, bare: true };
}

/** `nodelay` is none: QEMU has an option of that name. */
export const NEGATIONS: readonly string[] = [
  'nowait',
  'noserver',
  'notelnet',
  'nowebsocket',
  'noipv4',
  'noipv6',
  'nomux',
];

/** There is no such option, and whoever writes it means none. */
export const CLIENT = 'client';

function meantBy(key: string, known: readonly string[]): string {
  if (known.includes(key) || key === CLIENT) return key;
  return nearest(key.trim(), known) ?? key;
}

const single = (text: string): string => text.replaceAll(',,', ',');

/** The last of a key is what QEMU takes. */
export const optionOf = (options: readonly Option[], key: string): Option | undefined =>
  options.findLast((option) => option.key === key);

export const isBoolean = (value: string): boolean => /^(?:on|off|yes|no|true|false|y|n)$/.test(value);

/** A misspelled value is taken as the one that was meant. */
export const isYes = (value: string): boolean =>
  isBoolean(value) ? /^(?:on|yes|true|y)$/.test(value) : nearest(value, ['on', 'off']) === 'on';
