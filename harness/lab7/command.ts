import type { Diagnostic } from '../ground/diagnostic.ts';
import type { Program } from '../program/operation.ts';
import { Arguments, Misread } from './arguments.ts';
import { conf } from './conf.ts';
import { fifo } from './fifo.ts';
import { int } from './int.ts';
import { isRate, LAB_PARITIES, type LineRequest } from './line-request.ts';
import { poll } from './poll.ts';
import { COM1, COM2, type Port } from './port.ts';
import { set } from './set.ts';
import type { Lab7Result, Role, Transfer, TransferOptions } from './transfer.ts';

/** What a command line of the lab asks for. `com` is the course's: `conf` first, and then `poll`. */
export type Command =
  | { readonly name: 'conf'; readonly port: Port }
  | { readonly name: 'set'; readonly port: Port; readonly line: LineRequest }
  | ({ readonly name: 'com' | 'poll' | 'int' | 'fifo' } & Transfer);

const NAMES = ['conf', 'set', 'com', 'poll', 'int', 'fifo'] as const;
type Name = (typeof NAMES)[number];

const LINE_FORM = '<bits> <stop> even|odd|none <rate>';
const TRANSFER_FORM = `1|2 tx|rx ${LINE_FORM} <word>*`;
const FORMS: Readonly<Record<Name, string>> = {
  conf: 'conf 1|2',
  set: `set 1|2 ${LINE_FORM}`,
  com: `com ${TRANSFER_FORM}`,
  poll: `poll ${TRANSFER_FORM}`,
  int: `int ${TRANSFER_FORM}`,
  fifo: `fifo ${TRANSFER_FORM}`,
};

const PORTS: ReadonlyMap<string, Port> = new Map([
  ['1', COM1],
  ['2', COM2],
  ['com1', COM1],
  ['com2', COM2],
  ['0x3f8', COM1],
  ['0x2f8', COM2],
]);

const USUAL_RATES =
  '115200 57600 38400 28800 19200 14400 9600 7200 4800 2400 1800 1200 600 300 150 75 50'.split(' ');

const MOST_CHARACTERS = 512;
const MOST_ARGUMENTS = 10;

/** Reads a command line as the lab's test program takes it, without the program's own name. */
export function parseCommand(line: string): Command | Diagnostic {
  try {
    return parse(new Arguments(line, `${NAMES.join('|')} 1|2 ...`), line);
  } catch (error) {
    if (error instanceof Misread) return error.diagnostic;
    throw error;
  }
}

function parse(words: Arguments, line: string): Command {
  if (line.length > MOST_CHARACTERS) throw tooLong(words, line.length);
  const name = words.oneOf('function', NAMES);
  words.usage = FORMS[name];
  const port = portOf(words);
  switch (name) {
    case 'conf':
      words.end();
      return { name, port };
    case 'set': {
      const request = lineOf(words);
      words.end();
      return { name, port, line: request };
    }
    case 'com':
      if (words.count > MOST_ARGUMENTS) throw tooManyForTheCourse(words);
      return transferOf(name, port, words);
    case 'poll':
    case 'int':
    case 'fifo':
      return transferOf(name, port, words);
  }
}

function transferOf(name: 'com' | 'poll' | 'int' | 'fifo', port: Port, words: Arguments): Command {
  const direction = words.oneOf('direction', ['tx', 'rx']);
  const line = lineOf(words);
  return { name, port, line, ...roleOf(direction, words) };
}

function roleOf(direction: 'tx' | 'rx', words: Arguments): Role {
  const rest = words.rest();
  // A receiver has no use for words, and the lab's own program takes them all the same.
  return direction === 'tx' ? { direction, words: rest } : { direction };
}

function portOf(words: Arguments): Port {
  const text = words.next('port');
  const port = PORTS.get(text.toLowerCase());
  if (port === undefined) throw words.unknown('port', text, [...PORTS.keys()]);
  return port;
}

function lineOf(words: Arguments): LineRequest {
  const bits = Number(words.oneOf('word length', ['5', '6', '7', '8']));
  const stop = Number(
    words.oneOf('number of stop bits', ['1', '2'], 'it is 1 or 2, and 2 means 1.5 with 5 bits'),
  );
  const parity = words.oneOf('parity', LAB_PARITIES);
  return { bits, stop, parity, rate: rateOf(words) };
}

function rateOf(words: Arguments): number {
  const text = words.next('rate');
  if (/^\d+$/.test(text) && isRate(Number(text))) return Number(text);
  const why = 'the rate divides 115200, and the divisor, 115200 / rate, has 16 bits';
  throw words.unknown('rate', text, USUAL_RATES, why);
}

const tooLong = (words: Arguments, length: number): Misread =>
  new Misread({
    code: 'args-too-long',
    severity: 'error',
    spans: [words.span(MOST_CHARACTERS + 1, length - MOST_CHARACTERS)],
    what: `the line has ${length} characters, and ${MOST_CHARACTERS} are all that it may have`,
    why: "the lab's service takes no more",
    fix: 'leave out what is marked',
  });

const tooManyForTheCourse = (words: Arguments): Misread =>
  words.tooMany(
    MOST_ARGUMENTS,
    "`com` is the course's form, and the course's service passes 10 arguments at most; `poll`, `int` and `fifo` have no such limit",
    'write `poll` for `com`',
  );

export function runCommand(command: Command, options: TransferOptions = {}): Program<Lab7Result> {
  switch (command.name) {
    case 'conf':
      return conf(command.port);
    case 'set':
      return set(command.port, command.line);
    case 'com':
      return com(command, options);
    case 'poll':
      return poll(command, options);
    case 'int':
      return int(command, options);
    case 'fifo':
      return fifo(command, options);
  }
}

function* com(transfer: Transfer, options: TransferOptions): Program<Lab7Result> {
  yield* conf(transfer.port);
  return yield* poll(transfer, options);
}
