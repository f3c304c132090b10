import { nearest } from '../config/nearest.ts';
import { HarnessError } from '../ground/errors.ts';
import { SIDES, type Side } from '../ground/side.ts';
import type { TraceBody, TraceRecord } from '../ground/trace.ts';
import type { Fault, Read } from '../scenario/fault.ts';
import type { Duration } from '../scenario/model.ts';
import { readTolerance, toleranceInWords } from '../scenario/tolerance.ts';
import { goldenLines, isGolden } from './golden.ts';
import { goldenRecord } from './golden-record.ts';

type Kind = TraceBody['k'];

/** What a golden text lets be otherwise (docs/trace.md): lines that a person writes behind its header. */
export type GoldenRule = {
  /** As it is written, without the `# ` before it. */
  readonly line: string;
  /** None: all. */
  readonly kinds: readonly Kind[];
  /** Null: each, and the run itself. */
  readonly machine: Side | null;
} & (
  | { readonly rule: 'within'; readonly within: Duration }
  /** Ticks are counted from the machine's last record of these kinds. */
  | { readonly rule: 'counted from' }
  | { readonly rule: 'leave out' }
);

const KINDS = Object.keys({
  out: true,
  in: true,
  frame: true,
  char: true,
  lost: true,
  timeout: true,
  intr: true,
  irq: true,
  power: true,
  link: true,
  print: true,
  step: true,
  verdict: true,
} satisfies Record<Kind, true>) as readonly Kind[];

const RULES = ['within', 'counted from', 'leave out'] as const;

/** Where a rule of the text names this record. */
export const names = ({ kinds, machine }: GoldenRule, { k, m }: Pick<TraceRecord, 'k' | 'm'>): boolean =>
  (kinds.length === 0 || kinds.includes(k)) && (machine === null || machine === m);

export const isLeftOut = (rules: readonly GoldenRule[], record: TraceRecord): boolean =>
  rules.some((one) => one.rule === 'leave out' && names(one, record));

/** The rules of a golden text; throws where a line behind its header is none. */
export function rulesOf(text: string, file = 'the golden text'): readonly GoldenRule[] {
  const lines = goldenLines(text);
  const from = rulesFrom(lines);
  return ruleLines(lines).map((line, i) =>
    ruleOf(line.replace(/^#\s*/, '').trim(), `${file}, line ${from + i + 1}`),
  );
}

/** Throws where it is none. */
export function ruleOf(line: string, place: string): GoldenRule {
  const read = readRule(line);
  if ('value' in read) return read.value;
  const { what, why, fix } = read.fault;
  throw new HarnessError('golden-rule', `${place}: ${what}${why === undefined ? '' : ` ${why}`}`, fix);
}

/** A run's own tolerance stands in the place of that which a text has for all its records. */
export function withTolerance(
  rules: readonly GoldenRule[],
  within: Duration | undefined,
): readonly GoldenRule[] {
  if (within === undefined) return rules;
  const own = { rule: 'within', within, line: `within: ${toleranceInWords(within)}` } as const;
  return [{ ...own, kinds: [], machine: null }, ...rules.filter((one) => !isGeneral(one))];
}

const isGeneral = ({ rule, kinds, machine }: GoldenRule): boolean =>
  rule === 'within' && kinds.length === 0 && machine === null;

/** The text with these rules, and without what they leave out. */
export function ruled(text: string, rules: readonly GoldenRule[]): string {
  const lines = goldenLines(text);
  const from = rulesFrom(lines);
  const records = lines.slice(from + ruleLines(lines).length).filter((line) => {
    const record = goldenRecord(line);
    return record === undefined || !isLeftOut(rules, record);
  });
  return `${[...lines.slice(0, from), ...rules.map(({ line }) => `# ${line}`), ...records].join('\n')}\n`;
}

/** How many lines stand before the first rule. */
export function rulesFrom(lines: readonly string[]): number {
  const head = lines.findIndex((line) => !line.startsWith('#'));
  const profile = lines
    .slice(0, head < 0 ? lines.length : head)
    .findIndex((line) => /^# profile:/.test(line));
  return isGolden(lines) && profile >= 0 ? profile + 1 : head < 0 ? lines.length : head;
}

export function ruleLines(lines: readonly string[]): readonly string[] {
  const behind = lines.slice(rulesFrom(lines));
  const count = behind.findIndex((line) => !line.startsWith('#'));
  return count < 0 ? behind : behind.slice(0, count);
}

const FORMS =
  'A rule is `within: 1bit`, `within: 1bit for char, in of B`, `counted from: char`, or `leave out: in`.';

function readRule(line: string): Read<GoldenRule> {
  const [, word = line, rest = ''] = /^([^:]*):\s*(.*)$/s.exec(line) ?? [];
  const rule = RULES.find((one) => one === word);
  if (rule === undefined) {
    const meant = nearest(word, RULES);
    return wrong(
      `\`${word}\` is no rule.`,
      FORMS,
      meant === undefined ? 'Take the line out.' : `Write \`# ${meant}: …\`.`,
    );
  }
  const [, named = '', machine] = /^(.*?)(?:(?:^|\s+)of\s+(\S+))?$/s.exec(rest) ?? [];
  if (machine !== undefined && !SIDES.some((side) => side === machine))
    return wrong(`There is no machine \`${machine}\`: there are A and B.`, FORMS, `Write it like \`of B\`.`);
  const scope = { line, machine: (machine ?? null) as Side | null };
  if (rule === 'within') {
    const [time = '', list] = named.split(/\s+for(?:\s+|$)/s);
    const within = readTolerance(time);
    if ('fault' in within) return within;
    const kinds = list === undefined ? { value: [] } : readKinds(list);
    return 'fault' in kinds ? kinds : { value: { ...scope, rule, within: within.value, kinds: kinds.value } };
  }
  const kinds = readKinds(named);
  return 'fault' in kinds ? kinds : { value: { ...scope, rule, kinds: kinds.value } };
}

function readKinds(list: string): Read<readonly Kind[]> {
  const words = list.split(',').map((word) => word.trim());
  const stranger = words.find((word) => !KINDS.some((kind) => kind === word));
  if (stranger === undefined) return { value: words as readonly Kind[] };
  const meant = nearest(stranger, KINDS);
  return wrong(
    stranger === '' ? 'A kind of record is missing.' : `\`${stranger}\` is no kind of record.`,
    `The kinds: ${KINDS.join(', ')}; several have commas between them.`,
    meant === undefined ? undefined : `Write ${meant}.`,
  );
}

const wrong = (what: string, why: string, fix: string | undefined): { readonly fault: Fault } => ({
  fault: { code: 'scenario-wrong-value', what, why, ...(fix === undefined ? {} : { fix }) },
});
