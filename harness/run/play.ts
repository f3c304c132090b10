import { SIDES, type Side } from '../ground/side.ts';
import type { ProfileName, Transport } from '../link/profile.ts';
import type { Flag, Scenario, Step } from '../scenario/model.ts';
import { RANK } from '../time/clock.ts';
import { VirtualClock } from '../time/virtual-clock.ts';
import type { Inspection } from '../uart/inspection.ts';
import type { Line } from '../uart/line-settings.ts';
import { lineSettingsOf } from '../uart/line-settings.ts';
import { Bench, profileOf } from './bench.ts';
import type { ForeignChips } from './board.ts';
import type { Direction, Witness } from './direction.ts';
import { ledgerOf } from './ledger.ts';
import { LinesUsed } from './lines-used.ts';
import { Player } from './player.ts';
import type { DirectionResult, Failure, FailureCause, ScenarioResult } from './result.ts';
import { StepFailure } from './step-failure.ts';
import { type RecordSink, RecordsAround, TraceWriter } from './trace-writer.ts';

export interface PlayOptions {
  readonly seed: number;
  /** Where trace records go; none are made when there is none. */
  readonly sinks?: readonly RecordSink[];
  /** Is told of each byte that programs send and read. */
  readonly witness?: Witness;
  /** Where chips come from that others have made, for a scenario that asks for one. */
  readonly chips?: ForeignChips;
  /** Ends the run in the middle: `play` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where to read the wall clock, in ms. */
  readonly wallClock?: () => number;
}

/** How many records the story around a failure has. */
const STORY = 24;

/** Why a scenario cannot be played over its link; undefined when it can. */
export function reasonToSkip(scenario: Scenario): string | undefined {
  const { transport, profile } = scenario.link;
  if (profile === 'wire' && transport !== 'cable')
    return `asks for the wire, which ${transport} is not: bytes cross it, no levels`;
  if (
    transport === 'cable' &&
    scenario.steps.some((step) => step.verb === 'boot' && step.fails !== undefined)
  ) {
    return 'asks for a refused connection, and a cable refuses nobody';
  }
  if (profileOf(scenario.link) === 'wire' && hasForeignChip(scenario))
    return "has QEMU's chip, and no level comes out of QEMU";
  const levels = levelsIn(scenario.steps);
  if (levels !== undefined && profileOf(scenario.link) !== 'wire')
    return `${levels}, and this profile carries bytes, no levels`;
  return scenario.skip;
}

/** Whether a machine has a chip that others have made. */
export const hasForeignChip = ({ machines }: Scenario): boolean =>
  SIDES.some((side) => machines[side].chip !== undefined);

/** What only a wire can do, of all that the steps ask for. */
function levelsIn(steps: readonly Step[]): string | undefined {
  for (const step of steps) {
    if (step.verb === 'parallel') {
      const found = levelsIn(step.steps);
      if (found !== undefined) return found;
    }
    if (step.verb === 'break') return 'sends a break';
    const flag = flagsWanted(step).find((one) => one !== 'OE');
    if (flag !== undefined) return `expects ${flag}`;
  }
  return undefined;
}

function flagsWanted(step: Step): readonly Flag[] {
  if (step.verb === 'expect-flags') return step.flags;
  return step.verb === 'expect' && 'flags' in step.want ? step.want.flags : [];
}

/** The scenario over another transport than its own: what belongs to its own is left out. */
export function over(scenario: Scenario, transport: Transport): Scenario {
  const { profile, usual, listen, transport: own } = scenario.link;
  if (own === transport) return scenario;
  const kept = {
    ...(profile === undefined ? {} : { profile }),
    ...(usual === undefined ? {} : { usual }),
  };
  return { ...scenario, link: { transport, listen, ...kept } };
}

/**
 * The same for a transport that the user wants for all. What one transport does when a machine is off, another one does
 * not: so steps that switch power are bound to the transport that the file names.
 */
export function forcedOver(scenario: Scenario, transport: Transport): Scenario {
  const { transport: own } = scenario.link;
  const forced = over(scenario, transport);
  const switchesPower = scenario.steps.some(({ verb }) => verb === 'boot' || verb === 'stop');
  if (forced === scenario || own === 'cable' || !switchesPower) return forced;
  return { ...forced, skip: `switches power over ${own}, and ${transport} does otherwise then` };
}

/** The scenario with another profile than its own. */
export function withProfile(scenario: Scenario, profile: ProfileName): Scenario {
  const own = scenario.link.profile;
  const forced = { ...scenario, link: { ...scenario.link, profile } };
  return own === undefined || own === profile ? forced : { ...forced, skip: `asks for the profile ${own}` };
}

/**
 * The scenario as a comparison plays it under a profile, whatever the file says of either: `link` is the transport that
 * the user wants for all. Else the wire takes the place of a transport that has none.
 */
export function comparedUnder(scenario: Scenario, profile: ProfileName, link?: Transport): Scenario {
  const { transport: own } = scenario.link;
  const moved = forcedOver(scenario, link ?? (profile === 'wire' ? 'cable' : own));
  return { ...moved, link: { ...moved.link, profile } };
}

/**
 * Plays a scenario from power-on to its verdict. Rejects with a HarnessError when the world does not let it, and with
 * an InvariantError when we are wrong; everything else is in the result.
 */
export async function play(scenario: Scenario, options: PlayOptions): Promise<ScenarioResult> {
  const reason = reasonToSkip(scenario);
  if (reason !== undefined) return { ...blank(scenario, options), outcome: 'skipped', reason };
  const { result, focus } = await playOnce(scenario, options);
  if (result.failures.length === 0) return result;
  // The same run again gives the same trace: so it is kept only when somebody will read it.
  const again = await playOnce(scenario, { ...options, sinks: [] }, focus ?? Number.POSITIVE_INFINITY);
  const failures = result.failures.map((failure) => ({ ...failure, ...again.story }));
  return { ...result, failures };
}

/** Plays it for its trace alone: the same seed gives the same one again. */
export async function retrace(scenario: Scenario, options: PlayOptions): Promise<void> {
  await playOnce(scenario, options);
}

/** One play: its result, the tick that its failure is about, and what was found around the tick asked for. */
interface Played {
  readonly result: ScenarioResult;
  readonly focus: number | undefined;
  readonly story: Pick<Failure, 'story' | 'dlab' | 'registers' | 'around' | 'lines'>;
}

function blank(scenario: Scenario, { seed }: PlayOptions): ScenarioResult {
  return {
    name: scenario.name,
    file: scenario.file,
    transport: scenario.link.transport,
    profile: profileOf(scenario.link),
    seed,
    outcome: 'passed',
    failures: [],
    directions: [],
    lab7: [],
    lines: null,
    setups: scenario.machines,
    bases: basesOf(scenario),
    ledger: null,
    linkEvents: [],
    ticks: 0,
    wallMs: 0,
  };
}

async function playOnce(scenario: Scenario, options: PlayOptions, around?: number): Promise<Played> {
  const { seed, sinks = [], chips = {}, witness = null, wallClock = () => performance.now() } = options;
  const startedAt = wallClock();
  const clock = new VirtualClock();
  const earlier = new LinesUsed(basesOf(scenario), Number.POSITIVE_INFINITY);
  const story = new RecordsAround(around ?? 0, STORY, earlier.sink);
  const lines = new LinesUsed(basesOf(scenario), around ?? 0);
  const allSinks = around === undefined ? sinks : [...sinks, story.sink, lines.sink];
  const writer = allSinks.length === 0 ? null : new TraceWriter(() => clock.now, allSinks);
  let player: Player | null = null;
  const bench = new Bench(clock, scenario, {
    seed,
    recorder: writer,
    chips,
    // The second play is for the story alone.
    witness: around === undefined ? witness : null,
    onProgress: () => player?.progress(),
    onError: (error) => player?.fail(error),
  });
  player = new Player(bench, scenario, seed, writer);
  let registersThen: Failure['registers'] = null;
  if (around !== undefined) {
    const look = clock.slot({ name: 'a look at the registers', rank: RANK.PLAYER }, () => {
      registersThen = inspections(bench);
    });
    clock.book(look, around);
  }
  const abort = () => player?.fail(options.signal?.reason);
  options.signal?.addEventListener('abort', abort);
  try {
    options.signal?.throwIfAborted();
    player.start();
    await clock.run(Number.POSITIVE_INFINITY);
    if (player.error !== undefined) throw player.error;
    for (const side of SIDES) bench.computers[side].processor.stop();
    const chips = SIDES.map((side) => bench.computers[side].port.chip);
    const ledger = ledgerOf(chips, bench.link);
    const registers = inspections(bench);
    const lineAt = (side: Side) => (bench.computers[side].powered ? lineOf(registers[side]) : null);
    const found = player.failure === null ? atTheEnd(scenario, bench) : [player.failure];
    if (!ledger.balanced) found.push(new StepFailure('the byte ledger does not balance', { kind: 'ledger' }));
    const [first] = found;
    writer?.record({
      t: clock.now,
      m: '-',
      k: 'verdict',
      passed: first === undefined,
      ...(first === undefined ? {} : { why: first.message }),
    });
    writer?.flush();
    const failures = found.map(
      (failure): Failure => ({
        what: failure.message,
        ...placeOf(failure.step, failure.place),
        at: clock.now,
        cause: failure.failure,
        around: clock.now,
        registers,
        lines: null,
        story: [],
        dlab: { A: false, B: false },
      }),
    );
    const result: ScenarioResult = {
      ...blank(scenario, options),
      outcome: failures.length === 0 ? 'passed' : 'failed',
      failures,
      directions: [bench.directions.A, bench.directions.B]
        .filter((direction) => direction.used)
        .map((direction) => directionResult(direction, bench)),
      lab7: player.lab7,
      lines: { A: lineAt('A'), B: lineAt('B') },
      ledger,
      // A copy: what taking the bench apart adds is no part of the run.
      linkEvents: [...bench.linkEvents],
      ticks: clock.now,
      wallMs: wallClock() - startedAt,
    };
    return {
      result,
      focus: first?.focus,
      story: {
        around: registersThen === null ? clock.now : (around ?? clock.now),
        story: story.records,
        dlab: earlier.dlab,
        registers: registersThen ?? registers,
        lines: lines.lines,
      },
    };
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await bench.dismantle();
  }
}

const placeOf = (step: Step | null, place: string | undefined): Pick<Failure, 'line' | 'step'> => ({
  ...(step === null ? {} : { line: step.line }),
  ...(place === undefined ? {} : { step: place }),
});

const basesOf = ({ machines: { A, B } }: Scenario): ScenarioResult['bases'] => ({ A: A.base, B: B.base });

const inspections = (bench: Bench): Readonly<Record<Side, Inspection>> => ({
  A: bench.computers.A.port.chip.inspect(),
  B: bench.computers.B.port.chip.inspect(),
});

const lineOf = ({ registers, divisor }: Inspection): Line => ({ ...lineSettingsOf(registers.LCR), divisor });

const directionResult = (direction: Direction, { computers }: Bench): DirectionResult => ({
  from: direction.from,
  to: direction.to,
  sent: direction.sent,
  written: computers[direction.from].port.chip.tally.written,
  received: direction.received,
  flagged: direction.flagged,
  flags: { ...direction.flags },
  difference: direction.sent === 0 ? null : direction.difference,
  first: [...direction.shown],
});

/** What the scenario asserts of its whole: delivery, and that nothing is left unread. */
function atTheEnd(scenario: Scenario, bench: Bench): StepFailure[] {
  const failures: StepFailure[] = [];
  for (const side of SIDES) {
    const direction = bench.directions[side];
    if (direction.sent === 0) continue;
    if (scenario.assert.delivery !== 'any') failures.push(...undelivered(direction));
    const { received } = bench.computers[direction.to].port.chip.inspect();
    if (scenario.assert.unread === 'none' && received.length > 0) {
      const cause: FailureCause = { kind: 'unread', on: direction.to, bytes: received };
      failures.push(
        new StepFailure(
          `${received.length === 1 ? 'a character stays' : `${received.length} characters stay`} unread in ${direction.to}'s UART`,
          cause,
        ),
      );
    }
  }
  return failures;
}

function undelivered(direction: Direction): StepFailure[] {
  const { from, to, sent, received, difference } = direction;
  if (difference === null) return [];
  const { place } = difference;
  const what =
    place >= sent
      ? `byte ${place} was never sent`
      : place >= received
        ? `${received} of ${sent} ${sent === 1 ? 'byte' : 'bytes'} arrived`
        : `byte ${place} is not the one that was sent`;
  const cause: FailureCause = { kind: 'delivery', from, to, sent, received, difference };
  return [new StepFailure(`${from} to ${to}: ${what}`, cause, direction.departedAt)];
}
