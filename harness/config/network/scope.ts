import { isIPv6 } from 'node:net';

/** How far an address reaches, by its digits alone. */
export type Scope = 'loopback' | 'link-local' | 'private' | 'shared' | 'public';

export const scopeOf = (address: string): Scope => (isIPv6(address) ? scopeOf6(address) : scopeOf4(address));

function scopeOf4(address: string): Scope {
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (first === 127) return 'loopback';
  if (first === 169 && second === 254) return 'link-local';
  if (first === 10) return 'private';
  if (first === 172 && second >= 16 && second <= 31) return 'private';
  if (first === 192 && second === 168) return 'private';
  // RFC 6598: what a provider puts between its own NAT and its customers, and what Tailscale gives.
  if (first === 100 && second >= 64 && second <= 127) return 'shared';
  return 'public';
}

function scopeOf6(address: string): Scope {
  if (address === '::1') return 'loopback';
  const first = Number.parseInt(address, 16);
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  return (first & 0xfe00) === 0xfc00 ? 'private' : 'public';
}
