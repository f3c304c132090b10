import type { ArtifactChange, Fix, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Edit, Span } from '../ground/diagnostic.ts';
import { fileUri } from './file-uri.ts';
import { firstSentence } from './first-sentence.ts';

export interface SarifOptions {
  readonly version: string;
  /** The page that explains a code; undefined where there is none. */
  readonly page: (code: string) => string | undefined;
}

/** The same as SARIF 2.1.0, which editors and GitHub show in the files themselves. */
export function sarif(diagnostics: readonly Diagnostic[], { version, page }: SarifOptions): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))];
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'nullmodem',
            version,
            rules: codes.map((code) => ruleOf(code, page(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((each) => resultOf(each, codes.indexOf(each.code))),
      },
    ],
  };
  return JSON.stringify(log);
}

const ruleOf = (id: string, page: string | undefined): ReportingDescriptor => ({
  id,
  ...(page === undefined
    ? {}
    : { shortDescription: { text: firstSentence(page) }, help: { text: page, markdown: page } }),
});

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

function resultOf(diagnostic: Diagnostic, ruleIndex: number): Result {
  const { code, severity, spans, edits = [] } = diagnostic;
  const [first, ...others] = spans;
  const fix = fixOf(diagnostic, edits);
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: messageOf(diagnostic) },
    locations: first === undefined ? [] : [locationOf(first)],
    ...(others.length === 0
      ? {}
      : { relatedLocations: others.map((span, id) => ({ id, ...locationOf(span) })) }),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  };
}

const messageOf = ({ what, why, fix, command, next }: Diagnostic): string =>
  [what, why, fix, command, next].filter((part) => part !== undefined).join('\n');

/** Of a file that has no text, the file as a whole. */
function locationOf({ file, line, column, length, source, label }: Span): Location {
  const hasText = source !== '' || line > 1;
  return {
    physicalLocation: {
      artifactLocation: { uri: fileUri(file) },
      ...(hasText
        ? {
            region: {
              startLine: line,
              startColumn: column,
              endLine: line,
              endColumn: column + length,
              snippet: { text: source.slice(column - 1, column - 1 + length) },
            },
          }
        : {}),
    },
    ...(label === undefined ? {} : { message: { text: label } }),
  };
}

function fixOf({ fix, command }: Diagnostic, edits: readonly Edit[]): Fix | undefined {
  if (edits.length === 0) return undefined;
  const files = [...new Set(edits.map(({ file }) => file))];
  const text = fix ?? command;
  return {
    ...(text === undefined ? {} : { description: { text } }),
    artifactChanges: files.map((file) =>
      changeOf(
        file,
        edits.filter((edit) => edit.file === file),
      ),
    ),
  };
}

const changeOf = (file: string, edits: readonly Edit[]): ArtifactChange => ({
  artifactLocation: { uri: fileUri(file) },
  replacements: edits.map(({ start, end, replacement }) => ({
    deletedRegion: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
    insertedContent: { text: replacement },
  })),
});
