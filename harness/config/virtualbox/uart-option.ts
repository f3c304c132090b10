import type { CommandLine, Word } from '../command/command.ts';
import { partOfWord } from '../command/said.ts';
import type { Finding } from '../finding.ts';
import { nearest } from '../nearest.ts';

export type UartOptionKind = 'uart' | 'mode' | 'type';

/** An option of `VBoxManage modifyvm` that has to do with a serial port, with what stands behind it. */
export interface UartOption {
  readonly kind: UartOptionKind;
  /** From 1. */
  readonly port: number;
  readonly option: Word;
  /** Up to the next option. */
  readonly values: readonly Word[];
  /** Of a machine that runs: `controlvm NAME changeuartmode1`. */
  readonly running: boolean;
}

export interface UartOptions {
  readonly options: readonly UartOption[];
  readonly findings: readonly Finding[];
}

const OPTION = /^(--?|change-?)uart-?(mode|type)?([0-9])(?:=|$)/i;
/** Something like it. */
const SIMILAR = /^--?(?=\w{0,9}(?:uart|urat|uatr|aurt|uar|urt|usart))[\w-]{3,18}$/i;

const NAMES = [1, 2, 3, 4].flatMap((port) => [`--uart${port}`, `--uartmode${port}`, `--uarttype${port}`]);
/** What the longest of them takes, and one that is too much. */
const MOST_VALUES = 3;

const isOption = ({ text }: Word): boolean => /^--?[a-z]|^change-?uart/i.test(text);

/** Those of one command. The first word is the machine's name. */
export function uartOptionsOf({ words }: CommandLine): UartOptions {
  const options: UartOption[] = [];
  const findings: Finding[] = [];
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    const meant = meantBy(word);
    const [written, dash = '', kind = '', digit = ''] = OPTION.exec(meant ?? '') ?? [];
    const port = Number(digit);
    if (meant !== undefined && (written === undefined || meant !== word.text || port < 1 || port > 4))
      findings.push(unknown(word, meant === word.text ? undefined : meant));
    if (written === undefined || port < 1 || port > 4) continue;
    const behind = /=/.test(written) ? partOfWord(word, written.length) : undefined;
    const rest = words.slice(index + 1, index + 1 + MOST_VALUES);
    const end = rest.findIndex(isOption);
    options.push({
      kind: kind === '' ? 'uart' : kind.toLowerCase() === 'mode' ? 'mode' : 'type',
      port,
      option: word,
      values: [...(behind === undefined ? [] : [behind]), ...(end < 0 ? rest : rest.slice(0, end))],
      running: dash.toLowerCase().startsWith('c'),
    });
  }
  return { options, findings };
}

/** The option that a word is or is meant to be, with what it has behind `=`; undefined where it is none. */
function meantBy({ text }: Word): string | undefined {
  if (OPTION.test(text)) return text.replace(/^[^=]*/, (name) => name.toLowerCase());
  return SIMILAR.test(text) ? nearest(text.replace(/^--?/, '--'), NAMES) : undefined;
}

function unknown(word: Word, meant: string | undefined): Finding {
  const { source, range } = word.at;
  const isPlain = source.text.slice(...range) === word.text;
  return {
    code: 'value-invalid',
    severity: 'error',
    facts: {
      name: 'VBoxManage modifyvm',
      value: word.text,
      allowed: '--uart1, --uartmode1, --uarttype1',
      ...(meant === undefined ? {} : { nearest: meant }),
    },
    at: word.at,
    ...(meant !== undefined && isPlain ? { edits: [source.edit(range, meant)] } : {}),
  };
}
