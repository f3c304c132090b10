import type { Pair } from '../config/pair.ts';
import { diagnosticOf } from '../config/present.ts';
import { readConfiguration } from '../config/read.ts';
import { isCode } from '../config/sections.ts';
import { titled } from '../config/title.ts';
import { entriesIn } from '../config/words/entries.ts';
import { HarnessError } from '../ground/errors.ts';
import type { Answer, Verdict } from '../report/answer.ts';
import { answerAsJson } from '../report/answer-json.ts';
import { renderAnswer } from '../report/answer-words.ts';
import { sarif } from '../report/sarif.ts';
import type { BootReport } from '../run/boot-report.ts';
import { type CheckCommand, STDIN } from './check-arguments.ts';
import { circumstancesOf } from './circumstances.ts';
import { readInputs } from './inputs.ts';
import { judge } from './judgement.ts';
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
  const judged = judge({ sources: inputs.sources, machines, said, circumstances });
  const { pairs } = judged;
  const [pair] = pairs;
  const isHeld = !judged.canBoot || pair === undefined;
  const boot = command.boot && !isHeld ? await booted(pair, command, lines, world) : undefined;
  const verdict = boot?.kind === 'booted' && !boot.works ? 'will-not-talk' : judged.verdict;
  const entries = await entriesIn(command.language);
  const answer: Answer = {
    verdict,
    machines,
    pairs,
    ...(boot === undefined ? {} : { boot }),
    ...(command.boot && isHeld ? { bootHeld: true } : {}),
    lines: linesGiven(command),
    diagnostics: judged.findings.map((finding) => diagnosticOf(finding, entries, command.language)),
  };
  say(answer, command, world, (code) => (isCode(code) ? entries[code].page : undefined));
  return EXITS[verdict];
}

/** Both ends as they are configured, on this computer: once nothing keeps bytes from going across. */
async function booted(
  { a, b }: Pair,
  { profile }: CheckCommand,
  lines: LabLines['lines'],
  { signal }: World,
): Promise<BootReport> {
  const { bootPair } = await import('../run/boot-pair.ts');
  return await bootPair({ A: a, B: b }, { lines, signal, ...(profile === undefined ? {} : { profile }) });
}

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

const linesGiven = ({ lineA, lineB }: CheckCommand): Answer['lines'] => ({
  ...(lineA === undefined ? {} : { a: lineA }),
  ...(lineB === undefined ? {} : { b: lineB }),
});

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
