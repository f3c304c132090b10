import { expect } from 'chai';
import type { Machine } from '../../../harness/config/model.ts';
import { dialling, labLine, listening, machine, piping, said } from '../machines.ts';

const VIRTUALBOX = listening('4000', { base: 0x3f8, irq: 4, uart: '16550A' });

describe('a right configuration', () => {
  const PAIRS: Readonly<Record<string, readonly [Machine, Machine]>> = {
    'two VirtualBox machines': [VIRTUALBOX, dialling('127.0.0.1:4000', { base: 0x3f8, irq: 4 })],
    'the one that connects first': [dialling('localhost:4000'), VIRTUALBOX],
    'two computers': [
      listening('4000', { host: 'windows' }),
      dialling('192.168.1.20:4000', { host: 'linux', uart: '16750' }),
    ],
    'a computer by its name': [VIRTUALBOX, dialling('ana-pc.fe.up.pt:4000')],
    'a name with an underscore': [VIRTUALBOX, dialling('ANA_PC:4000')],
    'two VirtualBox machines over a pipe on Linux': [
      piping('listens', '/tmp/lab7', { host: 'linux' }),
      piping('connects', '/tmp/lab7', { host: 'linux' }),
    ],
    'over a pipe on Windows, in other letters': [
      piping('listens', '\\\\.\\pipe\\lab7', { host: 'windows' }),
      piping('connects', '\\\\.\\PIPE\\Lab7', { host: 'windows' }),
    ],
    'over a pipe in a place that nobody says': [piping('listens', 'lab7'), piping('connects', 'lab7')],
    'two QEMUs': [
      listening(':4000', { product: 'qemu' }),
      machine({
        name: 'rui',
        product: 'qemu',
        ports: [{ end: { role: 'connects', address: '127.0.0.1:4000', reconnects: true } }],
      }),
    ],
    'QEMU with an IPv6 address of its own field': [
      listening('host=::,port=4000', { product: 'qemu' }),
      machine({
        name: 'rui',
        product: 'qemu',
        ports: [
          {
            end: {
              role: 'connects',
              address: 'host=::1,port=4000',
              host: '::1',
              port: '4000',
              reconnects: true,
            },
          },
        ],
      }),
    ].map((each, index) => (index === 0 ? withFields(each) : each)) as [Machine, Machine],
    'VirtualBox and QEMU': [listening(':4000', { product: 'qemu' }), dialling('127.0.0.1:4000')],
    'VirtualBox and VMware': [VIRTUALBOX, dialling('tcp://127.0.0.1:4000', { product: 'vmware' })],
    'VMware listens': [listening('tcp://:4000', { product: 'vmware' }), dialling('127.0.0.1:4000')],
    'two DOSBoxes, each of which undoes what the other adds': [
      dosbox('listens', 'port:5000'),
      dosbox('connects', 'server:127.0.0.1 port:5000'),
    ],
    'a value that shows only when a script runs': [
      VIRTUALBOX,
      machine({ name: 'rui', ports: [{ end: { role: 'connects', address: '$HOST', later: '$HOST' } }] }),
    ],
    'another port that is off and shares all with the first': [
      machine({
        name: 'ana',
        ports: [
          { base: 0x3f8, irq: 4, end: { role: 'listens', address: '4000' } },
          { off: true, base: 0x3f8, irq: 4 },
        ],
      }),
      dialling('127.0.0.1:4000'),
    ],
    'a place that QEMU only holds with null': [
      machine({
        name: 'ana',
        product: 'qemu',
        ports: [
          { end: { role: 'listens', address: ':4000' } },
          { end: { kind: 'other', what: 'null' } },
          { end: { kind: 'other', what: 'null' } },
        ],
      }),
      dialling('127.0.0.1:4000'),
    ],
  };

  for (const [name, pair] of Object.entries(PAIRS)) {
    it(`has nothing to be said of it: ${name}`, () => {
      expect(said(pair)).to.deep.equal([]);
    });
  }

  it('may be run on COM2, if the lines say so', () => {
    const onCom2 = { base: 0x2f8, irq: 3 };
    const lines = { a: labLine(2), b: labLine(2) };
    expect(said([listening('4000', onCom2), dialling('127.0.0.1:4000', onCom2)], { lines })).to.deep.equal(
      [],
    );
  });

  it('joins one machine with two others over two ports', () => {
    const hub = machine({
      name: 'ana',
      ports: [{ end: { role: 'listens', address: '4000' } }, { end: { role: 'listens', address: '4001' } }],
    });
    const others = [dialling('127.0.0.1:4000'), dialling('127.0.0.1:4001', { name: 'eva' })];
    expect(said([hub, ...others])).to.deep.equal([]);
  });
});

/** libvirt's and `-chardev`'s: host and port said apart. */
function withFields(one: Machine): Machine {
  return machine({
    name: one.name ?? '',
    product: one.product,
    ports: [{ end: { role: 'listens', address: 'host=::,port=4000', host: '::', port: '4000' } }],
  });
}

function dosbox(role: 'listens' | 'connects', address: string): Machine {
  return machine({
    name: role,
    product: 'dosbox',
    ports: [
      {
        end: {
          role,
          address,
          host: role === 'listens' ? '' : '127.0.0.1',
          port: '5000',
          framing: 'nullmodem',
        },
      },
    ],
  });
}
