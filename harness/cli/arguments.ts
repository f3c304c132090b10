import { closest, distance } from 'fastest-levenshtein';
import yargs, { type Argv } from 'yargs';
import { PROFILES, type ProfileName, TRANSPORTS, type Transport } from '../link/profile.ts';
import {
  type AddressArguments,
  type AddressCommand,
  addressArguments,
  addressCommand,
} from './address-arguments.ts';
import {
  type CheckArguments,
  type CheckCommand,
  checkArguments,
  checkCommand,
  withStdinNamed,
} from './check-arguments.ts';
import { COMMANDS } from './commands.ts';
import {
  type ExplainArguments,
  type ExplainCommand,
  explainArguments,
  explainCommand,
} from './explain-arguments.ts';
import { lastOf } from './repeated.ts';
import type { World } from './world.ts';

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

export type AnyCommand = Command | SchemaCommand | CheckCommand | ExplainCommand | AddressCommand;

/** Words to print instead of doing anything: help, or the version. */
export interface Words {
  readonly words: string;
}

/** Arguments that cannot be understood. */
export interface Refusal {
  readonly what: string;
  readonly fix: string;
  /** Help, where that says more than these two. */
  readonly help?: string;
}

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
  'line-a',
  'line-b',
  'apart',
  'boot',
  'lang',
  'sarif',
  'help',
  'version',
];

const EXIT_CODES = `Exit codes: 0 all passed; 1 something failed; 2 the arguments or a scenario cannot be
understood, or nothing was selected; 3 the world (port busy, connection refused);
70 a fault of ours; 130 Ctrl-C.`;

export async function readArguments(
  argv: readonly string[],
  world: World,
): Promise<AnyCommand | Words | Refusal> {
  let read: (() => AnyCommand | Refusal) | undefined;
  const parser = build(world, {
    run: (args) => {
      read = () => commandOf(args, argv);
    },
    check: (args) => {
      read = () => {
        const command = checkCommand(args);
        return typeof command === 'string' ? refusal(command, argv) : command;
      };
    },
    explain: (args) => {
      read = () => explainCommand(args);
    },
    address: (args) => {
      read = () => addressCommand(args);
    },
  });
  let outcome: Words | Refusal | undefined;
  let command: unknown;
  await parser
    .parseAsync([...withStdinNamed(argv)], {}, (error, args, output) => {
      if (error) outcome = refusal(error.message || output, argv);
      else if (output !== '') outcome = { words: output };
      else command = args._[0];
    })
    .catch((error: Error) => {
      outcome ??= refusal(error.message, argv);
    });
  if (outcome !== undefined) return outcome;
  if (command === 'schema') return { name: 'schema' };
  if (read !== undefined) return read();
  return { ...refusal('there is no command', argv), help: await parser.getHelp() };
}

/** Whether one JSON document is wanted, though the arguments as a whole may not be understood. */
export const wantsJson = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => /^--json(=true)?$/.test(word));
};

const JSON_OPTION = {
  describe: 'one JSON document on stdout',
  type: 'boolean',
  default: false,
  group: 'What comes out:',
} as const;

/** What `run` takes, and `schema` does not. */
const runArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('files', {
      describe: 'scenario files (*.lab7.yaml), or folders of them',
      type: 'string',
      array: true,
    })
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
    .example('$0 run', 'the catalogue')
    .example('$0 run my.lab7.yaml --link tcp', 'one file, over TCP on this computer')
    .example('$0 run --profile virtualbox5,wire', 'under both, side by side')
    .example("$0 run --grep 'fifo' --trace out.ndjson", 'some of the catalogue, with every event')
    .epilogue(EXIT_CODES);

type RunArguments = Awaited<ReturnType<ReturnType<typeof runArguments>['parseAsync']>>;

/** Who is told of a command's arguments. */
interface Asked {
  readonly run: (args: RunArguments) => void;
  readonly check: (args: CheckArguments) => void;
  readonly explain: (args: ExplainArguments) => void;
  readonly address: (args: AddressArguments) => void;
}

function build({ version, stdout }: World, asked: Asked) {
  return (
    yargs()
      .scriptName('nullmodem')
      // Half a help in the user's language would be worse than none.
      .locale('en')
      .usage(
        '$0 <command>\n\nTwo PCs, each with a 16550A UART, run Lab 7 over a cable, a TCP socket or a pipe.',
      )
      .options({ json: JSON_OPTION })
      .command(
        'run [files..]',
        'play scenarios: files, folders, or without any the catalogue that comes with it',
        runArguments,
        asked.run,
      )
      .command(
        'check [files..]',
        'whether two virtual machines will talk, and how to mend it',
        checkArguments,
        asked.check,
      )
      .command(
        'explain [code]',
        'what an error or a warning of `check` means',
        explainArguments,
        asked.explain,
      )
      .command('schema', 'print the JSON Schema of scenario files, for editors')
      .command(
        'address [port]',
        'this computer’s addresses, and what to type into Path/Address on the other one',
        addressArguments,
        asked.address,
      )
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

function refusal(words: string, argv: readonly string[]): Refusal {
  const what = words.trim();
  const [first = ''] = argv;
  const help = `\`nullmodem ${COMMANDS.includes(first) ? `${first} ` : ''}--help\` says what there is.`;
  if (/\.ya?ml$/.test(first)) return { what, fix: `did you mean \`nullmodem run ${first}\`?` };
  if (/\.(vbox|vmx|ovf)$/.test(first))
    return { what, fix: `did you mean \`nullmodem check ${argv.join(' ')}\`?` };
  const meant = meantBy(what);
  // An option of `run` with another command, or with none, is not a word that is misspelt.
  const isElsewhere = meant?.startsWith('--') === true && first !== 'run';
  if (meant === undefined || (isElsewhere && COMMANDS.includes(first))) return { what, fix: help };
  return {
    what,
    fix: isElsewhere ? `did you mean \`nullmodem run ${first}\`? ${help}` : `did you mean ${meant}? ${help}`,
  };
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

function commandOf(parsed: RunArguments, argv: readonly string[]): Command | Refusal {
  const { files = [], list, json, update } = parsed;
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
