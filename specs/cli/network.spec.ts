import { mkdirSync, symlinkSync } from 'node:fs';
import type { NetworkInterfaceInfo } from 'node:os';
import { expect } from 'chai';
import { networkOf, type System, thisSystem } from '../../harness/cli/network.ts';
import { temporaryPlace } from './stage.ts';

const info = (address: string, mac = '00:00:00:00:00:00', internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  mac,
  internal,
  cidr: `${address}/24`,
  family: 'IPv4',
});

describe('what the system tells of its network', () => {
  const place = temporaryPlace();

  /** Folders and files as Linux has them below /sys/class/net. */
  const device = (name: string, files: Readonly<Record<string, string>>, folders: readonly string[] = []) => {
    for (const [file, text] of Object.entries(files))
      place.write(`sys/class/net/${name}/${file}`, `${text}\n`);
    for (const folder of folders) mkdirSync(place.path(`sys/class/net/${name}/${folder}`));
  };
  const system = (interfaces: System['interfaces'], other: Partial<System> = {}): System => ({
    platform: 'linux',
    release: '6.1.0-13-amd64',
    interfaces,
    outward: undefined,
    root: place.folder,
    ...other,
  });
  const only = (name: string, other: Partial<System> = {}) =>
    networkOf(system({ [name]: [info('192.168.1.23')] }, other)).interfaces[0];

  it('is that a card is wired, or wireless', () => {
    device('eth0', { uevent: 'INTERFACE=eth0\nIFINDEX=2', type: '1', operstate: 'up' }, ['device']);
    device('wlp2s0', { uevent: 'DEVTYPE=wlan\nINTERFACE=wlp2s0', type: '1', operstate: 'up' }, ['device']);
    device('ath0', { uevent: 'INTERFACE=ath0', type: '1', operstate: 'up' }, ['device', 'wireless']);
    device('wwan0', { uevent: 'DEVTYPE=wwan\nINTERFACE=wwan0', type: '1', operstate: 'up' }, ['device']);
    const media = ['eth0', 'wlp2s0', 'ath0', 'wwan0', 'absent'].map((name) => only(name)?.medium);
    expect(media).to.deep.equal(['wired', 'wireless', 'wireless', 'unknown', 'unknown']);
    expect(only('eth0')).to.deep.include({ hardware: true, tunnel: false, up: true, loopback: false });
    expect(only('eth0:1'), 'an alias').to.deep.include({ medium: 'wired', hardware: true });
    expect(only('absent')).to.not.have.property('hardware');
  });

  it('is what a bridge stands on', () => {
    device('eth0', { type: '1', operstate: 'up' }, ['device']);
    device('bond0', { type: '1', operstate: 'up' });
    device('br0', { uevent: 'DEVTYPE=bridge', type: '1', operstate: 'up' });
    device('docker0', { uevent: 'DEVTYPE=bridge', type: '1', operstate: 'up' });
    device('vethab', { type: '1', operstate: 'up' });
    symlinkSync('../eth0', place.path('sys/class/net/bond0/lower_eth0'));
    symlinkSync('../bond0', place.path('sys/class/net/br0/lower_bond0'));
    symlinkSync('../vethab', place.path('sys/class/net/docker0/lower_vethab'));
    expect(['br0', 'docker0'].map((name) => only(name)?.hardware)).to.deep.equal([true, false]);
  });

  it('is soon told of a ring of interfaces', () => {
    for (const name of ['a', 'b']) {
      device(name, { type: '1' });
      for (const other of ['a', 'b'])
        symlinkSync(`../${other}`, place.path(`sys/class/net/${name}/lower_${other}`));
    }
    expect(only('a')?.hardware).to.equal(false);
  });

  it('is that a tunnel begins there', () => {
    device('mine', { type: '65534', tun_flags: '0x1001', operstate: 'unknown' });
    device('corp', { uevent: 'DEVTYPE=wireguard', type: '65534', operstate: 'unknown' });
    device('mobile', { type: '512', operstate: 'unknown' });
    device('eth0', { type: '1', operstate: 'up' }, ['device']);
    const tunnels = ['mine', 'corp', 'mobile', 'eth0'].map((name) => only(name)?.tunnel);
    expect(tunnels).to.deep.equal([true, true, true, false]);
  });

  it('is a card without an address, be it up or down, and no other such interface', () => {
    device('eth0', { type: '1', operstate: 'up' }, ['device']);
    device('eth1', { type: '1', operstate: 'down' }, ['device']);
    device('docker0', { type: '1', operstate: 'down' });
    const { interfaces } = networkOf(system({}));
    expect(interfaces.map(({ name, up, addresses }) => ({ name, up, addresses }))).to.have.deep.members([
      { name: 'eth0', up: true, addresses: [] },
      { name: 'eth1', up: false, addresses: [] },
    ]);
  });

  it('is by its name alone on macOS and Windows', () => {
    device('Wi-Fi', { type: '1', operstate: 'down' }, ['device']);
    const { interfaces } = networkOf(
      system({ 'Wi-Fi': [info('192.168.1.90', '3C:6A:A7:10:20:30')] }, { platform: 'win32' }),
    );
    expect(interfaces).to.deep.equal([
      {
        name: 'Wi-Fi',
        mac: '3c:6a:a7:10:20:30',
        medium: 'wireless',
        up: true,
        loopback: false,
        tunnel: false,
        addresses: ['192.168.1.90'],
      },
    ]);
  });

  it('is that it is a container or WSL', () => {
    const wsl = { release: '5.15.153.1-microsoft-standard-WSL2' };
    expect(networkOf(system({}))).to.not.have.property('inside');
    expect(networkOf(system({}, wsl)).inside).to.equal('wsl');
    place.write('run/.containerenv', '');
    expect(networkOf(system({}, wsl)).inside).to.equal('container');
    expect(networkOf(system({}, { platform: 'darwin' }))).to.not.have.property('inside');
  });

  it('is there on the computer that runs this', async () => {
    const { interfaces, outward } = networkOf(await thisSystem());
    const addresses = interfaces.flatMap((each) => each.addresses);
    if (outward !== undefined) expect(addresses).to.contain(outward);
  });
});
