import { isLink, known, numberOf, pipeOf, roleOf, tcpOf } from '../ends.ts';
import type { Place, Role } from '../model.ts';
import { LAB_PORT } from '../network/port.ts';
import type { Wish } from '../wish.ts';
import { hostOf, numberIn } from './fitting.ts';
import { type Both, error, LINK, leading, named, type Rule, type Subject } from './rule.ts';

/** One listens, and the other connects. */
export const ONE_LISTENER: Rule = {
  looksAt: ['link', 'role'],
  spoils: LINK,
  findsInBoth: (both) => {
    const { a, b } = both;
    const role = roleOf(a.port);
    if (role === undefined || role !== roleOf(b.port)) return undefined;
    const wrong = misplaced(both, role);
    const kept = wrong === a ? b : a;
    const code = role === 'listens' ? 'both-listen' : 'both-connect';
    const [listener, connector] = role === 'listens' ? [kept, wrong] : [wrong, kept];
    return error(
      code,
      roleAt(wrong),
      { a: named(listener), b: named(connector) },
      {
        also: [roleAt(kept)],
        ...leading(wrong, role === 'listens' ? connectingTo(kept, wrong) : listeningFor(kept, wrong)),
      },
    );
  },
};

/** Each has the address that belongs to the other's role: the tick is at the wrong machine. */
export const RIGHT_ROLES: Rule = {
  looksAt: ['link', 'role', 'host', 'number'],
  spoils: LINK,
  findsInBoth: ({ a, b }) => {
    const [listener, connector] = roleOf(a.port) === 'listens' ? [a, b] : [b, a];
    if (roleOf(listener.port) !== 'listens' || roleOf(connector.port) !== 'connects') return undefined;
    const host = HOST_AND_PORT.exec(addressOf(listener))?.[1];
    const number = numberIn(addressOf(listener));
    if (host === undefined || number === undefined || !PORT_ALONE.test(addressOf(connector)))
      return undefined;
    const facts = { listener: named(listener), connector: named(connector) };
    const { mend: mendAlso } = leading(connector, { kind: 'tcp', role: 'listens', port: number });
    return error('roles-swapped', roleAt(listener), facts, {
      also: [roleAt(connector)],
      ...leading(listener, { kind: 'tcp', role: 'connects', host, port: number }),
      ...(mendAlso === undefined ? {} : { mendAlso }),
    });
  },
};

const roleAt = ({ port: { at, end } }: Subject): Place => (isLink(end) ? end.role.at : at);

/** Whose address is of the other role's form; else the second is to connect, and the first to listen. */
function misplaced({ a, b }: Both, role: Role): Subject {
  const form = role === 'listens' ? HOST_AND_PORT : PORT_ALONE;
  const usual = role === 'listens' ? b : a;
  return [usual, a, b].find((each) => form.test(addressOf(each))) ?? usual;
}

const HOST_AND_PORT = /^\s*([^\s:]+):[0-9]{1,5}\s*$/;
const PORT_ALONE = /^\s*:?[0-9]{1,5}\s*$/;

/** Only VirtualBox has a field whose form tells the role. */
const addressOf = ({ machine, port }: Subject): string =>
  machine.product === 'virtualbox' ? (known(tcpOf(port)?.address) ?? '') : '';

function connectingTo(listener: Subject, self: Subject): Wish['end'] {
  const pipe = pipeOf(listener.port);
  if (pipe !== undefined) return onPipe(known(pipe.path), 'connects');
  const end = tcpOf(listener.port);
  const host = HOST_AND_PORT.exec(addressOf(self))?.[1] ?? hostOf(listener, self.isApart);
  const port =
    (end === undefined ? undefined : numberOf(listener.machine, end)) ??
    numberIn(addressOf(self)) ??
    LAB_PORT;
  return host === undefined ? undefined : { kind: 'tcp', role: 'connects', host, port };
}

function listeningFor(connector: Subject, self: Subject): Wish['end'] {
  const pipe = pipeOf(connector.port);
  if (pipe !== undefined) return onPipe(known(pipe.path), 'listens');
  const numbers = [connector, self].map(({ machine, port }) => {
    const end = tcpOf(port);
    return end === undefined ? undefined : numberOf(machine, end);
  });
  return { kind: 'tcp', role: 'listens', port: numbers.find((each) => each !== undefined) ?? LAB_PORT };
}

const onPipe = (path: string | undefined, role: Role): Wish['end'] =>
  path === undefined ? undefined : { kind: 'pipe', role, path };
