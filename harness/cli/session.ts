import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import type { ProfileName } from '../link/profile.ts';
import { renderBesideOurs } from '../report/beside-ours.ts';
import type { Comparison, ProfilePlay } from '../report/comparison.ts';
import { jsonReport } from '../report/json.ts';
import { comparisonsInWords, renderComparison } from '../report/side-by-side.ts';
import { renderScenario, renderSummary, renderWorldError } from '../report/terminal.ts';
import { profileOf } from '../run/bench.ts';
import { besideOurs, type ChipComparison, Watched } from '../run/beside-ours.ts';
import type { ForeignChips } from '../run/board.ts';
import { comparedUnder, hasForeignChip, play } from '../run/play.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import type { Scenario } from '../scenario/model.ts';
import { GoldenFolder } from './golden-folder.ts';
import { Progress } from './progress.ts';
import { replayCommand } from './replay.ts';
import type { RunCommand } from './run-arguments.ts';
import { TraceFile } from './trace-file.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** A scenario that the world did not let run. */
interface WorldError {
  readonly name: string;
  readonly file: string;
  readonly profile: ProfileName;
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

type Outcome<Result> = { readonly result: Result } | { readonly error: WorldError };

/** Faults that are not one scenario's: nothing further would come out either. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'golden-unreadable',
  'golden-unwritable',
  'trace-unwritable',
]);

/** QEMU is looked for only where a scenario asks for it. */
async function chipsFor(scenario: Scenario): Promise<ForeignChips> {
  if (!hasForeignChip(scenario)) return {};
  const { qemuChip } = await import('../peer/qemu/chip.ts');
  return { qemu: qemuChip };
}

/** One run of the command: what it has played, and where that goes. */
export class Session {
  private readonly command: RunCommand;
  private readonly world: World;
  private readonly colour: boolean;
  private readonly results: ScenarioResult[] = [];
  private readonly errors: WorldError[] = [];
  private readonly comparisons: Comparison[] = [];
  private readonly chips: ChipComparison[] = [];
  private readonly progress: Progress;
  private plays = 0;
  private trace: TraceFile | null = null;
  private golden: GoldenFolder | null = null;

  constructor(command: RunCommand, world: World) {
    this.command = command;
    this.world = world;
    this.colour = wantsColour(world.stdout, world.env);
    this.progress = new Progress(world.stderr);
  }

  async playAll(scenarios: readonly Scenario[]): Promise<ExitCode> {
    const { command, world, results, errors } = this;
    const { trace, golden, update } = command;
    const startedAt = performance.now();
    this.plays = scenarios.length * Math.max(1, command.profiles.length);
    if (trace !== undefined) this.trace = new TraceFile(resolve(world.cwd, trace));
    if (golden !== undefined) this.golden = new GoldenFolder(resolve(world.cwd, golden), update);
    try {
      for (const scenario of scenarios) {
        if (world.signal.aborted) break;
        if (command.profiles.length > 1) await this.compare(scenario);
        else await this.playAlone(scenario);
      }
    } finally {
      this.progress.clear();
      this.trace?.close();
    }
    this.conclude(performance.now() - startedAt);
    if (world.signal.aborted) return EXIT.INTERRUPTED;
    if (results.some(({ outcome }) => outcome === 'failed')) return EXIT.FAILED;
    return errors.length > 0 ? EXIT.WORLD : EXIT.PASSED;
  }

  private conclude(wallMs: number): void {
    const { command, world, results, errors, comparisons, colour } = this;
    const isCompared = command.profiles.length > 1;
    const interrupted = world.signal.aborted;
    if (command.json) {
      const { version } = world;
      const compared = isCompared ? { comparisons } : {};
      const { chips } = this;
      const report = jsonReport(results, { version, wallMs, errors, interrupted, chips, ...compared });
      world.stdout.write(`${report}\n`);
      return;
    }
    const summary = renderSummary(results, { colour, wallMs, errors: errors.length, interrupted });
    const before = isCompared ? `${comparisonsInWords(comparisons, command.profiles.length)}: ` : '';
    world.stdout.write(`\n${before}${summary}\n`);
  }

  private async playAlone(scenario: Scenario): Promise<void> {
    const { command, world, colour } = this;
    const replay = replayCommand(scenario, command, world.invocation);
    const watched = hasForeignChip(scenario) ? new Watched(scenario) : undefined;
    const outcome = await this.play(scenario, scenario.name, watched === undefined ? [] : [watched.sink]);
    if (outcome === undefined) return;
    if ('error' in outcome) this.say(renderWorldError({ ...outcome.error, replay }, { colour }));
    else {
      this.say(renderScenario(outcome.result, { colour, replay }));
      if (watched !== undefined && outcome.result.outcome !== 'skipped')
        await this.playBeside(scenario, outcome.result, watched);
    }
  }

  /** What others' chips have done, beside what ours do in their place. */
  private async playBeside(scenario: Scenario, result: ScenarioResult, watched: Watched): Promise<void> {
    const { command, world, colour } = this;
    const outcome = await this.attempt(scenario, `${scenario.name}, our chips`, () =>
      besideOurs(scenario, result, watched, { seed: command.seed, signal: world.signal }),
    );
    if (outcome === undefined) return;
    if ('error' in outcome) {
      const replay = replayCommand(scenario, command, world.invocation);
      this.say(renderWorldError({ ...outcome.error, replay }, { colour }));
      return;
    }
    this.chips.push(outcome.result);
    this.say(renderBesideOurs(outcome.result, { colour, columns: world.stdout.columns }));
  }

  /** The same scenario under each profile. */
  private async compare(scenario: Scenario): Promise<void> {
    const { command, world, colour } = this;
    const plays: ProfilePlay[] = [];
    for (const profile of command.profiles) {
      const one = comparedUnder(scenario, profile, command.link);
      const outcome = await this.play(one, `${scenario.name}, ${profile}`);
      if (outcome === undefined) return;
      plays.push({ profile, transport: one.link.transport, ...outcome });
    }
    const comparison: Comparison = { name: scenario.name, file: scenario.file, plays };
    this.comparisons.push(comparison);
    const story = this.storyCommand(scenario, plays);
    const words = renderComparison(comparison, {
      colour,
      columns: world.stdout.columns,
      replay: replayCommand(scenario, command, world.invocation),
      ...(story === undefined ? {} : { story }),
    });
    this.say(words);
  }

  /** What plays a failure alone, the wire's if there is one: not to be had where the file insists on another profile. */
  private storyCommand(scenario: Scenario, plays: readonly ProfilePlay[]): string | undefined {
    const { command, world } = this;
    const failures = plays.filter((play) => 'result' in play && play.result.outcome === 'failed');
    const failed = failures.find(({ profile }) => profile === 'wire') ?? failures[0];
    if (failed === undefined) return undefined;
    const { profile, transport } = failed;
    if (scenario.link.profile !== undefined && scenario.link.profile !== profile) return undefined;
    const moved = transport === scenario.link.transport ? {} : { link: transport };
    return replayCommand(scenario, { ...command, ...moved, profiles: [profile] }, world.invocation);
  }

  /** Undefined when it was interrupted. */
  private async play(
    scenario: Scenario,
    shownAs: string,
    watching: readonly RecordSink[] = [],
  ): Promise<Outcome<ScenarioResult> | undefined> {
    const { command, world, trace, golden } = this;
    const { seed } = command;
    return await this.attempt(scenario, shownAs, async () => {
      const kept = golden?.open(scenario, seed);
      const sinks: RecordSink[] = [
        ...watching,
        ...(trace === null ? [] : [trace.sink]),
        ...(kept === undefined ? [] : [kept.sink]),
      ];
      trace?.begin({ name: scenario.name, seed, profile: profileOf(scenario.link) });
      const chips = await chipsFor(scenario);
      const played = await play(scenario, { seed, sinks, chips, signal: world.signal });
      const result = kept === undefined || played.outcome === 'skipped' ? played : await kept.judge(played);
      this.results.push(result);
      return result;
    });
  }

  /** What the world does not allow is noted. Undefined when it was interrupted. */
  private async attempt<Result>(
    scenario: Scenario,
    shownAs: string,
    playing: () => Promise<Result>,
  ): Promise<Outcome<Result> | undefined> {
    const { world } = this;
    // Between two plays the process hears what else there is: Ctrl-C, for one.
    await new Promise((turn) => setImmediate(turn));
    if (world.signal.aborted) return undefined;
    this.progress.show(this.results.length + this.errors.length, this.plays, shownAs);
    try {
      return { result: await playing() };
    } catch (error) {
      if (world.signal.aborted) return undefined;
      if (!(error instanceof HarnessError) || OF_THE_RUN.has(error.code)) throw error;
      const { code, message, fix } = error;
      const { name, file } = scenario;
      const profile = profileOf(scenario.link);
      const found = { name, file, profile, code, message, ...(fix === undefined ? {} : { fix }) };
      this.errors.push(found);
      return { error: found };
    }
  }

  private say(words: string): void {
    this.progress.clear();
    if (!this.command.json) this.world.stdout.write(`${words}\n`);
  }
}
