import type { Range } from '../../ground/source.ts';
import { linesOf } from '../lines.ts';

/** One setting of a serial port, or one of those that begin a file: `serial0.present = "TRUE"`. */
export interface Setting {
  /** In lower case: VMware does not tell them apart. */
  readonly key: string;
  readonly value: string;
  readonly keyAt: Range;
  /** Without its quotes. */
  readonly valueAt: Range;
  readonly line: Range;
  /** As a file has it: in a script, the key is often in quotes. */
  readonly bare: boolean;
  /** The only one on its line. */
  readonly alone: boolean;
  /** Between it and the one before stands a line that is no setting, as in a script that writes two files. */
  readonly apart: boolean;
}

/** The keys that begin a file, of which each file has one. */
export const HEADINGS = ['.encoding', 'config.version', 'displayname'] as const;

/** A Vagrantfile and a Packer file have the key in quotes: `vmx["serial0.present"] = "TRUE"`. */
const KEY =
  /(?<![\w.:-])(serial\d{1,3}(?:\.\w{1,40}){1,3}|displayName|config\.version|\.encoding)(\\?["'])?\]?[ \t]*(?:=>|[=:])[ \t]*/gi;
const ANY_SETTING = /^[ \t]*[.\w][\w.:-]*[ \t]*=/;
const EMPTY = /^[ \t]*(?:#|\/\/|$)/;
/** Of a value without quotes: a line may hold many, and the line be long. */
const LONGEST_BARE = 1000;
const QUOTE = /\\?["']/y;

export function settingsOf(text: string): Setting[] {
  const settings: Setting[] = [];
  let apart = false;
  for (const line of linesOf(text)) {
    const words = text.slice(...line);
    if (EMPTY.test(words)) continue;
    const keys = [...words.matchAll(KEY)];
    if (keys.length === 0) apart ||= !ANY_SETTING.test(words);
    for (const match of keys) {
      const quoted = match[2] !== undefined;
      const [start, end] = valueIn(words, match.index + match[0].length, quoted);
      const [key, written] = [match[1] ?? '', words.slice(start, end)];
      settings.push({
        key: key.toLowerCase(),
        value: quoted ? written.replaceAll('\\\\', '\\') : unescaped(written),
        keyAt: [line[0] + match.index, line[0] + match.index + key.length],
        valueAt: [line[0] + start, line[0] + end],
        line,
        bare: !quoted,
        alone: keys.length === 1,
        apart,
      });
      apart = false;
    }
  }
  return settings;
}

function valueIn(line: string, from: number, quoted: boolean): Range {
  QUOTE.lastIndex = from;
  const quote = QUOTE.exec(line)?.[0];
  if (quote !== undefined) {
    const start = from + quote.length;
    const end = line.indexOf(quote, start);
    return [start, end < 0 ? line.trimEnd().length : end];
  }
  const rest = line.slice(from, from + LONGEST_BARE);
  const word = quoted ? rest.split(/[\s,\]}]/, 1)[0] : rest.split('#', 1)[0]?.trimEnd();
  return [from, from + (word ?? '').length];
}

/** A quote inside a value is `|22`. */
const unescaped = (value: string): string =>
  value.replace(/\|([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export const escaped = (value: string): string =>
  value.replace(/[|"]/g, (sign) => (sign === '"' ? '|22' : '|7C'));
