import { known, tcpOf } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { Framing, Place } from '../model.ts';
import { sameEnd } from './fitting.ts';
import { error, leading, named, type Rule, type Subject, warning } from './rule.ts';

/** Bytes stand on the socket as they are. */
export const RAW: Rule = {
  looksAt: ['link', 'framing'],
  spoils: ['framing'],
  finds: (subject) => {
    const framing = framingOf(subject);
    const isJudged = subject.isMeant && subject.partner === undefined;
    return isJudged && framing !== undefined && framing !== 'raw' ? notRaw(subject, framing) : undefined;
  },
};

/** Both ends frame alike; and best not at all. */
export const ONE_FRAMING: Rule = {
  looksAt: ['link', 'framing'],
  spoils: ['framing'],
  findsInBoth: ({ a, b }) => {
    const [framingA, framingB] = [framingOf(a), framingOf(b)];
    if (framingA === undefined || framingB === undefined) return undefined;
    if (framingA === framingB)
      return ESCAPED_BOTH_WAYS.includes(framingA) ? undefined : notRaw(a, framingA, b);
    const [wrong, other] = framingB === 'raw' ? [a, b] : [b, a];
    const facts = { a: named(a), b: named(b), framingA, framingB };
    return error('framings-differ', framingAt(wrong), facts, {
      also: [framingAt(other)],
      ...leading(wrong, sameEnd(wrong)),
      ...(framingOf(other) === 'raw' ? {} : following(other)),
    });
  },
};

/** What these add at one end they take away at the other. */
const ESCAPED_BOTH_WAYS: readonly Framing[] = ['raw', 'nullmodem'];

const notRaw = (subject: Subject, framing: Framing, other?: Subject): Finding =>
  warning(
    'not-raw',
    framingAt(subject),
    { ...named(subject), framing },
    {
      ...(other === undefined ? {} : { also: [framingAt(other)], ...following(other) }),
      ...leading(subject, sameEnd(subject)),
    },
  );

function following(other: Subject): Pick<Finding, 'mendAlso'> {
  const { mend } = leading(other, sameEnd(other));
  return mend === undefined ? {} : { mendAlso: mend };
}

const framingOf = ({ port }: Subject): Framing | undefined => known(tcpOf(port)?.framing);

const framingAt = ({ port }: Subject): Place => tcpOf(port)?.framing.at ?? port.at;
