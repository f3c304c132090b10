import { judge } from '../../harness/cli/judgement.ts';
import { readLabLines } from '../../harness/cli/lab-lines.ts';
import { NOT_UNDERSTOOD } from '../../harness/config/facts.ts';
import type { Finding } from '../../harness/config/finding.ts';
import { diagnosticOf } from '../../harness/config/present.ts';
import { readConfiguration } from '../../harness/config/read.ts';
import { textOf } from '../../harness/config/text.ts';
import { EN } from '../../harness/config/words/en.ts';
import { PT } from '../../harness/config/words/pt.ts';
import type { Diagnostic, Edit } from '../../harness/ground/diagnostic.ts';
import { Source } from '../../harness/ground/source.ts';
import type { Verdict } from '../../harness/report/answer.ts';
import { answerAsJson } from '../../harness/report/answer-json.ts';
import { renderAnswer } from '../../harness/report/answer-words.ts';
import { sarif } from '../../harness/report/sarif.ts';
import type { CaseFile, Options } from './cases.ts';
import { edited } from './edited.ts';
import type { Round } from './rounds.ts';

interface Answered {
  readonly sources: readonly Source[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Of each finding. */
  readonly diagnostics: readonly Diagnostic[];
  /** In words, as JSON and as SARIF. */
  readonly documents: readonly string[];
}

/** What a round leaves as it is, many others read too: it is read once. */
const TEXTS = new WeakMap<Uint8Array, ReturnType<typeof textOf>>();

function textIn({ bytes, file }: CaseFile): ReturnType<typeof textOf> {
  const text = TEXTS.get(bytes) ?? textOf(bytes, file);
  TEXTS.set(bytes, text);
  return text;
}

/** Reads, judges and says it in all ways that there are. */
export function answered({ files, options, language }: Round): Answered {
  const texts = files.map(textIn);
  const sources = texts.filter((text) => text instanceof Source);
  const readings = sources.map((source) => readConfiguration(source));
  const machines = readings.flatMap((reading) => reading.machines);
  const { lines, findings } = linesIn(options);
  const said = [
    ...texts.flatMap((text) => (text instanceof Source ? [] : [text])),
    ...readings.flatMap((reading) => reading.findings),
    ...findings,
  ];
  const circumstances = { ...NOWHERE, lines, apart: options.apart ?? false };
  const judgement = judge({ sources, machines, said, circumstances });
  const entries = language === 'en' ? EN : PT;
  const diagnostics = judgement.findings.map((finding) => diagnosticOf(finding, entries, language));
  const answer = { ...judgement, machines, lines: {}, diagnostics };
  const documents = [
    renderAnswer(answer, { colour: false, columns: 100, program: 'nullmodem', language }),
    answerAsJson(answer, ''),
    sarif(diagnostics, { version: '', page: () => undefined }),
  ];
  return { ...judgement, sources, diagnostics, documents };
}

/** Throws where an answer breaks a promise. */
export function verdictOn(round: Round): Verdict {
  const began = process.cpuUsage();
  const { sources, verdict, findings, diagnostics, documents } = answered(round);
  expectInTime(
    process.cpuUsage(began),
    round.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  );
  expectPlain(documents, sources);
  findings.forEach((finding, index) => {
    expectPlaced(finding, diagnostics[index]);
    expectMending(diagnostics[index], sources);
  });
  return verdict;
}

const NOWHERE = { system: 'linux', names: new Map(), folders: new Map() } as const;

const linesIn = ({ 'line-a': lineA, 'line-b': lineB }: Options) =>
  readLabLines({ ...(lineA === undefined ? {} : { lineA }), ...(lineB === undefined ? {} : { lineB }) });

/** Far above what it takes, and in line with its length: by the processor's time, since others may be at work too. */
function expectInTime({ user, system }: NodeJS.CpuUsage, bytes: number): void {
  const [milliseconds, most] = [(user + system) / 1000, 1000 + bytes / 64];
  if (milliseconds > most) throw new Error(`it took ${milliseconds} ms, where ${most} are many`);
}

const ODD = /\bundefined\b|\bNaN\b|\[object |\bInfinity\b/;

/** No message has what a slip of ours leaves in it. */
function expectPlain(messages: readonly string[], sources: readonly Source[]): void {
  const odd = messages.map((message) => ODD.exec(message)?.[0]).find((each) => each !== undefined);
  if (odd !== undefined && !sources.some(({ text }) => ODD.test(text))) throw new Error(`it says ${odd}`);
}

/** Places are in their texts, and show what stands there. */
function expectPlaced({ at, also = [] }: Finding, diagnostic: Diagnostic | undefined): void {
  [at, ...also].forEach(({ source: { text }, range: [start, end] }, index) => {
    const span = diagnostic?.spans[index];
    if (start < 0 || end < start || end > text.length) throw new Error(`${start}-${end} is outside`);
    if (span === undefined) throw new Error('a place is not shown');
    const { line, column, length, source } = span;
    expectSame(source, text.split('\n')[line - 1]?.replace(/\r$/, ''));
    const [shown = ''] = text.slice(start, end).split('\n', 1);
    const marked = source.slice(column - 1, column - 1 + length);
    if (shown !== '' && marked !== '') expectSame(marked.replace(/\r+$/, ''), shown.replace(/\r+$/, ''));
  });
}

/** Edits are in their text and apart from each other, and it can be read as well as before. */
function expectMending(diagnostic: Diagnostic | undefined, sources: readonly Source[]): void {
  const { code, edits = [] } = diagnostic ?? {};
  for (const source of sources) {
    const own = edits.filter(({ file }) => file === source.file);
    if (own.length === 0) continue;
    for (const edit of own) expectInside(edit, source);
    const inOrder = own.map(({ range }) => range).sort((one, other) => one[0] - other[0]);
    if (inOrder.some(([from], index) => from < (inOrder[index - 1]?.[1] ?? 0)))
      throw new Error('edits overlap');
    const after = misunderstood(new Source(edited(source.text, own), source.file));
    if (after !== undefined && !UNRECOGNISED.includes(after) && misunderstood(source) === undefined)
      throw new Error(`after the edits of ${code} there is ${after}`);
  }
}

/** Where the mistake was all that a text had of a format, nothing of it may be left. */
const UNRECOGNISED: readonly string[] = ['format-unknown', 'no-machine'];

function expectInside({ range, start, end }: Edit, source: Source): void {
  const [from, to] = range;
  if (from < 0 || to < from || to > source.text.length)
    throw new Error(`an edit at ${from}-${to} is outside`);
  expectSame(JSON.stringify([start, end]), JSON.stringify(range.map((offset) => source.position(offset))));
}

const misunderstood = (source: Source): string | undefined =>
  readConfiguration(source).findings.find(({ code }) => NOT_UNDERSTOOD.has(code))?.code;

function expectSame(is: string, wanted: string | undefined): void {
  if (is !== wanted) throw new Error(`${JSON.stringify(is)} where ${JSON.stringify(wanted)} should be`);
}
