import type { Range } from '../../ground/source.ts';
import { linesOf } from '../lines.ts';
import { nearest } from '../nearest.ts';

/** What a port is set to: `serial1=nullmodem server:10.0.0.2 port:4000`, or the same as a command, or in an option. */
export interface Assignment {
  readonly number: number;
  /** The first is the type; the others are its parameters. */
  readonly words: readonly Range[];
  readonly line: Range;
  /** Where a configuration has its settings; else a command sets it, which runs after they are read. */
  readonly settled: boolean;
  /** The heading that it stands under. */
  readonly section: Heading | undefined;
  /** The label of a batch file that it stands behind. */
  readonly label: string | undefined;
}

export interface Heading {
  /** In lower case. */
  readonly name: string;
  readonly line: Range;
}

export const TYPES = [
  'nullmodem',
  'modem',
  'softmodem',
  'dummy',
  'disabled',
  'directserial',
  'file',
  'log',
  'serialmouse',
  'mouse',
] as const;

/** The type that is meant: of a misspelled one, a finding says so. */
export function typeOf(text: string, { words: [type] }: Assignment): string {
  const word = type === undefined ? '' : text.slice(...type).toLowerCase();
  return TYPES.some((each) => each === word) ? word : (nearest(word, TYPES) ?? word);
}

const HEADING = /^[ \t]*\[([^\][]{1,40})\][ \t]*$/;
const COMMENT = /^[ \t]*(?:[#;%]|::|@?rem\b)/i;
const LABEL = /^[ \t]*:(\w{1,40})[ \t]*$/;
const SETTING = /^[ \t]*serial([1-9])[ \t]*=[ \t]*/i;
const COMMAND =
  /(?:(?<![\w-])|(?<=\\n))serial ?([1-9])(?:[ \t]*=[ \t]*|[ \t]+)(?=(?:nullmodem|softmodem|modem|dummy|disabled|directserial)\b)/gi;
/** A command ends here, or the quotes do that it stands in. */
const ENDS = /["'`|&>^;,]|\\n|[ \t]#/;
const COMMENT_BEHIND = /[ \t](?:#|\/\/)/;
const WORD = /[^\s<]*<[a-z][\w. -]{0,60}>\S*|\S+/gi;
/** DOSBox knows a dozen. */
const MOST_WORDS = 40;

/** The second is what an old manual says. */
export const isOfPorts = ({ name }: Heading): boolean => name === 'serial' || name === 'serialports';

/** In a program, a text may go on in the next line's quotes. */
const NEXT_LINE = /(["'])[ \t]{0,20}\\?\r?\n[ \t]{0,200}[fbru]?\1([\w.:={} \t]{1,400})/y;

/** The words behind a quote that is only the line's. */
function goesOnAt(text: string, quote: number): readonly Range[] {
  NEXT_LINE.lastIndex = quote;
  const found = NEXT_LINE.exec(text);
  const [, , more = ''] = found ?? [];
  const from = NEXT_LINE.lastIndex - more.length;
  const words = found === null ? [] : [...more.matchAll(WORD)].slice(0, MOST_WORDS);
  return words
    .filter(({ 0: word }) => word.includes(':'))
    .map(({ 0: word, index }): Range => [from + index, from + index + word.length]);
}

/** The headings and the assignments of a text, in its order. */
export function assignmentsOf(text: string): { headings: Heading[]; assignments: Assignment[] } {
  const headings: Heading[] = [];
  const assignments: Assignment[] = [];
  let label: string | undefined;
  for (const line of linesOf(text)) {
    const written = text.slice(...line);
    if (COMMENT.test(written)) continue;
    const heading = HEADING.exec(written)?.[1];
    if (heading !== undefined) headings.push({ name: heading.toLowerCase(), line });
    label = LABEL.exec(written)?.[1] ?? label;
    const section = headings.at(-1);
    const setting = SETTING.exec(written);
    // DOSBox passes over what stands under another heading.
    if (setting !== null && section !== undefined && !isOfPorts(section) && section.name !== 'autoexec')
      continue;
    const matches = setting === null ? [...written.matchAll(COMMAND)] : [setting];
    for (const [index, match] of matches.entries()) {
      const start = match.index + match[0].length;
      const next = matches[index + 1]?.index ?? written.length;
      const rest = written.slice(start, next);
      const end = rest.search(setting === null ? ENDS : COMMENT_BEHIND);
      const value = end < 0 ? rest : rest.slice(0, end);
      const more = end < 0 ? [] : goesOnAt(text, line[0] + start + end);
      const words = [...value.matchAll(WORD)].slice(0, MOST_WORDS).map(({ 0: word, index: at }): Range => {
        const from = line[0] + start + at;
        return [from, from + word.length];
      });
      words.push(...more);
      if (words.length > 0)
        assignments.push({
          number: Number(match[1]),
          words,
          line,
          settled: setting !== null,
          section,
          label,
        });
    }
  }
  return { headings, assignments };
}
