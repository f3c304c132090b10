import type { Medium, Network, NetworkInterface } from './interface.ts';
import { isVirtualBoxGuest, type Reason, reasonAgainst } from './reason.ts';
import { type Scope, scopeOf } from './scope.ts';

/** One address of this computer, and whether it is one to type. */
export interface JudgedAddress {
  readonly address: string;
  readonly of: NetworkInterface;
  readonly scope: Scope;
  /** Undefined: another computer may reach it. */
  readonly against?: Reason;
}

export interface Choice {
  /** The best first; those that are not to be typed behind, in the system's order. */
  readonly addresses: readonly JudgedAddress[];
  readonly recommended?: JudgedAddress;
  /** Interfaces without an address. */
  readonly idle: readonly NetworkInterface[];
  /** We do not run on the computer whose addresses are wanted. */
  readonly inside?: 'guest' | 'container' | 'wsl';
}

export function chooseAddress(network: Network): Choice {
  const judged = network.interfaces.flatMap((one) =>
    one.addresses.map((address): JudgedAddress => {
      const against = reasonAgainst(address, one, network);
      const scope = scopeOf(address);
      return { address, of: one, scope, ...(against === undefined ? {} : { against }) };
    }),
  );
  const addresses = judged.toSorted((a, b) => rank(a, network) - rank(b, network));
  const recommended = addresses.find(({ against }) => against === undefined);
  const inside = insideOf(network, judged, recommended !== undefined);
  return {
    addresses,
    idle: network.interfaces.filter((one) => one.addresses.length === 0),
    ...(recommended === undefined ? {} : { recommended }),
    ...(inside === undefined ? {} : { inside }),
  };
}

const BY_MEDIUM: Readonly<Record<Medium, number>> = { wired: 1, wireless: 2, unknown: 3 };

/** Where the traffic goes out the other computer most likely comes in; then a cable, which keeps no computers apart. */
const rank = ({ address, of, against }: JudgedAddress, { outward }: Network): number =>
  against !== undefined ? 4 : address === outward ? 0 : BY_MEDIUM[of.medium];

/** A container or WSL that shares the computer's own addresses is as good as the computer; a guest never is. */
function insideOf(
  { interfaces, inside }: Network,
  judged: readonly JudgedAddress[],
  reachable: boolean,
): Choice['inside'] {
  if (judged.some(({ against }) => against === 'guest') || interfaces.some(isVirtualBoxGuest)) return 'guest';
  return reachable ? undefined : inside;
}
