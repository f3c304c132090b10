import { expect } from 'chai';
import type { Finding, Mend } from '../../../harness/config/finding.ts';
import type { End, Machine, Port, Said } from '../../../harness/config/model.ts';
import { findingsOf } from '../../../harness/config/rules/check.ts';
import type { Wish } from '../../../harness/config/wish.ts';
import { circumstances, dialling, found, listening, machine, type PortSays, piping } from '../machines.ts';

/** The machines after a fix, as a mender of the text would make them. */
function mended(machines: readonly Machine[], { mend, mendAlso }: Finding): readonly Machine[] {
  return [mend, mendAlso].reduce<readonly Machine[]>(
    (all, each) =>
      each === undefined ? all : all.map((one) => (isOf(one, each) ? asWished(one, each) : one)),
    machines,
  );
}

const isOf = (one: Machine, mend: Mend): boolean => one.at.source === mend.machine.at.source;

function asWished(one: Machine, { port: number, wish }: Mend): Machine {
  const say = <T>(value: T): Said<T> => ({ value, at: one.at });
  const none: Port = {
    number,
    at: one.at,
    enabled: say(false),
    end: { kind: 'disconnected', what: say('') },
    parts: {},
  };
  const before = one.ports.find((port) => port.number === number) ?? none;
  const after: Port = {
    ...before,
    ...(wish.enabled === undefined ? {} : { enabled: say(true) }),
    ...(wish.base === undefined ? {} : { base: say(wish.base) }),
    ...(wish.irq === undefined ? {} : { irq: say(wish.irq) }),
    ...(wish.uart === undefined ? {} : { uart: say(wish.uart) }),
    ...(wish.end === undefined ? {} : { end: endOf(wish.end, say) }),
  };
  const others = one.ports.filter((port) => port.number !== number);
  return { ...one, ports: [...others, after].sort((a, b) => a.number - b.number) };
}

function endOf(wish: NonNullable<Wish['end']>, say: <T>(value: T) => Said<T>): End {
  if (wish.kind === 'pipe') {
    return { kind: 'pipe', role: say(wish.role), path: say(wish.path), form: 'socket' };
  }
  const isListener = wish.role === 'listens';
  return {
    kind: 'tcp',
    role: say(wish.role),
    address: say(isListener ? String(wish.port) : `${wish.host}:${wish.port}`),
    ...(wish.host === undefined ? {} : { host: say(wish.host) }),
    port: say(String(wish.port)),
    framing: say('raw'),
    waits: say(false),
    reconnects: say(!isListener && wish.reconnects === true),
  };
}

const ENDS: readonly PortSays[] = [
  { end: { role: 'listens', address: '4000' } },
  { end: { role: 'listens', address: '10.0.0.2:4000' } },
  { end: { role: 'listens', address: '' } },
  { end: { role: 'listens', address: '0' } },
  { end: { role: 'listens', address: '80' } },
  { end: { role: 'listens', address: '8080' } },
  { end: { role: 'listens', address: '50000' }, irq: 3 },
  { end: { role: 'connects', address: '127.0.0.1:4000' } },
  { end: { role: 'connects', address: '4000' } },
  { end: { role: 'connects', address: '10.0.0.2' }, base: 0x2f8, irq: 3 },
  { end: { role: 'connects', address: 'tcp://10.0.0.2:80' } },
  { end: { role: 'connects', address: '10.0.0.2 5001' }, base: 0x3e0 },
  { end: { role: 'connects', address: '::1:4000' } },
  { end: { role: 'connects', address: '0.0.0.0:70000' }, uart: '16450' },
  { end: { role: 'listens', path: '/tmp/lab7' } },
  { end: { role: 'connects', path: '/tmp/other' } },
  { end: { role: 'connects', path: '\\\\.\\pipe\\lab7' } },
  { end: { role: 'listens', path: '/tmp/lab7', form: 'fifos' } },
  { end: { kind: 'file', what: '/tmp/log' } },
  { end: { kind: 'disconnected' } },
  { off: true },
  { off: true, end: { role: 'listens', address: '5000' } },
];

const OF_QEMU: readonly PortSays[] = [
  { end: { role: 'listens', address: 'localhost:4000', waits: true } },
  { end: { role: 'listens', address: '192.168.1.20:4000', framing: 'telnet' } },
  { end: { role: 'connects', address: '192.168.1.21:4001', framing: 'telnet' } },
  { end: { kind: 'other', what: 'stdio' } },
];

describe('a fix', () => {
  const machines = [
    ...ENDS.map((port) => ({ ports: [port] })),
    ...OF_QEMU.map((port) => ({ ports: [port], product: 'qemu' as const })),
    { ports: [] },
  ];

  it('makes its finding go away, and the fixes together make the pair right', () => {
    for (const first of machines) {
      for (const second of machines) {
        let pair: readonly Machine[] = [
          machine({ ...first, name: 'ana' }),
          machine({ ...second, name: 'rui' }),
        ];
        const told: string[] = [];
        for (;;) {
          const all = findingsOf(pair, circumstances());
          const next = all.find(({ mend }) => mend !== undefined);
          if (next === undefined) {
            expect(all, told.join(', ')).to.deep.equal([]);
            break;
          }
          told.push(`${next.code}:${next.mend?.machine.name}`);
          expect(new Set(told).size, `${JSON.stringify([first, second])} ${told.join(', ')}`).to.equal(
            told.length,
          );
          pair = mended(pair, next);
        }
      }
    }
  });

  it('can be made at once with the other one of two ports that are off', () => {
    for (const role of ['listens', 'connects'] as const) {
      const end = { role, address: role === 'listens' ? '5000' : '127.0.0.1:5000' };
      const pair = ['ana', 'rui'].map((name) => machine({ name, ports: [{ off: true, end }] }));
      const fixed = findingsOf(pair, circumstances()).reduce(mended, pair);
      expect(findingsOf(fixed, circumstances()), role).to.deep.equal([]);
    }
  });
});

describe('what a reader has objected to', () => {
  it('is not objected to once more', () => {
    const pair = [listening('4000'), dialling('127.0.0.1:4001')];
    const [only] = found(pair);
    const said: Finding = { code: 'value-invalid', severity: 'error', at: only?.at as Finding['at'], facts };
    expect(findingsOf(pair, circumstances(), [said])).to.deep.equal([]);
    expect(findingsOf(pair, circumstances(), [{ ...said, at: piping('listens', '/x').at }])).to.have.lengthOf(
      1,
    );
  });

  const facts = { name: 'path', value: '?', allowed: 'a number' };
});
