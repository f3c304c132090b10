import { closest, distance } from 'fastest-levenshtein';
import yargs from 'yargs';
import { PROFILES, type ProfileName, TRANSPORTS, type Transport } from '../link/profile.ts';
import { EXIT, type ExitCode, type World } from './world.ts';

/** What the user asks for. */
export interface Command {
  readonly name: 'run';
  /** Files and folders; empty: the catalogue. */
  readonly files: readonly string[];
  readonly grep?: string;
  readonly link?: Transport;
  /** None: those of the files; several: each scenario is played under each of them. */
  readonly profiles: readonly ProfileName[];
  readonly seed: number;
  readonly list: boolean;
  readonly json: boolean;
  readonly trace?: string;
  readonly golden?: string;
  readonly update: boolean;
}

/** The JSON Schema of scenario files. */
export interface SchemaCommand {
  readonly name: 'schema';
}

/** Words to print instead of doing anything: help, the version, or what is wrong. */
export interface Words {
  readonly words: string;
  readonly exit: ExitCode;
}

const COMMANDS = ['run', 'schema'];
const OPTIONS = [
  'grep',
  'list',
  'link',
  'profile',
  'seed',
  'json',
  'trace',
  'golden',
  'update',
  'help',
  'version',
];

const EXIT_CODES = `Exit codes: 0 all passed; 1 something failed; 2 the arguments or a scenario cannot be
understood, or nothing was selected; 3 the world (port busy, connection refused);
70 a fault of ours; 130 Ctrl-C.`;

export async function readArguments(
  argv: readonly string[],
  world: World,
): Promise<Command | SchemaCommand | Words> {
  const parser = build(world);
  let outcome: Words | undefined;
  let parsed: Awaited<ReturnType<ReturnType<typeof build>['parseAsync']>> | undefined;
  await parser
    .parseAsync([...argv], {}, (error, args, output) => {
      if (error) outcome = refusal(error.message || output, argv);
      else if (output !== '') outcome = { words: output, exit: EXIT.PASSED };
      else parsed = args;
    })
    .catch((error: Error) => {
      outcome ??= refusal(error.message, argv);
    });
  if (outcome !== undefined) return outcome;
  if (parsed?._[0] === 'schema') return { name: 'schema' };
  if (parsed === undefined || parsed._[0] !== 'run') {
    const help = await parser.getHelp();
    return { words: help, exit: EXIT.NOT_UNDERSTOOD };
  }
  return commandOf(parsed, argv);
}

function build({ version, stdout }: World) {
  return (
    yargs()
      .scriptName('nullmodem')
      // Half a help in the user's language would be worse than none.
      .locale('en')
      .usage(
        '$0 <command>\n\nTwo PCs, each with a 16550A UART, run Lab 7 over a cable, a TCP socket or a pipe.',
      )
      .command(
        'run [files..]',
        'play scenarios: files, folders, or without any the catalogue that comes with it',
        (command) =>
          command
            .positional('files', {
              describe: 'scenario files (*.lab7.yaml), or folders of them',
              type: 'string',
              array: true,
            })
            .example('$0 run', 'the catalogue')
            .example('$0 run my.lab7.yaml --link tcp', 'one file, over TCP on this computer')
            .example('$0 run --profile virtualbox5,wire', 'under both, side by side')
            .example("$0 run --grep 'fifo' --trace out.ndjson", 'some of the catalogue, with every event')
            .epilogue(EXIT_CODES),
      )
      .command('schema', 'print the JSON Schema of scenario files, for editors')
      .options({
        grep: {
          describe: 'only scenarios whose name contains this (or matches it, as /regular expression/)',
          type: 'string',
          requiresArg: true,
          group: 'Which:',
        },
        list: {
          describe: 'name the scenarios and play none',
          type: 'boolean',
          default: false,
          group: 'Which:',
        },
        link: { describe: 'play over this link, whatever the file says', choices: TRANSPORTS, group: 'How:' },
        profile: {
          describe: 'play with this profile, whatever the file says; with several (wire,qemu): compare',
          choices: PROFILES,
          requiresArg: true,
          coerce: separated,
          group: 'How:',
        },
        seed: {
          describe: 'seed of random payloads and power-on contents',
          type: 'string',
          requiresArg: true,
          default: '1',
          group: 'How:',
        },
        json: {
          describe: 'one JSON document on stdout',
          type: 'boolean',
          default: false,
          group: 'What comes out:',
        },
        trace: {
          describe: 'write every event to this file (NDJSON)',
          type: 'string',
          requiresArg: true,
          group: 'What comes out:',
        },
        golden: {
          describe: 'compare each trace with the one kept in this folder',
          type: 'string',
          requiresArg: true,
          group: 'What comes out:',
        },
        update: {
          describe: 'keep these traces in the golden folder instead of comparing',
          type: 'boolean',
          default: false,
          group: 'What comes out:',
        },
      } as const)
      .strict()
      .recommendCommands()
      .version(version)
      .help()
      .alias('h', 'help')
      .epilogue(EXIT_CODES)
      .wrap(Math.min(100, stdout.columns))
      .exitProcess(false)
  );
}

function refusal(what: string, argv: readonly string[]): Words {
  const help = `\`nullmodem ${argv[0] === 'run' ? 'run ' : ''}--help\` says what there is.`;
  const [first = ''] = argv;
  if (/\.ya?ml$/.test(first))
    return {
      words: `error[usage]: ${what.trim()}\nfix: did you mean \`nullmodem run ${first}\`?`,
      exit: EXIT.NOT_UNDERSTOOD,
    };
  const meant = meantBy(what);
  const fix = meant === undefined ? help : `did you mean ${meant}? ${help}`;
  return { words: `error[usage]: ${what.trim()}\nfix: ${fix}`, exit: EXIT.NOT_UNDERSTOOD };
}

/** The option, command or value nearest to an unknown one, when it is near. */
function meantBy(what: string): string | undefined {
  const [, given, choices] = /Given: "([^"]+)", Choices: (.*)/.exec(what) ?? [];
  if (given !== undefined && choices !== undefined) {
    const value = closest(given, choices.match(/\w+/g) ?? []);
    return distance(given, value) > 2 ? undefined : value;
  }
  const [, unknown] = /^Unknown (?:argument|command)s?: ([\w-]+)/.exec(what.trim()) ?? [];
  if (unknown === undefined) return undefined;
  const known = closest(unknown, [...COMMANDS, ...OPTIONS]);
  if (distance(unknown, known) > 2) return undefined;
  return COMMANDS.includes(known) ? `\`${known}\`` : `--${known}`;
}

type Parsed = Awaited<ReturnType<ReturnType<typeof build>['parseAsync']>>;

function commandOf(parsed: Parsed, argv: readonly string[]): Command | Words {
  const { list, json, update } = parsed;
  const [seed, grep, link, trace, golden] = [
    lastOf(parsed.seed),
    lastOf(parsed.grep),
    lastOf(parsed.link),
    lastOf(parsed.trace),
    lastOf(parsed.golden),
  ];
  if (!/^-?\d{1,15}$/.test(seed)) return refusal('--seed takes a whole number', argv);
  if (lastOf(update) && golden === undefined) return refusal('--update goes with --golden FOLDER', argv);
  const profiles = [...new Set(parsed.profile ?? [])];
  if (profiles.length > 1 && golden !== undefined)
    return refusal('--golden takes one --profile: a golden trace is that of one profile', argv);
  const empty = Object.entries({ grep, trace, golden }).find(([, value]) => value === '');
  if (empty !== undefined) return refusal(`--${empty[0]} is empty`, argv);
  if (grep !== undefined && patternOf(grep) === undefined)
    return refusal(`--grep ${grep} is no regular expression`, argv);
  const { files = [] } = parsed as { files?: readonly string[] };
  return {
    name: 'run',
    // What stands behind `--` is a file, whatever it begins with.
    files: [...files, ...parsed._.slice(1).map(String)],
    seed: Number(seed),
    list: lastOf(list),
    json: lastOf(json),
    profiles,
    update: lastOf(update),
    ...(grep === undefined ? {} : { grep }),
    ...(link === undefined ? {} : { link }),
    ...(trace === undefined ? {} : { trace }),
    ...(golden === undefined ? {} : { golden }),
  };
}

/** `a,b` and what is given more than once as a list. */
const separated = (given: unknown): readonly ProfileName[] | undefined =>
  given === undefined
    ? undefined
    : ([given].flat().flatMap((one) => String(one).split(',')) as ProfileName[]);

/** Of an option that is given more than once, the last counts. */
const lastOf = <T>(value: T): Exclude<T, readonly unknown[]> =>
  (Array.isArray(value) ? value.at(-1) : value) as Exclude<T, readonly unknown[]>;

/** Plain text, or a regular expression between slashes; undefined when that is none. */
export function patternOf(grep: string): { test(name: string): boolean } | undefined {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(grep) ?? [];
  if (source === undefined) return { test: (name) => name.includes(grep) };
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
