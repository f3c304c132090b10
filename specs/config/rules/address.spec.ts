import { expect } from 'chai';
import type { Finding } from '../../../harness/config/finding.ts';
import { dialling, found, keyAt, listening, machine, said } from '../machines.ts';

/** The one finding of a VirtualBox pair whose connector has this address. */
function ofConnector(address: string): Finding | undefined {
  const all = found([listening('4000'), dialling(address)]);
  expect(all.length, address).to.be.at.most(1);
  return all[0];
}

function ofListener(address: string): Finding | undefined {
  const all = found([listening(address), dialling('127.0.0.1:4000')]);
  expect(all.length, address).to.be.at.most(1);
  return all[0];
}

const to = (host: string, port = 4000) => ({ kind: 'tcp', role: 'connects', host, port });
const at = (port: number) => ({ kind: 'tcp', role: 'listens', port });

describe('the address of a VirtualBox machine that connects', () => {
  const CASES: readonly (readonly [address: string, code: string, end: object | undefined])[] = [
    ['', 'address-missing', to('127.0.0.1')],
    ['4000', 'connector-host-missing', to('127.0.0.1')],
    [':4000', 'connector-host-missing', to('127.0.0.1')],
    ['10.0.0.2', 'connector-port-missing', to('10.0.0.2')],
    ['10.0.0.2:', 'connector-port-missing', to('10.0.0.2')],
    ['localhost', 'connector-port-missing', to('localhost')],
    ['tcp://10.0.0.2:4000', 'address-scheme', to('10.0.0.2')],
    ['http://10.0.0.2:4000/', 'address-scheme', to('10.0.0.2')],
    ['tcp:10.0.0.2:4000', 'address-scheme', to('10.0.0.2')],
    ['10.0.0.2 4000', 'address-separator', to('10.0.0.2')],
    ['10.0.0.2;4000', 'address-separator', to('10.0.0.2')],
    ['10.0.0.2,4000', 'address-separator', to('10.0.0.2')],
    ['10.0.0.2.4000', 'address-separator', to('10.0.0.2')],
    ['10.0.0.2-4000', 'address-separator', to('10.0.0.2')],
    ['10.0.0.2::4000', 'address-separator', to('10.0.0.2')],
    [' 10.0.0.2:4000', 'address-blanks', to('10.0.0.2')],
    ['10.0.0.2: 4000', 'address-blanks', to('10.0.0.2')],
    ['::1:4000', 'host-ipv6', to('127.0.0.1')],
    ['[::1]:4000', 'host-ipv6', to('127.0.0.1')],
    ['fe80::1', 'host-ipv6', undefined],
    ['[2001:690::7]:4000', 'host-ipv6', undefined],
    ['10.0.0.2:40OO', 'port-not-number', to('10.0.0.2')],
    ['10.0.0.2:4000:1', 'port-not-number', to('10.0.0.2')],
    ['10.0.0.2:0', 'port-out-of-range', to('10.0.0.2')],
    ['10.0.0.2:65536', 'port-out-of-range', to('10.0.0.2')],
    ['256.1.1.1:4000', 'host-malformed', undefined],
    ['192.168.1:4000', 'host-malformed', undefined],
    ['1.2.3.4.5:4000', 'host-malformed', undefined],
    ['10.0.0.2/24:4000', 'host-malformed', undefined],
    ['-ana:4000', 'host-malformed', undefined],
    ['a..b:4000', 'host-malformed', undefined],
    ['10.0.2.15:4000', 'host-nat', undefined],
    ['10.0.2.2:4000', 'host-nat', undefined],
    ['ana.invalid:4000', 'host-unresolved', undefined],
    ['10.0.0.2:4001', 'ports-differ', to('10.0.0.2')],
  ];

  for (const [address, code, end] of CASES) {
    it(`gets ${code} alone for "${address}"`, () => {
      const only = ofConnector(address);
      expect(only?.code).to.equal(code);
      expect(only?.severity).to.equal('error');
      expect(only?.mend?.wish.end).to.deep.equal(end);
      expect(keyAt(only?.at as Finding['at'])).to.match(/^1\.(address|host|port): /);
    });
  }

  it('is right up to the last port', () => {
    expect(said([listening('65535', { host: 'linux' }), dialling('255.255.255.254:65535')])).to.deep.equal(
      [],
    );
  });

  const MAYBE: readonly (readonly [address: string, code: string])[] = [
    ['0.0.0.0:4000', 'host-any'],
    ['10.0.2.7:4000', 'host-nat'],
    ['169.254.7.20:4000', 'host-link-local'],
  ];
  for (const [address, code] of MAYBE) {
    it(`gets a warning ${code} for "${address}"`, () => {
      expect(said([listening('4000'), dialling(address)])).to.deep.equal([`warning ${code}`]);
    });
  }

  for (const address of ['10.0.3.15:4000', '169.253.1.1:4000', 'ana.invalid.pt:4000', '255.0.0.1:4000']) {
    it(`is not mistaken for one of these: "${address}"`, () => {
      expect(ofConnector(address)).to.equal(undefined);
    });
  }

  it('may be of NAT, if a listener is bound to it', () => {
    const bound = listening('10.0.2.2:4000', { product: 'qemu' });
    expect(said([bound, dialling('10.0.2.2:4000')])).to.deep.equal([]);
  });

  it('is a name that somebody has looked up, or not judged', () => {
    const pair = [listening('4000'), dialling('ana-pc:4000')];
    expect(said(pair, { names: new Map([['ana-pc', 'unknown']]) })).to.deep.equal(['error host-unresolved']);
    expect(said(pair, { names: new Map([['ana-pc', 'known']]) })).to.deep.equal([]);
    expect(said(pair)).to.deep.equal([]);
  });
});

describe('the address of a VirtualBox machine that listens', () => {
  const CASES: readonly (readonly [address: string, code: string])[] = [
    ['', 'address-missing'],
    ['127.0.0.1:4000', 'listener-has-host'],
    ['0.0.0.0:4000', 'listener-has-host'],
    [':4000', 'listener-has-host'],
    ['tcp://:4000', 'address-scheme'],
    [' 4000', 'address-blanks'],
    ['lab7', 'port-not-number'],
    ['4000;', 'port-not-number'],
    ['-4000', 'port-not-number'],
    ['0', 'port-out-of-range'],
    ['70000', 'port-out-of-range'],
    ['99999999999999999999', 'port-out-of-range'],
    ['4001', 'ports-differ'],
  ];
  for (const [address, code] of CASES) {
    it(`gets ${code} alone for "${address}"`, () => {
      const only = ofListener(address);
      expect(only?.code).to.equal(code);
      if (code !== 'ports-differ') expect(only?.mend?.wish.end).to.deep.equal(at(4000));
    });
  }
});

describe('the address of another product', () => {
  it('needs a host where QEMU connects', () => {
    const rui = dialling(':4000', { product: 'qemu' });
    expect(said([listening('4000'), rui])).to.deep.equal(['error connector-host-missing']);
  });

  it('says what QEMU makes of a port that is too large', () => {
    const [only] = found([listening(':70000', { product: 'qemu' }), dialling('127.0.0.1:4000')]);
    expect(only?.facts).to.include({ text: '70000', becomes: 4464 });
  });

  it('may be the name of a service with QEMU: a warning', () => {
    expect(said([listening(':lab', { product: 'qemu' }), dialling('127.0.0.1:4000')])).to.deep.equal([
      'warning port-not-number',
    ]);
  });

  it('has an IPv6 literal in brackets refused by QEMU’s fields too', () => {
    const end = { role: 'connects', address: 'host=[::1],port=4000', host: '[::1]', port: '4000' } as const;
    const rui = machine({ name: 'rui', product: 'qemu', ports: [{ end }] });
    expect(said([listening('4000'), rui])).to.deep.equal(['error host-ipv6']);
  });

  it('wants no scheme taken from VMware', () => {
    expect(said([listening('tcp://:4000', { product: 'vmware' }), dialling('127.0.0.1:4000')])).to.deep.equal(
      [],
    );
  });
});

describe('a mistaken address', () => {
  it('is no URL behind QEMU’s own tcp:', () => {
    const rui = dialling('//127.0.0.1:4000', { product: 'qemu' });
    const [only, ...rest] = found([listening('4000'), rui]);
    expect(rest).to.deep.equal([]);
    expect(only).to.deep.include({ code: 'address-scheme', severity: 'error' });
    expect(only?.facts).to.include({ scheme: '//', plain: '127.0.0.1:4000' });
    expect(only?.mend?.wish.end).to.deep.equal(to('127.0.0.1'));
  });

  it('has its port in a field of its own in libvirt, and not behind the host', () => {
    const rui = (end: object) =>
      machine({
        name: 'rui',
        product: 'libvirt',
        ports: [{ end: { role: 'connects', address: '10.0.0.2:4000', host: '10.0.0.2:4000', ...end } }],
      });
    const [missing] = found([listening('4000'), rui({ port: '' })]);
    expect(missing?.code).to.equal('connector-port-missing');
    expect(missing?.mend?.wish.end).to.deep.equal(to('10.0.0.2'));
    const [twice] = found([listening('4000'), rui({ port: '4000' })]);
    expect(twice?.code).to.equal('host-malformed');
    expect(twice?.mend?.wish.end).to.deep.equal(to('10.0.0.2'));
  });

  it('that is a path at both ends becomes one that both can use', () => {
    const all = found([listening('/tmp/lab7'), dialling('/tmp/lab7')]);
    expect(all.map(({ mend }) => mend?.wish.end)).to.deep.equal([to('127.0.0.1'), at(4000)]);
  });
});
