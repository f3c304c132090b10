import { closest, distance } from 'fastest-levenshtein';
import yargs from 'yargs';
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
import { EXIT_CODES, type RunArguments, type RunCommand, runArguments, runCommand } from './run-arguments.ts';
import { type TapArguments, type TapCommand, tapArguments, tapCommand } from './tap-arguments.ts';
import type { World } from './world.ts';

/** The JSON Schema of scenario files. */
export interface SchemaCommand {
  readonly name: 'schema';
}

export type Command =
  | RunCommand
  | SchemaCommand
  | CheckCommand
  | TapCommand
  | ExplainCommand
  | AddressCommand;

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
  'listen',
  'connect',
  'host',
  'record',
  'line',
  'quiet',
  'once',
  'timeout',
  'help',
  'version',
];

export async function readArguments(
  argv: readonly string[],
  world: World,
): Promise<Command | Words | Refusal> {
  let read: (() => Command | Refusal) | undefined;
  const commandOr = (command: Command | string): Command | Refusal =>
    typeof command === 'string' ? refusal(command, argv) : command;
  const parser = build(world, {
    run: (args) => {
      read = () => commandOr(runCommand(args));
    },
    check: (args) => {
      read = () => commandOr(checkCommand(args));
    },
    tap: (args) => {
      read = () => commandOr(tapCommand(args));
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

/** Who is told of a command's arguments. */
interface Asked {
  readonly run: (args: RunArguments) => void;
  readonly check: (args: CheckArguments) => void;
  readonly tap: (args: TapArguments) => void;
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
        'tap',
        'stand between two VMs: pass what they send, show it, and record it as a scenario',
        tapArguments,
        asked.tap,
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
