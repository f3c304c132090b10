import { DOSBOX_PORT, isDosbox, known, numberOf, portOf, systemOf, tcpOf } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { HostSystem, TcpEnd } from '../model.ts';
import { FIRST_FREE_PORT, isPort, LAB_PORT, LAST_PORT } from '../network/port.ts';
import { fittingEnd, sameEnd, wantedNumber } from './fitting.ts';
import { error, leading, named, type Rule, type Subject, warning } from './rule.ts';
import { TAKEN } from './taken.ts';

/** The TCP port is a number, and one that there is. */
export const A_NUMBER: Rule = {
  looksAt: ['link', 'role', 'number'],
  spoils: ['number', 'start'],
  finds: (subject) => {
    const end = tcpOf(subject.port);
    const said = end === undefined ? undefined : portOf(subject.machine, end);
    const role = known(end?.role);
    const text = known(said)?.trim();
    if (said === undefined || role === undefined || text === undefined || text === '') return undefined;
    const more = leading(subject, sameEnd(subject, { port: numberFor(subject) }));
    if (!/^[0-9]+$/.test(text)) {
      const report = mayBeService(subject, text) ? warning : error;
      return report('port-not-number', said.at, { ...named(subject), text, role }, more);
    }
    if (end !== undefined && isPort(Number(text))) return undefined;
    return error('port-out-of-range', said.at, { ...named(subject), text, ...becomes(subject, text) }, more);
  },
};

/** QEMU looks a word up among the services that the system knows. */
const mayBeService = ({ machine: { product } }: Subject, text: string): boolean =>
  (product === 'qemu' || product === 'libvirt') && /^[a-z][a-z-]{0,30}$/.test(text);

/** What the product makes of it without a word. */
function becomes({ machine }: Subject, text: string): { becomes?: number } {
  const number = Number(text);
  if (isDosbox(machine)) return { becomes: DOSBOX_PORT };
  return machine.product === 'qemu' && number > LAST_PORT && Number.isSafeInteger(number)
    ? { becomes: number % (LAST_PORT + 1) }
    : {};
}

/** A listener may open the port. */
export const PERMITTED_NUMBER: Rule = {
  looksAt: ['link', 'role', 'number'],
  spoils: ['number', 'start'],
  finds: (subject) =>
    UNIX.includes(systemOf(subject.machine)) ? ofListener(subject, privileged) : undefined,
};

/** And nobody else is likely to have it. It comes after the comparison with the connector's: that may change it. */
export const FREE_NUMBER: Rule = {
  looksAt: ['link', 'role', 'number'],
  spoils: [],
  finds: (subject) =>
    ofListener(subject, privileged) ?? ofListener(subject, taken) ?? ofListener(subject, ephemeral),
};

type System = HostSystem | 'unknown';
type Objection = (subject: Subject, end: TcpEnd, number: number) => Finding | undefined;

const UNIX: readonly System[] = ['linux', 'freebsd', 'solaris'];

function ofListener(subject: Subject, objection: Objection): Finding | undefined {
  const end = tcpOf(subject.port);
  if (end === undefined || known(end.role) !== 'listens') return undefined;
  const number = numberOf(subject.machine, end);
  return number === undefined ? undefined : objection(subject, end, number);
}

const atNumber = ({ machine }: Subject, end: TcpEnd): Finding['at'] =>
  (portOf(machine, end) ?? end.address).at;

const privileged: Objection = (subject, end, number) => {
  const system = systemOf(subject.machine);
  if (number >= FIRST_FREE_PORT || system === 'windows') return undefined;
  const report = UNIX.includes(system) ? error : warning;
  return report(
    'port-privileged',
    atNumber(subject, end),
    { ...named(subject), number, system },
    moving(subject),
  );
};

const taken: Objection = (subject, end, number) => {
  const by = takenBy(number, systemOf(subject.machine));
  return by === undefined
    ? undefined
    : warning('port-taken', atNumber(subject, end), { ...named(subject), number, by }, moving(subject));
};

const takenBy = (number: number, system: System): string | undefined =>
  TAKEN.find((each) => each.number === number && (each.on === undefined || each.on === system))?.by;

const ephemeral: Objection = (subject, end, number) => {
  const system = systemOf(subject.machine);
  const [from, to] = ephemeralOn(system);
  return number < from || number > to
    ? undefined
    : warning(
        'port-ephemeral',
        atNumber(subject, end),
        { ...named(subject), number, system, from, to },
        moving(subject),
      );
};

/** What the system gives to programs that connect and do not care. */
const ephemeralOn = (system: System): readonly [number, number] =>
  system === 'linux' ? [32_768, 60_999] : [49_152, LAST_PORT];

/** Nothing speaks against it on any system. */
export const isSaneNumber = (number: number): boolean =>
  number >= FIRST_FREE_PORT && number < 32_768 && !TAKEN.some((each) => each.number === number);

const numberFor = (subject: Subject): number => {
  const wanted = wantedNumber(subject);
  if (isSaneNumber(wanted) && subject.isMeant) return wanted;
  // What is no part of the link is not to take its number.
  return subject.isMeant ? LAB_PORT : LAB_PORT + subject.port.number;
};

/** Both ends go to another port: the connector's if it is a good one. */
function moving(subject: Subject): Pick<Finding, 'mend' | 'mendAlso'> {
  const port = numberFor(subject);
  const more = leading(subject, sameEnd(subject, { port }));
  const { partner } = subject;
  const fits = fittingEnd(subject);
  if (partner === undefined || fits?.kind !== 'tcp' || fits.port === port) return more;
  const end = sameEnd(partner, { port });
  return end === undefined
    ? more
    : { ...more, mendAlso: { machine: partner.machine, port: partner.port.number, wish: { end } } };
}
