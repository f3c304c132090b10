import { expect } from 'chai';
import { chooseAddress } from '../../../harness/config/network/choice.ts';
import type { Medium } from '../../../harness/config/network/interface.ts';
import { CONTAINER, GUEST, LINUX, LOOPBACK_ONLY, MACOS, one, WINDOWS, WSL } from './computers.ts';

const card = (address: string, medium: Medium) => one(`card${address}`, [address], { medium });

describe('the address to type', () => {
  it('is the one that traffic goes out by', () => {
    expect(chooseAddress(LINUX).recommended?.address).to.equal('10.227.113.8');
    expect(chooseAddress(WINDOWS).recommended?.address).to.equal('192.168.1.90');
  });

  it('is otherwise the wired one, then the wireless, then any other', () => {
    const interfaces = [card('10.1.1.1', 'unknown'), card('10.1.1.2', 'wireless'), card('10.1.1.3', 'wired')];
    const best = (from: number) =>
      chooseAddress({ interfaces: interfaces.slice(0, from) }).recommended?.address;
    expect([best(3), best(2), best(1)]).to.deep.equal(['10.1.1.3', '10.1.1.2', '10.1.1.1']);
    expect(chooseAddress(MACOS).recommended?.address).to.equal('192.168.1.77');
  });

  it('is not the one that traffic goes out by where that is a VPN’s', () => {
    expect(chooseAddress({ ...LINUX, outward: '10.8.0.6' }).recommended?.address).to.equal('192.168.1.23');
  });

  it('is none where there is only loopback, and none in a guest, in WSL or in a container', () => {
    for (const network of [LOOPBACK_ONLY, GUEST, WSL, CONTAINER, { interfaces: [] }])
      expect(chooseAddress(network)).to.not.have.property('recommended');
    expect([LOOPBACK_ONLY, GUEST, WSL, CONTAINER].map((each) => chooseAddress(each).inside)).to.deep.equal([
      undefined,
      'guest',
      'wsl',
      'container',
    ]);
  });

  it('is one in a guest on a bridged network, which is still known for a guest', () => {
    const bridged = one('enp0s3', ['192.168.1.50'], { mac: '08:00:27:4e:66:a1', hardware: true });
    const { recommended, inside } = chooseAddress({ interfaces: [bridged] });
    expect([recommended?.address, inside]).to.deep.equal(['192.168.1.50', 'guest']);
  });

  it('stands before the others that are possible, and these before all that are not', () => {
    const { addresses, idle } = chooseAddress(LINUX);
    expect(addresses.slice(0, 3).map(({ address }) => address)).to.deep.equal([
      '10.227.113.8',
      '192.168.1.23',
      '127.0.0.1',
    ]);
    expect(addresses).to.have.lengthOf(16);
    expect(idle.map(({ name }) => name)).to.deep.equal(['eth1']);
  });
});
