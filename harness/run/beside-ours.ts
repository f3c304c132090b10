import { SIDES, type Side } from '../ground/side.ts';
import type { ChipName, MachineSetup, Scenario } from '../scenario/model.ts';
import { type AccessDifferences, accessDifferences } from './access-differences.ts';
import { Accesses, type Account } from './accesses.ts';
import { type PlayOptions, play } from './play.ts';
import type { ScenarioResult } from './result.ts';
import type { RecordSink } from './trace-writer.ts';

/** One play of a comparison, and what each machine's programs did. */
export interface ChipPlay {
  readonly result: ScenarioResult;
  readonly accounts: Readonly<Record<Side, Account>>;
}

/** A scenario with the chips that it asks for, and with ours in their place: all else is the same. */
export interface ChipComparison {
  readonly name: string;
  readonly file: string;
  /** Which machines have another's chip, and whose. */
  readonly chips: Readonly<Partial<Record<Side, ChipName>>>;
  readonly theirs: ChipPlay;
  readonly ours: ChipPlay;
  /** Of the machines with another's chip. */
  readonly differences: Readonly<Partial<Record<Side, AccessDifferences>>>;
}

/** Watches a play, for the comparison. */
export class Watched {
  readonly accesses: Readonly<Record<Side, Accesses>>;

  constructor({ machines: { A, B } }: Scenario) {
    this.accesses = { A: accessesOf('A', A), B: accessesOf('B', B) };
  }

  readonly sink: RecordSink = (record) => {
    for (const side of SIDES) this.accesses[side].sink(record);
  };

  get accounts(): ChipPlay['accounts'] {
    return { A: this.accesses.A.account, B: this.accesses.B.account };
  }
}

/** A machine with a chip of ours is not compared: none of its accesses is kept. */
const accessesOf = (side: Side, { base, chip }: MachineSetup): Accesses =>
  chip === undefined ? new Accesses(side, base, 0) : new Accesses(side, base);

/** Plays a scenario with the chips that it asks for and with ours. Its verdict is that of the first. */
export async function playBesideOurs(scenario: Scenario, options: PlayOptions): Promise<ChipComparison> {
  const watched = new Watched(scenario);
  const result = await play(scenario, { ...options, sinks: [...(options.sinks ?? []), watched.sink] });
  return await besideOurs(scenario, result, watched, options);
}

/** The same for one that has been played and watched with the chips that it asks for. */
export async function besideOurs(
  scenario: Scenario,
  result: ScenarioResult,
  watched: Watched,
  options: PlayOptions,
): Promise<ChipComparison> {
  const { name, file, machines } = scenario;
  const ours = new Watched(scenario);
  const own = withOwnChips(scenario, result.reason);
  const ourResult = await play(own, { ...options, sinks: [ours.sink] });
  const foreign = SIDES.flatMap((side) => {
    const { chip } = machines[side];
    return chip === undefined ? [] : [{ side, chip }];
  });
  return {
    name,
    file,
    chips: Object.fromEntries(foreign.map(({ side, chip }) => [side, chip])),
    theirs: { result, accounts: watched.accounts },
    ours: { result: ourResult, accounts: ours.accounts },
    differences: Object.fromEntries(
      foreign.map(({ side }) => [side, accessDifferences(watched.accesses[side], ours.accesses[side])]),
    ),
  };
}

/** The link keeps the rules that it had; what has been skipped is skipped. */
function withOwnChips(scenario: Scenario, skip: string | undefined): Scenario {
  const { chip: _, ...A } = scenario.machines.A;
  const { chip: __, ...B } = scenario.machines.B;
  return { ...scenario, machines: { A, B }, ...(skip === undefined ? {} : { skip }) };
}
