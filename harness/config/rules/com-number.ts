import type { Finding } from '../finding.ts';
import { baseOf, comOf, type Place, STANDARD_PORTS } from '../model.ts';
import { portsOn } from '../pair.ts';
import { error, info, mending, named, type Rule, type Subject, warning } from './rule.ts';

/** The lab's program knows COM1 and COM2. */
const LAST_OF_THE_LAB = 2;

/** The lab's program, as it is run, opens the port that leads to the partner. */
export const OPENED_BY_THE_LAB: Rule = {
  looksAt: ['link', 'place'],
  spoils: ['place'],
  finds: (subject) => {
    const com = comOf(subject.port);
    if (!subject.isMeant || com === undefined) return undefined;
    const { line } = subject;
    const hasFirst = [subject.port, ...subject.meantBeside].some((port) => comOf(port) === 1);
    if (line === undefined) return hasFirst ? undefined : notFirst(subject, com);
    if (line.com === com) return undefined;
    const facts = { ...named(subject), com: line.com, linked: com };
    return error('lab-port-not-linked', line.at, facts, { also: [placeOf(subject)] });
  },
};

function notFirst(subject: Subject, com: number): Finding {
  const { partner } = subject;
  const report = com <= LAST_OF_THE_LAB ? warning : error;
  const isPartnerFirst = partner !== undefined && comOf(partner.port) === 1;
  return report(
    'not-com1',
    placeOf(subject),
    { ...named(subject), com },
    {
      ...(isPartnerFirst ? { also: [placeOf(partner)] } : {}),
      ...mending(subject, firstPlace(subject)),
    },
  );
}

const placeOf = ({ port }: Pick<Subject, 'port'>): Place => (port.base ?? port).at;

/** Only VirtualBox lets a port answer anywhere. */
function firstPlace({ machine, port }: Subject): { base: number; irq: number } | undefined {
  const [first] = STANDARD_PORTS;
  const isFree = !portsOn(machine).some((each) => each !== port && baseOf(each) === first.base);
  return machine.product === 'virtualbox' && isFree ? { base: first.base, irq: first.irq } : undefined;
}

/** Good to know where both are run rightly, but not alike. */
export const ONE_COM_NUMBER: Rule = {
  looksAt: ['link', 'place'],
  spoils: [],
  findsInBoth: ({ a, b }) => {
    const [comA, comB] = [comOf(a.port), comOf(b.port)];
    if (a.line === undefined || b.line === undefined) return undefined;
    if (comA === undefined || comB === undefined || comA === comB) return undefined;
    const facts = { a: named(a), b: named(b), comA, comB };
    return info('com-numbers-differ', placeOf(b), facts, { also: [placeOf(a)] });
  },
};
