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
import { type Lab7Arguments, type Lab7Command, lab7Arguments, lab7Command } from './lab7-arguments.ts';
import { EXIT_CODES, type RunArguments, type RunCommand, runArguments, runCommand } from './run-arguments.ts';
import {
  type SchemaArguments,
  type SchemaCommand,
  schemaArguments,
  schemaCommand,
} from './schema-arguments.ts';
import { type ShowArguments, type ShowCommand, showArguments, showCommand } from './show-arguments.ts';
import { type TapArguments, type TapCommand, tapArguments, tapCommand } from './tap-arguments.ts';
import type { World } from './world.ts';

export type Command =
  | RunCommand
  | ShowCommand
  | SchemaCommand
  | CheckCommand
  | Lab7Command
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
  'report',
  'trace',
  'golden',
  'within',
  'update',
  'failures',
  'no-failures',
  'line-a',
  'line-b',
  'apart',
  'boot',
  'lang',
  'sarif',
  'port',
  'host',
  'reconnect',
  'no-wait',
  'terminator',
  'trigger',
  'delay',
  'timeout',
  'quiet',
  'listen',
  'connect',
  'record',
  'line',
  'once',
  'text',
  'svg',
  'vcd',
  'output',
  'from',
  'to',
  'byte',
  'help',
  'version',
];

export async function readArguments(
  argv: readonly string[],
  world: World,
): Promise<Command | Words | Refusal> {
  let read: (() => Command | string) | undefined;
  const asked =
    <Arguments>(command: (args: Arguments) => Command | string) =>
    (args: Arguments): never => {
      read = () => command(args);
      // Yargs would go on to write the help, which nobody has asked for and which takes longer than all the rest.
      throw READ;
    };
  const parser = build(world, {
    run: asked(runCommand),
    show: asked(showCommand),
    check: asked(checkCommand),
    lab7: asked(lab7Command),
    tap: asked(tapCommand),
    explain: asked(explainCommand),
    schema: asked(schemaCommand),
    address: asked(addressCommand),
  });
  let outcome: Words | Refusal | undefined;
  try {
    await parser.parseAsync([...withStdinNamed(argv)], {}, (error, _args, output) => {
      if (error) outcome = refusal(error.message || output, argv);
      else if (output !== '') outcome = { words: output };
    });
  } catch (error) {
    if (error !== READ) outcome ??= refusal(error instanceof Error ? error.message : String(error), argv);
  }
  if (outcome !== undefined) return outcome;
  if (read === undefined) return { ...refusal('there is no command', argv), help: await parser.getHelp() };
  const answer = read();
  return typeof answer === 'string' ? refusal(answer, argv) : answer;
}

/** Thrown when a command has been read, and nothing else is wanted of yargs. */
const READ = Symbol('read');

/** Whether one JSON document is wanted, though the arguments as a whole may not be understood. */
export const wantsJson = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some(
    (word, i) =>
      /^--(json(=true)?|report=json)$/.test(word) || (word === '--report' && words[i + 1] === 'json'),
  );
};

const JSON_OPTION = {
  describe: 'one JSON document on stdout',
  type: 'boolean',
  default: false,
  group: 'What comes out:',
} as const;

/** Who is told of a command's arguments. */
interface Asked {
  readonly run: (args: RunArguments) => never;
  readonly show: (args: ShowArguments) => never;
  readonly check: (args: CheckArguments) => never;
  readonly lab7: (args: Lab7Arguments) => never;
  readonly tap: (args: TapArguments) => never;
  readonly explain: (args: ExplainArguments) => never;
  readonly schema: (args: SchemaArguments) => never;
  readonly address: (args: AddressArguments) => never;
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
        'show [trace]',
        'show a trace: in words, as a picture, or for a waveform viewer',
        showArguments,
        asked.show,
      )
      .command(
        'check [files..]',
        'whether two virtual machines will talk, and how to mend it',
        checkArguments,
        asked.check,
      )
      .command(
        'lab7 [args..]',
        'one emulated PC in real time, for a VM or a program at the other end of its port',
        lab7Arguments,
        asked.lab7,
      )
      .command(
        'tap',
        'stand between two VMs: pass what they send, show it, and record it as a scenario',
        tapArguments,
        asked.tap,
      )
      .command(
        'explain [what]',
        'what LSR=0x61, port 0x3FB, or an error of `check` means',
        explainArguments,
        asked.explain,
      )
      .command(
        'schema',
        'print the JSON Schema of scenario files, for editors, or of traces',
        schemaArguments,
        asked.schema,
      )
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
