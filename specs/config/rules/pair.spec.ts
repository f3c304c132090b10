import { expect } from 'chai';
import type { Finding } from '../../../harness/config/finding.ts';
import type { Machine } from '../../../harness/config/model.ts';
import {
  dialling,
  found,
  keyAt,
  labLine,
  listening,
  type MachineSays,
  machine,
  piping,
  said,
} from '../machines.ts';

const ANA = listening('4000');
const RUI = dialling('127.0.0.1:4000');
const qemu = (name: string, end: NonNullable<MachineSays['ports']>[number]['end']): Machine =>
  machine({ name, product: 'qemu', ports: end === undefined ? [] : [{ end }] });
const to = (host: string, port = 4000) => ({ kind: 'tcp', role: 'connects', host, port });
const at = (port: number) => ({ kind: 'tcp', role: 'listens', port });

interface Case {
  readonly pair: readonly Machine[];
  readonly code: string;
  /** Of which machine and port is the fix, and what the port's end should be. */
  readonly mends?: readonly [machine: string, end: object | undefined];
  readonly at: string;
  readonly apart?: true;
}

describe('two machines', () => {
  const CASES: Readonly<Record<string, Case>> = {
    'both listen': {
      pair: [ANA, listening('4000', { name: 'rui' })],
      code: 'both-listen',
      mends: ['rui', to('127.0.0.1')],
      at: '1.role: listens',
    },
    'both listen, and one has the address of one that connects': {
      pair: [listening('10.0.0.2:4000'), listening('4000', { name: 'rui' })],
      code: 'both-listen',
      mends: ['ana', to('10.0.0.2')],
      at: '1.role: listens',
    },
    'both listen on two computers': {
      pair: [ANA, listening('4000', { name: 'rui' })],
      code: 'both-listen',
      at: '1.role: listens',
      apart: true,
    },
    'both connect': {
      pair: [dialling('10.0.0.2:4000', { name: 'ana' }), dialling('10.0.0.3:4001')],
      code: 'both-connect',
      mends: ['ana', at(4001)],
      at: '1.role: connects',
    },
    'both connect, and one has the address of one that listens': {
      pair: [dialling('10.0.0.2:4000', { name: 'ana' }), dialling('4000')],
      code: 'both-connect',
      mends: ['rui', at(4000)],
      at: '1.role: connects',
    },
    'each has the address of the other’s role': {
      pair: [dialling('4000', { name: 'ana' }), listening('10.0.0.2:4000', { name: 'rui' })],
      code: 'roles-swapped',
      mends: ['rui', to('10.0.0.2')],
      at: '1.role: listens',
    },
    'both are pipes that bear the addresses of TCP': {
      pair: [
        piping('listens', '4000'),
        machine({ name: 'rui', ports: [{ end: { role: 'connects', path: '10.0.0.2:4000' } }] }),
      ],
      code: 'tcp-not-chosen',
      mends: ['ana', at(4000)],
      at: '1.path: 4000',
    },
    'both listen on a pipe': {
      pair: [
        piping('listens', '/tmp/a'),
        machine({ name: 'rui', ports: [{ end: { role: 'listens', path: '/tmp/b' } }] }),
      ],
      code: 'both-listen',
      mends: ['rui', { kind: 'pipe', role: 'connects', path: '/tmp/a' }],
      at: '1.role: listens',
    },
    'one of them off': {
      pair: [listening('4000', { off: true }), RUI],
      code: 'port-off',
      mends: ['ana', undefined],
      at: '1.enabled: false',
    },
    'one of them off, with an end that would not fit': {
      pair: [ANA, listening('4000', { name: 'rui', off: true })],
      code: 'port-off',
      mends: ['rui', to('127.0.0.1')],
      at: '1.enabled: false',
    },
    'one of them without ports': {
      pair: [machine({ name: 'ana' }), dialling('10.0.0.2:5001')],
      code: 'port-off',
      mends: ['ana', at(5001)],
      at: 'machine: ana',
    },
    'one of them disconnected': {
      pair: [ANA, machine({ name: 'rui', ports: [{}] })],
      code: 'port-disconnected',
      mends: ['rui', to('127.0.0.1')],
      at: '1.what: disconnected',
    },
    'one of them in a file': {
      pair: [machine({ name: 'ana', ports: [{ end: { kind: 'file', what: '/tmp/log' } }] }), RUI],
      code: 'leads-elsewhere',
      mends: ['ana', at(4000)],
      at: '1.what: /tmp/log',
    },
    'one of them on only in a snapshot': {
      pair: [
        machine({
          name: 'ana',
          ports: [{ off: true }],
          inSnapshots: [{ end: { role: 'listens', address: '4000' } }],
        }),
        RUI,
      ],
      code: 'only-in-snapshot',
      mends: ['ana', at(4000)],
      at: '1.enabled: false',
    },
    'on TCP and on a pipe': {
      pair: [ANA, piping('connects', '/tmp/lab7')],
      code: 'transports-differ',
      mends: ['rui', to('127.0.0.1')],
      at: '1.path: /tmp/lab7',
    },
    'on a pipe and on TCP': {
      pair: [piping('listens', '/tmp/lab7'), RUI],
      code: 'transports-differ',
      mends: ['rui', { kind: 'pipe', role: 'connects', path: '/tmp/lab7' }],
      at: '1.address: 127.0.0.1:4000',
    },
    'on a pipe by an oversight, with a port number for its path': {
      pair: [piping('listens', '4000'), RUI],
      code: 'transports-differ',
      mends: ['ana', at(4000)],
      at: '1.path: 4000',
    },
    'on a pipe by an oversight, with the path HOST:PORT': {
      pair: [ANA, piping('connects', '127.0.0.1:4000')],
      code: 'transports-differ',
      mends: ['rui', to('127.0.0.1')],
      at: '1.path: 127.0.0.1:4000',
    },
    'on TCP by an oversight, with a pipe’s name for its address': {
      pair: [listening('\\\\.\\pipe\\lab7'), piping('connects', '\\\\.\\pipe\\lab7')],
      code: 'transports-differ',
      mends: ['ana', { kind: 'pipe', role: 'listens', path: '\\\\.\\pipe\\lab7' }],
      at: '1.address: \\\\.\\pipe\\lab7',
    },
    'on two pipes': {
      pair: [piping('listens', '/tmp/lab7'), piping('connects', '/tmp/Lab7')],
      code: 'pipes-differ',
      mends: ['rui', { kind: 'pipe', role: 'connects', path: '/tmp/lab7' }],
      at: '1.path: /tmp/Lab7',
    },
    'with a pipe between two computers': {
      pair: [
        piping('listens', '\\\\.\\pipe\\lab7', { host: 'windows' }),
        piping('connects', '/tmp/lab7', { host: 'linux' }),
      ],
      code: 'pipe-across-computers',
      at: '1.path: /tmp/lab7',
    },
    'with another port dialled': {
      pair: [ANA, dialling('10.0.0.2:4001')],
      code: 'ports-differ',
      mends: ['rui', to('10.0.0.2')],
      at: '1.port: 4001',
    },
    'with telnet at one end': {
      pair: [qemu('ana', { role: 'listens', address: ':4000', framing: 'telnet' }), RUI],
      code: 'framings-differ',
      mends: ['ana', at(4000)],
      at: '1.framing: telnet',
    },
    'with DOSBox’s framing at one end': {
      pair: [
        machine({
          name: 'ana',
          product: 'dosbox',
          ports: [
            { end: { role: 'listens', address: 'port:4000', host: '', port: '4000', framing: 'nullmodem' } },
          ],
        }),
        RUI,
      ],
      code: 'framings-differ',
      mends: ['ana', at(4000)],
      at: '1.framing: nullmodem',
    },
    'with another address dialled than is listened at': {
      pair: [qemu('ana', { role: 'listens', address: '192.168.1.20:4000' }), dialling('192.168.1.21:4000')],
      code: 'wrong-host',
      mends: ['rui', to('192.168.1.20')],
      at: '1.host: 192.168.1.21',
    },
    'with a listener that only its own computer reaches': {
      pair: [qemu('ana', { role: 'listens', address: 'localhost:4000' }), dialling('192.168.1.20:4000')],
      code: 'listener-loopback',
      mends: ['ana', at(4000)],
      at: '1.host: localhost',
    },
    'with loopback between two systems': {
      pair: [listening('4000', { host: 'windows' }), dialling('localhost:4000', { host: 'linux' })],
      code: 'loopback-across-computers',
      at: '1.host: localhost',
    },
    'with loopback between two computers': {
      pair: [ANA, RUI],
      code: 'loopback-across-computers',
      at: '1.host: 127.0.0.1',
      apart: true,
    },
    'with loopback dialled, and the address that is listened at known': {
      pair: [qemu('ana', { role: 'listens', address: '192.168.1.20:4000' }), RUI],
      code: 'loopback-across-computers',
      mends: ['rui', to('192.168.1.20')],
      at: '1.host: 127.0.0.1',
      apart: true,
    },
    'with FIFOs at one end': {
      pair: [
        qemu('ana', { role: 'listens', path: '/tmp/x', form: 'fifos' }),
        piping('connects', '/tmp/lab7'),
      ],
      code: 'fifos-both-ways',
      mends: ['ana', { kind: 'pipe', role: 'listens', path: '/tmp/lab7' }],
      at: '1.path: /tmp/x',
    },
  };

  for (const [name, { pair, code, mends, at: place, apart }] of Object.entries(CASES)) {
    it(`get one error: ${name}`, () => {
      const all = found(pair, { apart: apart === true });
      expect(all.map((each) => `${each.severity} ${each.code}`)).to.deep.equal([`error ${code}`]);
      const [only] = all;
      expect(only === undefined ? '' : keyAt(only.at)).to.equal(place);
      expect(only?.mend?.machine.name).to.equal(mends?.[0]);
      expect(only?.mend?.wish.end).to.deep.equal(mends?.[1]);
    });
  }

  it('get both faults where a listener on loopback runs on another computer', () => {
    const ana = qemu('ana', { role: 'listens', address: '127.0.0.1:4000' });
    expect(said([ana, RUI], { apart: true })).to.deep.equal([
      'error loopback-across-computers',
      'error listener-loopback',
    ]);
    expect(said([ana, RUI])).to.deep.equal([]);
  });

  it('get a warning for telnet at both ends, and one fix for both', () => {
    const [only, ...rest] = found([
      qemu('ana', { role: 'listens', address: ':4000', framing: 'telnet' }),
      qemu('rui', { role: 'connects', address: '127.0.0.1:4000', framing: 'telnet', reconnects: true }),
    ]);
    expect(rest).to.deep.equal([]);
    expect(only).to.deep.include({ code: 'not-raw', severity: 'warning' });
    expect([only?.mend?.machine.name, only?.mendAlso?.machine.name]).to.deep.equal(['ana', 'rui']);
  });

  it('are told which QEMU waits, and which does not dial again', () => {
    const all = found([
      qemu('ana', { role: 'listens', address: ':4000', waits: true }),
      qemu('rui', { role: 'connects', address: '127.0.0.1:4000' }),
    ]);
    expect(all.map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal([
      'warning listener-waits',
      'info no-reconnect',
    ]);
    expect(all.map(({ mend }) => mend?.wish.end)).to.deep.equal([
      at(4000),
      { ...to('127.0.0.1'), reconnects: true },
    ]);
  });

  it('are told which QEMU waits at a local socket', () => {
    const waiting = qemu('ana', { role: 'listens', path: '/tmp/lab7', waits: true });
    const all = found([waiting, piping('connects', '/tmp/lab7')]);
    expect(all.map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal(['warning listener-waits']);
    expect(keyAt(all[0]?.at as Finding['at'])).to.equal('1.waits: true');
  });

  it('over UDP are not told to dial again, for nothing is dialled', () => {
    const rui = qemu('rui', { role: 'connects', address: '127.0.0.1:4000', framing: 'udp' });
    expect(said([ANA, rui])).to.deep.equal(['error framings-differ']);
  });

  it('are meant to talk over a link that is off rather than over a port that is on and leads into a file', () => {
    const rui = machine({
      name: 'rui',
      ports: [
        { off: true, end: { role: 'connects', address: '127.0.0.1:4000' } },
        { end: { kind: 'file', what: '/tmp/log' } },
      ],
    });
    const all = found([ANA, rui]);
    expect(all.map(({ code }) => code)).to.deep.equal(['port-off']);
    expect(all[0]?.mend?.port).to.equal(1);
  });

  it('that are both off become a listener and one that connects to it', () => {
    const all = found([machine({ name: 'ana' }), machine({ name: 'rui', ports: [{ off: true }] })]);
    expect(all.map(({ code }) => code)).to.deep.equal(['port-off', 'port-off']);
    expect(all.map(({ mend }) => mend?.wish)).to.deep.equal([
      { enabled: true, base: 0x3f8, irq: 4, end: at(4000) },
      { enabled: true, base: 0x3f8, irq: 4, end: to('127.0.0.1') },
    ]);
  });

  it('keep what is wrong with the end that the fix leaves alone', () => {
    expect(said([listening('4000', { off: true }), dialling('256.1.1.1:4000', { irq: 3 })])).to.deep.equal([
      'error port-off',
      'error host-malformed',
      'error irq-wrong',
    ]);
  });
});

describe('other numbers of machines', () => {
  it('one has no partner, and its own mistakes are told all the same', () => {
    expect(said([listening('127.0.0.1:4000')])).to.deep.equal([
      'error listener-has-host',
      'info one-machine',
    ]);
  });

  it('the same file twice is that and nothing else', () => {
    const twice = listening('127.0.0.1:4000');
    expect(said([twice, twice])).to.deep.equal(['error same-file']);
  });

  it('a second connector to one listener is refused', () => {
    const eva = dialling('localhost:4000', { name: 'eva' });
    const [only, ...rest] = found([ANA, RUI, eva]);
    expect(rest).to.deep.equal([]);
    expect(only?.code).to.equal('two-connectors');
    expect(only?.at.source.file).to.equal('eva.txt');
  });

  it('a second listener on one port of one computer does not start', () => {
    const eva = listening('4000', { name: 'eva' });
    expect(said([ANA, eva, RUI])).to.deep.equal(['error two-listeners']);
    expect(said([ANA, eva, RUI], { apart: true }))
      .to.include('info one-machine')
      .and.not.include('error two-listeners');
  });

  it('nor does one of the same machine', () => {
    const end = { role: 'listens', address: '4000' } as const;
    expect(said([machine({ name: 'ana', ports: [{ end }, { end }] }), RUI])).to.deep.equal([
      'error two-listeners',
    ]);
  });

  it('four are two pairs', () => {
    const [eva, ivo] = [listening('4001', { name: 'eva' }), dialling('127.0.0.1:4001', { name: 'ivo' })];
    expect(said([ANA, eva, ivo, RUI])).to.deep.equal([]);
  });

  it('none have nothing to be said of them', () => {
    expect(said([])).to.deep.equal([]);
  });

  it('more than can be compared are not compared', () => {
    const many = Array.from({ length: 33 }, (_, index) =>
      listening(`${4000 + index}`, { name: `vm${index}` }),
    );
    expect(said(many)).to.deep.equal(['error machines-too-many']);
    expect(said(many.slice(1))).not.to.include('error machines-too-many');
  });
});

describe('the lines of the lab', () => {
  const even = { bits: 8, stop: 1, parity: 'even', rate: 9600 } as const;

  it('differ: a warning, since bytes travel whole, and an error on a wire', () => {
    const lines = {
      a: labLine(1, { line: even }),
      b: labLine(1, { line: { ...even, bits: 7, rate: 19_200 } }),
    };
    expect(said([ANA, RUI], { lines })).to.deep.equal(['warning lines-differ']);
    const [only] = found([ANA, RUI], { lines, profile: 'wire' });
    expect(only?.severity).to.equal('error');
    expect(only?.facts).to.deep.equal({
      lineA: '9600 8E1',
      lineB: '19200 7E1',
      differ: ['rate', 'bits'],
      onWire: true,
    });
  });

  it('are equal, or one of them asks for nothing', () => {
    for (const b of [labLine(1, { line: { ...even } }), labLine(1)]) {
      expect(said([ANA, RUI], { lines: { a: labLine(1, { line: even }), b } })).to.deep.equal([]);
    }
  });

  it('send at both ends, or receive at both', () => {
    const lines = (role: 'tx' | 'rx') => ({ a: labLine(1, { role }), b: labLine(1, { role }) });
    expect(said([ANA, RUI], { lines: lines('tx') })).to.deep.equal(['error both-send']);
    expect(said([ANA, RUI], { lines: lines('rx') })).to.deep.equal(['error both-receive']);
    const right = { a: labLine(1, { role: 'tx' }), b: labLine(1, { role: 'rx' }) };
    expect(said([ANA, RUI], { lines: right })).to.deep.equal([]);
  });
});
