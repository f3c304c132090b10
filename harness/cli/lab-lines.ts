import type { LabLine } from '../config/circumstances.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { Source } from '../ground/source.ts';
import { type Command, parseCommand } from '../lab7/command.ts';
import { COM1 } from '../lab7/port.ts';
import type { CheckCommand } from './check-arguments.ts';

/** The lab's command lines that the user gives, and what is wrong with one that is none. */
export interface LabLines {
  readonly lines: { readonly a?: LabLine; readonly b?: LabLine };
  readonly diagnostics: readonly Diagnostic[];
}

export function readLabLines({ lineA, lineB }: CheckCommand): LabLines {
  const [a, b] = [lineRead(lineA, '--line-a'), lineRead(lineB, '--line-b')];
  const diagnostics = [a, b].filter((read) => read !== undefined && 'what' in read);
  return {
    lines: {
      ...(a === undefined || 'what' in a ? {} : { a }),
      ...(b === undefined || 'what' in b ? {} : { b }),
    },
    diagnostics,
  };
}

function lineRead(
  text: string | undefined,
  option: '--line-a' | '--line-b',
): LabLine | Diagnostic | undefined {
  if (text === undefined) return undefined;
  const command = parseCommand(text);
  if (!('code' in command)) return labLineOf(command, new Source(text, option));
  return { ...command, spans: command.spans.map((span) => ({ ...span, file: option })) };
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
