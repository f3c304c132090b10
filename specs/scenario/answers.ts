import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { renderDiagnostic } from '../../harness/report/diagnostics.ts';
import { type LoadedFile, loadScenario } from '../../harness/scenario/load.ts';

/** What would betray the validator or the YAML parser: their own words. */
const JARGON =
  /zod|invalid|(expected|received) (string|number|int|boolean|array|object|record|one of)|undefined|NaN|\[object|union|regex|schema|nullish|ZodError|implicit|scalar|mapping/i;

/** What every answer keeps to, whatever the file. It throws where one does not. */
export function answerTo(text: string): LoadedFile {
  const answer = loadScenario(text, 'x.lab7.yaml');
  const { scenarios, diagnostics } = answer;
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  if (hasErrors !== (scenarios.length === 0))
    throw new Error(`${scenarios.length} scenarios for ${JSON.stringify(text)}`);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/);
  for (const diagnostic of diagnostics) {
    const wrong = wrongPlace(diagnostic, lines) ?? wrongWords(diagnostic) ?? wrongRendering(diagnostic);
    if (wrong !== undefined)
      throw new Error(`${wrong}: ${JSON.stringify(diagnostic)} of ${JSON.stringify(text)}`);
  }
  return answer;
}

function wrongPlace({ code, spans }: Diagnostic, lines: readonly string[]): string | undefined {
  if (spans.length === 0 && !PLACELESS.has(code)) return 'it has no place';
  for (const { line, column, length, source } of spans) {
    if (source !== lines[line - 1]) return 'its line is not in the file';
    if (column < 1 || column > source.length + 1) return 'its column is not on the line';
    if (length < 1 || length > Math.max(1, source.length - column + 1)) return 'its mark is not on the line';
  }
  return undefined;
}

/** They are about what is said, and not about the file. */
const PLACELESS: ReadonlySet<string> = new Set(['scenario-more']);

function wrongWords({ what, why = '', fix = '' }: Diagnostic): string | undefined {
  if (!/^(x\.lab7\.yaml|[^a-z]).*[.]$/su.test(what)) return 'what is wrong is no sentence';
  if (fix === '') return 'it has no fix';
  const own = `${what} ${why} ${fix}`.replace(/`[^`]*`|"[^"]*"/g, '');
  return JARGON.test(own) ? 'it is in the words of our tools' : undefined;
}

function wrongRendering(diagnostic: Diagnostic): string | undefined {
  const lines = renderDiagnostic(diagnostic, false).split('\n');
  return lines.some((line) => /[\p{Cc}\u202e\u2028]/u.test(line)) ? 'it would control a terminal' : undefined;
}
