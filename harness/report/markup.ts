import { harmless } from './harmless.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '\n',
  '\t': '\t',
};

/** What XML has no way to write, and what would steer a reader's eye or terminal. */
const NO_CHARACTER = /[\ufffe\uffff]|\p{Surrogate}/u;

/** Any text as XML and HTML can hold it, between tags and, where it is one line, in an attribute. */
export const escaped = (text: string): string =>
  [...text].map((char) => ENTITIES[char] ?? (NO_CHARACTER.test(char) ? '\ufffd' : harmless(char))).join('');

/** ` name="value"`, on one line. */
export const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [` ${name}="${escaped(String(value)).replace(/[\n\t]/g, ' ')}"`],
    )
    .join('');
