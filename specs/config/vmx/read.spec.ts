import { expect } from 'chai';
import type { Port } from '../../../harness/config/model.ts';
import { looksLikeVmx, readVmx } from '../../../harness/config/vmx/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const HEAD = ['.encoding = "UTF-8"', 'config.version = "8"', 'displayName = "Minix A"'];

const file = (...lines: string[]): string => [...HEAD, ...lines, ''].join('\n');
const read = (text: string) => readVmx(new Source(text, 'a.vmx'));

function portOf(...lines: string[]): Port {
  const port = read(file('serial0.present = "TRUE"', ...lines)).machines[0]?.ports[0];
  if (port === undefined) throw new Error('no port');
  return port;
}

const tcp = (...lines: string[]) => {
  const { end } = portOf('serial0.fileType = "network"', ...lines);
  if (end.kind !== 'tcp') throw new Error(`it leads to ${end.kind}`);
  return {
    role: end.role.value,
    host: end.host?.value,
    port: end.port?.value,
    framing: end.framing.value,
    marks: [end.host, end.port].map((said) => said && marked(said.at)),
  };
};

describe('a .vmx file', () => {
  it('is recognised by its keys, and a script that has others is not', () => {
    expect(looksLikeVmx(new Source(file(), 'x'))).to.equal(true);
    expect(looksLikeVmx(new Source('a.vmx["serial0.present"] = "TRUE"', 'x'))).to.equal(true);
    expect(looksLikeVmx(new Source('qemu-system-i386 -serial tcp::4000', 'x'))).to.equal(false);
    expect(looksLikeVmx(new Source('displayName = "x"\nserial1=nullmodem', 'x'))).to.equal(false);
  });

  it('has the name of its displayName, and COM1 for serial0', () => {
    const { machines, findings } = read(file('serial1.present = "TRUE"', 'serial0.present = "FALSE"'));
    expect(machines.map(({ name }) => name)).to.deep.equal(['Minix A']);
    expect(machines[0]?.ports.map(({ number, enabled }) => [number, enabled.value])).to.deep.equal([
      [1, false],
      [2, true],
    ]);
    expect(findings).to.deep.equal([]);
  });

  it('has no ports where it names none', () => {
    expect(read(file()).machines[0]?.ports).to.deep.equal([]);
  });

  it('leaves a port off that is not said to be present', () => {
    const [port] = read(file('serial0.fileType = "network"')).machines[0]?.ports ?? [];
    expect(port?.enabled.value).to.equal(false);
  });

  it('takes keys in any case, blanks or none round the sign, values without quotes, and CRLF', () => {
    const text = file(
      'SERIAL0.Present=true',
      'serial0.filetype\t=  "Network"',
      'serial0.FileName="tcp://:4000"',
    );
    const [port] = read(text.replaceAll('\n', '\r\n')).machines[0]?.ports ?? [];
    expect(port?.enabled.value).to.equal(true);
    expect(port?.end).to.include({ kind: 'tcp' });
  });

  it('passes over comments, and the keys of others', () => {
    const text = file(
      '# serial0.present = "TRUE"',
      'sata0:0.startConnected = "FALSE"',
      '  #serial1.present="TRUE"',
    );
    expect(read(text).machines[0]?.ports).to.deep.equal([]);
  });

  it('listens where no end is said, and splits the address into its parts', () => {
    expect(tcp('serial0.fileName = "tcp://:4000"')).to.deep.equal({
      role: 'listens',
      host: undefined,
      port: '4000',
      framing: 'raw',
      marks: [undefined, '4000'],
    });
    expect(
      tcp('serial0.fileName = "tcp://10.0.0.2:4000"', 'serial0.network.endPoint = "Client"'),
    ).to.deep.equal({
      role: 'connects',
      host: '10.0.0.2',
      port: '4000',
      framing: 'raw',
      marks: ['10.0.0.2', '4000'],
    });
  });

  it('means tcp by a bare address, and takes the brackets from an IPv6 one', () => {
    expect(tcp('serial0.fileName = "10.0.0.2:4000"')).to.include({ host: '10.0.0.2', framing: 'raw' });
    expect(tcp('serial0.fileName = "tcp://[fd00::2]:4000"')).to.include({ host: 'fd00::2', port: '4000' });
    expect(tcp('serial0.fileName = "tcp://10.0.0.2"')).to.include({ host: '10.0.0.2', port: undefined });
  });

  it('is not raw with telnet, and not with TLS', () => {
    expect(tcp('serial0.fileName = "telnet://:4000"').framing).to.equal('telnet');
    expect(tcp('serial0.fileName = "telnets://:4000"').framing).to.equal('tls');
  });

  it('takes the backslashes of a pipe as they are', () => {
    const { end } = portOf('serial0.fileType = "pipe"', 'serial0.fileName = "\\\\.\\pipe\\lab7"');
    expect(end.kind === 'pipe' && [end.path.value, end.role.value]).to.deep.equal([
      '\\\\.\\pipe\\lab7',
      'listens',
    ]);
  });

  it('leads to a file, a device, or a concentrator', () => {
    expect(portOf('serial0.fileType = "file"', 'serial0.fileName = "a.log"').end.kind).to.equal('file');
    expect(portOf('serial0.autodetect = "TRUE"').end.kind).to.equal('device');
    expect(portOf('serial0.fileType = "network"', 'serial0.vspc = "telnet://10.0.0.9:1"').end.kind).to.equal(
      'other',
    );
  });

  it('says that a port is not connected at the start, and mends it', () => {
    const text = file('serial0.present = "TRUE"', 'serial0.startConnected = "FALSE"');
    const { findings } = read(text);
    expect(findings.map(({ code, at }) => [code, marked(at)])).to.deep.equal([['not-at-start', 'FALSE']]);
    expect(read(edited(text, findings[0]?.edits ?? [])).findings).to.deep.equal([]);
  });

  it('does not mind how a port starts that is not there', () => {
    expect(read(file('serial0.startConnected = "FALSE"')).findings).to.deep.equal([]);
  });

  it('says that a key is set twice, takes the last, and drops the line before', () => {
    const text = file('serial0.present = "FALSE"', 'SERIAL0.present = "TRUE"');
    const { machines, findings } = read(text);
    expect(machines[0]?.ports[0]?.enabled.value).to.equal(true);
    expect(findings.map(({ code, at }) => [code, marked(at)])).to.deep.equal([
      ['key-twice', 'SERIAL0.present = "TRUE"'],
    ]);
    expect(edited(text, findings[0]?.edits ?? [])).to.equal(file('SERIAL0.present = "TRUE"'));
  });

  it('says which word VMware does not know, and reads the one that was meant', () => {
    const text = file(
      'serial0.present = "TRUE"',
      'serial0.fileType = "netwrok"',
      'serial0.fileName = "tcp://:1"',
    );
    const { machines, findings } = read(text);
    expect(findings.map(({ facts }) => facts)).to.deep.equal([
      {
        name: 'serial0.fileType',
        value: 'netwrok',
        allowed: 'network, pipe, file, device, thinprint',
        nearest: 'network',
      },
    ]);
    expect(machines[0]?.ports[0]?.end.kind).to.equal('tcp');
    const others = file(
      'serial0.present="“TRUE”"',
      'serial0.fileType="network"',
      'serial0.fileName="http://:1"',
    );
    expect(read(others).findings.map(({ code }) => code)).to.deep.equal(['value-invalid']);
  });

  it('is found in a Vagrantfile, a Packer file, and a script that writes two of them', () => {
    const vagrant = ['a', 'b'].flatMap((name) => [
      `  ${name}.vmx["serial0.present"] = "TRUE"`,
      `  ${name}.vmx["serial0.fileType"] = "pipe"`,
      `  ${name}.vmx["serial0.fileName"] = "\\\\\\\\.\\\\pipe\\\\lab7"`,
    ]);
    const [a, b] = read(vagrant.join('\n')).machines;
    expect([a, b].map((machine) => machine?.ports[0]?.end)).to.have.lengthOf(2);
    expect(b?.ports[0]?.end).to.have.nested.property('path.value', '\\\\.\\pipe\\lab7');
    const script = ['a', 'b'].map(
      (name) => `cat > ${name}.vmx <<EOF\n${file('serial0.present = "TRUE"')}EOF\n`,
    );
    const two = read(script.join(''));
    expect(two.machines).to.have.lengthOf(2);
    expect(two.findings).to.deep.equal([]);
    const parts = ['a', 'b'].map((name) => `cat >> ${name}.vmx <<EOF\nserial0.present = "TRUE"\nEOF\n`);
    expect(read(parts.join('')).machines).to.have.lengthOf(2);
  });

  it('knows what only the script knows', () => {
    const { end } = portOf('serial0.fileType = "network"', 'serial0.fileName = "tcp://:$PORT"');
    expect(end.kind === 'tcp' && end.port?.later).to.equal('$PORT');
  });

  it('reads hostile texts of 40 000 characters, and does not throw', () => {
    for (const line of ['serial0.a.', 'serial0.a="', "serial0.a='", '.encoding=', 'serial0.present=#\n']) {
      expect(() => read(line.repeat(40_000 / line.length)), line).not.to.throw();
    }
  });
});
