import type { Finding } from '../finding.ts';
import type { Place } from '../model.ts';

export type Shell = 'sh' | 'powershell' | 'cmd';

/** An argument as the program gets it. */
export interface Word {
  /** Quotes and escapes resolved, variables that the text itself sets expanded. */
  readonly text: string;
  /** Where it is written, quotes included. What comes out of a list variable is written where the list is. */
  readonly at: Place;
  /** The variable that it hangs on, `$PORT` say, where it shows only when a script runs: it stands in `text` as it is. */
  readonly later?: string;
  /** Where the variable is used that it comes out of. */
  readonly used?: Place;
  /** What it is written in: '' for none, or for only a part of it. */
  readonly quote: string;
}

/** A program and its arguments, wherever in a text they stand. */
export interface CommandLine {
  /** Undefined: arguments that go to a program that is not named beside them. */
  readonly name: Word | undefined;
  /** Those behind the name. */
  readonly words: readonly Word[];
  /** From the name to the last word. */
  readonly at: Place;
  /** `list`: each argument is an item of a list, as in `["modifyvm", :id]`. */
  readonly shell: Shell | 'list';
  readonly findings: readonly Finding[];
}

/** Which command lines are looked for. */
export interface Wanted {
  /** Is this word, without quotes, the name of such a program? Of several, the first counts. */
  readonly name: (word: string) => boolean;
  /** Is it an option that gives such a command away where no name stands beside it? Left out: none is. */
  readonly option?: (word: string) => boolean;
}
