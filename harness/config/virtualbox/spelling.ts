import type { EndWish } from '../wish.ts';

/** What VBoxManage calls the port's mode. */
export const modeFor = ({ kind, role }: EndWish): string =>
  `${kind === 'tcp' ? 'tcp' : ''}${role === 'listens' ? 'server' : 'client'}`;

/** What the field Path/Address takes: of a listener, the port alone. */
export function pathFor(end: EndWish): string {
  if (end.kind === 'pipe') return end.path;
  return end.role === 'listens' ? String(end.port) : `${end.host}:${end.port}`;
}
