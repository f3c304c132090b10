import type { Diagnostic, Edit } from '../ground/diagnostic.ts';
import { type Advice, adviceFor } from './advice/advice.ts';
import type { Code } from './facts.ts';
import type { Finding, FindingOf, Mend } from './finding.ts';
import { MENDERS } from './menders.ts';
import type { Place } from './model.ts';
import { titleOf } from './title.ts';
import type { Entries, Entry } from './words/catalogue.ts';
import type { Language } from './words/language.ts';
import { shown } from './words/quoting.ts';

/** A finding in the words of a language. */
export function diagnosticOf(finding: Finding, entries: Entries, language: Language): Diagnostic {
  const { code, severity, at, also = [] } = finding;
  const said = sentencesOf(finding, entries);
  const mends = mendsOf(finding);
  const advice = mends.map((mend) => adviceFor(mend, language));
  const fix = advice.length > 0 ? wordsOf(advice, mends) : said.fix;
  const edits = editsOf(finding);
  return {
    code,
    severity,
    spans: [spanOf(at, said.mark), ...also.map((place, index) => spanOf(place, said.also?.[index]))],
    what: said.what,
    ...(said.why === undefined ? {} : { why: said.why }),
    ...(fix === undefined ? {} : { fix }),
    ...(advice.length === 0 ? {} : { command: advice.map(({ command }) => command).join('\n') }),
    ...(edits === undefined ? {} : { edits }),
    ...(said.next === undefined ? {} : { next: said.next }),
  };
}

/** Words that end with a colon want their command: of two, each has its own beside it, and says for which machine. */
function wordsOf(advice: readonly Advice[], mends: readonly Mend[]): string {
  const [first] = advice;
  if (first === undefined || advice.length === 1) return first?.words ?? '';
  return advice
    .map(({ words, command }, index) => {
      const machine = mends[index]?.machine;
      if (!words.endsWith(':') || machine === undefined) return words;
      return `${shown(titleOf(machine))}: ${words} ${command.replaceAll('\n', ', ')}.`;
    })
    .join(' ');
}

/** The changes of the texts that mend it; undefined where a text cannot be changed, or no change is the right one. */
function editsOf(finding: Finding): readonly Edit[] | undefined {
  const mends = mendsOf(finding);
  if (finding.edits !== undefined || mends.length === 0) return finding.edits;
  const edits = mends.map(({ machine, port, wish }) => MENDERS[machine.format](machine, port, wish));
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

const mendsOf = ({ mend, mendAlso }: Finding): readonly Mend[] =>
  [mend, mendAlso].filter((each) => each !== undefined);

function sentencesOf<C extends Code>(finding: FindingOf<C>, entries: Entries) {
  const { facts, code } = finding;
  const entry: Entry<FindingOf<C>['facts']> = entries[code];
  return {
    what: entry.what(facts),
    why: entry.why?.(facts),
    fix: entry.fix?.(facts),
    next: entry.next?.(facts),
    mark: entry.mark?.(facts),
    also: entry.also?.(facts),
  };
}

const spanOf = ({ source, range }: Place, label: string | undefined) => source.span(range, label);
