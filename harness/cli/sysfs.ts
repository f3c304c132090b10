import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { NetworkInterface } from '../config/network/interface.ts';

/** What Linux tells of an interface in the folder /sys/class/net. */
export type Device = Pick<NetworkInterface, 'medium' | 'up' | 'hardware' | 'tunnel'>;

/** ARPHRD numbers of if_arp.h: ppp, and the kernel's own tunnels. */
const TUNNEL_TYPES: ReadonlySet<string> = new Set(['512', '768', '769', '776', '778', '823']);
const ETHERNET = '1';

/** Undefined where Linux tells nothing: in some sandboxes, and on Android. */
export function deviceOf(classes: string, name: string): Device | undefined {
  const folder = `${classes}/${name}`;
  if (!existsSync(folder)) return undefined;
  const kind = /^DEVTYPE=(.*)$/m.exec(read(`${folder}/uevent`))?.[1] ?? '';
  const type = read(`${folder}/type`);
  const hasCard = existsSync(`${folder}/device`);
  const isWireless = kind === 'wlan' || existsSync(`${folder}/wireless`) || existsSync(`${folder}/phy80211`);
  return {
    medium: isWireless ? 'wireless' : hasCard && kind === '' && type === ETHERNET ? 'wired' : 'unknown',
    up: read(`${folder}/operstate`) === 'up',
    hardware: leadsToCard(classes, name),
    tunnel: kind === 'wireguard' || existsSync(`${folder}/tun_flags`) || TUNNEL_TYPES.has(type),
  };
}

/** All interfaces that are network cards, addresses or not. */
export const cardsOf = (classes: string): readonly (Device & { readonly name: string })[] =>
  namesIn(classes).flatMap((name) => {
    const device = existsSync(`${classes}/${name}/device`) ? deviceOf(classes, name) : undefined;
    return device === undefined ? [] : [{ name, ...device }];
  });

/** How deep interfaces are stacked at most: a VLAN on a bridge on a bond on a card. */
const DEEPEST = 4;

/** It is a card, or a bridge, a bond or a VLAN on one. */
const leadsToCard = (classes: string, name: string, depth = 0): boolean =>
  existsSync(`${classes}/${name}/device`) ||
  (depth < DEEPEST &&
    namesIn(`${classes}/${name}`).some(
      (link) => link.startsWith('lower_') && leadsToCard(classes, link.slice('lower_'.length), depth + 1),
    ));

/** Empty where it cannot be read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
