import type { Range, Source } from '../../ground/source.ts';
import { linesOf } from '../lines.ts';
import type { Place, Said } from '../model.ts';
import type { Cut } from './mode.ts';

/** One line of what showvminfo prints. */
export interface Fact {
  /** As `--machinereadable` has it, also where a person's form was read: `uartmode1`. */
  readonly key: string;
  readonly said: Said<string>;
  /** A part of the value with its own place. */
  readonly cut: Cut;
  readonly whole: Place;
}

/** Before it may stand a log's time, and blanks. */
const MACHINE_READABLE = /(?:^|[^\w-])((name|cfgfile|vmstate|uart(?:mode|type)?[1-4])=")/i;
const NAME_LINE = /^(?:.{0,60}[\]>|])?\s{0,40}((Name|Config file|State):\s{1,40})(\S.*)$/;
const UART_LINE = /(?:^|\s)(UART ([1-4]):\s+(.*\S))\s*$/;

/** What a text says of machines that has to do with their serial ports, in its order. */
export function* factsIn(source: Source): Generator<Fact> {
  for (const [start, end] of linesOf(source.text)) {
    // Nothing that is looked for is longer, and a text may be one line.
    if (end - start > LONGEST) continue;
    const line = source.text.slice(start, end);
    const readable = machineReadable(source, start, line);
    if (readable !== undefined) {
      yield readable;
      continue;
    }
    const uart = UART_LINE.exec(line);
    if (uart !== null) yield* uartFacts(source, start + line.indexOf(uart[1] ?? ''), uart);
    const named = NAME_LINE.exec(line);
    if (named !== null) yield namedFact(source, start, named);
  }
}

const LONGEST = 10_000;

function machineReadable(source: Source, start: number, line: string): Fact | undefined {
  const found = MACHINE_READABLE.exec(line);
  const closes = line.trimEnd().length - 1;
  if (found === null || line[closes] !== '"') return undefined;
  const [all, opening = '', key = ''] = found;
  const opens = found.index + all.length;
  if (closes < opens) return undefined;
  const range: Range = [start + opens, start + closes];
  return fact(source, key, plain(line.slice(opens, closes)), range, [
    start + opens - opening.length,
    start + closes + 1,
  ]);
}

/** VirtualBox escapes backslashes in new versions: then each run of them is even. */
const plain = (value: string): string => {
  const runs = value.match(/\\+/g) ?? [];
  return runs.every(({ length }) => length % 2 === 0) ? value.replaceAll('\\\\', '\\') : value;
};

function fact(source: Source, key: string, value: string, range: Range, whole: Range): Fact {
  const [start, end] = range;
  const exact = end - start === value.length;
  const at = { source, range: start === end ? whole : range };
  return {
    key,
    said: { value, at },
    cut: (from, to) => {
      const part = value.slice(from, to);
      const placed = exact &&
        part !== '' && { source, range: [start + from, start + from + part.length] as const };
      return { value: part, at: placed || at };
    },
    whole: { source, range: whole },
  };
}

const KEYS: Readonly<Record<string, string>> = { Name: 'name', 'Config file': 'cfgfile', State: 'vmstate' };

function namedFact(source: Source, start: number, found: RegExpExecArray): Fact {
  const [all, lead = '', label = '', rest = ''] = found;
  // `saved (since ...)`
  const value = label === 'State' ? (/^[\w ]*\w/.exec(rest)?.[0] ?? rest) : rest.trimEnd();
  const from = start + all.length - rest.length;
  return fact(
    source,
    KEYS[label] ?? label,
    value,
    [from, from + value.length],
    [from - lead.length, from + value.length],
  );
}

/** How the form for people says what a port leads to. */
const ATTACHED: readonly (readonly [RegExp, string])[] = [
  [/attached to tcp \(server\) '(.*)'/i, 'tcpserver'],
  [/attached to tcp \(client\) '(.*)'/i, 'tcpclient'],
  [/attached to pipe \(server\) '(.*)'/i, 'server'],
  [/attached to pipe \(client\) '(.*)'/i, 'client'],
  [/attached to (?:raw )?file '(.*)'/i, 'file'],
];

/** `UART 1: I/O base: 0x03f8, IRQ: 4, attached to tcp (server) '4000', 16550A`. */
function* uartFacts(
  source: Source,
  from: number,
  [, whole = '', number = '', text = '']: RegExpExecArray,
): Generator<Fact> {
  const range: Range = [from, from + whole.length];
  const start = from + whole.length - text.length;
  const of = (key: string, value: string): Fact =>
    fact(source, `${key}${number}`, value, [start, start + text.length], range);
  const [, base, irq] = /I\/O base: (0x[\da-f]{1,8}), IRQ: (\d{1,3})/i.exec(text) ?? [];
  yield of('uart', base === undefined ? 'off' : `${base},${irq}`);
  const [, type] = /, (8250|16[457]50A?)$/.exec(text) ?? [];
  if (type !== undefined) yield of('uarttype', type);
  for (const [form, mode] of ATTACHED) {
    const [, target] = form.exec(text) ?? [];
    if (target !== undefined) yield of('uartmode', `${mode},${target}`);
  }
  const [, device] = /attached to device '(.*)'/i.exec(text) ?? [];
  if (device !== undefined) yield of('uartmode', device);
  else if (/, disconnected/.test(text)) yield of('uartmode', 'disconnected');
}
