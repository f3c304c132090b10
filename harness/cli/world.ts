/** Where words go: standard output or standard error. */
export interface Screen {
  /** Bytes go out as they are, text as UTF-8. */
  write(text: string | Uint8Array): void;
  /** A person looks at it. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** Standard input. */
export interface Intake {
  /** A person sits at it: there may be no end. */
  readonly isTerminal: boolean;
  /** All of it; of more than so many bytes, no more than shows that there are more. */
  read(most: number): Promise<Uint8Array>;
}

/** All of the process that the command line needs: only the bin has the process itself. */
export interface World {
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly stdin: Intake;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  /** How a person here types `nullmodem run`: `npx nullmodem run` where this is installed as a package. */
  readonly invocation?: string;
  /** How a person here types `nullmodem`. */
  readonly program?: string;
  /** Which of these names of computers are known, asked all at once; a name that is not in the answer is not certain. */
  lookUp(names: readonly string[]): Promise<ReadonlyMap<string, 'known' | 'unknown'>>;
  /** The folder of the scenarios that come with the program. */
  readonly catalogue: string;
  /** The folder in which `run` keeps what happened in the scenarios that failed, where the user names none. */
  readonly failures?: string;
  /** The script of a trace's page. */
  viewer(): Promise<string>;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Lines longer than that are hard to read. */
export const WIDEST = 100;

export const EXIT = {
  PASSED: 0,
  FAILED: 1,
  /** The arguments, a scenario or a configuration cannot be understood, or nothing was selected. */
  NOT_UNDERSTOOD: 2,
  WORLD: 3,
  /** EX_SOFTWARE of sysexits: we are wrong. */
  OURS: 70,
  INTERRUPTED: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** https://no-color.org and https://force-color.org: the first wins, and a terminal decides where neither speaks. */
export function wantsColour(screen: Screen, env: World['env']): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return screen.isTerminal && env.TERM !== 'dumb';
}
