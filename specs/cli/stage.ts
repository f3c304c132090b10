import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExitCode, Intake, Screen, World } from '../../harness/cli/world.ts';

/** A screen that keeps what is written to it. */
export class Paper implements Screen {
  readonly isTerminal: boolean;
  readonly columns: number;
  text = '';
  private readonly onWrite: (text: string) => void;

  constructor({ isTerminal = false, columns = 100, onWrite = () => {} }: Partial<PaperOptions> = {}) {
    this.isTerminal = isTerminal;
    this.columns = columns;
    this.onWrite = onWrite;
  }

  /** Bytes are kept as the characters of the same number. */
  write(words: string | Uint8Array): void {
    const text = typeof words === 'string' ? words : Buffer.from(words).toString('latin1');
    this.text += text;
    this.onWrite(text);
  }
}

interface PaperOptions {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly onWrite: (text: string) => void;
}

/** Standard input that ends behind these bytes. */
export const piped = (content: string | Uint8Array): Intake => ({
  isTerminal: false,
  read: async (most) => Buffer.from(content).subarray(0, most + 1),
});

/** Nobody types, and there is no end. */
export const KEYBOARD: Intake = { isTerminal: true, read: () => new Promise(() => {}) };

export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly stdout?: Paper;
  readonly stderr?: Paper;
  readonly stdin?: Intake;
  /** Names of computers that are known, or not, when they are looked up. */
  readonly names?: Readonly<Record<string, 'known' | 'unknown'>>;
  readonly platform?: NodeJS.Platform;
  readonly env?: World['env'];
  readonly catalogue?: string;
  /** The usual folder of what failed; none is kept where there is none. */
  readonly failures?: string;
  readonly viewer?: World['viewer'];
  readonly signal?: AbortSignal;
}

export const VERSION = '9.8.7';

/** What stands for the script of a trace's page. */
export const VIEWER = 'const viewer = 1;';

/**
 * Parts of it are loaded by `import()`. Under mocha these are other modules than those that a spec has imported at its
 * head: so all of it comes this way, and with it what a spec shares with it. Once: tsx asks another thread each time.
 */
let loaded: Promise<typeof import('../../harness/cli/main.ts')> | undefined;

/** A temporary folder for each spec, and the command line run in it. */
export class Place {
  folder = '';

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return name;
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  names(folder: string): readonly string[] {
    return readdirSync(this.path(folder)).sort();
  }

  /** Runs `nullmodem` with these words, in this folder. */
  async run(argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
    const {
      stdout = new Paper(),
      stderr = new Paper(),
      stdin = KEYBOARD,
      names = {},
      platform = 'linux',
      env = {},
      catalogue = this.path('catalogue'),
      failures,
      viewer = async () => VIEWER,
      signal = new AbortController().signal,
    } = circumstances;
    const world: World = {
      stdout,
      stderr,
      stdin,
      platform,
      lookUp: async (asked) => new Map(Object.entries(names).filter(([name]) => asked.includes(name))),
      env,
      cwd: this.folder,
      version: VERSION,
      catalogue,
      ...(failures === undefined ? {} : { failures }),
      viewer,
      signal,
    };
    loaded ??= import('../../harness/cli/main.ts');
    const { main } = await loaded;
    const exit = await main(argv, world);
    return { exit, stdout: stdout.text, stderr: stderr.text };
  }
}

/** To be called in a `describe`: the folder is there in each of its specs, and gone behind it. */
export function temporaryPlace(): Place {
  const place = new Place();
  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), 'nullmodem-spec-'));
  });
  afterEach(() => {
    rmSync(place.folder, { recursive: true, force: true });
  });
  return place;
}

export interface Script {
  readonly name?: string;
  readonly link?: string;
  readonly matrix?: string;
  readonly steps?: readonly string[];
}

/** A scenario file at 115200 8N1, whose steps begin in line 8. */
export function script({
  name = 'carries a word',
  link = '{}',
  matrix = '{}',
  steps = RIGHT,
}: Script = {}): string {
  return [
    'version: 1',
    `name: ${JSON.stringify(name)}`,
    `link: ${link}`,
    'machines:',
    '  A: { line: 115200 8N1 }',
    '  B: { line: 115200 8N1 }',
    'steps:',
    ...steps.map((step) => `  - ${step}`),
    `matrix: ${matrix}`,
    '',
  ].join('\n');
}

export const RIGHT = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 2ms }'];

/** The fourth byte wanted is not the one that comes. */
export const WRONG = ['send: { from: A, text: hello }', 'expect: { on: B, text: helpo, within: 2ms }'];

export const over = (variable: string): string => `"\${{ matrix.${variable} }}"`;

/** One scenario for each of the links. */
export const ON_EACH_LINK: Script = {
  link: `{ transport: ${over('link')} }`,
  matrix: '{ link: [cable, tcp, pipe] }',
};

/** Only a link that can refuse can carry it. */
export const BOOT_ORDER: Script = {
  name: 'is refused at first',
  link: '{ transport: tcp }',
  steps: ['boot: { machine: B, fails: refused }', 'boot: { machine: A }', 'boot: { machine: B }'],
};

/** Refused, and not prepared for it. */
export const REFUSED: Script = {
  name: 'starts the connecting PC first',
  link: '{ transport: tcp }',
  steps: ['boot: { machine: B }', 'boot: { machine: A }'],
};

/** The last words of the lines that begin with a verdict: `ok    carries a word  [cable, wire]`. */
export const verdicts = (stdout: string): readonly string[] =>
  stdout
    .split('\n')
    .filter((line) => /^(ok|FAIL|skip|ERROR) /.test(line))
    .map((line) => line.split(/ {2,}/).slice(0, 2).join(' '));

/** Lines without the last empty one. */
export const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');
