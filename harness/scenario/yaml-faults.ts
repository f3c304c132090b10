import type { ErrorCode } from 'yaml';
import { type Fault, fault } from './fault.ts';
import { clipped } from './words.ts';

/** The YAML parser's complaint in plain words. */
export function yamlFault(code: ErrorCode, message: string, text: string, at: number): Fault {
  const begins = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', begins);
  const line = text.slice(begins, newline < 0 ? undefined : newline).slice(0, 1000);
  if (/^ *\t/.test(line)) return tab();
  if (/(^|[^"'\w])\$\{\{/.test(line)) {
    return fault(
      'scenario-yaml',
      `A \`\${{ … }}\` stands here without quotes.`,
      'YAML takes its braces for the beginning of a group.',
      `Put it in quotes: "\${{ matrix.x }}".`,
    );
  }
  const [, key, value] = /^[ -]*(\w+):([^\s:/].*)$/.exec(line) ?? [];
  if (IS_LAYOUT.has(code) && key !== undefined && value !== undefined) {
    const fix = `Write \`${key}: ${clipped(value)}\`.`;
    return fault('scenario-yaml', 'A blank is missing behind the colon.', undefined, fix);
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return /:(\s|$)/.test(text.slice(at, newline < 0 ? undefined : newline).slice(0, 1000))
      ? fault(
          'scenario-yaml',
          'There is a second colon on this line.',
          'A line has one key and its value.',
          QUOTES,
        )
      : fault(
          'scenario-yaml',
          'This value is followed by a line that begins further right.',
          undefined,
          INDENT,
        );
  }
  if (/^Flow .* end with a/.test(message)) {
    const what = 'A bracket or a brace above has not been closed when this begins.';
    return fault('scenario-yaml', what, undefined, 'Add the missing ] or }.');
  }
  const [what, fix] = WORDS[code];
  return fault('scenario-yaml', what, undefined, fix);
}

export const tab = (): Fault =>
  fault(
    'scenario-yaml',
    'A tab stands at the beginning of this line.',
    'YAML allows blanks only there.',
    'Use blanks instead of the tab.',
  );

/** A blank that is none to YAML, where a line begins: it comes with what is copied from a web page or a PDF. */
export const oddBlank = (): Fault =>
  fault(
    'scenario-yaml',
    'This line begins with something that only looks like a blank.',
    'YAML knows the plain blank only.',
    'Delete what stands before the first letter, and type blanks.',
  );

/** What the parser says of the lines below one that begins wrong: they stand in another group than was meant. */
export const IS_LAYOUT: ReadonlySet<ErrorCode> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
]);

/** What spoils the value that it is about, and nothing else. */
export const KEEPS_THE_TREE: ReadonlySet<ErrorCode> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_PROP_ORDER',
  'BAD_SCALAR_START',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
]);

export const openQuote = (): Fault =>
  fault(
    'scenario-yaml',
    'The text that begins here has no closing quote.',
    undefined,
    'Add the quote at its end.',
  );

const INDENT = 'Give keys of one group the same number of blanks before them.';
const QUOTES = 'Put the text in quotes.';
const PLAIN = 'Write a plain value instead.';

const WORDS: Readonly<Record<ErrorCode, readonly [what: string, fix: string]>> = {
  ALIAS_PROPS: ['A `*name` cannot have a tag or a name of its own.', PLAIN],
  BAD_ALIAS: ['This `*name` or `&name` cannot be read.', 'Use letters and digits for the name.'],
  BAD_COLLECTION_TYPE: ['This tag does not fit what follows it.', 'Take the tag out.'],
  BAD_DIRECTIVE: ['A line that begins with % cannot be read.', 'Take the line out.'],
  BAD_DQ_ESCAPE: [
    'This backslash is followed by something that it cannot go with.',
    'Write \\\\ for a backslash.',
  ],
  BAD_INDENT: ['This line does not stand in line with those before it.', INDENT],
  BAD_PROP_ORDER: ['A tag or a `&name` stands in the wrong place.', 'Take it out.'],
  BAD_SCALAR_START: ['A value cannot begin with this character.', QUOTES],
  BLOCK_AS_IMPLICIT_KEY: [
    'There is a second `key: value` on this line, or the line does not stand in line with those before it.',
    INDENT,
  ],
  BLOCK_IN_FLOW: ['A group of lines cannot stand between braces or brackets.', 'Write it as { key: value }.'],
  DUPLICATE_KEY: ['This key stands here twice.', 'Take one of them out.'],
  IMPOSSIBLE: ['This file cannot be read as YAML.', 'Begin with a small file that works.'],
  KEY_OVER_1024_CHARS: ['This key is too long.', 'Use one of the keys of the scenario file.'],
  MISSING_CHAR: [
    'A quote, bracket, brace, comma, colon or blank is missing here.',
    'Add the missing character.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'This key goes over several lines, or a colon is missing behind it.',
    'Write it as `key: value`, on one line.',
  ],
  MULTIPLE_ANCHORS: ['A value can have one `&name` only.', 'Take the others out.'],
  MULTIPLE_DOCS: ['A second document begins here, with `---`.', 'Put it in a file of its own.'],
  MULTIPLE_TAGS: ['A value can have one tag only.', 'Take the tags out.'],
  NON_STRING_KEY: ['A key is one plain word.', 'Write it as `key: value`.'],
  RESOURCE_EXHAUSTION: [
    'Groups stand in groups here, far too deep.',
    'Write the file without so many brackets.',
  ],
  TAB_AS_INDENT: ['A tab stands at the beginning of this line.', 'Use blanks instead of the tab.'],
  TAG_RESOLVE_FAILED: [
    'A word with `!` before it is a tag, and this one means nothing here.',
    'Take the tag out.',
  ],
  UNEXPECTED_TOKEN: ['This does not belong here.', 'Look for a missing quote, bracket or comma before it.'],
};
