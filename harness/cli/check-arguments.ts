import type { Argv } from 'yargs';
import type { Language } from '../config/words/language.ts';
import { PROFILES, type ProfileName } from '../link/profile.ts';
import { LANGUAGE_OPTION } from './language-option.ts';
import { lastOf } from './repeated.ts';

/** Whether machines will talk, and how to mend it. */
export interface CheckCommand {
  readonly name: 'check';
  /** Files, folders, and STDIN; empty: standard input. */
  readonly files: readonly string[];
  /** Command lines of the lab. */
  readonly lineA?: string;
  readonly lineB?: string;
  /** None: those of the products in the files. */
  readonly profile?: ProfileName;
  readonly apart: boolean;
  readonly language: Language;
  readonly output: 'words' | 'json' | 'sarif';
  readonly boot: boolean;
}

/** yargs drops a single `-` among the files: standard input bears this name before it is asked. */
export const STDIN = '<stdin>';
export const withStdinNamed = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'check' ? argv.map((word) => (word === '-' ? STDIN : word)) : argv;

export const checkArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('files', {
      describe:
        'both machines’ settings: .vbox, .vmx, .ovf, libvirt XML, DOSBox conf, what `showvminfo` prints, or scripts with VBoxManage or QEMU commands; folders of them; - is standard input',
      type: 'string',
      array: true,
    })
    .options({
      'line-a': {
        describe: 'what the lab’s program is run with in the first machine: "com 1 tx 8 1 even 9600 hello"',
        type: 'string',
        requiresArg: true,
        group: 'How they are used:',
      },
      'line-b': {
        describe: 'the same of the second machine: "com 1 rx 8 1 even 9600"',
        type: 'string',
        requiresArg: true,
        group: 'How they are used:',
      },
      profile: {
        describe:
          'wire: a real cable, on which lines that differ are an error; others: what --boot boots under',
        choices: PROFILES,
        requiresArg: true,
        group: 'How they are used:',
      },
      apart: {
        describe: 'the two machines run on two computers',
        type: 'boolean',
        default: false,
        group: 'How they are used:',
      },
      boot: {
        describe: 'then boot both ends on this computer with these settings, and exchange bytes',
        type: 'boolean',
        default: false,
        group: 'How they are used:',
      },
      lang: LANGUAGE_OPTION,
      sarif: {
        describe: 'a SARIF 2.1.0 log on stdout, for editors and code hosts',
        type: 'boolean',
        default: false,
        group: 'What comes out:',
      },
    } as const)
    .example('$0 check a.vbox b.vbox', 'do these two talk?')
    .example('$0 check a.vbox run-qemu.sh --lang pt', 'VirtualBox and QEMU, in Portuguese')
    .example('VBoxManage showvminfo A --machinereadable | $0 check - b.vbox', 'one from standard input')
    .epilogue(
      'Exit codes: 0 these will talk; 1 an error was found; 2 the arguments or a file cannot be\nunderstood; 70 a fault of ours. `nullmodem explain CODE` explains what is found.',
    );

export type CheckArguments = Awaited<ReturnType<ReturnType<typeof checkArguments>['parseAsync']>>;

export function checkCommand(parsed: CheckArguments): CheckCommand | string {
  const [lineA, lineB, profile] = [
    lastOf(parsed['line-a']),
    lastOf(parsed['line-b']),
    lastOf(parsed.profile),
  ];
  const [json, wantsSarif] = [lastOf(parsed.json), lastOf(parsed.sarif)];
  if (json && wantsSarif) return '--json and --sarif are two documents, and stdout has room for one';
  return {
    name: 'check',
    // What stands behind `--` is a file, whatever it begins with.
    files: [...(parsed.files ?? []), ...parsed._.slice(1).map(String)],
    apart: lastOf(parsed.apart),
    language: lastOf(parsed.lang),
    output: json ? 'json' : wantsSarif ? 'sarif' : 'words',
    boot: lastOf(parsed.boot),
    ...(lineA === undefined ? {} : { lineA }),
    ...(lineB === undefined ? {} : { lineB }),
    ...(profile === undefined ? {} : { profile }),
  };
}
