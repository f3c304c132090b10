import { isIPv6 } from 'node:net';
import type { Network, NetworkInterface } from './interface.ts';
import { scopeOf } from './scope.ts';

/** Why an address is not the one to type on another computer. */
export type Reason =
  | 'loopback'
  | 'link-local'
  /** Behind the NAT of the virtual machine that we run in. */
  | 'guest'
  | 'wsl'
  | 'inside-container'
  /** The computer's own end of a network of containers, of virtual machines. */
  | 'container'
  | 'virtual'
  | 'vpn'
  /** VirtualBox splits at the first colon. */
  | 'ipv6';

const CONTAINER =
  /^(docker|br-[0-9a-f]{12}$|veth(?!ernet)|podman|cni|flannel|cali|cilium|weave|kube|lx[cd]|incusbr)/i;

const VIRTUAL =
  /^(virbr|vnet\d|vboxnet|virtualbox|vmnet|vmware network adapter|vmenet|vnic\d|bridge1\d\d|mpqemubr|waydroid|vethernet \((wsl|default switch|nat|dockernat|hns internal))/i;

const VPN =
  /^(tun|tap|wg|wireguard|ppp|utun|ipsec|tailscale|zt|zerotier|feth|ham\d|hamachi|nordlynx|proton|mullvad|cscotun|cloudflare ?warp|nebula|netbird|wt\d|gpd\d)|vpn/i;

/** Whose adapter it is, by how its MAC begins. */
const MAC = {
  virtualboxGuest: '08:00:27:',
  virtualboxHostOnly: '0a:00:27:',
  qemuGuest: '52:54:00:',
  vmwareHost: '00:50:56:c0:',
  hyperV: '00:15:5d:',
  openvpnTap: '00:ff:',
} as const;

const hasMac = ({ mac }: NetworkInterface, ...whose: readonly (keyof typeof MAC)[]): boolean =>
  mac !== undefined && whose.some((each) => mac.startsWith(MAC[each]));

/** An adapter that VirtualBox gives to a guest: so we run in one. */
export const isVirtualBoxGuest = (one: NetworkInterface): boolean => hasMac(one, 'virtualboxGuest');

/** Undefined: another computer may reach it. */
export function reasonAgainst(address: string, one: NetworkInterface, network: Network): Reason | undefined {
  const { name, loopback, hardware, tunnel } = one;
  const scope = scopeOf(address);
  if (loopback || scope === 'loopback') return 'loopback';
  if (scope === 'link-local') return 'link-local';
  if (isBehindNat(address, one)) return 'guest';
  if (network.inside === 'wsl' && hasMac(one, 'hyperV')) return 'wsl';
  if (network.inside === 'container' && hardware !== true) return 'inside-container';
  if (CONTAINER.test(name)) return 'container';
  if (VIRTUAL.test(name) || isHostOnly(address, one, network)) return 'virtual';
  if (tunnel || VPN.test(name) || hasMac(one, 'openvpnTap')) return 'vpn';
  if (scope === 'shared' && one.medium === 'unknown') return 'vpn';
  if (hardware === false && address !== network.outward) return 'virtual';
  return isIPv6(address) ? 'ipv6' : undefined;
}

/** VirtualBox gives 10.0.2.15 to the first adapter and 10.0.3.15 to the second, QEMU 10.0.2.15. */
const isBehindNat = (address: string, one: NetworkInterface): boolean =>
  address === '10.0.2.15' ||
  (/^10\.0\.\d+\.15$/.test(address) && isVirtualBoxGuest(one)) ||
  (address.startsWith('10.0.2.') && hasMac(one, 'virtualboxGuest', 'qemuGuest'));

/** On Windows these may be called `Ethernet 3`. An external switch of Hyper-V has the MAC of its card. */
const isHostOnly = (address: string, one: NetworkInterface, { outward }: Network): boolean =>
  (address.startsWith('192.168.56.') && address !== outward) ||
  hasMac(one, 'virtualboxHostOnly', 'vmwareHost') ||
  (one.name.startsWith('vEthernet') && hasMac(one, 'hyperV'));
