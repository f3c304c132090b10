import { expect } from 'chai';
import { readLibvirt } from '../../../harness/config/libvirt/libvirt.ts';
import { mendLibvirt } from '../../../harness/config/libvirt/mend-libvirt.ts';
import type { Port } from '../../../harness/config/model.ts';
import type { Wish } from '../../../harness/config/wish.ts';
import { Source } from '../../../harness/ground/source.ts';
import { CONNECTOR as CONNECT, CONNECTOR_IPV6, LISTENER as LISTEN, mended, PIPE } from '../edited.ts';
import { CONNECTOR, CONSOLE, domainOf, LISTENER } from './domain-file.ts';

const AGAIN: Wish = {
  end: { kind: 'tcp', role: 'connects', host: '10.0.0.2', port: 4000, reconnects: true },
};

const WISHES: Readonly<Record<string, Wish>> = {
  'to listen': LISTEN,
  'to listen on one interface': { end: { kind: 'tcp', role: 'listens', host: '10.0.0.1', port: 4000 } },
  'to connect': CONNECT,
  'to connect by IPv6': CONNECTOR_IPV6,
  'to connect again and again': AGAIN,
  'a local socket': PIPE,
};

const again = (serial: string) =>
  serial.replace(/(<source [^>]*)\/>/, "$1><reconnect enabled='yes' timeout='9'/></source>");

const SHAPES: Readonly<Record<string, string>> = {
  'no serial port': '',
  'a listener': LISTENER,
  'a listener on loopback': LISTENER.replace('0.0.0.0', '127.0.0.1'),
  'a listener without a host': LISTENER.replace(" host='0.0.0.0'", ''),
  'a connector': CONNECTOR,
  'a connector that dials again': again(CONNECTOR),
  telnet: LISTENER.replace('raw', 'telnet'),
  TLS: LISTENER.replace("'/>", "' tls='yes'/>"),
  'a console alone': CONSOLE,
  'a console of one tag': "<console type='pty'/>",
  'a console of no type': '<console/>',
  'a pseudo-terminal': "<serial type='pty'>\n      <target port='0'/>\n    </serial>",
  UDP: "<serial type='udp'>\n      <source mode='bind' host='a' service='1'/>\n      <source mode='connect' host='b' service='2'/>\n      <target port='0'/>\n    </serial>",
  'a file, in double quotes': '<serial type="file"><source path="/tmp/a"/><target port="0"/></serial>',
  'the second port alone': LISTENER.replace("port='0'", "port='1'"),
};

/** As wished: nowhere, and everywhere, are the same to a listener. */
function expectAs({ end }: Port, { end: wanted }: Wish): void {
  if (end.kind === 'pipe' && wanted?.kind === 'pipe') {
    expect([end.form, end.role.value, end.path.value]).to.deep.equal(['socket', wanted.role, wanted.path]);
  } else if (end.kind === 'tcp' && wanted?.kind === 'tcp') {
    expect([end.role.value, end.host?.value, end.port?.value, end.framing.value]).to.deep.equal([
      wanted.role,
      wanted.host ?? '0.0.0.0',
      '4000',
      'raw',
    ]);
    if (wanted.role === 'listens') expect(end).not.to.have.property('reconnects');
    else if (wanted.reconnects) expect(end.reconnects?.value).to.equal(true);
  } else throw new Error(`${end.kind} is not ${wanted?.kind}`);
}

describe('a libvirt domain with a wish', () => {
  for (const [shape, devices] of Object.entries(SHAPES))
    for (const [wanted, wish] of Object.entries(WISHES))
      it(`has its port as wished: ${wanted}, from ${shape}`, () => {
        const { port, findings } = mended(domainOf(devices), readLibvirt, mendLibvirt, 1, wish);
        expect(findings).to.deep.equal([]);
        expectAs(port, wish);
      });

  it('stays as it is when it is as wished', () => {
    const [machine] = readLibvirt(new Source(domainOf(LISTENER), 'a')).machines;
    expect(machine && mendLibvirt(machine, 1, { ...LISTEN, base: 0x3f8, irq: 4 })).to.deep.equal([]);
  });

  it('changes a value and nothing else', () => {
    const { text } = mended(domainOf(LISTENER), readLibvirt, mendLibvirt, 1, {
      end: { kind: 'tcp', role: 'listens', port: 5000 },
    });
    expect(text).to.equal(domainOf(LISTENER.replace('4000', '5000')));
  });

  it('has a new port indented as its neighbours are', () => {
    const { text } = mended(domainOf(LISTENER), readLibvirt, mendLibvirt, 2, CONNECT);
    expect(text).to.equal(domainOf(`${LISTENER}\n    ${CONNECTOR.replace("port='0'", "port='1'")}`));
  });

  it('has its base and IRQ as wished', () => {
    for (const devices of [
      LISTENER,
      "<serial type='pty'/>",
      LISTENER.replace('</serial>', "<address type='isa' iobase='0x3f8' irq='3'/></serial>"),
    ]) {
      const { port } = mended(domainOf(devices), readLibvirt, mendLibvirt, 1, { base: 0x2f8, irq: 4 });
      expect(port.base?.value).to.equal(0x2f8);
      expect(port.irq?.value ?? 4).to.equal(4);
    }
  });

  it('has both in one edit where the port is one tag', () => {
    const { port } = mended(domainOf("<serial type='pty'/>"), readLibvirt, mendLibvirt, 1, {
      ...LISTEN,
      base: 0x2f8,
      irq: 3,
    });
    expectAs(port, LISTEN);
    expect([port.base?.value, port.irq?.value]).to.deep.equal([0x2f8, 3]);
  });

  it('has one source where UDP had two', () => {
    const { text } = mended(domainOf(SHAPES.UDP ?? ''), readLibvirt, mendLibvirt, 1, CONNECT);
    expect(text).to.equal(domainOf(CONNECTOR));
  });

  it('has the right one of two domains mended', () => {
    const text = `<domains>${domainOf(LISTENER)}${domainOf(LISTENER)}</domains>`;
    const { machines } = mended(text, readLibvirt, mendLibvirt, 1, CONNECT, 1);
    expect(
      machines.map(({ ports }) => ports[0]?.end.kind === 'tcp' && ports[0].end.role.value),
    ).to.deep.equal(['listens', 'connects']);
  });
});
