import type { Facts } from './facts.ts';

export type Likeness = Facts['file-not-text']['looksLike'];

interface Mark {
  readonly is: Likeness;
  /** Where it stands; undefined: at the beginning. */
  readonly at?: number;
  /** Each character is a byte. */
  readonly bytes: string;
}

/** The bytes by which files that are no text are known, the first that fits. */
const MARKS: readonly Mark[] = [
  { is: 'image', bytes: '\x89PNG' },
  { is: 'image', bytes: '\xff\xd8\xff' },
  { is: 'image', bytes: 'GIF8' },
  { is: 'image', bytes: 'WEBP', at: 8 },
  { is: 'image', bytes: 'ftyphei', at: 4 },
  { is: 'image', bytes: 'ftypavif', at: 4 },
  { is: 'image', bytes: 'II*\0' },
  { is: 'image', bytes: 'MM\0*' },
  { is: 'image', bytes: '\0\0\x01\0' },
  { is: 'document', bytes: '%PDF-' },
  { is: 'document', bytes: '{\\rtf' },
  { is: 'document', bytes: '\xd0\xcf\x11\xe0' },
  { is: 'disk-image', bytes: 'QFI\xfb' },
  { is: 'disk-image', bytes: 'KDMV' },
  { is: 'disk-image', bytes: 'COWD' },
  { is: 'disk-image', bytes: '<<< ' },
  { is: 'disk-image', bytes: 'conectix' },
  { is: 'disk-image', bytes: 'vhdxfile' },
  { is: 'disk-image', bytes: 'CD001', at: 0x8001 },
  { is: 'archive', bytes: '\x1f\x8b' },
  { is: 'archive', bytes: 'BZh' },
  { is: 'archive', bytes: '\xfd7zXZ' },
  { is: 'archive', bytes: '7z\xbc\xaf' },
  { is: 'archive', bytes: 'Rar!' },
  { is: 'archive', bytes: '\x28\xb5\x2f\xfd' },
  // An OVA is one.
  { is: 'archive', bytes: 'ustar', at: 257 },
  { is: 'program', bytes: '\x7fELF' },
  { is: 'program', bytes: '\xcf\xfa\xed\xfe' },
  { is: 'program', bytes: '\xca\xfe\xba\xbe' },
  { is: 'encrypted', bytes: 'Salted__' },
  // A boot sector: a disk as it is.
  { is: 'disk-image', bytes: '\x55\xaa', at: 510 },
];

/** Words begin so too. */
const MARKS_OF_NO_TEXT: readonly Mark[] = [
  { is: 'image', bytes: 'BM' },
  { is: 'program', bytes: 'MZ' },
];

const ZIP = 'PK\x03\x04';
/** Names of files in the archive that a word processor or a spreadsheet writes. */
const OFFICE = ['[Content_Types].xml', 'mimetypeapplication/vnd.oasis'];

/** What a file is beyond doubt; undefined: perhaps a text. */
export function likenessOf(bytes: Uint8Array): Likeness | undefined {
  if (!has(bytes, ZIP)) return markOf(bytes, MARKS);
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  return OFFICE.some((name) => head.includes(name)) ? 'document' : 'archive';
}

/** What a file is that cannot be read as a text. */
export const likenessOfNoText = (bytes: Uint8Array): Likeness => markOf(bytes, MARKS_OF_NO_TEXT) ?? 'unknown';

const markOf = (bytes: Uint8Array, marks: readonly Mark[]): Likeness | undefined =>
  marks.find((mark) => has(bytes, mark.bytes, mark.at))?.is;

const has = (bytes: Uint8Array, mark: string, at = 0): boolean =>
  bytes.length >= at + mark.length && [...mark].every((char, i) => bytes[at + i] === char.charCodeAt(0));
