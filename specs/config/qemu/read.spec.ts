import { expect } from 'chai';
import type { End, Port } from '../../../harness/config/model.ts';
import { baseOf, comOf, irqOf } from '../../../harness/config/model.ts';
import { looksLikeQemu, readQemu } from '../../../harness/config/qemu/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { marked } from '../edited.ts';

const read = (text: string) => readQemu(new Source(text, 'run.sh'));
const command = (options: string): string => `qemu-system-i386 -m 64 -hda minix.img ${options}\n`;

function portsOf(options: string): readonly Port[] {
  const [machine] = read(command(options)).machines;
  if (machine === undefined) throw new Error('there is no machine');
  return machine.ports;
}

function endOf(options: string): End {
  const [port] = portsOf(options);
  if (port === undefined) throw new Error('there is no port');
  return port.end;
}

function tcp(options: string) {
  const end = endOf(options);
  if (end.kind !== 'tcp') throw new Error(`it leads to ${end.kind}`);
  const { role, host, port, framing, waits, reconnects } = end;
  return {
    role: role.value,
    host: host?.value,
    port: port?.value,
    framing: framing.value,
    waits: waits?.value,
    reconnects: reconnects?.value,
  };
}

const LISTENER = {
  role: 'listens',
  host: undefined,
  port: '4000',
  framing: 'raw',
  waits: false,
  reconnects: undefined,
};

describe('a command line of QEMU', () => {
  it('is recognised where a machine is started, and not where it is installed or spoken of', () => {
    for (const text of [
      command(''),
      'kvm -m 64 a.img',
      '"C:\\qemu\\qemu-system-x86_64w.exe" -m 64',
      '$VM -serial tcp::4000,server',
    ]) {
      expect(looksLikeQemu(new Source(text, 'x')), text).to.equal(true);
    }
    for (const text of [
      'apt-get install qemu-system-x86 qemu-kvm',
      'qemu-system-i386 --version',
      'it waits with -serial tcp::4000,server',
      'serial0.present = "TRUE"',
    ]) {
      expect(looksLikeQemu(new Source(text, 'x')), text).to.equal(false);
    }
  });

  it('listens with server=on, or in the old spelling', () => {
    for (const options of [
      '-serial tcp::4000,server=on,wait=off',
      '--serial tcp::4000,server,nowait',
      '-serial tcp::4000,wait=no,server=yes',
      '-serial mon:tcp::4000,server=on,wait=off',
      '-chardev socket,id=c0,host=,port=4000,server=on,wait=off -serial chardev:c0',
      '-serial chardev:c0 -chardev socket,id=c0,host=,port=4000,server,nowait',
      '-chardev socket,id=c0,host=,port=4000,server=on,wait=off -device isa-serial,chardev=c0',
    ]) {
      expect(tcp(options), options).to.deep.equal(LISTENER);
    }
  });

  it('waits for its peer unless it is told not to', () => {
    expect(tcp('-serial tcp::4000,server=on').waits).to.equal(true);
    expect(tcp('-serial tcp::4000,server=on,wait=on').waits).to.equal(true);
    expect(tcp('-serial tcp:b:4000').waits).to.equal(undefined);
    const waits = (options: string) => {
      const end = portsOf(options)[0]?.end;
      return end?.kind === 'pipe' ? end.waits?.value : 'no pipe';
    };
    expect(waits('-serial unix:/tmp/lab7,server=on')).to.equal(true);
    expect(waits('-serial unix:/tmp/lab7,server,nowait')).to.equal(false);
    expect(waits('-serial unix:/tmp/lab7')).to.equal(undefined);
  });

  it('connects without server, and dials again if it is told to', () => {
    expect(tcp('-serial tcp:10.0.0.2:4000')).to.deep.equal({
      role: 'connects',
      host: '10.0.0.2',
      port: '4000',
      framing: 'raw',
      waits: undefined,
      reconnects: undefined,
    });
    expect(tcp('-serial tcp:b:4000,reconnect=5').reconnects).to.equal(true);
    expect(tcp('-serial tcp:b:4000,reconnect=0').reconnects).to.equal(false);
    expect(tcp('-chardev socket,id=c,host=::1,port=4000,reconnect-ms=9 -serial chardev:c')).to.include({
      host: '::1',
      port: '4000',
      reconnects: true,
    });
  });

  it('splits the short form at its first colon, and takes the last of an option', () => {
    expect(tcp('-serial tcp:::1:4000')).to.include({ host: undefined, port: ':1:4000' });
    expect(tcp('-serial tcp::4000,server=on,wait=off,port=5000')).to.include({ port: '5000' });
  });

  it('is not raw with telnet, websocket, TLS or UDP', () => {
    const framings: Readonly<Record<string, string>> = {
      '-serial telnet::4000,server,nowait': 'telnet',
      '-serial tcp::4000,server,nowait,telnet=on': 'telnet',
      '-serial tcp::4000,server,nowait,telnet=off': 'raw',
      '-serial websocket::4000,server,nowait': 'websocket',
      '-serial tcp:b:4000,tls-creds=t': 'tls',
      '-serial udp:b:4000@:4001': 'udp',
    };
    for (const [options, framing] of Object.entries(framings)) expect(tcp(options).framing).to.equal(framing);
  });

  it('leads to a pipe, a file, a device, or elsewhere', () => {
    const pipe = endOf('-serial unix:/tmp/a,,b,server=on,wait=off');
    expect(pipe.kind === 'pipe' && [pipe.path.value, pipe.role.value, pipe.form]).to.deep.equal([
      '/tmp/a,b',
      'listens',
      'socket',
    ]);
    expect(endOf('-serial pipe:/tmp/lab7')).to.include({ kind: 'pipe', form: 'fifos' });
    const kinds: Readonly<Record<string, string>> = {
      'file:a.log': 'file',
      '/dev/ttyS0': 'device',
      COM1: 'device',
      null: 'disconnected',
      stdio: 'other',
      'mon:stdio': 'other',
      pty: 'other',
      vc: 'other',
    };
    for (const [value, kind] of Object.entries(kinds)) expect(endOf(`-serial ${value}`).kind).to.equal(kind);
    expect(endOf('-chardev file,id=c,path=a.log -serial chardev:c').kind).to.equal('file');
    const long = endOf('-chardev socket,id=c,path=/tmp/a,,b,server=on -serial chardev:c');
    expect(long.kind === 'pipe' && long.path.value).to.equal('/tmp/a,b');
  });

  it('has a COM port for each -serial, and none and null hold a place', () => {
    const ports = portsOf('-serial none -serial null -serial tcp::4000,server,nowait');
    expect(ports.map(({ number, enabled, end }) => [number, enabled.value, end.kind])).to.deep.equal([
      [1, false, 'disconnected'],
      [2, true, 'disconnected'],
      [3, true, 'tcp'],
    ]);
  });

  it('has COM1 on a screen of its own where it says nothing, or on the terminal', () => {
    expect(endOf('')).to.nested.include({ kind: 'other', 'what.value': 'vc' });
    expect(endOf('-nographic')).to.nested.include({ kind: 'other', 'what.value': 'mon:stdio' });
    expect(portsOf('-nodefaults')).to.deep.equal([]);
  });

  it('has a port for each isa-serial, at the next place or where it says', () => {
    const at = (options: string) => portsOf(options).map((port) => [comOf(port), baseOf(port), irqOf(port)]);
    expect(at('-device isa-serial -device isa-serial')).to.deep.equal([
      [1, 0x3f8, 4],
      [2, 0x2f8, 3],
    ]);
    expect(at('-serial null -device isa-serial')).to.deep.equal([
      [1, 0x3f8, 4],
      [2, 0x2f8, 3],
    ]);
    expect(at('-device isa-serial,index=1')).to.deep.equal([[2, 0x2f8, 3]]);
    expect(at('-device isa-serial,iobase=760,irq=3')).to.deep.equal([[2, 0x2f8, 3]]);
    expect(at(`-device '{"driver":"isa-serial","index":1}'`)).to.deep.equal([[2, 0x2f8, 3]]);
  });

  it('keeps the IRQ of its number where only the base is moved', () => {
    const [port] = portsOf('-device isa-serial,iobase=0x2f8');
    expect(port && irqOf(port)).to.equal(4);
  });

  it('takes nothing else for a COM port', () => {
    const options =
      '-monitor tcp::1,server,nowait -qmp tcp::2,server -gdb tcp::3 -netdev user,hostfwd=tcp::5-:22 ' +
      '-chardev socket,id=m,path=m.sock,server=on -mon chardev=m -device pci-serial,chardev=p -chardev null,id=p ' +
      '-chardev socket,id=q,path=q.sock -device virtserialport,chardev=q';
    expect(portsOf(`${options} -serial stdio`)).to.have.lengthOf(1);
    expect(read(command(options)).findings).to.deep.equal([]);
  });

  it('has its name from -name, and Windows from its program', () => {
    const names = ['-name lab', '-name guest=lab,debug-threads=on', '-name lab,process=x', ''].map(
      (options) => read(command(options)).machines[0]?.name,
    );
    expect(names).to.deep.equal(['lab', 'lab', 'lab', undefined]);
    expect(read('qemu-system-i386.exe -m 64').machines[0]?.host?.value).to.equal('windows');
  });

  it('marks just what it means', () => {
    const end = endOf("-serial 'tcp:10.0.0.2:4000,server=on,wait=on'");
    expect(
      end.kind === 'tcp' && [end.host, end.port, end.role, end.waits].map((said) => said && marked(said.at)),
    ).to.deep.equal(['10.0.0.2', '4000', 'server=on', 'wait=on']);
  });

  it('is each of several in one text, but for one that only installs', () => {
    const text =
      'qemu-system-i386 -cdrom minix.iso -hda a.img\n' +
      'qemu-system-i386 -name A -hda a.img \\\n  -serial tcp::4000,server,nowait &\n' +
      'qemu-system-i386 -name B -hda b.img -serial tcp:localhost:4000\n';
    expect(read(text).machines.map(({ name }) => name)).to.deep.equal(['A', 'B']);
  });

  it('is no value of an option of another program', () => {
    expect(read('VBoxManage modifyvm a --paravirtprovider kvm --memory 64').machines).to.deep.equal([]);
    expect(read('x ["modifyvm", "a", "--paravirtprovider", "kvm", "--memory", "64"]').machines).to.deep.equal(
      [],
    );
  });

  it('is a list of arguments in a program', () => {
    const text =
      'subprocess.run(["qemu-system-i386", "-m", "64",\n  "-serial", "tcp::4000,server=on,wait=off"])';
    expect(read(text).machines[0]?.ports[0]?.end).to.nested.include({ kind: 'tcp', 'port.value': '4000' });
  });

  it('is a list of arguments whose values are expressions', () => {
    for (const text of [
      'Popen(\n  [QEMU, "-m", "64",\n   "-serial", "tcp::%d,server,nowait" % PORT] + more)',
      'new ProcessBuilder("qemu-system-i386", "-serial", "tcp::" + port + ",server,nowait")',
      'exec.Command("qemu-system-i386", "-serial", fmt.Sprintf("tcp::%d,server,nowait", port))',
      `spawn('qemu-system-i386', ['-serial', \`tcp::\${port},server,nowait\`]);`,
      `args = @("-m", "64", "-serial", ('"tcp::{0},server,nowait"' -f $port))`,
    ]) {
      const end = read(text).machines[0]?.ports[0]?.end;
      expect(end?.kind === 'tcp' && [end.role.value, end.port?.later !== undefined], text).to.deep.equal([
        'listens',
        true,
      ]);
      expect(read(text).findings, text).to.deep.equal([]);
    }
  });

  it('makes a pipe of Windows, and FIFOs elsewhere', () => {
    const pipe = (program: string) => read(`${program} -m 64 -serial pipe:lab7\n`).machines[0]?.ports[0]?.end;
    const windows = pipe('qemu-system-i386.exe');
    expect(windows?.kind === 'pipe' && [windows.role.value, windows.path.value, windows.form]).to.deep.equal([
      'listens',
      '\\\\.\\pipe\\lab7',
      'socket',
    ]);
    expect(pipe('qemu-system-i386')).to.include({ kind: 'pipe', form: 'fifos' });
  });

  it('has the other side of UDP alone for its address, and this computer where none is said', () => {
    expect(tcp('-serial udp:10.0.0.2:4000@:4001')).to.include({
      host: '10.0.0.2',
      port: '4000',
      framing: 'udp',
    });
    expect(tcp('-serial udp::4000')).to.include({ host: 'localhost', port: '4000', reconnects: true });
  });

  it('is all in one text beside the name of the program, or in a list of words', () => {
    for (const text of [
      'new Start { FileName = "qemu-system-i386.exe", Arguments = "-m 64 -serial tcp::4000,server,nowait" }',
      'args = %w[qemu-system-i386 -m 64 -serial tcp::4000,server,nowait]\n',
    ]) {
      const { machines, findings } = read(text);
      const ends = machines.flatMap(({ ports }) =>
        ports.map(({ end }) => end.kind === 'tcp' && end.role.value),
      );
      expect([ends, findings], text).to.deep.equal([['listens'], []]);
    }
  });

  it('knows what only the script knows', () => {
    const end = endOf('-serial tcp:$HOST:$PORT,$MODE');
    expect(end.kind === 'tcp' && [end.host, end.port, end.role].map((said) => said?.later)).to.deep.equal([
      '$HOST',
      '$PORT',
      '$MODE',
    ]);
    expect(tcp('-serial tcp::4000,server,nowait')).to.deep.equal(LISTENER);
    const set = read(`PORT=4000\n${command('-serial tcp::$PORT,server,nowait')}`).machines[0]?.ports[0]?.end;
    expect(set?.kind === 'tcp' && [set.port?.value, set.port?.later]).to.deep.equal(['4000', undefined]);
  });

  it('reads hostile texts', () => {
    for (const part of ['-serial tcp:', 'qemu -m ', 'qemu -serial tcp::1,', '-device isa-serial,', 'a,,']) {
      read(`qemu -m 1 ${part.repeat(20_000 / part.length)}`);
      read(`qemu -m 1 -serial tcp::1,${part.replaceAll(' ', '').repeat(20_000 / part.length)}`);
    }
    read(command(`-device '${'{"driver":"isa-serial","a":'.repeat(1000)}'`));
  });
});
