import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import type { ProfileName, Transport } from '../link/profile.ts';
import { renderBesideOurs } from '../report/beside-ours.ts';
import type { Comparison, ProfilePlay } from '../report/comparison.ts';
import { changeInWords } from '../report/golden/change-words.ts';
import { countsOf, outcomeOf, type Play, resultsOf, type WorldFault } from '../report/run.ts';
import { comparisonsInWords, renderComparison } from '../report/side-by-side.ts';
import { renderScenario, renderSummary, renderWorldError } from '../report/terminal.ts';
import { headerOf } from '../report/trace/scenario-header.ts';
import { profileOf } from '../run/bench.ts';
import { besideOurs, type ChipComparison, Watched } from '../run/beside-ours.ts';
import type { ForeignChips } from '../run/board.ts';
import { comparedUnder, hasForeignChip, play } from '../run/play.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import type { Scenario } from '../scenario/model.ts';
import type { FailedPlay } from './failed-play.ts';
import { FailureFolder } from './failure-folder.ts';
import { GoldenFolder, type ShowChange } from './golden-folder.ts';
import { Progress } from './progress.ts';
import { replayCommand } from './replay.ts';
import { onStdout } from './report-target.ts';
import type { Reports } from './reports.ts';
import type { RunCommand } from './run-arguments.ts';
import { TraceFile } from './trace-file.ts';
import { EXIT, type ExitCode, type Screen, type World, wantsColour } from './world.ts';

/** How a play is told of, and who watches it. */
interface Showing {
  readonly shownAs: string;
  readonly replay: string;
  readonly watching?: readonly RecordSink[];
}

type Outcome<Result> = { readonly result: Result } | { readonly error: WorldFault };

/** Faults that are not one scenario's: nothing further would come out either. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'golden-rule',
  'golden-unreadable',
  'golden-unwritable',
  'trace-unwritable',
]);

function playOf(scenario: Scenario, replay: string, outcome: Outcome<ScenarioResult>): Play {
  const { name, file, entry = {}, link } = scenario;
  return { name, file, entry, transport: link.transport, profile: profileOf(link), replay, ...outcome };
}

/** Of several that failed, the one to be told: the wire's, if it is among them. */
function toldOf(plays: readonly Play[]): Play | undefined {
  const failed = plays.filter((play) => outcomeOf(play) === 'failed');
  return failed.find(({ profile }) => profile === 'wire') ?? failed[0];
}

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
  private readonly reports: Reports;
  /** Where words for a person go. */
  private readonly screen: Screen;
  private readonly colour: boolean;
  private readonly played: Play[] = [];
  private readonly comparisons: Comparison[] = [];
  private readonly chips: ChipComparison[] = [];
  private readonly progress: Progress;
  private plays = 0;
  private trace: TraceFile | null = null;
  private golden: GoldenFolder | null = null;
  private readonly failures: FailureFolder | null;

  constructor(command: RunCommand, reports: Reports, world: World) {
    this.command = command;
    this.world = world;
    this.reports = reports;
    this.screen = onStdout(command.reports) === undefined ? world.stdout : world.stderr;
    this.colour = wantsColour(this.screen, world.env);
    this.progress = new Progress(world.stderr);
    const { failures = world.failures ?? null } = command;
    this.failures = failures === null ? null : new FailureFolder(failures, world.cwd);
  }

  async playAll(scenarios: readonly Scenario[]): Promise<ExitCode> {
    const { command, world } = this;
    const { trace, golden, update, within } = command;
    const startedAt = performance.now();
    this.plays = scenarios.length * Math.max(1, command.profiles.length);
    if (golden !== undefined) {
      this.golden = new GoldenFolder(resolve(world.cwd, golden), update ? this.showChange : null, within);
      await this.golden.understand(scenarios);
    }
    try {
      // An old trace goes only when there is a new one to come.
      if (trace !== undefined) this.trace = new TraceFile(resolve(world.cwd, trace));
      this.failures?.clear();
      for (const scenario of scenarios) {
        if (world.signal.aborted) break;
        if (command.profiles.length > 1) await this.compare(scenario);
        else await this.playAlone(scenario);
      }
    } finally {
      this.progress.clear();
      this.trace?.close();
    }
    const isReported = await this.conclude(startedAt);
    if (world.signal.aborted) return EXIT.INTERRUPTED;
    const { failed, errors } = countsOf(this.played);
    if (failed > 0) return EXIT.FAILED;
    return errors > 0 || !isReported ? EXIT.WORLD : EXIT.PASSED;
  }

  /** False when a report could not be written. */
  private async conclude(startedAt: number): Promise<boolean> {
    const { command, world, played, comparisons, chips, colour } = this;
    const wallMs = performance.now() - startedAt;
    const interrupted = world.signal.aborted;
    const profiles = Math.max(1, command.profiles.length);
    const { errors } = countsOf(played);
    const summary = renderSummary(resultsOf({ plays: played }), { colour, wallMs, errors, interrupted });
    const before = profiles > 1 ? `${comparisonsInWords(comparisons, profiles)}: ` : '';
    this.say(`\n${before}${summary}`);
    const note = this.failures?.note ?? null;
    if (note !== null) world.stderr.write(`${note}\n`);
    return await this.reports.played({
      version: world.version,
      plays: played,
      comparisons,
      profiles,
      chips,
      interrupted,
      startedAt: performance.timeOrigin + startedAt,
      wallMs,
    });
  }

  private async playAlone(scenario: Scenario): Promise<void> {
    const { command, world, colour } = this;
    const replay = replayCommand(scenario, command, world.invocation);
    const watched = hasForeignChip(scenario) ? new Watched(scenario) : undefined;
    const watching = watched === undefined ? [] : [watched.sink];
    const played = await this.play(scenario, { shownAs: scenario.name, replay, watching });
    if (played === undefined) return;
    if ('error' in played)
      this.say(renderWorldError({ ...played.error, name: scenario.name, replay }, { colour }));
    else {
      this.say(renderScenario(played.result, { colour, ...played }));
      if (command.update && outcomeOf(played) === 'failed')
        this.say('  golden: its trace is not kept, since it failed');
      if (watched !== undefined && played.result.outcome !== 'skipped')
        await this.playBeside(scenario, played.result, watched);
    }
  }

  /** What others' chips have done, beside what ours do in their place. */
  private async playBeside(scenario: Scenario, result: ScenarioResult, watched: Watched): Promise<void> {
    const { command, world, colour } = this;
    const name = `${scenario.name}, our chips`;
    const outcome = await this.attempt(name, () =>
      besideOurs(scenario, result, watched, { seed: command.seed, signal: world.signal }),
    );
    if (outcome === undefined) return;
    const replay = replayCommand(scenario, command, world.invocation);
    if ('error' in outcome) {
      this.played.push(playOf({ ...scenario, name }, replay, outcome));
      this.say(renderWorldError({ ...outcome.error, name, replay }, { colour }));
      return;
    }
    this.chips.push(outcome.result);
    this.say(renderBesideOurs(outcome.result, { colour, columns: this.screen.columns }));
  }

  /** The same scenario under each profile. */
  private async compare(scenario: Scenario): Promise<void> {
    const { command, world, colour } = this;
    const plays: (ProfilePlay & Play)[] = [];
    const replay = replayCommand(scenario, command, world.invocation);
    for (const profile of command.profiles) {
      const one = comparedUnder(scenario, profile, command.link);
      const played = await this.play(one, {
        shownAs: `${scenario.name}, ${profile}`,
        replay: this.aloneCommand(scenario, profile, one.link.transport) ?? replay,
      });
      if (played === undefined) return;
      plays.push(played);
    }
    const comparison: Comparison = { name: scenario.name, file: scenario.file, plays };
    this.comparisons.push(comparison);
    const failed = toldOf(plays);
    const story =
      failed === undefined ? undefined : this.aloneCommand(scenario, failed.profile, failed.transport);
    const words = renderComparison(comparison, {
      colour,
      columns: this.screen.columns,
      replay,
      ...(story === undefined ? {} : { story }),
      ...(failed?.kept === undefined ? {} : { kept: failed.kept }),
    });
    this.say(words);
  }

  /** What plays a scenario under one profile: not to be had where its file insists on another one. */
  private aloneCommand(scenario: Scenario, profile: ProfileName, transport: Transport): string | undefined {
    const { command, world } = this;
    if (scenario.link.profile !== undefined && scenario.link.profile !== profile) return undefined;
    const moved = transport === scenario.link.transport ? {} : { link: transport };
    return replayCommand(scenario, { ...command, ...moved, profiles: [profile] }, world.invocation);
  }

  /** Undefined when it was interrupted. */
  private async play(
    scenario: Scenario,
    { shownAs, replay, watching = [] }: Showing,
  ): Promise<Play | undefined> {
    const { command, world, trace, golden } = this;
    const { seed } = command;
    const outcome = await this.attempt(shownAs, async () => {
      const traced = trace?.begin(headerOf(scenario, seed));
      const kept = golden?.open(scenario, seed);
      const sinks: RecordSink[] = [
        ...watching,
        ...(traced === undefined ? [] : [traced]),
        ...(kept === undefined ? [] : [kept.sink]),
      ];
      const chips = await chipsFor(scenario);
      const played = await play(scenario, { seed, sinks, chips, signal: world.signal });
      return kept === undefined || played.outcome === 'skipped' ? played : await kept.judge(played);
    });
    if (outcome === undefined) return undefined;
    const played = await this.explained(scenario, playOf(scenario, replay, outcome));
    this.played.push(played);
    return played;
  }

  /** The last line of its trace; and of what failed, why, and all that happened for whoever wants to look. */
  private async explained(scenario: Scenario, played: Play): Promise<Play> {
    const again = outcomeOf(played) === 'failed' ? await this.playedAgain(scenario, played) : undefined;
    const { cause } = again ?? {};
    const explained = cause === undefined ? played : { ...played, cause };
    this.trace?.end(explained);
    if (again === undefined) return explained;
    const kept = await this.failures?.keep(explained, async (files, shown) =>
      again.write(files, shown, explained),
    );
    return kept === undefined ? explained : { ...explained, kept };
  }

  /** Undefined where the world does not let it, a second time: what it came to at first holds. */
  private async playedAgain(scenario: Scenario, played: Play): Promise<FailedPlay | undefined> {
    const { command, world } = this;
    const { playedAgain } = await import('./failed-play.ts');
    try {
      const chips = await chipsFor(scenario);
      const options = { seed: command.seed, chips, signal: world.signal };
      return await playedAgain(played, scenario, options, world);
    } catch (error) {
      if (!world.signal.aborted && !(error instanceof HarnessError)) throw error;
      return undefined;
    }
  }

  /** What the world does not allow is an outcome too. Undefined when it was interrupted. */
  private async attempt<Result>(
    shownAs: string,
    playing: () => Promise<Result>,
  ): Promise<Outcome<Result> | undefined> {
    const { world } = this;
    // Between two plays the process hears what else there is: Ctrl-C, for one.
    await new Promise((turn) => setImmediate(turn));
    if (world.signal.aborted) return undefined;
    this.progress.show(this.played.length, this.plays, shownAs);
    try {
      return { result: await playing() };
    } catch (error) {
      if (world.signal.aborted) return undefined;
      if (!(error instanceof HarnessError) || OF_THE_RUN.has(error.code)) throw error;
      const { code, message, fix } = error;
      return { error: { code, message, ...(fix === undefined ? {} : { fix }) } };
    }
  }

  private readonly showChange: ShowChange = async (change, { bases }) => {
    const [head = '', ...others] = changeInWords(change, bases);
    this.say([`update  ${head}`, ...others.map((line) => `  ${line}`)].join('\n'));
    // A screen that is gone says so a turn later. What nobody has seen is not written.
    await new Promise((turn) => setImmediate(turn));
    this.world.signal.throwIfAborted();
  };

  private say(words: string): void {
    this.progress.clear();
    this.screen.write(`${words}\n`);
  }
}
