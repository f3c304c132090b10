import { expect } from 'chai';
import { mendVbox } from '../../../harness/config/virtualbox/mend-vbox.ts';
import { readOvf } from '../../../harness/config/virtualbox/ovf.ts';
import { readVbox } from '../../../harness/config/virtualbox/vbox.ts';
import type { Wish } from '../../../harness/config/wish.ts';
import type { Edit } from '../../../harness/ground/diagnostic.ts';
import { Source } from '../../../harness/ground/source.ts';
import {
  CONNECTOR as CONNECT,
  edited,
  expectAsWished,
  LISTENER as LISTEN,
  mended,
  PIPE as PIPE_WISH,
} from '../edited.ts';
import { ovfOf } from './ovf-file.ts';
import { CONNECTOR, LISTENER, PIPE, snapshotOf, uartOf, vbox5, vbox7 } from './vbox-file.ts';

const WISHES: Readonly<Record<string, Wish>> = {
  'to listen': LISTEN,
  'to connect': CONNECT,
  'a pipe': PIPE_WISH,
  'a pipe with all that XML minds': {
    enabled: true,
    end: { kind: 'pipe', role: 'listens', path: `\\\\.\\pipe\\a&b<c>"d'e` },
  },
};

/** Files of every shape, by what is said of them. */
const SHAPES: Readonly<Record<string, string>> = {
  'no UART': vbox5(),
  'no UART, in VirtualBox 7': vbox7(),
  'an empty UART': vbox5({ uart: '<UART/>' }),
  'an empty UART with a blank': vbox5({ uart: '<UART />' }),
  'an empty UART of two tags': vbox5({ uart: '<UART></UART>' }),
  'an empty UART over two lines': vbox5({ uart: '<UART>\n      </UART>' }),
  'the other port alone': vbox5({ uart: uartOf(PIPE) }),
  'a listener': vbox5({ uart: uartOf(LISTENER, PIPE) }),
  'a connector': vbox5({ uart: uartOf(CONNECTOR) }),
  'a port that is off': vbox5({
    uart: uartOf('<Port slot="0" enabled="false" IOBase="0x3f8" IRQ="4" hostMode="Disconnected"/>'),
  }),
  'a port in other order and quotes, with a child': vbox5({
    uart: uartOf(
      `<Port\n  hostMode='RawFile' path = 'a&amp;b'\n  IRQ='4' IOBase='1016' enabled='no' slot='0'\n><x/></Port>`,
    ),
  }),
  'a port of VirtualBox 7': vbox7({ uart: uartOf(LISTENER.replace('IOBase', 'IOAddress')) }),
  CRLF: vbox5().replaceAll('\n', '\r\n'),
  tabs: vbox5({ uart: uartOf(PIPE) }).replaceAll('  ', '\t'),
  'one line': vbox5().replaceAll(/\n\s*/g, ''),
  'a snapshot': vbox5({ snapshots: snapshotOf(uartOf(CONNECTOR)), uart: uartOf(LISTENER) }),
};

describe('a .vbox file with a wish', () => {
  for (const [shape, text] of Object.entries(SHAPES))
    for (const [wanted, wish] of Object.entries(WISHES))
      it(`has its port as wished: ${wanted}, from ${shape}`, () => {
        const { port, findings, machines } = mended(text, readVbox, mendVbox, 1, wish);
        expect(findings).to.deep.equal([]);
        expectAsWished(port, wish);
        expect([port.base?.value, port.irq?.value]).to.deep.equal([0x3f8, 4]);
        const [before] = readVbox(new Source(text, 'a')).machines;
        const others = (of: typeof before) =>
          of?.ports.filter(({ number }) => number !== 1).map(({ number, end }) => [number, end.kind]);
        expect(others(machines[0])).to.deep.equal(others(before));
      });

  it('stays as it is when it is as wished', () => {
    const [machine] = readVbox(new Source(vbox5({ uart: uartOf(LISTENER) }), 'a')).machines;
    const wish = { ...LISTEN, base: 0x3f8, irq: 4 };
    expect(machine && mendVbox(machine, 1, wish)).to.deep.equal([]);
  });

  it('changes a value and nothing else', () => {
    const text = vbox5({ uart: uartOf(LISTENER) });
    const { text: after } = mended(text, readVbox, mendVbox, 1, {
      end: { kind: 'tcp', role: 'listens', port: 5000 },
    });
    expect(after).to.equal(text.replace('path="4000"', 'path="5000"'));
  });

  it('is written as VirtualBox writes it, where there was no port', () => {
    expect(mended(vbox5(), readVbox, mendVbox, 1, LISTEN).text).to.equal(vbox5({ uart: uartOf(LISTENER) }));
    expect(mended(vbox5({ uart: '<UART/>' }), readVbox, mendVbox, 1, LISTEN).text).to.equal(
      vbox5({ uart: uartOf(LISTENER) }),
    );
    expect(
      mended(vbox5({ uart: uartOf(LISTENER) }), readVbox, mendVbox, 2, {
        enabled: true,
        end: { kind: 'pipe', role: 'listens', path: '\\\\.\\pipe\\lab7' },
      }).text,
    ).to.equal(vbox5({ uart: uartOf(LISTENER, PIPE) }));
  });

  it('keeps the line breaks of the file', () => {
    const { text } = mended(vbox5().replaceAll('\n', '\r\n'), readVbox, mendVbox, 1, LISTEN);
    expect(text).to.equal(vbox5({ uart: uartOf(LISTENER) }).replaceAll('\n', '\r\n'));
  });

  it('leaves the snapshots alone, whatever they have', () => {
    const snapshots = snapshotOf(uartOf(CONNECTOR));
    const text = vbox5({ snapshots, uart: uartOf(CONNECTOR) });
    expect(mended(text, readVbox, mendVbox, 1, LISTEN).text).to.contain(snapshots);
  });

  for (const [written, wished] of [
    ['0x2f8', '0x3f8'],
    ['760', '1016'],
    ['0X2F8', '0x3f8'],
  ] as const)
    it(`writes a base as the file does: ${written} becomes ${wished}`, () => {
      const text = vbox5({
        uart: uartOf(LISTENER.replace('0x3f8', written).replace('IRQ="4"', 'IRQ="0x3"')),
      });
      const { text: after } = mended(text, readVbox, mendVbox, 1, { base: 0x3f8, irq: 4 });
      expect(after).to.contain(`IOBase="${wished}" IRQ="0x4"`);
    });

  it('does not write a number anew that is the same', () => {
    const [machine] = readVbox(
      new Source(vbox5({ uart: uartOf(LISTENER.replace('0x3f8', '1016')) }), 'a'),
    ).machines;
    expect(machine && mendVbox(machine, 1, { base: 0x3f8 })).to.deep.equal([]);
  });

  it('has the UART’s type as wished', () => {
    const text = vbox5({
      version: '1.17-linux',
      uart: uartOf(LISTENER.replace('/>', ' uartType="16450"/>')),
    });
    const { port } = mended(text, readVbox, mendVbox, 1, { uart: '16550A' });
    expect(port.uart?.value).to.equal('16550A');
  });

  it('has the second of two machines mended', () => {
    const text = vbox5().replace(/<Machine [\s\S]*<\/Machine>/, (machine) => machine + machine);
    const { machines } = mended(text, readVbox, mendVbox, 1, LISTEN, 1);
    expect(machines.map(({ ports }) => ports.length)).to.deep.equal([0, 1]);
  });

  it('can have four ports, and no fifth', () => {
    const [machine] = readVbox(new Source(vbox5(), 'a')).machines;
    if (machine === undefined) throw new Error('there is no machine');
    expect(mendVbox(machine, 4, LISTEN)).to.have.length(1);
    expect(mendVbox(machine, 5, LISTEN)).to.equal(undefined);
  });
});

describe('an OVF file with a wish', () => {
  it('has the port of VirtualBox’s machine as wished', () => {
    const { port } = mended(ovfOf(uartOf(CONNECTOR)), readOvf, mendVbox, 1, LISTEN);
    expectAsWished(port, LISTEN);
  });

  it('has a new port with the prefix of what stands round it', () => {
    const text = ovfOf('').replace(/<(\/?)(Hardware|Network)/g, '<$1vbox:$2');
    const { text: after } = mended(text, readOvf, mendVbox, 1, LISTEN);
    expect(after).to.match(/<vbox:UART>\s*<vbox:Port [^>]*\/>\s*<\/vbox:UART>/);
  });

  it('cannot be mended where another product has written it', () => {
    const [machine] = readOvf(new Source(ovfOf(undefined), 'a')).machines;
    expect(machine && mendVbox(machine, 1, LISTEN)).to.equal(undefined);
  });
});

/** None begins where another does, or within it: the order in which they are made cannot matter. */
function expectApart(edits: readonly Edit[]): void {
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0]);
  for (const [i, { range }] of sorted.entries()) {
    const before = sorted[i - 1]?.range ?? [-1, -1];
    expect(range[0]).to.be.above(before[0]);
    expect(range[0]).to.be.at.least(before[1]);
  }
}

describe('edits of a .vbox file', () => {
  it('do not overlap', () => {
    for (const text of Object.values(SHAPES))
      for (const wish of Object.values(WISHES)) {
        const [machine] = readVbox(new Source(text, 'a')).machines;
        const edits =
          (machine && mendVbox(machine, 1, { ...wish, base: 0x2f8, irq: 3, uart: '16550A' })) ?? [];
        expectApart(edits);
        expect(edited(text, edits)).not.to.equal(text);
      }
  });
});
