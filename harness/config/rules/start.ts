import { known, pipeOf, tcpOf } from '../ends.ts';
import type { Place } from '../model.ts';
import { sameEnd } from './fitting.ts';
import { info, leading, named, type Rule, warning } from './rule.ts';

/** The listener's machine starts without its partner. */
export const STARTS_ALONE: Rule = {
  looksAt: ['link', 'role', 'number', 'path'],
  spoils: [],
  finds: (subject) => {
    const end = tcpOf(subject.port) ?? pipeOf(subject.port);
    if (end?.waits === undefined || known(end.waits) !== true || known(end.role) !== 'listens')
      return undefined;
    const facts = { ...named(subject), option: isOldSpelling(subject.port.at) ? 'nowait' : 'wait=off' };
    return warning('listener-waits', end.waits.at, facts, leading(subject, sameEnd(subject)));
  },
};

/** `server`, and not `server=on`, which has come with QEMU 6. */
const isOldSpelling = ({ source, range: [start, end] }: Place): boolean =>
  /,server(,|["'\s]|$)/.test(source.text.slice(start, Math.min(end, start + LONGEST_OPTION)));

const LONGEST_OPTION = 1000;

/** The connector dials again after a drop. */
export const DIALS_AGAIN: Rule = {
  looksAt: ['link', 'role', 'host', 'number', 'start'],
  spoils: [],
  finds: (subject) => {
    const end = tcpOf(subject.port);
    const isQemu = subject.machine.product === 'qemu';
    if (!isQemu || !subject.isMeant || end === undefined || known(end.role) !== 'connects') return undefined;
    if (known(end.framing) === 'udp') return undefined;
    if (end.reconnects !== undefined && known(end.reconnects) !== false) return undefined;
    const same = sameEnd(subject);
    if (same?.kind !== 'tcp' || same.role !== 'connects') return undefined;
    return info(
      'no-reconnect',
      end.address.at,
      named(subject),
      leading(subject, { ...same, reconnects: true }),
    );
  },
};
