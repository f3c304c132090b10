import { isWindowsPipe } from '../ends.ts';
import type { EndWish } from '../wish.ts';
import { PIPES } from './end.ts';

/** What `-serial` is to have. Undefined for an IPv6 address: QEMU splits at the first colon, so it needs a chardev. */
export function serialValue(wish: EndWish, before = ''): string | undefined {
  const { options, monitor } = keptOf(before, wish);
  const behind = `${listening(wish)}${dialling(wish, options)}${joined(options)}`;
  const made = madeByQemu(wish);
  if (made !== undefined) return `${monitor}pipe:${made}`;
  if (wish.kind === 'pipe') return `${monitor}unix:${doubled(wish.path)}${behind}`;
  const { host = '' } = wish;
  return host.includes(':') ? undefined : `${monitor}tcp:${host}:${wish.port}${behind}`;
}

/** The name of a pipe of Windows that others connect to. */
const madeByQemu = (wish: EndWish): string | undefined =>
  wish.kind === 'pipe' && wish.role === 'listens' && isWindowsPipe(wish.path)
    ? wish.path.slice(PIPES.length)
    : undefined;

/** What `-chardev` is to have. A listener without a host would listen nowhere. */
export function chardevValue(wish: EndWish, id: string, before = ''): string {
  const { options } = keptOf(before, wish);
  const made = madeByQemu(wish);
  if (made !== undefined) return `pipe,id=${id},path=${doubled(made)}`;
  const where =
    wish.kind === 'pipe' ? `path=${doubled(wish.path)}` : `host=${wish.host ?? '0.0.0.0'},port=${wish.port}`;
  return `socket,id=${id},${where}${listening(wish)}${dialling(wish, options)}${joined(options)}`;
}

const listening = ({ role }: EndWish): string => (role === 'listens' ? ',server=on,wait=off' : '');

/** From QEMU 9.2 on it is `reconnect-ms`, and this is gone after 10.1: who has either keeps it. */
function dialling(wish: EndWish, kept: readonly string[]): string {
  const isWished = wish.kind === 'tcp' && wish.role === 'connects' && wish.reconnects === true;
  return isWished && !kept.some((option) => DIALLING.test(option)) ? ',reconnect=1' : '';
}

const DIALLING = /^reconnect(?:-ms)?=/;
const SOCKET = /^(?:mon:)?(?:tcp|telnet|tn3270|websocket|unix):|^socket,/;
/** Those that have nothing to do with where it leads, and how bytes stand there. */
const OTHERS = /^(?:nodelay|delay|mux|logfile|logappend)(?:=|$)/;

/** What a socket keeps when it is led elsewhere. */
function keptOf(before: string, { role }: EndWish): { monitor: string; options: string[] } {
  const options = SOCKET.test(before) ? before.split(/(?<!,),(?!,)/).slice(1) : [];
  const isKept = (option: string) => OTHERS.test(option) || (role === 'connects' && DIALLING.test(option));
  return { monitor: before.startsWith('mon:') ? 'mon:' : '', options: options.filter(isKept) };
}

const joined = (options: readonly string[]): string => options.map((option) => `,${option}`).join('');

/** A comma in a value. */
const doubled = (text: string): string => text.replaceAll(',', ',,');
