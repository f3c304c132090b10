import { resolve } from 'node:path';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { HarnessError } from '../ground/errors.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { jsonReport } from '../report/json.ts';
import { renderScenario, renderSummary, renderWorldError } from '../report/terminal.ts';
import { profileOf } from '../run/bench.ts';
import { forcedOver, play, withProfile } from '../run/play.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/model.ts';
import { type Command, patternOf } from './arguments.ts';
import { findScenarioFiles, readScenarioFile } from './find.ts';
import { GoldenFolder } from './golden-folder.ts';
import { Progress } from './progress.ts';
import { replayCommand } from './replay.ts';
import { selectOver } from './select.ts';
import { TraceFile } from './trace-file.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** A scenario that the world did not let run. */
interface WorldError {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

/** Faults that are not one scenario's: nothing further would come out either. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'golden-unreadable',
  'golden-unwritable',
  'trace-unwritable',
]);

/** `nullmodem run`: loads, selects, plays and reports. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const { scenarios, diagnostics } = await load(command, world);
  const colour = wantsColour(world.stderr, world.env);
  for (const diagnostic of diagnostics) world.stderr.write(`${renderDiagnostic(diagnostic, colour)}\n\n`);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    if (command.json) world.stdout.write(`${JSON.stringify({ nullmodem: 1, diagnostics }, null, 1)}\n`);
    return EXIT.NOT_UNDERSTOOD;
  }
  const selected = select(scenarios, command);
  if (selected.length === 0) {
    world.stderr.write(nothingSelected(scenarios, command));
    if (command.json) world.stdout.write(listAsJson([]));
    return EXIT.NOT_UNDERSTOOD;
  }
  if (command.list) {
    world.stdout.write(command.json ? listAsJson(selected) : listInWords(selected));
    return EXIT.PASSED;
  }
  const twice = command.golden === undefined ? undefined : nameTwice(selected);
  if (twice !== undefined) {
    throw new HarnessError(
      'usage',
      `two scenarios are named "${twice}": each needs a golden trace of its own`,
      'Give one of them another name.',
    );
  }
  return await new Session(command, world).playAll(selected);
}

async function load(
  { files }: Command,
  world: World,
): Promise<{ scenarios: readonly Scenario[]; diagnostics: readonly Diagnostic[] }> {
  const scenarios: Scenario[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, path } of await findScenarioFiles(
    files.length === 0 ? [world.catalogue] : files,
    world.cwd,
  )) {
    const bytes = await readScenarioFile(path).catch((error: Error) => {
      throw new HarnessError('usage', `${name}: ${error.message}`);
    });
    const loaded = loadScenario(bytes, name);
    scenarios.push(...loaded.scenarios);
    diagnostics.push(...loaded.diagnostics);
  }
  return { scenarios, diagnostics };
}

function select(scenarios: readonly Scenario[], { grep, link, profile }: Command): readonly Scenario[] {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const chosen = pattern === undefined ? scenarios : scenarios.filter(({ name }) => pattern.test(name));
  const linked = link === undefined ? chosen : selectOver(chosen, link, forcedOver);
  return profile === undefined ? linked : linked.map((scenario) => withProfile(scenario, profile));
}

function nothingSelected(scenarios: readonly Scenario[], { grep }: Command): string {
  const fix = '`--list` without --grep names them all.';
  return `error[nothing-selected]: none of ${scenarios.length} scenarios has a name that matches ${grep ?? 'that'}\nfix: ${fix}\n`;
}

/** A name that two scenarios over one transport have. */
function nameTwice(scenarios: readonly Scenario[]): string | undefined {
  const seen = new Set<string>();
  for (const { name, link } of scenarios) {
    const key = `${link.transport} ${name}`;
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return undefined;
}

const listInWords = (scenarios: readonly Scenario[]): string =>
  scenarios.map(({ name, link, file }) => `${name}  [${link.transport}]  ${file}\n`).join('');

function listAsJson(scenarios: readonly Scenario[]): string {
  const listed = scenarios.map(({ name, file, link }) => ({
    name,
    file,
    transport: link.transport,
    profile: profileOf(link),
  }));
  return `${JSON.stringify({ nullmodem: 1, scenarios: listed }, null, 1)}\n`;
}

/** One run of the command: what it has played, and where that goes. */
class Session {
  private readonly command: Command;
  private readonly world: World;
  private readonly colour: boolean;
  private readonly results: ScenarioResult[] = [];
  private readonly errors: WorldError[] = [];
  private readonly progress: Progress;

  constructor(command: Command, world: World) {
    this.command = command;
    this.world = world;
    this.colour = wantsColour(world.stdout, world.env);
    this.progress = new Progress(world.stderr);
  }

  async playAll(scenarios: readonly Scenario[]): Promise<ExitCode> {
    const { command, world, results, errors, colour } = this;
    const startedAt = performance.now();
    const trace = command.trace === undefined ? null : new TraceFile(resolve(world.cwd, command.trace));
    const golden =
      command.golden === undefined
        ? null
        : new GoldenFolder(resolve(world.cwd, command.golden), command.update);
    try {
      for (const [index, scenario] of scenarios.entries()) {
        // Between two scenarios the process hears what else there is: Ctrl-C, for one.
        await new Promise((turn) => setImmediate(turn));
        if (world.signal.aborted) break;
        this.progress.show(index, scenarios.length, scenario.name);
        await this.playOne(scenario, trace, golden);
      }
    } finally {
      this.progress.clear();
      trace?.close();
    }
    const wallMs = performance.now() - startedAt;
    if (command.json)
      world.stdout.write(`${jsonReport(results, { version: world.version, wallMs, errors })}\n`);
    else world.stdout.write(`\n${renderSummary(results, { colour, wallMs, errors: errors.length })}\n`);
    if (world.signal.aborted) return EXIT.INTERRUPTED;
    if (results.some(({ outcome }) => outcome === 'failed')) return EXIT.FAILED;
    return errors.length > 0 ? EXIT.WORLD : EXIT.PASSED;
  }

  private async playOne(
    scenario: Scenario,
    trace: TraceFile | null,
    golden: GoldenFolder | null,
  ): Promise<void> {
    const { command, world, colour } = this;
    const replay = replayCommand(scenario, command, world.invocation);
    try {
      const kept = golden?.open(scenario, command.seed);
      const sinks: RecordSink[] = [
        ...(trace === null ? [] : [trace.sink]),
        ...(kept === undefined ? [] : [kept.sink]),
      ];
      trace?.begin(headerOf(scenario, command.seed));
      const played = await play(scenario, { seed: command.seed, sinks, signal: world.signal });
      const result = kept === undefined || played.outcome === 'skipped' ? played : await kept.judge(played);
      this.results.push(result);
      this.say(renderScenario(result, { colour, replay }));
    } catch (error) {
      if (world.signal.aborted) return;
      if (!(error instanceof HarnessError) || OF_THE_RUN.has(error.code)) throw error;
      const { code, message, fix } = error;
      this.errors.push({
        name: scenario.name,
        file: scenario.file,
        code,
        message,
        ...(fix === undefined ? {} : { fix }),
      });
      this.say(
        renderWorldError(
          { name: scenario.name, message, replay, ...(fix === undefined ? {} : { fix }) },
          { colour },
        ),
      );
    }
  }

  private say(words: string): void {
    this.progress.clear();
    if (!this.command.json) this.world.stdout.write(`${words}\n`);
  }
}

const headerOf = (scenario: Scenario, seed: number) => ({
  name: scenario.name,
  seed,
  profile: profileOf(scenario.link),
});
