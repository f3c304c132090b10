import type { Diagnostic, Span } from '../ground/diagnostic.ts';
import type { Range, Source } from '../ground/source.ts';
import type { Fault, FaultCode, Path, Problem } from './fault.ts';
import type { Choice, Combination } from './matrix.ts';
import { bytesMeant } from './payload.ts';
import { choiceBehind, inWords, isUnresolved, referencesIn } from './reference.ts';
import { nearestPlace, type Place, placeOf, type Tree } from './tree.ts';
import { capitalised } from './words.ts';

const MOST_TOLD = 100;

/** What cannot be said of a file that is read in part only. */
const NEEDS_THE_WHOLE: ReadonlySet<FaultCode> = new Set([
  'scenario-conflict',
  'scenario-matrix',
  'scenario-matrix-unused',
  'scenario-missing-key',
]);

/** Collects what is wrong with one file, each mistake once, and finds its place in the text. */
export class Findings {
  readonly #source: Source;
  readonly #soundTo: number;
  readonly #told = new Set<string>();
  readonly #found: Diagnostic[] = [];
  #untold = 0;

  /** From `soundTo` on, parts may stand in another group than was meant: nothing is said of them. */
  constructor(source: Source, soundTo: number) {
    this.#source = source;
    this.#soundTo = soundTo < source.text.length ? source.text.slice(0, soundTo).trimEnd().length : soundTo;
  }

  get hasErrors(): boolean {
    return this.#found.some(({ severity }) => severity === 'error');
  }

  get isFull(): boolean {
    return this.#found.length >= MOST_TOLD;
  }

  /** In the order of the file. */
  get diagnostics(): readonly Diagnostic[] {
    const at = ({ spans: [span] }: Diagnostic): number => (span ? span.line * 1e7 + span.column : 0);
    const sorted = this.#found.toSorted((a, b) => at(a) - at(b));
    if (this.#untold === 0) return sorted;
    const what = `There are ${this.#untold} more mistakes.`;
    return [
      ...sorted,
      { code: 'scenario-more', severity: 'info', spans: [], what, fix: 'Correct those above first.' },
    ];
  }

  addAt(
    fault: Fault,
    at: Range,
    severity: Diagnostic['severity'] = 'error',
    also?: { readonly at: Range; readonly label: string },
  ): void {
    const second = also === undefined ? [] : [this.#source.span(also.at, also.label)];
    this.#add(fault, severity, [this.#source.span(at), ...second], `${fault.code} ${at[0]} ${fault.what}`);
  }

  /** The same mistake in many combinations of the matrix is one mistake. */
  addIn(tree: Tree, combination: Combination, problem: Problem): void {
    const { path, mark, label, also, ...found } = problem;
    const place = nearestPlace(tree, path);
    if (isUnknown(place.node, combination)) return;
    const here = rangeOf(place, mark, this.#source);
    if (isCut(place.node, mark === 'value' ? place.node.at : here, this.#soundTo)) return;
    // A value that comes whole from the matrix stands there, however often it is used.
    const chosen = mark === 'value' ? choiceIn(place, combination) : undefined;
    const fault = { ...found, ...fixIn(found, path, place, chosen, this.#source) };
    // The matrix has no lists: one stands where the value is used.
    const choice = fault.fix !== found.fix && fault.fix?.startsWith('Write [') ? undefined : chosen;
    const start = (choice?.at ?? here)[0];
    const spans = choice
      ? [this.#source.span(choice.at, label), this.#source.span(here, 'used here')]
      : [this.#source.span(here, label ?? inCombination(place, combination))];
    const other = also && placeOf(tree, also.path);
    if (other) spans.push(this.#source.span(rangeOf(other, mark, this.#source), also.label));
    const isTold = mark === 'value' && this.#isTold(`${fault.code} ${start} at ${path.join('/')}`);
    if (!isTold) this.#add(fault, 'error', spans, `${fault.code} ${start} ${fault.what}`);
  }

  #isTold(identity: string): boolean {
    const isTold = this.#told.has(identity);
    this.#told.add(identity);
    return isTold;
  }

  #add(
    { code, what, why, fix }: Fault,
    severity: Diagnostic['severity'],
    spans: readonly Span[],
    identity: string,
  ): void {
    if (this.#soundTo < Number.POSITIVE_INFINITY && NEEDS_THE_WHOLE.has(code)) return;
    if (this.#isTold(identity)) return;
    if (this.isFull) {
      this.#untold++;
      return;
    }
    this.#found.push({
      code,
      severity,
      spans,
      what: capitalised(what),
      ...(why === undefined ? {} : { why }),
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** What to mark of a place: the value where it fits on its line, else the key that it stands behind. */
function rangeOf({ node, key }: Place, mark: 'key' | 'value', source: Source): Range {
  const isEmpty = node.at[0] === node.at[1];
  if (key !== undefined && (mark === 'key' || isEmpty || !source.isOneLine(node.at))) return key;
  if (node.kind === 'map' && (mark === 'key' || !source.isOneLine(node.at))) {
    const [first] = node.entries.values();
    return first?.key ?? node.at;
  }
  return node.at;
}

/** Nothing more can be said about a value that could not be read, or that an unknown variable holds. */
const isUnknown = (node: Tree, combination: Combination): boolean =>
  node.kind === 'scalar' && (node.isUnread === true || isUnresolved(node, combination));

/** The fix, where that depends on how the value was written. */
function fixIn(
  { fix = '' }: Fault,
  path: Path,
  { node }: Place,
  choice: Choice | undefined,
  source: Source,
): { readonly fix?: string } {
  if (node.kind !== 'scalar') return {};
  const written = source.text.slice(...(choice ?? node).at).trim();
  if (path.at(-1) === 'hex' || path.at(-1) === 'repeat') {
    const meant = /^0x[0-9a-f]+$/i.test(written) ? bytesMeant(written) : undefined;
    return meant === undefined ? {} : { fix: `Write "${meant}", in quotes.` };
  }
  if (choice !== undefined)
    return /^Write \[[A-Z]+\]\.$/.test(fix) ? { fix: `Write ["${node.value}"].` } : {};
  if (!fix.endsWith('without quotes.') || referencesIn(node.value).length === 0) return {};
  return { fix: 'Write a reference alone: with anything beside it, it makes text.' };
}

/** Whether there may be more of it, or another thing, where the file is not what was meant. */
const isCut = ({ kind }: Tree, [, end]: Range, soundTo: number): boolean =>
  end > soundTo || (kind !== 'scalar' && end === soundTo);

const choiceIn = ({ node }: Place, combination: Combination): Choice | undefined =>
  node.kind === 'scalar' ? choiceBehind(node.value, combination) : undefined;

function inCombination({ node }: Place, combination: Combination): string | undefined {
  const used = node.kind === 'scalar' ? referencesIn(node.value) : [];
  const choices = [...combination].filter(([name]) => used.includes(name));
  return choices.length === 0 ? undefined : `with ${inWords(new Map(choices))}`;
}
