import { expect } from 'chai';
import { type Scope, scopeOf } from '../../../harness/config/network/scope.ts';

describe('the scope of an address', () => {
  const cases: readonly (readonly [Scope, readonly string[]])[] = [
    ['loopback', ['127.0.0.1', '127.255.0.9', '::1']],
    ['link-local', ['169.254.0.1', '169.254.255.254', 'fe80::1', 'febf::1']],
    ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.1', '192.168.1.1', 'fc00::1', 'fd12:3456::1']],
    ['shared', ['100.64.0.1', '100.127.255.254']],
    [
      'public',
      [
        '8.8.8.8',
        '11.0.0.1',
        '100.63.0.1',
        '100.128.0.1',
        '169.253.0.1',
        '172.15.0.1',
        '172.32.0.1',
        '192.167.1.1',
        '2001:db8::1',
        'fec0::1',
        'fbff::1',
      ],
    ],
  ];
  for (const [scope, addresses] of cases)
    it(`is ${scope} for ${addresses.join(', ')}`, () => {
      expect(addresses.map(scopeOf)).to.deep.equal(addresses.map(() => scope));
    });
});
