import { profileOf } from '../../run/bench.ts';
import type { MachineSetup, Scenario } from '../../scenario/model.ts';
import type { TracedMachine, TraceHeader } from './header.ts';

/** What a scenario's trace begins with. */
export const headerOf = ({ name, link, machines }: Scenario, seed: number): TraceHeader => ({
  name,
  seed,
  profile: profileOf(link),
  machines: { A: traced(machines.A), B: traced(machines.B) },
});

const traced = ({ base, irq, type = '16550A', chip }: MachineSetup): TracedMachine => ({
  base,
  irq,
  type,
  ...(chip === undefined ? {} : { chip }),
});
