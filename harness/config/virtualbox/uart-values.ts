import type { Word } from '../command/command.ts';
import { partOfWord, partSaidBy, saidBy } from '../command/said.ts';
import type { Finding } from '../finding.ts';
import { type End, type Said, STANDARD_PORTS } from '../model.ts';
import { nearest } from '../nearest.ts';
import { baseMeant, UART_TYPES } from './setting.ts';
import { endOfMode, UART_MODES, type UartMode, uartModeOf } from './uart-mode.ts';
import type { UartOption } from './uart-option.ts';
import { numberOf } from './value.ts';

/** What an option says of its port, and the words that say it. */
export interface Resources {
  readonly enabled: Said<boolean>;
  readonly base?: Said<number>;
  readonly irq?: Said<number>;
  readonly words: readonly Word[];
  readonly findings: readonly Finding[];
}

const standardOf = (base: number | undefined, port: number) =>
  STANDARD_PORTS.find((each) => each.base === base) ?? STANDARD_PORTS[port - 1] ?? STANDARD_PORTS[0];

const hexOf = (base: number): string => `0x${base.toString(16).toUpperCase()}`;

/** `--uart1 0x3F8 4`, `--uart1 off` */
export function resourcesOf({ option, port, values }: UartOption): Resources {
  const [first, second] = values;
  const on: Said<boolean> = { value: true, at: option.at };
  if (first === undefined) {
    const findings = [missing('I/O base', option, ` ${hexOf(standardOf(undefined, port).base)} 4`)];
    return { enabled: on, words: [], findings };
  }
  if (first.text.toLowerCase() === 'off') {
    return { enabled: { value: false, at: first.at }, words: [first], findings: [] };
  }
  const item = oneItem(first);
  if (item !== undefined) return item;
  const base = numberSaid(first);
  if (base === undefined) return wrongBase(option, port, first, second);
  const standard = standardOf(base.value, port);
  if (second === undefined) {
    const findings = first.later === undefined ? [missing('IRQ', first, ` ${standard.irq}`)] : [];
    return { enabled: on, base, words: [first], findings };
  }
  const irq = numberSaid(second);
  const findings = irq === undefined ? [refused(second, option.text, '4, 3', String(standard.irq))] : [];
  return { enabled: on, base, ...(irq === undefined ? {} : { irq }), words: [first, second], findings };
}

const numberSaid = (word: Word): Said<number> | undefined => {
  const { at, later } = saidBy(word);
  if (later !== undefined) return { value: 0, at, later };
  const value = numberOf(word.text);
  return value === undefined ? undefined : { value, at };
};

/** `"0x3F8 4"` in a list. */
function oneItem(first: Word): Resources | undefined {
  const [, base = '', irq = ''] =
    /^(0x[\da-f]{2,4}|\d{3,4})(?:[ \t]{1,9}|[ \t]?,[ \t]?)(\d{1,3})$/i.exec(first.text) ?? [];
  if (base === '') return undefined;
  const { source, range } = first.at;
  const { quote } = first;
  const between = quote === '' ? ' ' : `${quote}, ${quote}`;
  const written = `${quote}${base}${between}${irq}${quote}`;
  return {
    enabled: { value: true, at: first.at },
    base: { value: numberOf(base) ?? 0, at: first.at },
    irq: { value: Number(irq), at: first.at },
    words: [first],
    findings: [
      {
        code: 'uart-one-item',
        severity: 'error',
        facts: { item: first.text },
        at: first.at,
        edits: [source.edit(range, written)],
      },
    ],
  };
}

/** `--uart1 COM1`, `--uart1 on`, `--uart1 3F8 4` */
function wrongBase(option: Word, port: number, first: Word, second: Word | undefined): Resources {
  const base = baseMeant(first.text) ?? standardOf(undefined, port).base;
  const irq = second === undefined ? undefined : numberSaid(second);
  const meant = second === undefined ? `${hexOf(base)} ${standardOf(base, port).irq}` : hexOf(base);
  const allowed = ['off', ...STANDARD_PORTS.map((each) => `${hexOf(each.base)} ${each.irq}`)].join(', ');
  return {
    enabled: { value: true, at: option.at },
    base: { value: base, at: first.at },
    ...(irq === undefined ? {} : { irq }),
    words: second === undefined ? [first] : [first, second],
    findings: [refused(first, option.text, allowed, meant)],
  };
}

function missing(name: string, after: Word, added: string): Finding {
  const { source, range } = after.at;
  return {
    code: 'value-missing',
    severity: 'error',
    facts: { name, after: after.text },
    at: after.at,
    ...(after.quote === '' ? { edits: [source.edit([range[1], range[1]], added)] } : {}),
  };
}

function refused(word: Word, name: string, allowed: string, meant: string): Finding {
  const { source } = word.at;
  const isPlain = !/\s/.test(meant) || word.quote === '';
  return {
    code: 'value-invalid',
    severity: 'error',
    facts: { name, value: word.text, allowed, nearest: meant },
    at: word.at,
    ...(isPlain ? { edits: [source.edit(word.at.range, `${word.quote}${meant}${word.quote}`)] } : {}),
  };
}

export interface TypeSaid {
  readonly uart?: Said<string>;
  readonly words: readonly Word[];
  readonly findings: readonly Finding[];
}

/** `--uarttype1 16450`, in any case. */
export function typeOf({ option, values }: UartOption): TypeSaid {
  const [word] = values;
  if (word === undefined) return { words: [], findings: [missing('UART', option, ' 16550A')] };
  const said = saidBy(word);
  if (said.later !== undefined) return { uart: said, words: [word], findings: [] };
  const type = UART_TYPES.find((each) => each === word.text.toUpperCase());
  const meant = type ?? nearest(word.text, UART_TYPES) ?? '16550A';
  const findings = type === undefined ? [refused(word, option.text, UART_TYPES.join(', '), meant)] : [];
  return { uart: { value: meant, at: said.at }, words: [word], findings };
}

export interface ModeSaid {
  readonly end: End;
  readonly words: readonly Word[];
  /** Undefined: it is right. */
  readonly wrong?: { readonly word: Word; readonly meant: string; readonly edit: string };
  readonly findings: readonly Finding[];
}

/** `--uartmode1 tcpserver 4000`: what is no mode is a device of the host, or a slip. */
export function modeOf({ values }: UartOption): ModeSaid | undefined {
  const [word, path] = values;
  if (word === undefined) return undefined;
  const mode = word.later === undefined ? uartModeOf(word.text) : undefined;
  if (mode !== undefined) return led(mode, word, path);
  if (word.later !== undefined || DEVICE.test(word.text)) {
    return { end: { kind: 'device', what: saidBy(word) }, words: [word], findings: [] };
  }
  return joinedMode(word) ?? meantMode(word, path);
}

function led(mode: UartMode, word: Word, path: Word | undefined): ModeSaid {
  const value = { value: mode, at: saidBy(word).at };
  if (mode === 'disconnected') {
    return { end: { kind: 'disconnected', what: saidBy(word) }, words: [word], findings: [] };
  }
  const said = path === undefined ? { value: '', at: word.at } : saidBy(path);
  const part = (from: number, to?: number) => (path === undefined ? undefined : partSaidBy(path, from, to));
  const words = path === undefined ? [word] : [word, path];
  return { end: endOfMode(value, { said, part }), words, findings: [] };
}

/** Names of serial devices. */
const DEVICE = /^\/dev\/|^(?:\\\\\.\\)?COM\d{1,3}:?$|^tty|^cu\./i;

const JOINED = /^(disconnected|server|client|tcpserver|tcpclient|file)([ \t]{1,9}|[,:=])(?=.)/i;

/** `"tcpserver 4000"` as one item, `tcpserver,4000` as showvminfo has it. */
function joinedMode(word: Word): ModeSaid | undefined {
  const [written, name = '', sign = ''] = JOINED.exec(word.text) ?? [];
  const mode = uartModeOf(name);
  if (written === undefined || mode === undefined) return undefined;
  const path = partOfWord(word, written.length);
  const text = word.text.slice(written.length);
  const { source, range } = word.at;
  const between = word.quote === '' ? ' ' : `${word.quote}, ${word.quote}`;
  const edits = [source.edit(range, `${word.quote}${name}${between}${text}${word.quote}`)];
  const { end } = led(mode, partOfWord(word, 0, name.length) ?? word, path);
  const rest = { severity: 'error', at: word.at, edits } as const;
  if (sign.trim() === '') {
    return { end, words: [word], findings: [{ code: 'uart-one-item', facts: { item: word.text }, ...rest }] };
  }
  return {
    end,
    words: [word],
    findings: [],
    wrong: { word, meant: `${name} ${text}`, edit: edits[0]?.replacement ?? '' },
  };
}

/** Words of the settings window, and of other programs. */
const OTHER_WORDS: readonly (readonly [RegExp, UartMode])[] = [
  [/^(?:off|none|null|disconnect|disable)/i, 'disconnected'],
  [/client|connect/i, 'tcpclient'],
  [/tcp|socket|listen|net/i, 'tcpserver'],
  [/pipe|serv/i, 'server'],
  [/^(?:raw-?)?file/i, 'file'],
];

function meantMode(word: Word, path: Word | undefined): ModeSaid {
  const { text } = word;
  const forgotten = modeForgotten(text);
  if (forgotten !== undefined) {
    const { end } = led(forgotten, word, word);
    const edit = word.quote === '' ? `${forgotten} ` : `${word.quote}${forgotten}${word.quote}, `;
    const raw = word.at.source.text.slice(...word.at.range);
    return {
      end,
      words: [word],
      findings: [],
      wrong: { word, meant: `${forgotten} ${text}`, edit: edit + raw },
    };
  }
  const mode = modeMeant(text, path?.text ?? '');
  if (mode === undefined) return { end: { kind: 'device', what: saidBy(word) }, words: [word], findings: [] };
  const read = led(mode, word, path);
  return { ...read, wrong: { word, meant: mode, edit: `${word.quote}${mode}${word.quote}` } };
}

function modeMeant(text: string, path: string): UartMode | undefined {
  const near = uartModeOf(nearest(text.replace(/[-_ ]/g, ''), UART_MODES) ?? '');
  const mode = near ?? OTHER_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  const saysRole = /serv|clien|listen|connect/i.test(text);
  return mode === 'tcpserver' && !saysRole && path.includes(':') ? 'tcpclient' : mode;
}

/** The mode that somebody has left out before a path. */
function modeForgotten(text: string): UartMode | undefined {
  if (/^\d{1,5}$/.test(text)) return 'tcpserver';
  if (/^[\w.-]{1,253}:\d{1,5}$/.test(text)) return 'tcpclient';
  if (/^\\\\[.?]\\pipe\\/i.test(text)) return 'server';
  return /[\\/]|\.(?:log|txt|out|raw)$/i.test(text) ? 'file' : undefined;
}
