import type { Word } from '../command/command.ts';

/** A text in quotes, with what a language may have before them: `f"`, `fmt.Sprintf("`. */
const LITERAL = /^(?:[bfru]{1,2}|[\w.:]{1,60}!?\(\s{0,20})?(["'`])([^"'`]*)\1/;
const SUM = /^\s{0,20}(?:\+|\.\.)/;
const PARTS = /(["'])([^"']*)\1|[^\s"'+.][^\s"'+]{0,200}/g;

/**
 * In a program's source, an argument may be more than a text: `"tcp::%d,server=on" % port`, `"tcp:b:" + port`. What is
 * no text stands in braces then, as what only the program knows. PowerShell's may have quotes of its own: `'"file:a b"'`.
 */
export function literalOf(word: Word): Word {
  if (word.later === undefined && !/^".*"$/.test(word.text)) return word;
  const [all = '', , inside] = LITERAL.exec(word.text) ?? [];
  if (inside === undefined) return word;
  const isSum = SUM.test(word.text.slice(all.length));
  return { ...word, text: isSum ? summed(word.text) : inside };
}

const summed = (text: string): string =>
  [...text.matchAll(PARTS)].map(([part, , inside]) => inside ?? `{${/\w+/.exec(part)?.[0] ?? ''}}`).join('');
