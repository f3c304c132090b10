import { hex2, hexPort, inWords } from '../ground/bytes.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { ProfileName, Transport } from '../link/profile.ts';
import { LSR } from '../uart/registers.ts';
import { fileStem } from './file-stem.ts';
import type { RecordSink } from './trace-writer.ts';

/*
 * The golden text of a trace (docs/trace.md): a header, then one line a record. It has no wall-clock value and names
 * no transport: a trace over TCP equals one over a cable with the same profile.
 */

const FIRST_LINE = '# nullmodem golden 1';

export interface GoldenSubject {
  readonly name: string;
  readonly seed: number;
  readonly profile: ProfileName;
}

export const goldenHeader = ({ name, seed, profile }: GoldenSubject): string[] => [
  FIRST_LINE,
  `# name: ${escaped(name)}`,
  `# seed: ${seed}`,
  `# profile: ${profile}`,
];

/** Of this version; else nothing more of it can be understood. */
export const isGolden = ([first]: readonly string[]): boolean => first === FIRST_LINE;

export const goldenLine = (record: TraceRecord): string =>
  `${String(record.t).padStart(9)} ${record.m} ${record.k} ${bodyOf(record)}`;

function bodyOf(record: TraceRecord): string {
  switch (record.k) {
    case 'out':
      return `${hexPort(record.port)} ${hex2(record.v)}${sourceOf(record.serial)}`;
    case 'in': {
      const isLone = record.n === 1 && record.since === record.t;
      return `${hexPort(record.port)} ${hex2(record.v)}${isLone ? '' : ` x${record.n} from ${record.since}`}${sourceOf(record.serial)}`;
    }
    case 'frame':
      return `${charOf(record)} ends ${record.ends}`;
    case 'char':
      return `${charOf(record)} held ${record.held}${errorsOf(record.errors)}`;
    case 'lost':
      return `${charOf(record)} ${record.how}`;
    case 'timeout':
      return `held ${record.held}`;
    case 'intr':
      return `${record.level} iir ${hex2(record.iir)}`;
    case 'irq':
      return `${record.irq}`;
    case 'power':
      return record.on ? 'on' : 'off';
    case 'link':
      return escaped(record.event);
    case 'print':
      return `"${escaped(record.text)}"`;
    case 'step':
      return `${record.n} ${escaped(record.what)}`;
    case 'verdict':
      return (
        (record.passed ? 'passed' : 'failed') + (record.why === undefined ? '' : `: ${escaped(record.why)}`)
      );
  }
}

const sourceOf = (serial: number | undefined): string => (serial === undefined ? '' : ` #${serial}`);

const charOf = ({ char, serial }: { readonly char: number; readonly serial: number }): string =>
  `${hex2(char)}${char > 0x20 && char < 0x7f ? ` '${inWords([char])}'` : ''} #${serial}`;

const ERRORS = ['OE', 'PE', 'FE', 'BI'] as const;

/** The value says all; the names help to read it. */
function errorsOf(errors: number): string {
  if (errors === 0) return '';
  return ` errors ${[hex2(errors), ...ERRORS.filter((name) => (errors & LSR[name]) !== 0)].join(' ')}`;
}

/** Text on one line, from which the text can be had again. */
const escaped = (text: string): string =>
  [...text]
    .map((char) => (char.charCodeAt(0) < 0x80 ? inWords([char.charCodeAt(0)]) : beyond(char)))
    .join('');

/** Beyond ASCII: what a line of a text file, or a person, does not see stands as its code. */
const beyond = (char: string): string =>
  /[\p{C}\p{Z}]/u.test(char) ? `\\u{${char.codePointAt(0)?.toString(16)}}` : char;

/** Collects a scenario's golden text, behind the header given. */
export class GoldenText {
  private readonly lines: string[];

  constructor(header: readonly string[]) {
    this.lines = [...header];
  }

  readonly sink: RecordSink = (record) => {
    this.lines.push(goldenLine(record));
  };

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

/** The golden text of a run that has kept its records. */
export function goldenOf(run: GoldenSubject & { readonly records: readonly TraceRecord[] }): string {
  const text = new GoldenText(goldenHeader(run));
  for (const record of run.records) text.sink(record);
  return text.text();
}

/** Where a run leaves its golden text. */
export interface GoldenDifference {
  /** Line of the golden text, from 1. */
  readonly line: number;
  /** Tick of this run's record there, else of golden's; null in the header. */
  readonly tick: number | null;
  /** The lines; undefined where one of the two has ended. */
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** A sentence that names tick and event. */
  readonly what: string;
}

/** The first difference; null when there is none. Line ends may be CRLF in either. */
export function compareGolden(expected: string, actual: string): GoldenDifference | null {
  const [golden, run] = [goldenLines(expected), goldenLines(actual)];
  const count = Math.max(golden.length, run.length);
  for (let i = 0; i < count; i += 1) {
    const [wanted, came] = [golden[i], run[i]];
    if (wanted !== came) {
      const tick = tickOf(came) ?? tickOf(wanted);
      return { line: i + 1, tick, expected: wanted, actual: came, what: inASentence(i, wanted, came) };
    }
  }
  return null;
}

/** Line ends may be CRLF. */
export function goldenLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const LINE = /^ *(\d+) (.*)$/;

const tickOf = (line: string | undefined): number | null => {
  const [, tick] = LINE.exec(line ?? '') ?? [];
  return tick === undefined ? null : Number(tick);
};

const eventOf = (line: string): string => LINE.exec(line)?.[2] ?? line;

function inASentence(index: number, wanted: string | undefined, came: string | undefined): string {
  if (index === 0)
    return `golden does not begin with \`${FIRST_LINE}\`: it is of another version, or no golden text`;
  if (came === undefined) return `golden goes on with ${placed(wanted ?? '')}; this run ends before it`;
  if (wanted === undefined) return `golden ends; this run goes on with ${placed(came)}`;
  const [wantedTick, cameTick] = [tickOf(wanted), tickOf(came)];
  if (cameTick === null) return `golden has ${inHeader(wanted)}; this run has ${inHeader(came)}`;
  if (wantedTick === cameTick)
    return `at tick ${cameTick}, golden has ${eventOf(wanted)}; this run has ${eventOf(came)}`;
  return `at tick ${cameTick}, golden has ${placed(wanted)}; this run has ${eventOf(came)}`;
}

const placed = (line: string): string => {
  const tick = tickOf(line);
  return tick === null ? `\`${line}\`` : `tick ${tick}: ${eventOf(line)}`;
};

const inHeader = (line: string): string => line.replace(/^# (\w+): /, '$1 ');

/** The file for a scenario's golden text. */
export const goldenFileName = (name: string, transport: Transport): string =>
  `${fileStem(name)}.${transport}.golden.txt`;
