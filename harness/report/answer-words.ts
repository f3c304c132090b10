import { isCode } from '../config/sections.ts';
import { LABELS } from '../config/words/labels.ts';
import type { Language } from '../config/words/language.ts';
import { PHRASES } from '../config/words/phrases.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import type { Answer } from './answer.ts';
import { renderBoot } from './boot.ts';
import { renderDiagnostic } from './diagnostics.ts';
import { paintIn } from './paint.ts';
import { verdictInWords } from './verdict.ts';

export interface AnswerOptions {
  readonly language: Language;
  readonly colour: boolean;
  readonly columns: number;
  /** As wide as the terminal is; undefined: no terminal. */
  readonly screen?: number;
  /** How a person here types `nullmodem`. */
  readonly program: string;
}

/** Each finding, and what they come to, for a person. */
export function renderAnswer(
  answer: Answer,
  { language, colour, columns, screen, program }: AnswerOptions,
): string {
  const labels = LABELS[language];
  const findings = answer.diagnostics.map((each) =>
    renderDiagnostic(withoutEmptyPlaces(each), colour, {
      labels,
      columns,
      ...(screen === undefined ? {} : { screen }),
    }),
  );
  const phrases = PHRASES[language];
  const verdict = verdictInWords(answer, { phrases, paint: paintIn(colour), columns, program });
  const code = answer.diagnostics.map((each) => each.code).find(isCode);
  return [
    ...findings,
    ...(answer.boot === undefined ? [] : [renderBoot(answer.boot, { colour, lang: language })]),
    ...(answer.bootHeld === true ? [phrases.notBooted] : []),
    code === undefined ? verdict : `${verdict}\n${phrases.explainFound(program, code)}`,
  ].join('\n\n');
}

/** Of a file that has no text there is nothing to show: its name stands in the sentence. */
const withoutEmptyPlaces = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  spans: diagnostic.spans.filter(({ source, line }) => source !== '' || line > 1),
});
