import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { networkInterfaces, platform, release } from 'node:os';
import type { Network, NetworkInterface } from '../config/network/interface.ts';
import { mediumByName } from '../config/network/medium.ts';
import { cardsOf, type Device, deviceOf } from './sysfs.ts';

/** What the system is asked. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly release: string;
  readonly interfaces: ReturnType<typeof networkInterfaces>;
  readonly outward: string | undefined;
  /** Where /sys and the like stand. */
  readonly root: string;
}

export const thisSystem = async (): Promise<System> => ({
  platform: platform(),
  release: release(),
  interfaces: networkInterfaces(),
  outward: await outwardAddress(),
  root: '',
});

export function networkOf(system: System): Network {
  const { interfaces, outward, root } = system;
  const classes = system.platform === 'linux' ? `${root}/sys/class/net` : undefined;
  const listed = Object.entries(interfaces).map(([name, infos = []]): NetworkInterface => {
    // An alias, `eth0:1`, has its interface's card.
    const device = classes === undefined ? undefined : deviceOf(classes, name.replace(/:.*/, ''));
    const [first] = infos;
    return {
      name,
      ...(first === undefined ? {} : { mac: first.mac.toLowerCase() }),
      ...(device ?? { medium: mediumByName(name), tunnel: false }),
      // Those that are down are not listed.
      up: true,
      loopback: infos.some(({ internal }) => internal),
      addresses: infos.map(({ address }) => address),
    };
  });
  const others = classes === undefined ? [] : cardsOf(classes).filter(({ name }) => !(name in interfaces));
  const inside = insideOf(system);
  return {
    interfaces: [...listed, ...others.map(withoutAddress)],
    ...(inside === undefined ? {} : { inside }),
    ...(outward === undefined ? {} : { outward }),
  };
}

const withoutAddress = (device: Device & { readonly name: string }): NetworkInterface => ({
  ...device,
  loopback: false,
  addresses: [],
});

function insideOf({ platform, release, root }: System): Network['inside'] {
  if (platform !== 'linux') return undefined;
  if (existsSync(`${root}/.dockerenv`) || existsSync(`${root}/run/.containerenv`)) return 'container';
  return /microsoft/i.test(release) ? 'wsl' : undefined;
}

/**
 * To connect a datagram socket sends nothing: the system only looks up its route. The address is one for examples, and
 * stands for all the world.
 */
async function outwardAddress(): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    return await new Promise((resolve) => {
      socket.once('error', () => resolve(undefined));
      socket.once('connect', () => resolve(socket.address().address));
      socket.connect(9, '192.0.2.1');
    });
  } finally {
    socket.close();
  }
}
