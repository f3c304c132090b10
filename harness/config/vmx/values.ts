import type { Framing } from '../model.ts';

export const FILE_TYPES = ['network', 'pipe', 'file', 'device', 'thinprint'] as const;

/** In any case, as VMware takes them. */
export function booleanOf(value: string): boolean | undefined {
  if (/^(?:true|yes|on|t|y|1)$/i.test(value)) return true;
  return /^(?:false|no|off|f|n|0)$/i.test(value) ? false : undefined;
}

/** What an address may begin with, and how bytes then stand on the socket. */
export const SCHEMES: Readonly<Record<string, Framing>> = {
  tcp: 'raw',
  tcp4: 'raw',
  tcp6: 'raw',
  telnet: 'telnet',
  telnets: 'tls',
  ssl: 'tls',
  tcps: 'tls',
};

/** Undefined: none, which means tcp. */
export const schemeOf = (address: string): string | undefined =>
  /^[a-z][a-z\d+]{0,20}(?=:\/\/)/i.exec(address)?.[0].toLowerCase();

/** The words that a setting of a port takes, in any case. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  present: ['TRUE', 'FALSE'],
  startConnected: ['TRUE', 'FALSE'],
  fileType: FILE_TYPES,
  'network.endPoint': ['server', 'client'],
  'pipe.endPoint': ['server', 'client'],
};
