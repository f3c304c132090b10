import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A folder of fixtures/configs: what is given to the check, and what it has to find. */
export interface Case {
  /** `wrong/irq-wrong`. */
  readonly name: string;
  readonly files: readonly CaseFile[];
  /** What is given, in this order. */
  readonly given: readonly string[];
  readonly options: Options;
  readonly finds: readonly Expected[];
  readonly exit: number;
  /** No edits make the mended files of these. */
  readonly isMendedByHand: boolean;
  /** Why it cannot be booted though nothing is wrong with it. */
  readonly obstacle?: string;
}

export interface CaseFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Options {
  readonly 'line-a'?: string;
  readonly 'line-b'?: string;
  readonly profile?: 'wire';
  readonly apart?: boolean;
}

export interface Expected {
  readonly code: string;
  /** Or the option, `--line-a`. */
  readonly file: string;
  /** Absent where the file has no text to mark. */
  readonly line?: number;
  readonly marks?: string;
}

export const FOLDER = fileURLToPath(new URL('../../fixtures/configs/', import.meta.url));

const ABOUT = 'case.yaml';

export type Kind = 'wrong' | 'mended' | 'right';

export const casesOf = (kind: Kind): readonly Case[] =>
  readdirSync(`${FOLDER}${kind}`)
    .sort()
    .map((folder) => caseOf(`${kind}/${folder}`));

function caseOf(name: string): Case {
  const all = readdirSync(`${FOLDER}${name}`).sort();
  const about = all.includes(ABOUT) ? parse(readFileSync(`${FOLDER}${name}/${ABOUT}`, 'utf8')) : {};
  const {
    files: named,
    finds = [],
    exit = 0,
    'by-hand': isMendedByHand = false,
    obstacle,
    ...options
  } = about as About;
  const files = all
    .filter((file) => file !== ABOUT)
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(`${FOLDER}${name}/${file}`)) }));
  return {
    name,
    files,
    given: named ?? files.map(({ file }) => file),
    options,
    finds,
    exit,
    isMendedByHand,
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}

/** `files` only where not each is given once, in the order of their names. */
type About = Options & {
  readonly files?: readonly string[];
  readonly 'by-hand'?: boolean;
  readonly obstacle?: string;
} & Partial<Pick<Case, 'finds' | 'exit'>>;
