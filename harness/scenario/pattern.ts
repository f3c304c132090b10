import { type AST, RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp';
import { type Read, wrongValue } from './fault.ts';
import { shown } from './words.ts';

/**
 * A regular expression over bytes, as the states of an automaton that walks along a stream without looking back
 * (Thompson, 1968): each byte costs at most the number of states, whatever is written and whatever comes.
 */
export interface Pattern {
  /** As it was written. */
  readonly source: string;
  readonly states: readonly State[];
  readonly start: number;
}

export type State =
  /** Goes on at any of these without a byte. */
  | { readonly to: readonly number[] }
  /** Goes on with a byte of the set: 256 of 0 or 1. */
  | { readonly on: Uint8Array; readonly next: number }
  | { readonly accepts: true };

const LONGEST = 200;
const MOST_STATES = 256;
/** What nested counts of nothing could ask for. */
const MOST_PARTS = 100_000;

const ALLOWED =
  'A pattern is a regular expression of JavaScript over bytes: characters, [classes], ., |, *, +, ?, {n,m}, groups, \\d, \\w, \\s, \\xHH.';

/** A pattern that cannot be taken, for a reason of ours. */
class Unfit extends Error {
  readonly fix: string;

  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

export function readPattern(source: string): Read<Pattern> {
  if (source === '') return wrongValue('This pattern is empty.', ALLOWED, 'Write it like t=[0-9]+ms.');
  if (source.length > LONGEST)
    return wrongValue('This pattern is too long.', `It has at most ${LONGEST} characters.`);
  try {
    const [wide] = /[\u{10000}-\u{10FFFF}]/u.exec(source) ?? [];
    // To the parser these are two characters.
    if (wide !== undefined) throw noByte(wide, wide);
    const tree = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, false);
    const states = new Automaton();
    const start = states.choice(tree.alternatives, states.accept);
    if (states.accepts(start)) throw new Unfit('holds before any byte has come', atLeastOne(source));
    if (!states.canAccept(start)) throw new Unfit('can never hold', 'Write what may come into its `[]`.');
    return { value: { source, states: states.all, start } };
  } catch (error) {
    if (error instanceof Unfit)
      return wrongValue(`The pattern ${shown(source)} ${error.message}.`, ALLOWED, error.fix);
    if (!(error instanceof RegExpSyntaxError)) throw error;
    const what = error.message.replace(/^.*\/[a-z]*: /s, '').toLowerCase();
    return wrongValue(
      `The pattern ${shown(source)} cannot be read: ${what}, at character ${error.index + 1}.`,
      ALLOWED,
      'Write a backslash before a character that means itself.',
    );
  }
}

/** Built from the end: each part is told where it leads to. */
class Automaton {
  readonly all: State[] = [];
  readonly accept = this.add({ accepts: true });
  private parts = 0;

  add(state: State): number {
    if (this.all.length >= MOST_STATES) throw tooLarge();
    this.all.push(state);
    return this.all.length - 1;
  }

  choice(alternatives: readonly AST.Alternative[], next: number): number {
    const ways = alternatives.map((alternative) => this.sequence(alternative.elements, next));
    return ways.length === 1 ? (ways[0] as number) : this.add({ to: ways });
  }

  /** Whether the end can be reached without a byte. */
  accepts(from: number, seen = new Set<number>()): boolean {
    if (seen.has(from)) return false;
    seen.add(from);
    const state = this.all[from] as State;
    if ('accepts' in state) return true;
    return 'to' in state && state.to.some((next) => this.accepts(next, seen));
  }

  /** Whether there are bytes that lead to the end. */
  canAccept(from: number): boolean {
    const reached = new Set([from]);
    for (const at of reached) {
      const state = this.all[at] as State;
      if ('accepts' in state) return true;
      const next = 'to' in state ? state.to : state.on.includes(1) ? [state.next] : [];
      for (const one of next) reached.add(one);
    }
    return false;
  }

  private sequence(elements: readonly AST.Element[], next: number): number {
    return elements.reduceRight((after, element) => this.element(element, after), next);
  }

  private element(element: AST.Element, next: number): number {
    this.parts += 1;
    if (this.parts > MOST_PARTS) throw tooLarge();
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.add({ on: bytesIn(element), next });
      case 'Group':
        if (element.modifiers !== null) throw new Unfit('has modifiers', 'Write [Aa] for either case.');
        return this.choice(element.alternatives, next);
      case 'CapturingGroup':
        return this.choice(element.alternatives, next);
      case 'Quantifier':
        return this.repeated(element, next);
      case 'Assertion':
        throw new Unfit(
          `has \`${element.raw.slice(0, 10)}\`, which looks around`,
          'Take it out: a pattern is found anywhere behind what the expect before it has found.',
        );
      case 'Backreference':
        throw new Unfit(`refers back with \`${element.raw}\``, 'Write out what must come again.');
      case 'ExpressionCharacterClass':
        throw new Unfit('has a class of classes', 'Write a plain [class].');
    }
  }

  private repeated({ element, min, max }: AST.Quantifier, next: number): number {
    let after = next;
    if (max === Number.POSITIVE_INFINITY) {
      const loop: number[] = [];
      after = this.add({ to: loop });
      loop.push(this.element(element, after), next);
    } else for (let i = min; i < max; i += 1) after = this.add({ to: [this.element(element, after), next] });
    for (let i = 0; i < min; i += 1) after = this.element(element, after);
    return after;
  }
}

function atLeastOne(source: string): string {
  const start = 'Let it ask for one byte at least';
  if (source.includes('*')) return `${start}: \`+\` for \`*\`.`;
  if (/\{0/.test(source)) return `${start}: 1 for 0 in the braces.`;
  return source.includes('|') ? `${start} on either side of each \`|\`.` : `${start}.`;
}

const tooLarge = (): Unfit =>
  new Unfit('is too large', 'Write smaller numbers in {n,m}, or expect it in several steps.');

function bytesIn(element: AST.Character | AST.CharacterSet | AST.CharacterClass): Uint8Array {
  const bytes = new Uint8Array(256);
  switch (element.type) {
    case 'Character':
      bytes[byteOf(element)] = 1;
      return bytes;
    case 'CharacterSet': {
      // A byte is the character of that number, as it is in `text`.
      const one = new RegExp(`^${element.raw}$`);
      for (let byte = 0; byte < 256; byte += 1) if (one.test(String.fromCharCode(byte))) bytes[byte] = 1;
      return bytes;
    }
    case 'CharacterClass':
      for (const part of element.elements) {
        if (part.type === 'CharacterClassRange') bytes.fill(1, byteOf(part.min), byteOf(part.max) + 1);
        else if (part.type === 'Character' || part.type === 'CharacterSet')
          for (const [byte, isIn] of bytesIn(part).entries()) bytes[byte] = (bytes[byte] as number) | isIn;
      }
      return element.negate ? bytes.map((isIn) => 1 - isIn) : bytes;
  }
}

function byteOf({ value, raw }: AST.Character): number {
  if (value <= 0xff) return value;
  throw noByte(String.fromCharCode(value), raw);
}

function noByte(character: string, raw: string): Unfit {
  const bytes = [...new TextEncoder().encode(character)];
  const escapes = bytes.map((byte) => `\\x${byte.toString(16).toUpperCase()}`).join('');
  const fix = /\p{Cs}/u.test(character) ? 'Take it out.' : `Its UTF-8 is ${escapes}.`;
  return new Unfit(`has \`${raw.slice(0, 10)}\`, which is no byte`, fix);
}
