import { known, tcpOf } from '../ends.ts';
import type { Machine } from '../model.ts';
import { portsOn } from '../pair.ts';
import { isToBeLookedUp } from './host.ts';
import { foldersFor } from './pipe.ts';

/** The names of hosts that are to be looked up before the rules are asked. */
export const hostsOf = (machines: readonly Machine[]): readonly string[] => [
  ...new Set(
    machines.flatMap((machine) =>
      portsOn(machine).flatMap((port) => {
        const end = tcpOf(port);
        const host = known(end?.role) === 'connects' ? known(end?.host)?.trim() : undefined;
        return host !== undefined && isToBeLookedUp(host) ? [host] : [];
      }),
    ),
  ),
];

/** The folders that are to be looked for on this computer. */
export const foldersOf = (machines: readonly Machine[]): readonly string[] => [
  ...new Set(machines.flatMap(foldersFor)),
];
