/** A place in a file that a person can go to. */
export interface Span {
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** How many characters to mark: at least 1. */
  readonly length: number;
  /** The whole line as it stands in the file, for the message to show. */
  readonly source: string;
  /** What to say under the mark. */
  readonly label?: string;
}

/** What is wrong with something that came from outside: scenario files, configurations, programs. */
export interface Diagnostic {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The first is where it is; the others are places that have to do with it. May be empty (a file of no text). */
  readonly spans: readonly Span[];
  /** One plain sentence. */
  readonly what: string;
  readonly why?: string;
  /** Exactly one thing to do about it. */
  readonly fix?: string;
  /** The same, as something to type. */
  readonly command?: string;
  /** The same, as changes of the text. */
  readonly edits?: readonly Edit[];
  /** What to do once that is done. */
  readonly next?: string;
}

/** A change of a text. Several belong together, and none of them overlap. */
export interface Edit {
  readonly file: string;
  /** Offsets in UTF-16 units, in the text as it was. */
  readonly range: readonly [start: number, end: number];
  readonly start: Position;
  /** Behind the last character that is replaced. */
  readonly end: Position;
  readonly replacement: string;
}

/** Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
