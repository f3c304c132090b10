import { hexPort } from '../../../ground/bytes.ts';
import type { Side } from '../../../ground/side.ts';
import { MCR } from '../../../uart/registers.ts';
import { registerAt } from '../../story.ts';
import type { Rule } from './finding.ts';
import type { Scene } from './scene.ts';
import { toldMoment } from './told-moment.ts';

/** A program reaches for a COM port that its machine does not have. */
export const noUart: Rule = (scene) => {
  const { on, from, want } = scene;
  if (!scene.isWhole) return undefined;
  for (const side of want === 'sending' || want === 'another port' ? [on] : [on, from]) {
    const accesses = scene.accesses(side).filter(({ t }) => t >= scene.since && t >= programsBegin(scene));
    const [first] = accesses.filter(({ port }) => registerAt(port, side) !== null);
    if (first === undefined || accesses.some(({ port }) => registerAt(port, side, scene.bases) !== null))
      continue;
    const { base } = scene.machineOf(side);
    return {
      cause: `${side}'s program uses ports from 0x${hexPort(first.port & ~7)} on, and no UART stands there: what it writes is lost, and it reads 0xFF. ${side}'s UART is at 0x${hexPort(base)}.`,
      fix: `Use the ports from 0x${hexPort(base)} on, or give ${side} a UART at the other ones.`,
      moments: [scene.moment(first)],
    };
  }
  return undefined;
};

/** Before the first step, the harness itself sets the machines' lines. */
const programsBegin = (scene: Scene): number => scene.firstStep?.t ?? 0;

/** The chip asks on one line, and the program listens to another one. */
export const wrongIrq: Rule = (scene) => {
  const { on, result, failure, receiver } = scene;
  const { cause } = failure;
  const { irq, wiredTo = irq } = result.setups[on];
  const wired = wiredTo ?? scene.machineOf(on).irq;
  const awaited = cause.kind === 'lab7' ? irqOfProgram(cause.args) : scene.machineOf(on).irq;
  if (awaited === null || awaited === wired || scene.ever('irq', on, (one) => one.irq === awaited).length > 0)
    return undefined;
  const raised = scene.last('intr', on, ({ t, level }) => level === 1 && isOpen(scene, on, t));
  if (raised === undefined || (cause.kind !== 'lab7' && receiver.received.length === 0)) return undefined;
  return {
    cause: `${on}'s program waits for IRQ ${awaited}, and its UART is wired to IRQ ${wired}: the interrupt of tick ${raised.t} did not reach it.`,
    fix: `Install the handler for IRQ ${wired}, or wire the UART to IRQ ${awaited}.`,
    moments: [scene.moment(raised)],
  };
};

/** The lab's program takes the IRQ that is usual for its COM port. */
function irqOfProgram(args: string): number | null {
  const [mode, com] = args.split(/\s+/);
  if (mode !== 'int' && mode !== 'fifo') return null;
  return Number(com) % 2 === 1 ? 4 : 3;
}

const isOpen = (scene: Scene, side: Side, tick: number): boolean =>
  ((scene.seenAt(side, tick).told.MCR?.value ?? 0) & (MCR.OUT2 | MCR.LOOP)) === MCR.OUT2;

/** The chip hears itself, and not the line. */
export const loopedBack: Rule = (scene) => {
  const { on, from } = scene;
  const frame = scene.last('frame', from);
  if (frame === undefined) return undefined;
  for (const side of [from, on]) {
    const { MCR: mcr } = scene.seenAt(side, frame.t).told;
    if (mcr === undefined || (mcr.value & MCR.LOOP) === 0) continue;
    return {
      cause:
        side === from
          ? `${from} was in loopback (MCR bit 4): what it sends comes back to itself, and nothing leaves it.`
          : `${on} was in loopback (MCR bit 4): it hears itself, and nothing of the line.`,
      fix: 'Write MCR without bit 4.',
      moments: [toldMoment(side, 'MCR', mcr)],
    };
  }
  return undefined;
};
