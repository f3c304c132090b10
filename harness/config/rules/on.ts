import { isOn } from '../ends.ts';
import type { Finding } from '../finding.ts';
import { baseOf, irqOf, type Port, standardAt, standardOf } from '../model.ts';
import { fitness, PERFECT, type PortOf } from '../pair.ts';
import type { Wish } from '../wish.ts';
import { sameEnd, wantedEnd } from './fitting.ts';
import { error, LINK, mending, named, type Rule, type Subject } from './rule.ts';

/** The port is on. */
export const ON: Rule = {
  looksAt: ['link'],
  spoils: [...LINK, 'place'],
  finds: (subject) =>
    !subject.isMeant || isOn(subject.port) ? undefined : (inSnapshotOnly(subject) ?? off(subject)),
};

function off(subject: Subject): Finding {
  const { machine, port } = subject;
  const facts = { ...named(subject), none: !machine.ports.some(isOn) };
  return error('port-off', port.enabled.at, facts, mending(subject, switchedOn(subject)));
}

function inSnapshotOnly(subject: Subject): Finding | undefined {
  const { machine } = subject;
  const port = machine.inSnapshots?.find(isOn);
  if (port === undefined || machine.ports.some(isOn)) return undefined;
  const there: Subject = { ...subject, port };
  const own = machine.ports.find(({ number }) => number === port.number);
  return error('only-in-snapshot', own?.enabled.at ?? machine.at, named(there), {
    also: [port.at],
    ...mending(there, { ...switchedOn(there), ...endOf(there) }),
  });
}

/** Its own end stays if it fits. */
const switchedOn = (subject: Subject): Wish => ({
  enabled: true,
  ...placeOf(subject.port),
  ...(hasFittingEnd(subject) ? {} : ended(wantedEnd(subject))),
});

const endOf = (subject: Subject): Wish =>
  ended(hasFittingEnd(subject) ? sameEnd(subject) : wantedEnd(subject));

const ended = (end: Wish['end']): Wish => (end === undefined ? {} : { end });

function hasFittingEnd({ partner, machine, port, side }: Subject): boolean {
  const own: PortOf = { machine, port };
  if (sameEnd(own) === undefined) return false;
  if (partner === undefined || sameEnd(partner) === undefined) return true;
  // Where both are off, one of them is fitted to the other.
  const staysAsItIs = side === 'a' && !isOn(partner.port);
  return staysAsItIs || fitness({ a: own, b: partner }) === PERFECT;
}

/** The place that it says it has, if there is one; else that of its number. */
function placeOf(port: Port): Wish {
  const [base, irq] = [baseOf(port), irqOf(port)];
  const own = standardAt(base);
  const standard = own !== undefined && own.irq === irq ? own : standardOf(port.number);
  return standard === undefined ? {} : { base: standard.base, irq: standard.irq };
}
