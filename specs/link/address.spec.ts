import { expect } from 'chai';
import type { HarnessError } from '../../harness/ground/errors.ts';
import {
  addressInWords,
  checkPipePath,
  connectFailure,
  listenFailure,
  longestPipePath,
  socketOptions,
} from '../../harness/link/address.ts';

const TCP = { kind: 'tcp', host: '127.0.0.1', port: 4000 } as const;
const PIPE = { kind: 'pipe', path: '/tmp/lab7' } as const;

const systemError = (code: string): Error => Object.assign(new Error(`it said ${code}`), { code });

describe('addresses', () => {
  it('read host:port, [IPv6]:port, and the path of a pipe', () => {
    expect(addressInWords(TCP)).to.equal('127.0.0.1:4000');
    expect(addressInWords({ kind: 'tcp', host: '::1', port: 4000 })).to.equal('[::1]:4000');
    expect(addressInWords(PIPE)).to.equal('/tmp/lab7');
  });

  it('become a host and a port, or a path alone', () => {
    expect(socketOptions(TCP)).to.deep.equal({ host: '127.0.0.1', port: 4000 });
    expect(socketOptions(PIPE)).to.deep.equal({ path: '/tmp/lab7' });
  });
});

describe('the path of a pipe', () => {
  const refused = (path: string, platform: NodeJS.Platform): string => {
    try {
      checkPipePath(path, platform);
    } catch (error) {
      return (error as HarnessError).code;
    }
    return 'taken';
  };

  for (const [platform, longest] of [
    ['linux', 107],
    ['darwin', 103],
    ['freebsd', 103],
  ] as const) {
    it(`takes ${longest} bytes on ${platform}, and not ${longest + 1}`, () => {
      expect(longestPipePath(platform)).to.equal(longest);
      expect(refused('/'.padEnd(longest, 'p'), platform)).to.equal('taken');
      expect(refused('/'.padEnd(longest + 1, 'p'), platform)).to.equal('path-too-long');
    });
  }

  it('counts bytes and not characters: 53 umlauts and a slash are 107, a further letter is one too many', () => {
    expect(refused(`/${'ü'.repeat(53)}`, 'linux')).to.equal('taken');
    expect(refused(`/${'ü'.repeat(53)}x`, 'linux')).to.equal('path-too-long');
  });

  it('on Windows is \\\\.\\pipe\\NAME and nothing else', () => {
    expect(refused('\\\\.\\pipe\\lab7', 'win32')).to.equal('taken');
    expect(refused('\\\\.\\PIPE\\lab7', 'win32')).to.equal('taken');
    expect(refused('C:\\lab7', 'win32')).to.equal('address-invalid');
    expect(refused('/tmp/lab7', 'win32')).to.equal('address-invalid');
  });
});

describe('what the system says', () => {
  it('to a listener has a code for each of 9 cases, and the address stands in the message', () => {
    for (const [system, ours, address] of [
      ['EADDRINUSE', 'port-busy', TCP],
      ['EADDRINUSE', 'port-busy', PIPE],
      ['EACCES', 'port-forbidden', TCP],
      ['EPERM', 'port-forbidden', PIPE],
      ['ENOENT', 'address-invalid', PIPE],
      ['ENOTDIR', 'address-invalid', PIPE],
      ['ENOTFOUND', 'host-unknown', TCP],
      ['EADDRNOTAVAIL', 'host-unknown', TCP],
      ['EMFILE', 'world', TCP],
    ] as const) {
      const cause = systemError(system);
      const failure = listenFailure(address, cause);
      expect(failure.code, system).to.equal(ours);
      expect(failure.message).to.include(addressInWords(address));
      expect(failure.cause).to.equal(cause);
    }
  });

  it('to a connector has a code for each of 9 cases, and the machine that cannot start comes first', () => {
    for (const [system, ours] of [
      ['ECONNREFUSED', 'link-refused'],
      ['ENOENT', 'link-refused'],
      ['ENOTSOCK', 'link-refused'],
      ['ENOTFOUND', 'host-unknown'],
      ['EAI_AGAIN', 'host-unknown'],
      ['EHOSTUNREACH', 'host-unreachable'],
      ['ENETUNREACH', 'host-unreachable'],
      ['ETIMEDOUT', 'host-unreachable'],
      ['EACCES', 'world'],
    ] as const) {
      const failure = connectFailure('127.0.0.1:4000', 'machine B', 'machine A', systemError(system));
      expect(failure.code, system).to.equal(ours);
      expect(failure.message).to.match(/^machine B .*127\.0\.0\.1:4000/);
    }
  });
});
