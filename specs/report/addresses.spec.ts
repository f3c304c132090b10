import { expect } from 'chai';
import { chooseAddress } from '../../harness/config/network/choice.ts';
import type { Network } from '../../harness/config/network/interface.ts';
import { ADDRESS_WORDS } from '../../harness/config/words/address.ts';
import { LANGUAGES } from '../../harness/config/words/language.ts';
import { type AskedPort, addressesAsJson, addressesInWords } from '../../harness/report/addresses.ts';
import {
  CONTAINER,
  GUEST,
  LINUX,
  LOOPBACK_ONLY,
  MACOS,
  one,
  WINDOWS,
  WSL,
} from '../config/network/computers.ts';

const GIVEN: AskedPort = { port: 5000, isExample: false };
const EXAMPLE: AskedPort = { port: 4000, isExample: true };

const inWords = (
  network: Network,
  asked = GIVEN,
  language: (typeof LANGUAGES)[number] = 'en',
  columns = 100,
) => addressesInWords(chooseAddress(network), asked, ADDRESS_WORDS[language], columns);

const asJson = (network: Network) => JSON.parse(addressesAsJson(chooseAddress(network), GIVEN, '1.2.3'));

describe('the addresses in words', () => {
  it('begin with what to type, and at which VM', () => {
    const [first, second] = inWords(WINDOWS).split('\n');
    expect(first).to.equal(
      'Type 192.168.1.90:5000 into Path/Address of the VM that connects, on the other computer.',
    );
    expect(second).to.equal('Type 5000 alone into Path/Address of the VM that listens, on this computer.');
  });

  it('say whether the port is an example', () => {
    expect(inWords(WINDOWS, EXAMPLE)).to.contain('4000 is an example');
    expect(inWords(WINDOWS)).to.not.contain('example');
  });

  it('are a table with straight columns, in which one is the one to type', () => {
    const lines = inWords({ ...LINUX, interfaces: LINUX.interfaces.slice(0, 3) }).split('\n');
    expect(lines.slice(3, 11)).to.deep.equal([
      '  interface  medium    state  address',
      '  wlp2s0     wireless  up     10.227.113.8                           type this one',
      '  enp0s31f6  wired     up     192.168.1.23                           possible too',
      '  lo         -         up     127.0.0.1                              not this one: loopback, this computer only',
      '  lo         -         up     ::1                                    not this one: loopback, this computer only',
      '  enp0s31f6  wired     up     2001:db8:9200:9a77:221:5dff:fe62:7882  not this one: VirtualBox takes no IPv6 address',
      '  enp0s31f6  wired     up     fe80::221:5dff:fe62:7882               not this one: link-local, no network gave it',
      '  wlp2s0     wireless  up     fe80::9a3b:1ff:fe20:1                  not this one: link-local, no network gave it',
    ]);
  });

  it('name an interface that is down and has none', () => {
    expect(inWords(LINUX)).to.match(/^ {2}eth1 +wired +down +-$/m);
  });

  it('recommend one at most', () => {
    for (const network of [LINUX, MACOS, WINDOWS])
      expect(inWords(network).match(/type this one/g)).to.have.lengthOf(1);
    for (const network of [LOOPBACK_ONLY, GUEST, WSL, CONTAINER])
      expect(inWords(network)).to.not.contain('type this one');
  });

  it('say that wireless networks may keep computers apart, where the one to type is wireless', () => {
    expect(inWords(WINDOWS)).to.contain('keep computers apart');
    expect(inWords(MACOS)).to.not.contain('keep computers apart');
  });

  it('say that only two VMs on this computer can talk, where there is only loopback', () => {
    const text = inWords(LOOPBACK_ONLY);
    expect(text).to.contain('no address that another computer can reach');
    expect(text).to.contain('For two VMs on this computer, type 127.0.0.1:5000 into Path/Address');
    expect(text).to.not.contain('on the other computer.');
  });

  it('say where to run the command instead, in a guest, in WSL and in a container', () => {
    expect(inWords(GUEST)).to.contain('This is a virtual machine');
    expect(inWords(WSL)).to.contain('in Windows itself');
    expect(inWords(CONTAINER)).to.contain('This is a container');
    expect(inWords(LINUX)).to.not.match(/This is a/);
  });

  it('fit their sentences into the columns of the screen', () => {
    const sentences = inWords(WINDOWS, EXAMPLE, 'pt', 60)
      .split('\n')
      .filter((line) => !line.startsWith('  '));
    for (const line of sentences) expect(line.length).to.be.at.most(60);
  });

  it('let no name of an interface steer the terminal', () => {
    const text = inWords({ interfaces: [one('a\x1b[2J\nb', ['10.0.0.1'])] });
    expect(text).to.not.contain('\x1b');
  });

  it('differ from language to language, and not in what is to be typed', () => {
    for (const network of [LINUX, MACOS, WINDOWS, GUEST, WSL, CONTAINER, LOOPBACK_ONLY]) {
      const [en, pt] = LANGUAGES.map((language) => inWords(network, EXAMPLE, language));
      const sentences = en?.split('\n').filter((line) => / \w+ \w+ \w+/.test(line)) ?? [];
      for (const line of sentences) expect(pt?.split('\n')).to.not.include(line);
      expect(pt?.match(/[\d.]+:4000/g)).to.deep.equal(en?.match(/[\d.]+:4000/g));
    }
  });
});

describe('the addresses as JSON', () => {
  it('are one document, with what to type', () => {
    const text = addressesAsJson(chooseAddress(LINUX), GIVEN, '1.2.3');
    expect(text).to.not.contain('\n');
    const { addresses, ...rest } = JSON.parse(text);
    expect(rest).to.deep.equal({
      nullmodem: 1,
      version: '1.2.3',
      port: 5000,
      idle: [{ interface: 'eth1', medium: 'wired', up: false }],
      inside: null,
      recommended: '10.227.113.8',
      type: '10.227.113.8:5000',
    });
    expect(addresses).to.have.lengthOf(16);
    expect(addresses[0]).to.deep.equal({
      interface: 'wlp2s0',
      medium: 'wireless',
      up: true,
      family: 'IPv4',
      address: '10.227.113.8',
      scope: 'private',
      against: null,
    });
    expect(addresses.at(-1)).to.include({ interface: 'tailscale0', family: 'IPv6', against: 'vpn' });
  });

  it('recommend none where there is only loopback, and name that', () => {
    expect(asJson(LOOPBACK_ONLY)).to.include({ recommended: null, type: '127.0.0.1:5000' });
    expect(asJson(GUEST)).to.include({ recommended: null, type: '127.0.0.1:5000', inside: 'guest' });
  });
});
