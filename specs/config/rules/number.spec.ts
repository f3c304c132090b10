import { expect } from 'chai';
import type { HostSystem } from '../../../harness/config/model.ts';
import { dialling, found, listening, machine, said } from '../machines.ts';

/** What is said of a listener on a port that its partner dials too. */
const ofNumber = (number: number, host?: HostSystem): readonly string[] =>
  said([
    listening(String(number), host === undefined ? {} : { host }),
    dialling(`192.168.1.20:${number}`, host === undefined ? {} : { host }),
  ]);

describe('the port that a machine listens on', () => {
  const CASES: readonly (readonly [number: number, host: HostSystem | undefined, said: readonly string[]])[] =
    [
      [1023, 'linux', ['error port-privileged']],
      [1024, 'linux', []],
      [1023, 'freebsd', ['error port-privileged']],
      [1023, 'solaris', ['error port-privileged']],
      [1023, 'macosx', ['warning port-privileged']],
      [1023, undefined, ['warning port-privileged']],
      [1023, 'windows', []],
      [80, 'linux', ['error port-privileged']],
      [445, 'windows', ['warning port-taken']],
      [3306, 'linux', ['warning port-taken']],
      [8080, undefined, ['warning port-taken']],
      [5000, 'macosx', ['warning port-taken']],
      [5000, 'linux', []],
      [32_767, 'linux', []],
      [32_768, 'linux', ['warning port-ephemeral']],
      [60_999, 'linux', ['warning port-ephemeral']],
      [61_000, 'linux', []],
      [49_151, 'windows', []],
      [49_152, 'windows', ['warning port-ephemeral']],
      [65_535, undefined, ['warning port-ephemeral']],
      [40_000, undefined, []],
    ];
  for (const [number, host, expected] of CASES) {
    it(`is ${number} on ${host ?? 'an unknown system'}: ${expected[0] ?? 'nothing to say'}`, () => {
      expect(ofNumber(number, host)).to.deep.equal(expected);
    });
  }

  it('is moved to one of its own where it is no part of the link', () => {
    const of = (address: string) => ({ end: { role: 'listens', address } as const });
    const all = found([
      machine({ product: 'vmware', name: 'a', ports: [of(':50000'), of(':50001')] }),
      dialling('127.0.0.1:50000'),
    ]);
    const [first, second] = all.filter(({ code }) => code === 'port-ephemeral');
    expect([first, second].map((each) => each?.mend?.wish.end)).to.deep.equal([
      { kind: 'tcp', role: 'listens', port: 4000 },
      { kind: 'tcp', role: 'listens', port: 4002 },
    ]);
  });

  it('is moved at both ends, so that they still meet', () => {
    const [only] = found([listening('80', { host: 'linux' }), dialling('192.168.1.20:80')]);
    expect(only?.mend?.wish.end).to.deep.equal({ kind: 'tcp', role: 'listens', port: 4000 });
    expect(only?.mendAlso?.wish.end).to.deep.equal({
      kind: 'tcp',
      role: 'connects',
      host: '192.168.1.20',
      port: 4000,
    });
  });

  it('goes to the one that the partner dials, if that is a good one, and says it once', () => {
    for (const number of ['80', '8080', '50000']) {
      const all = found([listening(number, { host: 'linux' }), dialling('127.0.0.1:5001')]);
      expect(
        all.map(({ severity }) => severity),
        number,
      ).to.deep.equal(['error']);
      expect(all[0]?.mend?.wish.end, number).to.deep.equal({ kind: 'tcp', role: 'listens', port: 5001 });
    }
  });

  it('does not matter at the end that connects', () => {
    expect(said([dialling('10.0.0.2:80')])).to.deep.equal(['info one-machine']);
  });
});
