import type { Finding } from '../finding.ts';
import { baseOf, irqOf, type Port, STANDARD_PORTS, standardAt, standardOf } from '../model.ts';
import { portsOn } from '../pair.ts';
import { error, mending, named, type Rule, type Subject, warning } from './rule.ts';

/** The port answers at one of the PC's four addresses. */
export const STANDARD_BASE: Rule = {
  looksAt: ['place'],
  spoils: ['place'],
  finds: (subject) => {
    const { port } = subject;
    const base = baseOf(port);
    if (base === undefined || standardAt(base) !== undefined) return undefined;
    const facts = { ...named(subject), base, irq: irqOf(port) };
    return error('base-not-standard', (port.base ?? port).at, facts, toItsOwn(subject));
  },
};

/** No other port answers there. */
export const BASE_OF_ITS_OWN: Rule = {
  looksAt: ['place'],
  spoils: ['place'],
  finds: (subject) => {
    const { port } = subject;
    const base = baseOf(port);
    const other = base === undefined ? undefined : others(subject).find((each) => baseOf(each) === base);
    if (
      base === undefined ||
      other === undefined ||
      isAtHome(port) ||
      (!isAtHome(other) && port.number < other.number)
    ) {
      return undefined;
    }
    return error(
      'base-shared',
      (port.base ?? port).at,
      { ...named(subject), base, other: other.number },
      {
        also: [(other.base ?? other).at],
        ...toItsOwn(subject),
      },
    );
  },
};

/** Of two ports at one base, the one whose number it is stays. */
const isAtHome = (port: Port): boolean => standardOf(port.number)?.base === baseOf(port);

/** The interrupt is the one that the lab's program waits for. */
export const IRQ_OF_THE_BASE: Rule = {
  looksAt: ['place'],
  spoils: ['place'],
  finds: (subject) => {
    const { port } = subject;
    const [base, irq] = [baseOf(port), irqOf(port)];
    const standard = standardAt(base);
    if (base === undefined || irq === undefined || standard === undefined || standard.irq === irq)
      return undefined;
    const own = standardOf(port.number);
    const isBaseWrong = own?.irq === irq && !others(subject).some((each) => baseOf(each) === own.base);
    const meant = isBaseWrong ? own : standard;
    return error(
      'irq-wrong',
      (port.irq ?? port).at,
      { ...named(subject), base, irq, needed: standard.irq },
      {
        ...mending(subject, { base: meant.base, irq: meant.irq }),
      },
    );
  },
};

/** No other port in use has its interrupt. */
export const IRQ_OF_ITS_OWN: Rule = {
  looksAt: ['place'],
  spoils: [],
  finds: (subject) => {
    const { port } = subject;
    const irq = irqOf(port);
    const other = others(subject).find((each) => irqOf(each) === irq && baseOf(each) !== baseOf(port));
    if (irq === undefined || other === undefined || other.number > port.number || !isUsed(port))
      return undefined;
    return sharing(subject, irq, other);
  },
};

function sharing(subject: Subject, irq: number, other: Port): Finding | undefined {
  const { port } = subject;
  const facts = { ...named(subject), irq, other: other.number };
  const [mine, theirs] = [standardAt(baseOf(port)), standardAt(baseOf(other))];
  const areStandard = mine?.irq === irq && theirs?.irq === irq;
  if (!areStandard && baseOf(port) !== undefined && baseOf(other) !== undefined) return undefined;
  const report = areStandard ? warning : error;
  const also = [(other.irq ?? other).at];
  return report('irq-shared', (port.irq ?? port).at, facts, {
    also,
    ...mending(subject, freePlace(subject, irq)),
  });
}

/** QEMU's `-serial null` only holds a place. */
const isUsed = ({ end }: Port): boolean => end.kind !== 'other';

/** Of COM1 and COM2, the one that no port has and whose interrupt is another. */
function freePlace(subject: Subject, irq: number): { base: number; irq: number } | undefined {
  const free = STANDARD_PORTS.slice(0, 2).find(
    (each) => each.irq !== irq && !others(subject).some((port) => irqOf(port) === each.irq),
  );
  return free === undefined ? undefined : { base: free.base, irq: free.irq };
}

const others = ({ machine, port }: Subject): readonly Port[] =>
  portsOn(machine).filter((each) => each !== port && isUsed(each));

/** The place of its number, or the first one that is free. */
function toItsOwn(subject: Subject): ReturnType<typeof mending> {
  const isFree = ({ base }: { base: number }): boolean =>
    !others(subject).some((port) => baseOf(port) === base);
  const own = [standardOf(subject.port.number), ...STANDARD_PORTS].find(
    (each) => each !== undefined && isFree(each),
  );
  return mending(subject, own === undefined ? undefined : { base: own.base, irq: own.irq });
}

/** The lab's fifo test needs FIFOs. */
export const WITH_FIFOS: Rule = {
  looksAt: ['link'],
  spoils: [],
  finds: (subject) => {
    const { uart } = subject.port;
    if (!subject.isMeant || uart === undefined || uart.later !== undefined) return undefined;
    const isOld = ['16450', '8250'].includes(uart.value.trim());
    return isOld
      ? error(
          'no-fifo',
          uart.at,
          { ...named(subject), uart: uart.value },
          mending(subject, { uart: '16550A' }),
        )
      : undefined;
  },
};
