import type { End, Place, Role, Said, TcpEnd } from '../model.ts';

/** The words of VBoxManage for what a port leads to; any other is the name of a device of the host. */
export const MODE_WORDS = ['disconnected', 'server', 'client', 'tcpserver', 'tcpclient', 'file'] as const;
export type ModeWord = (typeof MODE_WORDS)[number];

/** VBoxManage takes them in any case. */
export const modeWord = (text: string): ModeWord | undefined =>
  MODE_WORDS.find((each) => each === text.toLowerCase());

/** A part of a value: from one offset to another. */
export type Cut = (from: number, to?: number) => Said<string>;

/** What a port leads to, by its mode and what follows that. */
export function endFor(mode: Said<ModeWord>, target: Said<string>, cut: Cut): End {
  switch (mode.value) {
    case 'tcpserver':
    case 'tcpclient':
      return tcpEnd(roleOf(mode), target, cut, mode.at);
    case 'server':
    case 'client':
      return { kind: 'pipe', role: roleOf(mode), path: target, form: 'socket' };
    case 'file':
      return { kind: 'file', what: target };
    case 'disconnected':
      return { kind: 'disconnected', what: { value: 'disconnected', at: mode.at } };
  }
}

const roleOf = ({ value, at }: Said<ModeWord>): Said<Role> => ({
  value: value.endsWith('server') ? 'listens' : 'connects',
  at,
});

/** A listener's address is its port, all of it; a connector's goes to the first colon for the host. */
function tcpEnd(role: Said<Role>, address: Said<string>, cut: Cut, at: Place): TcpEnd {
  const end = { kind: 'tcp', role, address, framing: { value: 'raw', at } } as const;
  if (address.value === '') return end;
  if (role.value === 'listens') return { ...end, port: address };
  const colon = address.value.indexOf(':');
  if (colon < 0) return { ...end, host: address };
  const [host, port] = [cut(0, colon), cut(colon + 1)];
  return {
    ...end,
    ...(host.value === '' ? {} : { host }),
    ...(port.value === '' ? {} : { port }),
  };
}
