import type { Diagnostic, Edit } from '../ground/diagnostic.ts';
import { adviceFor } from './advice/advice.ts';
import type { Code } from './facts.ts';
import type { Finding, FindingOf } from './finding.ts';
import { MENDERS } from './menders.ts';
import type { Place } from './model.ts';
import type { Entries, Entry } from './words/catalogue.ts';
import type { Language } from './words/language.ts';

/** A finding in the words of a language. */
export function diagnosticOf(finding: Finding, entries: Entries, language: Language): Diagnostic {
  const { code, severity, at, also = [], mend } = finding;
  const said = sentencesOf(finding, entries);
  const advice = mend === undefined ? undefined : adviceFor(mend, language);
  const fix = said.fix ?? advice?.words;
  const edits = editsOf(finding);
  return {
    code,
    severity,
    spans: [spanOf(at, said.mark), ...also.map((place, index) => spanOf(place, said.also?.[index]))],
    what: said.what,
    ...(said.why === undefined ? {} : { why: said.why }),
    ...(fix === undefined ? {} : { fix }),
    ...(advice === undefined ? {} : { command: advice.command }),
    ...(edits === undefined ? {} : { edits }),
    ...(said.next === undefined ? {} : { next: said.next }),
  };
}

/** The changes of the text that mend it; undefined where a text cannot be changed, or no change is the right one. */
export function editsOf({ mend, edits }: Finding): readonly Edit[] | undefined {
  if (edits !== undefined || mend === undefined) return edits;
  return MENDERS[mend.machine.format](mend.machine, mend.port, mend.wish);
}

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
