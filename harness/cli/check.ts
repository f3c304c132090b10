import { NOT_UNDERSTOOD } from '../config/facts.ts';
import type { Finding } from '../config/finding.ts';
import type { Machine } from '../config/model.ts';
import { type Pair, pairsOf } from '../config/pair.ts';
import { diagnosticOf } from '../config/present.ts';
import { readConfiguration } from '../config/read.ts';
import { findingsOf } from '../config/rules/check.ts';
import { isCode } from '../config/sections.ts';
import { titled } from '../config/title.ts';
import { entriesIn } from '../config/words/entries.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { HarnessError } from '../ground/errors.ts';
import type { Source } from '../ground/source.ts';
import type { Answer, Verdict } from '../report/answer.ts';
import { answerAsJson } from '../report/answer-json.ts';
import { renderAnswer } from '../report/answer-words.ts';
import { sarif } from '../report/sarif.ts';
import type { BootReport } from '../run/boot-report.ts';
import { type CheckCommand, STDIN } from './check-arguments.ts';
import { circumstancesOf } from './circumstances.ts';
import { readInputs } from './inputs.ts';
import { type LabLines, readLabLines } from './lab-lines.ts';
import { EXIT, type ExitCode, WIDEST, type World, wantsColour } from './world.ts';

/** `nullmodem check`: reads, applies the rules, and says what it comes to. */
export async function check(command: CheckCommand, world: World): Promise<ExitCode> {
  const paths = command.files.length === 0 ? [STDIN] : command.files;
  refuseStdin(paths, world);
  const inputs = await readInputs(paths, world);
  if (world.signal.aborted) return EXIT.INTERRUPTED;
  const readings = inputs.sources.map((source) => readConfiguration(source));
  const machines = titled(readings.flatMap((reading) => reading.machines));
  const { lines, findings } = readLabLines(command);
  const circumstances = await circumstancesOf(machines, command, lines, world);
  const said = [...inputs.findings, ...readings.flatMap((reading) => reading.findings), ...findings];
  const found = [...said, ...(machines.length === 0 ? [] : findingsOf(machines, circumstances, said))];
  const isUnderstood = !found.some(({ code }) => NOT_UNDERSTOOD.has(code));
  const judged = verdictOf(found, machines, isUnderstood);
  const pairs = pairsOf(machines);
  const [pair] = pairs;
  const isToBoot = command.boot && judged === 'will-talk' && pair !== undefined;
  const boot = isToBoot ? await booted(pair, command, lines, world) : undefined;
  const verdict = boot?.kind === 'booted' && !boot.works ? 'will-not-talk' : judged;
  const entries = await entriesIn(command.language);
  const answer: Answer = {
    verdict,
    machines,
    pairs,
    ...(boot === undefined ? {} : { boot }),
    lines: linesGiven(command),
    diagnostics: inOrder(worthSaying(found, verdict), inputs.sources).map((finding) =>
      diagnosticOf(finding, entries, command.language),
    ),
  };
  say(answer, command, world, (code) => (isCode(code) ? entries[code].page : undefined));
  return EXITS[verdict];
}

/** Both ends as they are configured, on this computer: once nothing stands against it. */
async function booted(
  { a, b }: Pair,
  { profile }: CheckCommand,
  lines: LabLines['lines'],
  { signal }: World,
): Promise<BootReport> {
  const { bootPair } = await import('../run/boot-pair.ts');
  return await bootPair({ A: a, B: b }, { lines, signal, ...(profile === undefined ? {} : { profile }) });
}

/** That a machine is alone is the verdict's to say, or nobody's while its partner cannot be understood. */
const worthSaying = (findings: readonly Finding[], verdict: Verdict): readonly Finding[] =>
  verdict === 'one-machine' || verdict === 'not-understood'
    ? findings.filter(({ code }) => code !== 'one-machine')
    : findings;

/** Nobody is to sit in front of a program that waits for what he does not know of. */
function refuseStdin(paths: readonly string[], { stdin, program = 'npx nullmodem' }: World): void {
  const count = paths.filter((path) => path === STDIN).length;
  const fix = `\`${program} check a.vbox b.vbox\` checks two files; \`--help\` after \`check\` says what else there is.`;
  if (count > 1) throw new HarnessError('usage', 'standard input is given twice, and there is one', fix);
  if (count === 1 && stdin.isTerminal)
    throw new HarnessError(
      'usage',
      'there is no file to check, and nothing is piped into standard input',
      fix,
    );
}

const EXITS: Readonly<Record<Verdict, ExitCode>> = {
  'will-talk': EXIT.PASSED,
  'one-machine': EXIT.PASSED,
  'will-not-talk': EXIT.FAILED,
  'not-understood': EXIT.NOT_UNDERSTOOD,
};

function verdictOf(
  findings: readonly Finding[],
  machines: readonly Machine[],
  isUnderstood: boolean,
): Verdict {
  if (!isUnderstood) return 'not-understood';
  if (findings.some(({ severity }) => severity === 'error')) return 'will-not-talk';
  return machines.length === 1 ? 'one-machine' : 'will-talk';
}

const linesGiven = ({ lineA, lineB }: CheckCommand): Answer['lines'] => ({
  ...(lineA === undefined ? {} : { a: lineA }),
  ...(lineB === undefined ? {} : { b: lineB }),
});

const SEVERITIES: readonly Diagnostic['severity'][] = ['error', 'warning', 'info'];

/** Errors first, then in the order of the files and of what stands in them; what is in no file that was read before. */
function inOrder(findings: readonly Finding[], sources: readonly Source[]): readonly Finding[] {
  const keys = ({ severity, at }: Finding): readonly number[] => {
    const file = sources.indexOf(at.source);
    return [SEVERITIES.indexOf(severity), file, file < 0 ? 0 : at.range[0]];
  };
  return [...findings].sort((one, other) => {
    const [first, second] = [keys(one), keys(other)];
    const index = first.findIndex((key, i) => key !== second[i]);
    return index < 0 ? 0 : (first[index] ?? 0) - (second[index] ?? 0);
  });
}

/** The answer in words; where stdout has a document, on stderr. */
function say(
  answer: Answer,
  { output, language }: CheckCommand,
  world: World,
  page: (code: string) => string | undefined,
): void {
  const { version, stdout, stderr, env, program = 'npx nullmodem' } = world;
  const screen = output === 'words' ? stdout : stderr;
  const colour = wantsColour(screen, env);
  const columns = Math.min(screen.columns, WIDEST);
  const width = screen.isTerminal ? { screen: screen.columns } : {};
  screen.write(`${renderAnswer(answer, { language, colour, columns, ...width, program })}\n`);
  if (output === 'json') stdout.write(`${answerAsJson(answer, version)}\n`);
  if (output === 'sarif') stdout.write(`${sarif(answer.diagnostics, { version, page })}\n`);
}
