import type { Named, NamedPort } from '../../facts.ts';
import type { Framing, Product, Role } from '../../model.ts';
import { machineOf } from '../names.ts';
import { shown } from '../quoting.ts';

export const portOf = (named: NamedPort): string => `serial port ${named.port} of ${machineOf(named)}`;

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export const ROLES: Readonly<Record<Role, string>> = { listens: 'listens', connects: 'connects' };

export const FRAMINGS: Readonly<Record<Framing, string>> = {
  raw: 'raw bytes',
  telnet: 'telnet',
  tls: 'TLS',
  websocket: 'WebSocket',
  nullmodem: 'DOSBox’s nullmodem framing',
  udp: 'UDP',
};

export const framingNamed = (name: string): string =>
  Object.hasOwn(FRAMINGS, name) ? FRAMINGS[name as Framing] : name;

export const KINDS = { tcp: 'TCP', pipe: 'a pipe' } as const;

export const startOrder = (listener: Named, connector: Named): string =>
  `Start ${machineOf(listener)} first, since it listens, and then ${machineOf(connector)}.`;

/** The second end is refused while nobody listens. */
export const LISTENER_FIRST = 'Start the machine that listens first, and the one that connects after it.';

export const CHECK_AGAIN = 'Run `nullmodem check` once more.';

/** What there is to choose from, and what was most likely meant. */
export const meant = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Perhaps ${shown(nearest)} was meant.`;

/** Where to find the address to type. */
export const howToFind = (port: number): string =>
  `On the computer of the machine that listens, \`nullmodem address ${port}\` prints the text to type`;

const SAY: Partial<Readonly<Record<Product, string>>> = { virtualbox: 'VirtualBox says', qemu: 'QEMU says' };

/** The sentence with the product's own words, where they are known. */
export function says(product: Product, words: Partial<Readonly<Record<Product, string>>>): string {
  const [intro, own] = [SAY[product], words[product]];
  return intro === undefined || own === undefined ? '' : ` ${intro} "${own}".`;
}
