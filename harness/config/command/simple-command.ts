import type { Range } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import type { Shell } from './command.ts';
import type { Excerpt } from './excerpt.ts';
import type { Token } from './token.ts';

/** What stands between two of a shell's separators: what may go before a program, the program, its arguments. */
export interface SimpleCommand {
  readonly words: readonly Token[];
  readonly shell: Shell;
  readonly findings: readonly Finding[];
  /** What stands in quotes and has blanks: it may be a command itself. */
  readonly quoted: readonly Quoted[];
  /** It only says something. */
  readonly talk: boolean;
  /** Its last word is a function that is called: the value of an expression. */
  readonly calls: boolean;
}

export interface Quoted {
  readonly excerpt: Excerpt;
  /** Without the quotes. */
  readonly inside: Range;
  readonly quote: string;
}

const TALKER =
  /^@?(?:echo|printf|puts|print|println|grep|man|which|Write-(?:Host|Output|Verbose|Error|Warning)|console\.\w+|log(?:ger|ging)?\.\w+|fmt\.Print\w*)$/i;

/** Words that may stand before the first one of a command. */
const BEFORE = /^(?:then|do|else|-|@|\$)$/;

export const isTalker = (word: string): boolean => TALKER.test(word);

export const isTalk = (words: readonly Token[]): boolean => {
  const first = words.find(({ text }) => !BEFORE.test(text));
  return first !== undefined && isTalker(first.text);
};
