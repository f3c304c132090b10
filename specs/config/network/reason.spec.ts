import { expect } from 'chai';
import type { Network } from '../../../harness/config/network/interface.ts';
import { type Reason, reasonAgainst } from '../../../harness/config/network/reason.ts';
import { CONTAINER, GUEST, LINUX, MACOS, one, WINDOWS, WSL } from './computers.ts';

/** Each address with what speaks against it. */
const reasons = (network: Network): readonly (readonly [string, string, Reason | undefined])[] =>
  network.interfaces.flatMap((each) =>
    each.addresses.map((address) => [each.name, address, reasonAgainst(address, each, network)] as const),
  );

const alone = (...of: Parameters<typeof one>): Reason | undefined => {
  const each = one(...of);
  return reasonAgainst(each.addresses[0] as string, each, { interfaces: [each] });
};

describe('what speaks against an address', () => {
  it('is found on Linux', () => {
    expect(reasons(LINUX)).to.deep.equal([
      ['lo', '127.0.0.1', 'loopback'],
      ['lo', '::1', 'loopback'],
      ['enp0s31f6', '192.168.1.23', undefined],
      ['enp0s31f6', '2001:db8:9200:9a77:221:5dff:fe62:7882', 'ipv6'],
      ['enp0s31f6', 'fe80::221:5dff:fe62:7882', 'link-local'],
      ['wlp2s0', '10.227.113.8', undefined],
      ['wlp2s0', 'fe80::9a3b:1ff:fe20:1', 'link-local'],
      ['docker0', '172.17.0.1', 'container'],
      ['docker0', 'fe80::42:6fff:fe10:2', 'link-local'],
      ['br-5f0c2d9e81aa', '172.18.0.1', 'container'],
      ['veth12ab34c', 'fe80::1c2d:3eff:fe4f:5061', 'link-local'],
      ['virbr0', '192.168.122.1', 'virtual'],
      ['vboxnet0', '192.168.56.1', 'virtual'],
      ['tun0', '10.8.0.6', 'vpn'],
      ['tailscale0', '100.101.102.103', 'vpn'],
      ['tailscale0', 'fd7a:115c:a1e0::1', 'vpn'],
    ]);
  });

  it('is found on macOS, by names', () => {
    expect(reasons(MACOS)).to.deep.equal([
      ['lo0', '127.0.0.1', 'loopback'],
      ['lo0', '::1', 'loopback'],
      ['lo0', 'fe80::1', 'loopback'],
      ['en0', 'fe80::1c3a:55ff:fe10:2030', 'link-local'],
      ['en0', '192.168.1.77', undefined],
      ['en0', '2001:db8:818:4400::77', 'ipv6'],
      ['awdl0', 'fe80::ac12:e1ff:fe5d:9001', 'link-local'],
      ['utun0', 'fe80::5a1f:7c22:9001:1', 'link-local'],
      ['utun4', '10.14.0.2', 'vpn'],
      ['bridge100', '192.168.64.1', 'virtual'],
      ['bridge100', 'fe80::f218:98ff:fe10:2064', 'link-local'],
      ['feth1000', '10.147.17.5', 'vpn'],
    ]);
  });

  it('is found on Windows, by names and MACs', () => {
    expect(reasons(WINDOWS)).to.deep.equal([
      ['Ethernet 3', 'fe80::e1a0:4c6f:1122:3344', 'link-local'],
      ['Ethernet 3', '192.168.177.1', 'virtual'],
      ['VMware Network Adapter VMnet8', '192.168.197.1', 'virtual'],
      ['OpenVPN TAP-Windows6', '10.9.0.14', 'vpn'],
      ['Wi-Fi', '2001:db8:818:4400::90', 'ipv6'],
      ['Wi-Fi', 'fe80::d5c1:9a01:7788:1', 'link-local'],
      ['Wi-Fi', '192.168.1.90', undefined],
      ['Ligação de Área Local* 2', '169.254.12.7', 'link-local'],
      ['vEthernet (WSL (Hyper-V firewall))', '172.29.32.1', 'virtual'],
      ['vEthernet (Default Switch)', '172.20.96.1', 'virtual'],
      ['Loopback Pseudo-Interface 1', '::1', 'loopback'],
      ['Loopback Pseudo-Interface 1', '127.0.0.1', 'loopback'],
    ]);
  });

  it('is a guest’s NAT, in VirtualBox and in QEMU', () => {
    expect(reasons(GUEST).map(([, , reason]) => reason)).to.deep.equal([
      'loopback',
      'guest',
      'link-local',
      'virtual',
    ]);
    expect(alone('ens3', ['10.0.2.15'], { mac: '52:54:00:12:34:56', hardware: true })).to.equal('guest');
    expect(alone('ens3', ['10.0.2.4'], { mac: '08:00:27:12:34:56', hardware: true })).to.equal('guest');
    expect(alone('enp0s8', ['10.0.3.15'], { mac: '08:00:27:12:34:56', hardware: true })).to.equal('guest');
    expect(alone('eth0', ['10.0.3.15'], { mac: '00:21:5d:62:78:82', hardware: true })).to.equal(undefined);
    expect(alone('eth0', ['10.0.2.16'], { mac: '00:21:5d:62:78:82', hardware: true })).to.equal(undefined);
  });

  it('is WSL or a container, unless these have the computer’s own addresses', () => {
    expect(reasons(WSL).map(([, , reason]) => reason)).to.deep.equal([
      'loopback',
      'loopback',
      'wsl',
      'link-local',
    ]);
    expect(reasons(CONTAINER).map(([, , reason]) => reason)).to.deep.equal(['loopback', 'inside-container']);
    for (const inside of ['wsl', 'container'] as const) {
      const card = one('eth0', ['192.168.1.23'], { mac: '00:21:5d:62:78:82', hardware: true });
      expect(reasonAgainst('192.168.1.23', card, { inside, interfaces: [card] }), inside).to.equal(undefined);
    }
  });

  it('is not seen in the digits of 172.17.x.x and 100.64.x.x on a card', () => {
    expect(alone('eth0', ['172.17.4.9'], { hardware: true })).to.equal(undefined);
    expect(alone('wlan0', ['100.70.1.2'], { hardware: true, medium: 'wireless' })).to.equal(undefined);
    expect(alone('Ethernet 7', ['192.168.56.20'], { medium: 'wired' })).to.equal('virtual');
    expect(alone('whatever', ['100.70.1.2'])).to.equal('vpn');
    const lab = one('eth0', ['192.168.56.20'], { hardware: true });
    expect(reasonAgainst('192.168.56.20', lab, { interfaces: [lab], outward: '192.168.56.20' })).to.equal(
      undefined,
    );
  });

  it('is not found in a bridge that has a card, nor in an external switch of Hyper-V', () => {
    expect(alone('br0', ['192.168.1.23'], { hardware: true })).to.equal(undefined);
    expect(alone('br-lan', ['192.168.1.23'], { hardware: true })).to.equal(undefined);
    expect(alone('br-lan', ['192.168.1.23'], { hardware: false })).to.equal('virtual');
    expect(alone('vEthernet (Lab)', ['192.168.1.23'], { mac: '3c:6a:a7:10:20:30' })).to.equal(undefined);
    expect(alone('vEthernet (Lab)', ['192.168.1.23'], { mac: '00:15:5d:10:20:30' })).to.equal('virtual');
  });

  it('is not found where all traffic goes out, card or not', () => {
    const venet = one('venet0', ['198.51.100.7'], { hardware: false });
    const network: Network = { interfaces: [venet], outward: '198.51.100.7' };
    expect(reasonAgainst('198.51.100.7', venet, network)).to.equal(undefined);
    expect(reasonAgainst('198.51.100.8', venet, network)).to.equal('virtual');
  });

  it('is a VPN where the system says that a tunnel begins, whatever it is called', () => {
    expect(alone('corp', ['10.20.0.3'], { hardware: false, tunnel: true })).to.equal('vpn');
    expect(alone('corp', ['10.20.0.3'], { hardware: false })).to.equal('virtual');
  });

  it('is a VPN by each of these names, and by none of those', () => {
    for (const name of [
      'tun0',
      'tap0',
      'wg0',
      'ppp0',
      'utun3',
      'ipsec0',
      'ztabc123',
      'ZeroTier One [1c33c1ced0]',
      'Tailscale',
      'nordlynx',
      'ProtonVPN TUN',
      'Hamachi',
      'Radmin VPN',
      'Ethernet VPN',
    ])
      expect(alone(name, ['10.1.2.3']), name).to.equal('vpn');
    for (const name of ['eth0', 'en1', 'wlan0', 'wlp3s0', 'enx00e04c680001', 'usb0', 'Ethernet', 'hamster'])
      expect(alone(name, ['10.1.2.3']), name).to.equal(undefined);
  });

  it('is a container by each of these names', () => {
    for (const name of ['docker_gwbridge', 'podman1', 'cni0', 'cni-podman0', 'lxcbr0', 'lxdbr0', 'vethab12'])
      expect(alone(name, ['10.1.2.3']), name).to.equal('container');
  });
});
