import type { Circumstances, LabLine } from '../circumstances.ts';
import type { Finding } from '../finding.ts';
import { error, warning } from './rule.ts';

const SETTINGS = ['rate', 'bits', 'parity', 'stop'] as const;

/** What the two command lines of the lab's program ask for goes together. */
export function lineFindings({ lines: { a, b }, profile }: Circumstances): readonly Finding[] {
  if (a === undefined || b === undefined) return [];
  return [difference(a, b, profile === 'wire'), sameRole(a, b)].filter((found) => found !== undefined);
}

function difference(a: LabLine, b: LabLine, onWire: boolean): Finding | undefined {
  const [one, other] = [a.line, b.line];
  if (one === undefined || other === undefined) return undefined;
  const differ = SETTINGS.filter((each) => one[each] !== other[each]);
  if (differ.length === 0) return undefined;
  const facts = { lineA: inShort(one), lineB: inShort(other), differ, onWire };
  return (onWire ? error : warning)('lines-differ', b.at, facts, { also: [a.at] });
}

/** As the manuals have it: `9600 8E1`. */
const inShort = ({ rate, bits, parity, stop }: NonNullable<LabLine['line']>): string =>
  `${rate} ${bits}${parity.charAt(0).toUpperCase()}${bits === 5 && stop === 2 ? 1.5 : stop}`;

const sameRole = (a: LabLine, b: LabLine): Finding | undefined =>
  a.role === undefined || a.role !== b.role
    ? undefined
    : error(a.role === 'tx' ? 'both-send' : 'both-receive', b.at, {}, { also: [a.at] });
