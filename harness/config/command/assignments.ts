import type { Dialect } from './dialect.ts';
import { withinQuotes } from './excerpt.ts';
import { ShellWords } from './shell-words.ts';
import type { SimpleCommand } from './simple-command.ts';
import type { Token } from './token.ts';
import type { Value, Values } from './values.ts';

const SETTER = /^(?:export|readonly|local|declare|typeset|setx?|env|arg|let|const|var|my|final|int|string)$/i;
const PAIR = /^(\w+)(\+?)=/;
const NAME = /^(?:\[\w+\])?[$@]?(?:env:|global:|script:)?([\w.]+)$/i;
const SIGN = /^(?:=|:=|::=|\?=|\+=)$/;
const EXPRESSION = /^(?:[-+*/|&?:.]|\|\||or|\.\.)$|[()[\]{}]/;
const NUMBER = /^(?:0x[\da-f]+|\d+)$/i;

const written = ({ excerpt, from, to }: Token): string => excerpt.text.slice(from, to);

/** Less what ends a value in a program or in a list: `4000,`. */
const trimmed = (token: Token): Token => {
  const text = /[,;]$/.test(written(token)) ? token.text.replace(/[,;]$/, '') : token.text;
  return text === token.text ? token : { ...token, text, to: token.to - 1 };
};

/** The part of a word behind its first characters, which have no quotes. */
const behind = (token: Token, length: number): Token => {
  const rest = written(token).slice(length);
  const quote = /^(["']).*\1$/s.exec(rest)?.[1] ?? '';
  return { ...token, from: token.from + length, text: token.text.slice(length), quote };
};

/** The words that a quoted one falls into, where a shell expands it without quotes. */
function pieces(token: Token, dialect: Dialect, values: Values): readonly Token[] {
  if (!/\s/.test(token.text)) return [token];
  const { excerpt, from, to, quote } = token;
  if (quote === '') return [token];
  const inner = withinQuotes(excerpt, [from + 1, to - 1], quote === '"' && dialect.shell === 'sh');
  return new ShellWords(inner, dialect, values, () => {}).words();
}

/** Notes what a command sets. It is told the commands in the order of the text. */
export function assigner(dialect: Dialect, values: Values): (command: SimpleCommand) => void {
  /** Of HCL's `variable "port" {`: its default comes on a line of its own. */
  let declared: string | undefined;
  /** What is set is what a function gives. */
  let calls = false;

  const valueFrom = (tokens: readonly Token[]): Value => {
    const [first] = tokens;
    const later =
      tokens.find((token) => token.later !== undefined)?.later ??
      tokens.find(({ text, quote }) => quote === '' && EXPRESSION.test(text))?.text ??
      (calls ? tokens.at(-1)?.text : undefined);
    return {
      text: tokens.map(({ text }) => text).join(' '),
      literal: tokens.length === 1 && first !== undefined && (first.quote !== '' || NUMBER.test(first.text)),
      words: tokens.flatMap((token) => pieces(token, dialect, values)),
      ...(later === undefined ? {} : { later }),
    };
  };

  const set = (name: string, append: boolean, tokens: readonly Token[]): void => {
    const last = tokens.at(-1);
    if (last === undefined) return;
    const from = last.excerpt.origin(last.to);
    const value = valueFrom(tokens);
    const before = append ? values.at(name, from) : undefined;
    const all = before === undefined ? value : joined(before, value);
    values.set(name, from, all);
  };

  const pair = (token: Token, rest: readonly Token[]): boolean => {
    const [sign, name, append] = PAIR.exec(token.text) ?? [];
    if (sign === undefined || name === undefined) return false;
    const quotedWhole = token.quote !== '' && !written(token).startsWith(sign);
    set(
      name,
      append === '+',
      quotedWhole ? [unpaired(token, sign.length)] : [behind(token, sign.length), ...rest],
    );
    return true;
  };

  return (command) => {
    const { words } = command;
    const [first, second, third] = words;
    calls = command.calls;
    if (first === undefined) return;
    if (first.text === 'variable') declared = second?.text;
    const raw = written(first);
    if (second === undefined) {
      pair(first, []);
      return;
    }
    if (SIGN.test(second.text)) {
      const name = first.text === 'default' && declared !== undefined ? declared : NAME.exec(raw)?.[1];
      if (name !== undefined) set(name, second.text === '+=', words.slice(2).map(trimmed));
      return;
    }
    if (third !== undefined && SIGN.test(third.text)) {
      const name = NAME.exec(written(second))?.[1];
      if (name !== undefined) set(name, third.text === '+=', words.slice(3).map(trimmed));
      return;
    }
    if (SETTER.test(first.text)) {
      if (dialect.shell === 'cmd') pair(second, words.slice(2));
      else for (const word of words.slice(1)) pair(word, []);
      if (!second.text.includes('=') && third !== undefined) set(second.text, false, words.slice(2));
      return;
    }
    const key = /^["']?(\w+)["']?:$/.exec(raw)?.[1];
    if (key !== undefined && words.length === 2) set(key, false, [trimmed(second)]);
    for (const word of words) if (word.quote !== '' || !pair(word, [])) break;
  };
}

/** `"NAME=a b"`, less the name. */
const unpaired = (token: Token, length: number): Token => ({ ...token, text: token.text.slice(length) });

const joined = (a: Value, b: Value): Value => ({
  text: a.text.endsWith(' ') || b.text.startsWith(' ') ? a.text + b.text : `${a.text} ${b.text}`,
  literal: false,
  words: [...a.words, ...b.words],
  ...((a.later ?? b.later) === undefined ? {} : { later: a.later ?? b.later ?? '' }),
});
