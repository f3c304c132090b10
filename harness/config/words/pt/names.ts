import type { Named, NamedPort } from '../../facts.ts';
import type { Framing, Product, Role } from '../../model.ts';
import { machineOf, PRODUCTS } from '../names.ts';
import { shown } from '../quoting.ts';

/** Without its article, which melts into the word before it: “da porta série”, “na porta série”. */
export const portOf = (named: NamedPort): string => `porta série ${named.port} de ${machineOf(named)}`;

/** `a, b e c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} e ${words.at(-1)}`;

export const ROLES: Readonly<Record<Role, string>> = {
  listens: 'fica à escuta',
  connects: 'liga-se a outra',
};

/** After “usa”. */
export const FRAMINGS: Readonly<Record<Framing, string>> = {
  raw: 'bytes em bruto',
  telnet: 'telnet',
  tls: 'TLS',
  websocket: 'WebSocket',
  nullmodem: 'o formato nullmodem do DOSBox',
  udp: 'UDP',
};

export const framingNamed = (name: string): string =>
  Object.hasOwn(FRAMINGS, name) ? FRAMINGS[name as Framing] : name;

export const KINDS = { tcp: 'TCP', pipe: 'um pipe' } as const;

export const startOrder = (listener: Named, connector: Named): string =>
  `Arranque primeiro ${machineOf(listener)}, que fica à escuta, e só depois ${machineOf(connector)}.`;

/** The second end is refused while nobody listens. */
export const LISTENER_FIRST = 'Arranque primeiro a máquina que fica à escuta e só depois a que se liga.';

export const CHECK_AGAIN = 'Execute `nullmodem check` outra vez.';

/** What there is to choose from, and what was most likely meant. */
export const meant = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Talvez quisesse escrever ${shown(nearest)}.`;

/** Where to find the address to type. */
export const howToFind = (port: number): string =>
  `No computador da máquina que fica à escuta, \`nullmodem address ${port}\` mostra o texto a escrever`;

/** The sentence with the product's own words, where they are known. */
export function says(product: Product, words: Partial<Readonly<Record<Product, string>>>): string {
  const own = words[product];
  return own === undefined ? '' : ` O ${PRODUCTS[product]} diz "${own}".`;
}
