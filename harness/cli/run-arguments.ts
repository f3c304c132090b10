import type { Argv } from 'yargs';
import { PROFILES, type ProfileName, TRANSPORTS, type Transport } from '../link/profile.ts';
import type { Duration } from '../scenario/model.ts';
import { lastOf } from './repeated.ts';
import { type ReportTarget, reportTargets } from './report-target.ts';
import { tolerance, WITHIN } from './tolerance.ts';

/** Scenarios to be played. */
export interface RunCommand {
  readonly name: 'run';
  /** Files and folders; empty: the catalogue. */
  readonly files: readonly string[];
  readonly grep?: string;
  readonly link?: Transport;
  /** None: those of the files; several: each scenario is played under each of them. */
  readonly profiles: readonly ProfileName[];
  readonly seed: number;
  readonly list: boolean;
  readonly reports: readonly ReportTarget[];
  readonly trace?: string;
  readonly golden?: string;
  readonly update: boolean;
  /** Where what failed is kept, when that is not the usual folder; null: nowhere. */
  readonly failures?: string | null;
  /** How far each event's time may be off from golden's. */
  readonly within?: Duration;
}

export const EXIT_CODES = `Exit codes: 0 all passed; 1 something failed; 2 the arguments or a scenario cannot be
understood, or nothing was selected; 3 the world (port busy, connection refused);
70 a fault of ours; 130 Ctrl-C.`;

export const runArguments = (command: Argv<{ json: boolean }>) =>
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
      report: {
        describe:
          'html, junit, json, ctrf, tap or github, on stdout or in a file (junit:FILE); may be given more than once',
        type: 'string',
        requiresArg: true,
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
      failures: {
        describe:
          'keep what happened in each failure in this folder, for a browser; --no-failures keeps nothing',
        type: 'string',
        requiresArg: true,
        defaultDescription: 'nullmodem-failures',
        group: 'What comes out:',
      },
      within: WITHIN,
      update: {
        describe: 'keep these traces in the golden folder, and show what changes',
        type: 'boolean',
        default: false,
        group: 'What comes out:',
      },
    } as const)
    .example('$0 run', 'the catalogue')
    .example('$0 run my.lab7.yaml --link tcp', 'one file, over TCP on this computer')
    .example('$0 run --profile virtualbox5,wire', 'under both, side by side')
    .example("$0 run --grep 'fifo' --trace out.ndjson", 'some of the catalogue, with every event')
    .example('$0 run --report html:run.html', 'a page for a browser; junit:FILE for a CI')
    .epilogue(EXIT_CODES);

export type RunArguments = Awaited<ReturnType<ReturnType<typeof runArguments>['parseAsync']>>;

/** The command, or what is wrong with its arguments. */
export function runCommand(parsed: RunArguments): RunCommand | string {
  const { files = [], list, json, report = [], update } = parsed;
  const [seed, grep, link, trace, golden] = [
    lastOf(parsed.seed),
    lastOf(parsed.grep),
    lastOf(parsed.link),
    lastOf(parsed.trace),
    lastOf(parsed.golden),
  ];
  const reports = reportTargets([...(lastOf(json) ? ['json'] : []), ...[report].flat()]);
  if (typeof reports === 'string') return reports;
  if (lastOf(list) && reports.some(({ format, file }) => format !== 'json' || file !== undefined))
    return '--list plays nothing that there could be a report of; with --json alone it is a document';
  if (!/^-?\d{1,15}$/.test(seed)) return '--seed takes a whole number';
  if (lastOf(update) && golden === undefined) return '--update goes with --golden FOLDER';
  const within = tolerance(lastOf(parsed.within), golden);
  if (typeof within === 'string') return within;
  const profiles = [...new Set(parsed.profile ?? [])];
  if (profiles.length > 1 && golden !== undefined)
    return '--golden takes one --profile: a golden trace is that of one profile';
  const failures = failuresIn(parsed.failures);
  const empty = Object.entries({ grep, trace, golden, failures }).find(([, value]) => value === '');
  if (empty !== undefined) return `--${empty[0]} is empty`;
  if (grep !== undefined && patternOf(grep) === undefined) return `--grep ${grep} is no regular expression`;
  return {
    name: 'run',
    // What stands behind `--` is a file, whatever it begins with.
    files: [...files, ...parsed._.slice(1).map(String)],
    seed: Number(seed),
    list: lastOf(list),
    reports,
    profiles,
    update: lastOf(update),
    ...(grep === undefined ? {} : { grep }),
    ...(link === undefined ? {} : { link }),
    ...(trace === undefined ? {} : { trace }),
    ...(golden === undefined ? {} : { golden }),
    ...(failures === undefined ? {} : { failures }),
    ...(within === undefined ? {} : { within }),
  };
}

/** `--no-failures` comes as false, and the last one counts. */
function failuresIn(given: string | readonly string[] | boolean | undefined): string | null | undefined {
  const last = Array.isArray(given) ? given.at(-1) : given;
  return last === false ? null : last;
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
