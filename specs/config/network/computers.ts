import type { Network, NetworkInterface } from '../../../harness/config/network/interface.ts';

type Described = Partial<Omit<NetworkInterface, 'name' | 'addresses'>>;

export const one = (
  name: string,
  addresses: readonly string[],
  described: Described = {},
): NetworkInterface => ({
  medium: 'unknown',
  up: true,
  loopback: false,
  tunnel: false,
  name,
  addresses,
  ...described,
});

const loopback = (name: string, addresses: readonly string[], described: Described = {}): NetworkInterface =>
  one(name, addresses, { loopback: true, ...described });

export const LOOPBACK_ONLY: Network = { interfaces: [loopback('lo', ['127.0.0.1', '::1'])] };

/** A laptop in the lab, with Docker, libvirt, VirtualBox and the university's VPN. */
export const LINUX: Network = {
  outward: '10.227.113.8',
  interfaces: [
    loopback('lo', ['127.0.0.1', '::1'], { hardware: false }),
    one('enp0s31f6', ['192.168.1.23', '2001:db8:9200:9a77:221:5dff:fe62:7882', 'fe80::221:5dff:fe62:7882'], {
      mac: '00:21:5d:62:78:82',
      medium: 'wired',
      hardware: true,
    }),
    one('wlp2s0', ['10.227.113.8', 'fe80::9a3b:1ff:fe20:1'], {
      mac: '98:3b:01:20:00:01',
      medium: 'wireless',
      hardware: true,
    }),
    one('docker0', ['172.17.0.1', 'fe80::42:6fff:fe10:2'], { mac: '02:42:6f:10:00:02', hardware: false }),
    one('br-5f0c2d9e81aa', ['172.18.0.1'], { hardware: false }),
    one('veth12ab34c', ['fe80::1c2d:3eff:fe4f:5061'], { hardware: false }),
    one('virbr0', ['192.168.122.1'], { mac: '52:54:00:4e:aa:01', hardware: false }),
    one('vboxnet0', ['192.168.56.1'], { mac: '0a:00:27:00:00:00', hardware: false }),
    one('tun0', ['10.8.0.6'], { hardware: false, tunnel: true }),
    one('tailscale0', ['100.101.102.103', 'fd7a:115c:a1e0::1'], { hardware: false, tunnel: true }),
    one('eth1', [], { medium: 'wired', up: false, hardware: true }),
  ],
};

export const MACOS: Network = {
  interfaces: [
    loopback('lo0', ['127.0.0.1', '::1', 'fe80::1']),
    one('en0', ['fe80::1c3a:55ff:fe10:2030', '192.168.1.77', '2001:db8:818:4400::77'], {
      mac: 'f0:18:98:10:20:30',
    }),
    one('awdl0', ['fe80::ac12:e1ff:fe5d:9001'], { mac: 'ae:12:e1:5d:90:01' }),
    one('utun0', ['fe80::5a1f:7c22:9001:1']),
    one('utun4', ['10.14.0.2']),
    one('bridge100', ['192.168.64.1', 'fe80::f218:98ff:fe10:2064'], { mac: 'f2:18:98:10:20:64' }),
    one('feth1000', ['10.147.17.5']),
  ],
};

export const WINDOWS: Network = {
  outward: '192.168.1.90',
  interfaces: [
    one('Ethernet 3', ['fe80::e1a0:4c6f:1122:3344', '192.168.177.1'], {
      mac: '0a:00:27:00:00:0d',
      medium: 'wired',
    }),
    one('VMware Network Adapter VMnet8', ['192.168.197.1'], { mac: '00:50:56:c0:00:08' }),
    one('OpenVPN TAP-Windows6', ['10.9.0.14'], { mac: '00:ff:4a:10:20:30' }),
    one('Wi-Fi', ['2001:db8:818:4400::90', 'fe80::d5c1:9a01:7788:1', '192.168.1.90'], {
      mac: '3c:6a:a7:10:20:30',
      medium: 'wireless',
    }),
    one('Ligação de Área Local* 2', ['169.254.12.7'], { mac: '3e:6a:a7:10:20:30' }),
    one('vEthernet (WSL (Hyper-V firewall))', ['172.29.32.1'], { mac: '00:15:5d:8a:10:20' }),
    one('vEthernet (Default Switch)', ['172.20.96.1'], { mac: '00:15:5d:01:02:03' }),
    loopback('Loopback Pseudo-Interface 1', ['::1', '127.0.0.1']),
  ],
};

/** A guest of VirtualBox, with NAT and a host-only network. */
export const GUEST: Network = {
  outward: '10.0.2.15',
  interfaces: [
    loopback('lo', ['127.0.0.1'], { hardware: false }),
    one('enp0s3', ['10.0.2.15', 'fe80::a00:27ff:fe4e:66a1'], {
      mac: '08:00:27:4e:66:a1',
      medium: 'wired',
      hardware: true,
    }),
    one('enp0s8', ['192.168.56.101'], { mac: '08:00:27:4e:66:a2', medium: 'wired', hardware: true }),
  ],
};

/** Ubuntu in Windows. */
export const WSL: Network = {
  inside: 'wsl',
  outward: '172.29.41.118',
  interfaces: [
    loopback('lo', ['127.0.0.1', '10.255.255.254'], { hardware: false }),
    one('eth0', ['172.29.41.118', 'fe80::215:5dff:fe8a:1021'], {
      mac: '00:15:5d:8a:10:21',
      medium: 'wired',
      hardware: true,
    }),
  ],
};

export const CONTAINER: Network = {
  inside: 'container',
  outward: '172.17.0.2',
  interfaces: [
    loopback('lo', ['127.0.0.1'], { hardware: false }),
    one('eth0', ['172.17.0.2'], { mac: '02:42:ac:11:00:02', hardware: false }),
  ],
};
