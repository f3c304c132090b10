import { expect } from 'chai';
import { adviceFor } from '../../../harness/config/advice/advice.ts';
import type { Format, Machine, Product } from '../../../harness/config/model.ts';
import type { EndWish } from '../../../harness/config/wish.ts';
import { Source } from '../../../harness/ground/source.ts';

const at = { source: new Source('x', 'a.txt'), range: [0, 1] } as const;

/** What is told of a machine that has no serial port yet. */
function told(format: Format, product: Product, end: EndWish) {
  const machine: Machine = { format, product, name: 'ana', at, ports: [], parts: {} };
  return adviceFor({ machine, port: 1, wish: { enabled: true, end } }, 'en');
}

const PIPE = { kind: 'pipe', role: 'listens', path: '/tmp/a,b' } as const;
const IPV6 = { kind: 'tcp', role: 'connects', host: '::1', port: 4000 } as const;

describe('what to type for a port', () => {
  it('has a comma of a path twice for QEMU', () => {
    expect(told('qemu', 'qemu', PIPE).command).to.equal('-serial unix:/tmp/a,,b,server=on,wait=off');
  });
  it('has a chardev for QEMU where the address is of IPv6', () => {
    expect(told('qemu', 'qemu', IPV6).command).to.equal(
      '-serial chardev:serial0 -chardev socket,id=serial0,host=::1,port=4000',
    );
  });
  it('has brackets for VMware where the address is of IPv6', () => {
    expect(told('vmx', 'vmware', IPV6).command.split('\n')).to.include(
      'serial0.fileName = "tcp://[::1]:4000"',
    );
  });
  it('has the interface that a listener for VMware binds to', () => {
    const end = { kind: 'tcp', role: 'listens', port: 4000, host: '10.0.0.1' } as const;
    expect(told('vmx', 'vmware', end).command).to.include('"tcp://10.0.0.1:4000"');
  });
  it('is XML for libvirt, whatever the path has', () => {
    const { words } = told('libvirt', 'libvirt', { ...PIPE, path: "/tmp/it's" });
    expect(words).to.include("path='/tmp/it&apos;s'");
  });
  it('leaves the end of a libvirt port alone where only its IRQ is wrong', () => {
    const machine: Machine = { format: 'libvirt', product: 'libvirt', name: 'ana', at, ports: [], parts: {} };
    const { words } = adviceFor({ machine, port: 1, wish: { base: 0x3f8, irq: 4 } }, 'en');
    expect(words).to.contain("<address type='isa' iobase='0x3f8' irq='0x4'/>").and.not.contain('<serial');
  });
  it('opens DOSBox-X to other computers, unless it is to listen on one address', () => {
    const end = { kind: 'tcp', role: 'listens', port: 4000 } as const;
    const line = 'serial1=nullmodem port:4000 transparent:1';
    expect(told('dosbox', 'dosbox-x', end).command).to.equal(`${line} nonlocal:1`);
    expect(told('dosbox', 'dosbox-x', { ...end, host: '127.0.0.1' }).command).to.equal(line);
  });
});
