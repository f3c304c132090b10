import type { LabLine } from '../config/circumstances.ts';
import type { LineFault } from '../config/facts.ts';
import type { FindingOf } from '../config/finding.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { Source } from '../ground/source.ts';
import { type Command, parseCommand } from '../lab7/command.ts';
import { COM1 } from '../lab7/port.ts';
import type { CheckCommand } from './check-arguments.ts';

type Option = '--line-a' | '--line-b';
type LineFinding = FindingOf<'line-unreadable'> | FindingOf<'line-without-port'>;

/** The lab's command lines that the user gives, and what is wrong with one that is none. */
export interface LabLines {
  readonly lines: { readonly a?: LabLine; readonly b?: LabLine };
  readonly findings: readonly LineFinding[];
}

export function readLabLines({ lineA, lineB }: Pick<CheckCommand, 'lineA' | 'lineB'>): LabLines {
  const [a, b] = [lineRead(lineA, '--line-a'), lineRead(lineB, '--line-b')];
  return {
    lines: { ...(isLine(a) ? { a } : {}), ...(isLine(b) ? { b } : {}) },
    findings: [a, b].flatMap((read) => (read === undefined || isLine(read) ? [] : [read])),
  };
}

const isLine = (read: LabLine | LineFinding | undefined): read is LabLine =>
  read !== undefined && 'com' in read;

function lineRead(text: string | undefined, option: Option): LabLine | LineFinding | undefined {
  if (text === undefined) return undefined;
  const command = parseCommand(text);
  const source = new Source(text, option);
  return 'code' in command ? misread(command, source, option) : labLineOf(command, source);
}

/** By what `parseCommand` calls them. */
const FAULTS: ReadonlyMap<string, LineFault> = new Map([
  ['args-function', 'function'],
  ['args-direction', 'direction'],
  ['args-word-length', 'word-length'],
  ['args-number-of-stop-bits', 'stop-bits'],
  ['args-parity', 'parity'],
  ['args-rate', 'rate'],
  ['args-missing', 'missing'],
  ['args-too-many', 'too-many'],
  ['args-too-long', 'too-long'],
]);

function misread({ code, spans }: Diagnostic, source: Source, option: Option): LineFinding {
  const { text } = source;
  const [{ column, length } = { column: 1, length: text.length }] = spans;
  const range = [column - 1, column - 1 + length] as const;
  const fault = FAULTS.get(code);
  if (fault === undefined || (fault === 'function' && /^\s*[5-8]\s/.test(text))) {
    const at = { source, range: [0, text.length] } as const;
    return { code: 'line-without-port', severity: 'error', facts: { option, line: text }, at };
  }
  const facts = { option, fault, text: text.slice(...range) };
  return { code: 'line-unreadable', severity: 'error', facts, at: { source, range } };
}

function labLineOf(command: Command, source: Source): LabLine {
  const at = { source, range: [0, source.text.length] } as const;
  const com = command.port === COM1 ? 1 : 2;
  switch (command.name) {
    case 'conf':
      return { at, com };
    case 'set':
      return { at, com, line: command.line };
    case 'com':
    case 'poll':
    case 'int':
    case 'fifo':
      return { at, com, line: command.line, role: command.direction };
  }
}
