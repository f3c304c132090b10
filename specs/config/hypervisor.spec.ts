import { expect } from 'chai';
import { hypervisorOf } from '../../harness/config/hypervisor.ts';
import { configured, said, tcp } from '../run/configured.ts';

const { productVersion: _, ...ofNoVersion } = configured(tcp('listens', '4000')).machine;

describe('whose rules a machine’s port keeps', () => {
  for (const [what, machine, profile, assumed] of [
    ['VirtualBox 4.3', { productVersion: '4.3.40' }, 'virtualbox5', undefined],
    ['VirtualBox 5', { productVersion: '5.2.44' }, 'virtualbox5', undefined],
    ['VirtualBox 6', { productVersion: '6.0.0' }, 'virtualbox', undefined],
    ['VirtualBox 7', { productVersion: '7.0.14' }, 'virtualbox', undefined],
    ['VirtualBox 10', { productVersion: '10.0' }, 'virtualbox', undefined],
    ['a VirtualBox of no version', {}, 'virtualbox5', 'version'],
    ['a VirtualBox of settings 1.16', { settings: said('1.16') }, 'virtualbox5', 'version'],
    ['a VirtualBox of settings 1.17', { settings: said('1.17') }, 'virtualbox', undefined],
    ['a VirtualBox of settings 1.19-linux', { settings: said('1.19-linux') }, 'virtualbox', undefined],
    ['a VirtualBox whose version is no number', { productVersion: 'beta' }, 'virtualbox5', 'version'],
    ['QEMU', { product: 'qemu' }, 'qemu', undefined],
    ['libvirt', { product: 'libvirt' }, 'qemu', undefined],
    ['VMware', { product: 'vmware' }, 'virtualbox', 'product'],
    ['DOSBox', { product: 'dosbox' }, 'virtualbox', 'product'],
    ['DOSBox-X', { product: 'dosbox-x' }, 'virtualbox', 'product'],
  ] as const) {
    it(`are those of ${profile} for ${what}${assumed === undefined ? '' : `, with the ${assumed} assumed`}`, () => {
      const found = hypervisorOf({ ...ofNoVersion, ...machine });
      expect([found.profile, found.assumed]).to.deep.equal([profile, assumed]);
    });
  }
});
