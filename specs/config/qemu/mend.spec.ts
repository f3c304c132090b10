import { expect } from 'chai';
import { comOf, irqOf } from '../../../harness/config/model.ts';
import { mendQemu } from '../../../harness/config/qemu/mend.ts';
import { readQemu } from '../../../harness/config/qemu/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { CONNECTOR, CONNECTOR_IPV6, expectAsWished, LISTENER, mended, PIPE } from '../edited.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'without a serial port': 'qemu-system-i386 -m 64 -hda a.img\necho done\n',
  'without a word behind it': 'exec qemu-system-i386 -m 64 -hda a.img',
  'with -nodefaults': 'qemu-system-i386 -nodefaults -m 64 &\n',
  'with none': 'qemu-system-i386 -serial none -m 64\n',
  'with null, and the link at COM2': 'qemu-system-i386 -serial null -serial tcp:b:1 -m 64\n',
  'with a terminal': 'qemu-system-i386 -serial mon:stdio \\\n  -m 64\n',
  'with quotes and telnet': `qemu-system-i386 -serial "telnet:b:1,server" -m 64\n`,
  'with a chardev': 'qemu-system-i386 -chardev socket,id=c0,path=/tmp/x,server=on -serial chardev:c0\n',
  'with a device': 'qemu-system-i386 -chardev socket,id=c0,port=1,server=on -device isa-serial,chardev=c0\n',
  'with a device that has no chardev': 'qemu-system-i386 -device isa-serial,id=s -m 64\n',
  'with a device at COM2': 'qemu-system-i386 -device isa-serial,index=1 -m 64\n',
  'with a chardev that nothing uses': 'qemu-system-i386 -chardev socket,id=c0,host=b,port=1 -m 64\n',
  'with a variable that the text sets': 'PORT=1\nqemu-system-i386 -serial tcp::$PORT,server -m 64\n',
  'in a list': 'run(["qemu-system-i386", "-m", "64", "-serial", "stdio"])\n',
  'in a list over several lines': "run([\n  'qemu-system-i386',\n  '-m',\n  '64',\n])\n",
  'in PowerShell': '$env:X = 1\n& "C:\\qemu\\qemu-system-i386.exe" -m 64 `\n  -serial "tcp::1,server"\n',
};

describe('the mender of QEMU', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`makes COM1 as wished in a command ${name}`, () => {
      for (const wish of [LISTENER, CONNECTOR, CONNECTOR_IPV6, PIPE]) {
        const { port, machines } = mended(text, readQemu, mendQemu, 1, wish);
        const isEverywhere = port.end.kind === 'tcp' && port.end.host?.value === '0.0.0.0';
        const { host: _, ...end } = { host: undefined, ...port.end };
        expectAsWished(isEverywhere ? { ...port, end: end as typeof port.end } : port, wish);
        expect(comOf(port)).to.equal(1);
        expect(machines).to.have.lengthOf(1);
      }
    });
  }

  it('writes the short form, and keeps what has nothing to do with the wish', () => {
    const text = 'qemu-system-i386 -serial mon:tcp:b:1,nodelay,telnet=on,reconnect=5 -m 64\n';
    expect(mended(text, readQemu, mendQemu, 1, LISTENER).text).to.equal(
      'qemu-system-i386 -serial mon:tcp::4000,server=on,wait=off,nodelay -m 64\n',
    );
    expect(mended(text, readQemu, mendQemu, 1, CONNECTOR).text).to.equal(
      'qemu-system-i386 -serial mon:tcp:10.0.0.2:4000,nodelay,reconnect=5 -m 64\n',
    );
  });

  it('makes a pipe of Windows by its name', () => {
    const wish = { end: { kind: 'pipe', role: 'listens', path: '\\\\.\\pipe\\lab7' } } as const;
    const { text } = mended('qemu-system-i386.exe -m 1 -serial stdio', readQemu, mendQemu, 1, wish);
    expect(text).to.equal('qemu-system-i386.exe -m 1 -serial pipe:lab7');
  });

  it('makes a connector dial again', () => {
    const wish = { end: { kind: 'tcp', role: 'connects', host: 'b', port: 1, reconnects: true } } as const;
    for (const [before, after] of [
      ['tcp:b:1', 'tcp:b:1,reconnect=1'],
      ['tcp:c:1,reconnect-ms=500', 'tcp:b:1,reconnect-ms=500'],
    ]) {
      const { text } = mended(`qemu -m 1 -serial ${before}`, readQemu, mendQemu, 1, wish);
      expect(text).to.equal(`qemu -m 1 -serial ${after}`);
    }
  });

  it('holds the places before a port that it adds', () => {
    expect(mended('qemu -m 1 -hda a', readQemu, mendQemu, 2, LISTENER).text).to.equal(
      'qemu -m 1 -hda a -serial null -serial tcp::4000,server=on,wait=off',
    );
  });

  it('moves a device, and not a port of -serial', () => {
    const text = 'qemu -m 1 -device isa-serial,irq=3,id=s';
    const { port } = mended(text, readQemu, mendQemu, 1, { base: 0x3f8, irq: 4 });
    expect([comOf(port), irqOf(port)]).to.deep.equal([1, 4]);
    const [machine] = readQemu(new Source('qemu -m 1 -serial null -serial stdio', 'a.sh')).machines;
    expect(machine && mendQemu(machine, 2, { ...LISTENER, base: 0x3f8, irq: 4 })).to.equal(undefined);
    expect(machine && mendQemu(machine, 2, { ...LISTENER, base: 0x2f8, irq: 3 })).to.have.lengthOf(1);
  });

  it('mends the machine that it is asked to, of two', () => {
    const text = 'qemu -m 1 -serial tcp::1,server\nqemu -m 1 -serial tcp:b:1\n';
    expect(mended(text, readQemu, mendQemu, 1, CONNECTOR, 1).text).to.equal(
      'qemu -m 1 -serial tcp::1,server\nqemu -m 1 -serial tcp:10.0.0.2:4000\n',
    );
  });

  it('leaves alone what a script makes, and what a shell could change', () => {
    for (const [text, wish] of [
      ['qemu -m 1 -serial tcp::$PORT,server', LISTENER],
      ['qemu -m 1 -serial $SERIAL', LISTENER],
      ['qemu -m 1 -serial stdio', { end: { kind: 'pipe', role: 'listens', path: '/tmp/$(rm)' } }],
    ] as const) {
      const [machine] = readQemu(new Source(text, 'a.sh')).machines;
      expect(machine && mendQemu(machine, 1, wish), text).to.equal(undefined);
    }
  });
});
