import type { Edit } from '../ground/diagnostic.ts';
import type { Source } from '../ground/source.ts';
import type { Finding } from './finding.ts';
import type { Machine } from './model.ts';
import type { Wish } from './wish.ts';

/** What a reader has made of a text. */
export interface Reading {
  readonly machines: readonly Machine[];
  /** What it could not understand, and what no machine shows any more. */
  readonly findings: readonly Finding[];
}

/** Reads a text that has been recognised as its own. It never throws, and its cost is in line with the text's length. */
export type Reader = (source: Source) => Reading;

/**
 * The edits of the machine's text after which its port is as wished; the port may not be there yet. Undefined where
 * the text is no settings file (what showvminfo prints), or where a script makes the value.
 */
export type Mender = (machine: Machine, port: number, wish: Wish) => readonly Edit[] | undefined;

/** More than anybody compares. A reader passes over what comes after them: a text may have a million. */
export const MOST_MACHINES = 1000;
