import { expect } from 'chai';
import { mediumByName } from '../../../harness/config/network/medium.ts';

describe('the medium of an interface by its name', () => {
  it('is wireless for the names of Windows', () => {
    for (const name of [
      'Wi-Fi',
      'Wi-Fi 2',
      'WLAN',
      'Wireless Network Connection',
      'Ligação de Rede Sem Fios 3',
    ])
      expect(mediumByName(name), name).to.equal('wireless');
  });
  it('is wired for the names of Windows', () => {
    for (const name of ['Ethernet', 'Ethernet 2', 'Local Area Connection', 'Ligação de Área Local'])
      expect(mediumByName(name), name).to.equal('wired');
  });
  it('is unknown where the name does not tell', () => {
    for (const name of ['en0', 'utun3', 'vEthernet (WSL)', 'Local Area Connection* 2', 'Tailscale'])
      expect(mediumByName(name), name).to.equal('unknown');
  });
});
