import { profileOf } from '../../run/bench.ts';
import type { ScenarioResult } from '../../run/result.ts';
import type { MachineSetup, Scenario } from '../../scenario/model.ts';
import type { TracedMachine, TraceHeader } from './header.ts';

/** What a scenario's trace begins with. */
export const headerOf = ({ name, link, machines: setups }: Scenario, seed: number): TraceHeader =>
  headerOfResult({ name, seed, profile: profileOf(link), setups });

/** The same, once it has been played. */
export const headerOfResult = ({
  name,
  seed,
  profile,
  setups: { A, B },
}: Pick<ScenarioResult, 'name' | 'seed' | 'profile' | 'setups'>): TraceHeader => ({
  name,
  seed,
  profile,
  machines: { A: traced(A), B: traced(B) },
});

const traced = ({ base, irq, type = '16550A', chip }: MachineSetup): TracedMachine => ({
  base,
  irq,
  type,
  ...(chip === undefined ? {} : { chip }),
});
