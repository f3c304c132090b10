import type { LabLine } from '../config/circumstances.ts';
import { isLink } from '../config/ends.ts';
import { type Hypervisor, hypervisorOf } from '../config/hypervisor.ts';
import { baseOf, comOf, irqOf, type Machine, standardOf } from '../config/model.ts';
import { titled, titleOf } from '../config/title.ts';
import { SIDES, type Side } from '../ground/side.ts';
import { FASTEST, lineFor } from '../lab7/line-request.ts';
import type { ProfileName } from '../link/profile.ts';
import type { LineSetup, MachineSetup } from '../scenario/model.ts';
import { UART_TYPES } from '../uart/types.ts';
import { type BootPair, type Joined, joinedBy } from './boot-link.ts';
import type { BootedMachine, Obstacle } from './boot-report.ts';

export interface BootOptions {
  /** The command lines of the lab's program: the COM port that it opens, and its line. */
  readonly lines?: { readonly a?: LabLine; readonly b?: LabLine };
  /** Instead of those of the products in the files; `wire`: their own, and a wire beside them. */
  readonly profile?: ProfileName;
  readonly signal?: AbortSignal;
}

/** What is to be booted: the two machines, and what joins them. */
export interface BootPlan extends Joined {
  readonly machines: Readonly<Record<Side, BootedMachine>>;
  readonly setups: Readonly<Record<Side, MachineSetup>>;
  /** The smaller of both word lengths. */
  readonly bits: number;
  readonly onWire: boolean;
}

const USUAL_LINE: LineSetup = { rate: FASTEST, bits: 8, parity: 'none', stop: 1 };
/** An IRQ that no 8259A has, and so no program hears of: the one where the second hangs on the first. */
const UNHEARD = 2;

export function bootPlan(pair: BootPair, options: BootOptions): BootPlan | Obstacle {
  const joined = joinedBy(pair);
  if ('why' in joined) return joined;
  const A = machineOf('A', pair, options);
  if ('why' in A) return A;
  const B = machineOf('B', pair, options);
  if ('why' in B) return B;
  const { profile, lines = {} } = options;
  const linesGiven = lines.a?.line !== undefined && lines.b?.line !== undefined;
  return {
    machines: { A: A.machine, B: B.machine },
    setups: { A: A.setup, B: B.setup },
    link: { ...joined.link, profiles: { A: A.machine.profile, B: B.machine.profile } },
    mapped: joined.mapped,
    bits: Math.min(A.machine.line.bits, B.machine.line.bits),
    onWire: profile === 'wire' || linesGiven,
  };
}

function machineOf(
  side: Side,
  pair: BootPair,
  { lines = {}, profile }: BootOptions,
): { readonly machine: BootedMachine; readonly setup: MachineSetup } | Obstacle {
  const { machine, port } = pair[side];
  const [own, other] = side === 'A' ? [lines.a, lines.b] : [lines.b, lines.a];
  const [base, irq] = [baseOf(port), irqOf(port)];
  const com = own?.com ?? comOf(port) ?? 1;
  const opened = standardOf(com);
  const text = port.base?.later ?? port.irq?.later;
  if (text !== undefined) return { why: 'later', side, text };
  if (opened === undefined || base !== opened.base) return { why: 'no-port', side, com, base };
  const line = lineOf(own?.line ?? other?.line);
  const wiredTo = irq ?? opened.irq;
  const type = UART_TYPES.find((one) => one === port.uart?.value);
  const { end } = port;
  return {
    machine: {
      name: nameOf(side, pair),
      product: machine.product,
      role: isLink(end) ? end.role.value : 'connects',
      com,
      irq: opened.irq,
      wiredTo,
      waits: end.kind === 'tcp' && end.role.value === 'listens' && end.waits?.value === true,
      line,
      ...hypervisor(machine, profile),
    },
    setup: {
      base: opened.base,
      irq: opened.irq,
      wiredTo: wiredTo >= 0 && wiredTo < 16 ? wiredTo : UNHEARD,
      line,
      ...(type === undefined ? {} : { type }),
    },
  };
}

const hypervisor = (machine: Machine, profile: ProfileName | undefined): Hypervisor =>
  profile === undefined || profile === 'wire' ? hypervisorOf(machine) : { profile };

function lineOf(asked: LabLine['line']): LineSetup {
  if (asked === undefined) return USUAL_LINE;
  const line = lineFor(asked);
  if (typeof line === 'string') return USUAL_LINE;
  const { divisor, ...settings } = line;
  return { ...settings, rate: FASTEST / divisor };
}

/** As words call it, beside the other one. */
export function nameOf(side: Side, pair: BootPair): string {
  const machines = SIDES.map((each) => pair[each].machine);
  return titleOf(titled(machines)[SIDES.indexOf(side)] ?? pair[side].machine);
}
