import { isLink } from '../ends.ts';
import { wantedEnd } from './fitting.ts';
import { error, LINK, leading, named, type Rule } from './rule.ts';

/** The port leads to a socket or a pipe. */
export const LEADS: Rule = {
  looksAt: ['link'],
  spoils: LINK,
  finds: (subject) => {
    const { end } = subject.port;
    if (!subject.isMeant || isLink(end)) return undefined;
    const partner = subject.partner?.port.end;
    const more = {
      ...(partner !== undefined && isLink(partner)
        ? { also: [subject.partner?.port.at ?? end.what.at] }
        : {}),
      ...leading(subject, wantedEnd(subject)),
    };
    if (end.kind === 'disconnected') return error('port-disconnected', end.what.at, named(subject), more);
    return error(
      'leads-elsewhere',
      end.what.at,
      {
        ...named(subject),
        kind: end.kind,
        what: end.what.value,
        ...(partner !== undefined && isLink(partner) ? { partner: partner.kind } : {}),
      },
      more,
    );
  },
};
