import type { Mend } from '../finding.ts';
import { baseOf, type End, irqOf, type Machine, STANDARD_PORTS, standardAt, standardOf } from '../model.ts';
import { pathFor } from '../virtualbox/spelling.ts';
import type { EndWish } from '../wish.ts';

/** What has to be changed at a port for a wish: what is right already is not said again. */
export interface Change {
  readonly machine: Machine;
  /** From 1. */
  readonly port: number;
  /** It has to be switched on. */
  readonly enable: boolean;
  /** What it is to have in the end. */
  readonly base: number;
  readonly irq: number;
  /** Base or IRQ have to change. */
  readonly resources: boolean;
  readonly uart?: '16550A';
  readonly end?: EndChange;
}

export interface EndChange {
  readonly wish: EndWish;
  /** TCP or pipe has to be chosen. */
  readonly mode: boolean;
  readonly role: boolean;
  readonly address: boolean;
}

export function changeFor({ machine, port: number, wish }: Mend): Change {
  const port = machine.ports.find((each) => each.number === number);
  const standard = standardOf(number) ?? STANDARD_PORTS[0];
  const now = {
    base: (port && baseOf(port)) ?? standard.base,
    irq: (port && irqOf(port)) ?? standard.irq,
  };
  const { base = now.base, irq = now.irq } = wish;
  return {
    machine,
    port: number,
    enable: wish.enabled === true && port?.enabled.value !== true,
    base,
    irq,
    resources: base !== now.base || irq !== now.irq,
    ...(wish.uart === undefined ? {} : { uart: wish.uart }),
    ...(wish.end === undefined ? {} : { end: { wish: wish.end, ...differences(wish.end, port?.end) } }),
  };
}

/** The COM port that it is to be; undefined where its base is none of the four. */
export const comIn = ({ base }: Change): number | undefined => standardAt(base)?.number;

function differences(wish: EndWish, end: End | undefined) {
  if (end?.kind !== wish.kind) return { mode: true, role: true, address: true };
  return {
    mode: false,
    role: end.role.value !== wish.role,
    address: pathFor(wish) !== (end.kind === 'tcp' ? end.address.value : end.path.value),
  };
}
