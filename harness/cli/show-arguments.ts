import type { Argv } from 'yargs';
import type { Side } from '../ground/side.ts';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import { FORMATS } from '../report/formats.ts';
import { lastOf } from './repeated.ts';
import { type ReportTarget, reportTargets } from './report-target.ts';
import { patternOf } from './run-arguments.ts';

export type ShownAs = 'text' | 'html' | 'svg' | 'vcd';

/** The byte of one write to THR; without a machine, of the first that has written so many. */
export interface WantedByte {
  readonly side?: Side;
  readonly serial: number;
}

/** A trace, to be looked at. */
export interface ShowCommand {
  readonly name: 'show';
  readonly trace: string;
  readonly as: ShownAs;
  /** Instead: what the run came to. */
  readonly reports: readonly ReportTarget[];
  readonly list: boolean;
  readonly output?: string;
  readonly grep?: string;
  /** Ticks. */
  readonly from?: number;
  readonly to?: number;
  readonly byte?: WantedByte;
}

export const showArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('trace', { describe: 'what `run --trace FILE` has written', type: 'string' })
    .options({
      text: {
        describe: 'what happened in words, and each character as a waveform (the default)',
        type: 'boolean',
        default: false,
        group: 'As what:',
      },
      html: {
        describe: 'one page to look at in a browser: lines, registers, FIFOs, each byte, and why it failed',
        type: 'boolean',
        default: false,
        group: 'As what:',
      },
      svg: { describe: 'one picture of both lines', type: 'boolean', default: false, group: 'As what:' },
      vcd: {
        describe: 'a value change dump, for GTKWave, PulseView, Surfer and sigrok',
        type: 'boolean',
        default: false,
        group: 'As what:',
      },
      report: {
        describe: `what the run came to, as \`run --report\` tells it: ${FORMATS.join(', ')}; FORMAT:FILE`,
        type: 'string',
        array: true,
        nargs: 1,
        requiresArg: true,
        group: 'As what:',
      },
      output: {
        describe: 'write it to this file',
        alias: 'o',
        type: 'string',
        requiresArg: true,
        group: 'As what:',
      },
      grep: {
        describe:
          'the first scenario whose name contains this (or matches it, as /regular expression/); with --report, all',
        type: 'string',
        requiresArg: true,
        group: 'What of it:',
      },
      list: {
        describe: 'name the scenarios that are in the file',
        type: 'boolean',
        default: false,
        group: 'What of it:',
      },
      from: {
        describe: 'from here on: a tick (1600), or a time (2ms)',
        type: 'string',
        requiresArg: true,
        group: 'What of it:',
      },
      to: { describe: 'up to here', type: 'string', requiresArg: true, group: 'What of it:' },
      byte: {
        describe: 'from the frame to the arrival of one byte: 3 or B3, which is #3 in pictures and words',
        type: 'string',
        requiresArg: true,
        group: 'What of it:',
      },
    } as const)
    .example('$0 show t.ndjson', 'the first scenario of the file, in words')
    .example('$0 show t.ndjson --html -o t.html', 'a page that needs no network; open it in a browser')
    .example('$0 show t.ndjson --vcd -o t.vcd', 'for GTKWave')
    .example("$0 show t.ndjson --grep 'fifo' --byte 3 --svg -o byte.svg", 'one byte of another scenario')
    .example('$0 show t.ndjson --report html:run.html', 'the page that the run could have written')
    .epilogue(
      'Exit codes: 0 shown; 2 the arguments or the trace cannot be understood, or nothing was selected;\n3 the world (the file cannot be written); 70 a fault of ours; 130 Ctrl-C.',
    );

export type ShowArguments = Awaited<ReturnType<ReturnType<typeof showArguments>['parseAsync']>>;

/** The command, or what is wrong with its arguments. */
export function showCommand(parsed: ShowArguments): ShowCommand | string {
  const given = (['text', 'html', 'svg', 'vcd'] as const).filter((one) => lastOf(parsed[one]));
  const [as = 'text', second] = given;
  if (second !== undefined) return `--${as} and --${second} exclude each other`;
  if (lastOf(parsed.json)) return 'a trace is JSON already, line by line: `show` has no --json';
  const trace = lastOf(parsed.trace) ?? parsed._[1]?.toString();
  if (trace === undefined || trace === '') return 'there is no trace to show: `nullmodem show trace.ndjson`';
  const reports = reportTargets(parsed.report ?? []);
  if (typeof reports === 'string') return reports;
  const [output, grep, byte] = [lastOf(parsed.output), lastOf(parsed.grep), lastOf(parsed.byte)];
  const [from, to] = [lastOf(parsed.from), lastOf(parsed.to)];
  const empty = Object.entries({ output, grep }).find(([, value]) => value === '');
  if (empty !== undefined) return `--${empty[0]} is empty`;
  if (grep !== undefined && patternOf(grep) === undefined) return `--grep ${grep} is no regular expression`;
  const [start, end] = [from, to].map((text) => (text === undefined ? undefined : tickOf(text)));
  if (from !== undefined && start === undefined) return `--from ${from} is ${NO_TIME}`;
  if (to !== undefined && end === undefined) return `--to ${to} is ${NO_TIME}`;
  if (start !== undefined && end !== undefined && start >= end) return '--from must be before --to';
  const wanted = byte === undefined ? undefined : byteOf(byte);
  if (byte !== undefined && wanted === undefined) return `--byte takes a number, as 3 or B3, and not ${byte}`;
  if (wanted !== undefined && (from !== undefined || to !== undefined))
    return '--byte names a place of its own: it does not go with --from and --to';
  if (reports.length > 0) {
    const beside = Object.entries({
      list: lastOf(parsed.list),
      output,
      from,
      to,
      byte,
      [as]: given.length > 0,
    });
    const other = beside.find(([, value]) => value !== undefined && value !== false);
    if (other !== undefined) return `--report tells what the run came to: it does not go with --${other[0]}`;
  }
  return {
    name: 'show',
    trace,
    as,
    reports,
    list: lastOf(parsed.list),
    ...(output === undefined ? {} : { output }),
    ...(grep === undefined ? {} : { grep }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
    ...(wanted === undefined ? {} : { byte: wanted }),
  };
}

const NO_TIME = 'neither a tick, as 1600, nor a time, as 300us, 2ms or 1.5s';

const SECONDS: Readonly<Record<string, number>> = { us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, min: 60 };

/** A tick, or the first one at or after a time. */
function tickOf(text: string): number | undefined {
  const [, number = '', unit] = /^#?(\d{1,15}(?:\.\d{1,9})?)\s*(us|µs|ms|s|min)?$/.exec(text.trim()) ?? [];
  if (number === '' || (unit === undefined && number.includes('.'))) return undefined;
  if (unit === undefined) return Number(number);
  return Math.ceil(Number((Number(number) * (SECONDS[unit] ?? 1) * CRYSTAL_HZ).toFixed(6)));
}

function byteOf(text: string): WantedByte | undefined {
  const [, side, serial] = /^([ab])?[.:]?#?(\d{1,15})$/i.exec(text.trim()) ?? [];
  if (serial === undefined || Number(serial) < 1) return undefined;
  return {
    serial: Number(serial),
    ...(side === undefined ? {} : { side: side.toUpperCase() === 'A' ? 'A' : 'B' }),
  };
}
