import { hex2 } from '../ground/bytes.ts';
import { type Read, wrongValue } from './fault.ts';
import { shown } from './words.ts';

/** The most that one step sends or expects. */
export const LARGEST_PAYLOAD = 4 << 20;
/** The most random bytes that one step sends. */
export const MOST_RANDOM = 1 << 20;

/** As a regular expression for editors; `readHex` says what is wrong with anything else. */
export const HEX_PATTERN =
  '^\\s*[0-9A-Fa-f]{2}(\\.\\.[0-9A-Fa-f]{2})?(\\s+[0-9A-Fa-f]{2}(\\.\\.[0-9A-Fa-f]{2})?)*\\s*$';

const ALLOWED = 'Bytes are two hexadecimal digits each, with a blank between them; 00..FF is a range.';

/** All bytes from the first to the last. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** `55 AA`, `00..FF`, or any mixture of both. */
export function readHex(text: string): Read<readonly ByteRange[]> {
  const ranges: ByteRange[] = [];
  let length = 0;
  for (const [word] of text.matchAll(/\S+/g)) {
    const read = readRange(word);
    if ('fault' in read) return read;
    ranges.push(read.value);
    length += read.value.last - read.value.first + 1;
    if (length > LARGEST_PAYLOAD)
      return wrongValue(
        'These are too many bytes for one step.',
        `A step has at most ${LARGEST_PAYLOAD} bytes.`,
        'Divide them into several steps.',
      );
  }
  return ranges.length === 0
    ? wrongValue('There are no bytes here.', ALLOWED, 'Write them like 55 AA.')
    : { value: ranges };
}

function readRange(word: string): Read<ByteRange> {
  const [, from, to = from] = /^([0-9a-f]{2})(?:\.\.([0-9a-f]{2}))?$/i.exec(word) ?? [];
  if (from === undefined || to === undefined)
    return wrongValue(`${shown(word)} is not a byte.`, ALLOWED, repaired(word));
  const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  if (first > last)
    return wrongValue(
      `The range ${shown(word)} goes down.`,
      'A range goes up.',
      `Write ${hex2(last)}..${hex2(first)}.`,
    );
  return { value: { first, last } };
}

function repaired(word: string): string {
  const bytes = bytesMeant(word);
  return bytes === undefined ? 'Write each byte like 0A.' : `Write ${bytes}.`;
}

/** What `0x55aa` and `55AAh` are here: `55 AA`. */
export function bytesMeant(word: string): string | undefined {
  const digits = word.slice(0, 20).replace(/^0x/i, '').replace(/h$/i, '');
  if (!/^[0-9a-f]+$/i.test(digits)) return undefined;
  return (digits.length % 2 === 0 ? digits : `0${digits}`).replace(/..(?=.)/g, '$& ').toUpperCase();
}

export const lengthOf = (ranges: readonly ByteRange[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

export function bytesOfRanges(ranges: readonly ByteRange[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(ranges));
  let at = 0;
  for (const { first, last } of ranges) {
    for (let byte = first; byte <= last; byte++) bytes[at++] = byte;
  }
  return bytes;
}
