/** Where words go: standard output or standard error. */
export interface Screen {
  write(text: string): void;
  /** A person looks at it. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** All of the process that the command line needs: only the bin has the process itself. */
export interface World {
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly version: string;
  /** How a person here types `nullmodem run`: `npx nullmodem run` where this is installed as a package. */
  readonly invocation?: string;
  /** The folder of the scenarios that come with the program. */
  readonly catalogue: string;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

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
