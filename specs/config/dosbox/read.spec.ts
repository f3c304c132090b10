import { expect } from 'chai';
import { looksLikeDosbox, readDosbox } from '../../../harness/config/dosbox/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const read = (text: string) => readDosbox(new Source(text, 'dosbox.conf'));
const conf = (...lines: string[]): string =>
  ['[sdl]', 'output=opengl', '', '[serial]', ...lines, ''].join('\n');

function tcp(setting: string, text = conf(setting)) {
  const end = read(text).machines[0]?.ports[0]?.end;
  if (end?.kind !== 'tcp') throw new Error(`it leads to ${end?.kind}`);
  return { role: end.role.value, host: end.host?.value, port: end.port?.value, framing: end.framing.value };
}

describe('the configuration of DOSBox', () => {
  it('is recognised by its headings, or by a serial port that is set', () => {
    for (const text of [conf(), 'serial1 nullmodem port:4000', 'dosbox -set "serial1=nullmodem"']) {
      expect(looksLikeDosbox(new Source(text, 'x')), text).to.equal(true);
    }
    for (const text of ['qemu -serial tcp::4000', '[ports]\nserial1=COM1', 'serial0.present = "TRUE"']) {
      expect(looksLikeDosbox(new Source(text, 'x')), text).to.equal(false);
    }
  });

  it('listens unless it is told of a server', () => {
    expect(tcp('serial1=nullmodem port:4000 transparent:1')).to.deep.equal({
      role: 'listens',
      host: undefined,
      port: '4000',
      framing: 'raw',
    });
    expect(tcp('serial1=nullmodem transparent:1 port:4000 server:10.0.0.2')).to.deep.equal({
      role: 'connects',
      host: '10.0.0.2',
      port: '4000',
      framing: 'raw',
    });
  });

  it('takes keys, types and parameters in any case, blanks round the sign, CRLF, and the first of two', () => {
    const text = conf('SERIAL1 = NullModem  PORT:4000 Transparent:1 port:5000').replaceAll('\n', '\r\n');
    expect(tcp('', text)).to.include({ port: '4000', framing: 'raw' });
  });

  it('has its own framing unless it is transparent', () => {
    const framings: Readonly<Record<string, string>> = {
      '': 'nullmodem',
      'transparent:0': 'nullmodem',
      'transparent:1': 'raw',
      'usedtr:1': 'raw',
      'usedtr:1 transparent:0': 'nullmodem',
      'transparent:0 telnet:1': 'telnet',
      'transparent:1 sock:1': 'udp',
      'transparent:1 sock:0': 'raw',
    };
    for (const [words, framing] of Object.entries(framings)) {
      expect(tcp(`serial1=nullmodem port:4000 ${words}`).framing, words).to.equal(framing);
    }
  });

  it('is DOSBox-X where it says so, and then listens for this computer alone unless told otherwise', () => {
    const text = (words: string) =>
      `# This is the configuration file for DOSBox-X\n${conf(`serial1=nullmodem ${words}`)}`;
    expect(read(text('port:1')).machines[0]?.product).to.equal('dosbox-x');
    expect(tcp('', text('port:4000')).host).to.equal('127.0.0.1');
    expect(tcp('', text('port:4000 nonlocal:1')).host).to.equal(undefined);
    expect(read(conf('serial1=nullmodem port:1')).machines[0]?.product).to.equal('dosbox');
  });

  it('leads elsewhere, nowhere, or is off', () => {
    const lines = [
      'serial1=dummy',
      'serial2=directserial realport:COM3',
      'serial3=disabled',
      'serial4=modem listenport:23',
    ];
    const [machine] = read(conf(...lines)).machines;
    expect(machine?.ports.map(({ number, enabled, end }) => [number, enabled.value, end.kind])).to.deep.equal(
      [
        [1, true, 'disconnected'],
        [2, true, 'device'],
        [3, false, 'disconnected'],
        [4, true, 'other'],
      ],
    );
  });

  it('has the IRQ that it is given', () => {
    expect(read(conf('serial1=nullmodem irq:3')).machines[0]?.ports[0]?.irq?.value).to.equal(3);
  });

  it('passes over comments, and what stands under another heading', () => {
    expect(
      read(conf('#serial1=nullmodem', '[dosbox]', 'serial1=nullmodem')).machines[0]?.ports,
    ).to.deep.equal([]);
    expect(tcp('serial1=nullmodem transparent:1 # port:5000').port).to.equal(undefined);
  });

  it('takes the last of two settings, and a command of [autoexec] before either', () => {
    expect(tcp('', conf('serial1=nullmodem port:1', 'serial1=nullmodem port:2')).port).to.equal('2');
    const text = `[autoexec]\nmount c .\nserial1 nullmodem port:3\n${conf('serial1=dummy')}`;
    expect(tcp('', text).port).to.equal('3');
  });

  it('is found in options, in `config -set`, and in a batch file', () => {
    const forms = [
      'dosbox-x -set "serial1=nullmodem port:4000 nonlocal:1" -c "mount c ."',
      'dosbox-x -c "config -set serial1 nullmodem port:4000 nonlocal:1" ^\n -c "e:"',
      'dosbox -conf a.conf -c "SERIAL 1 nullmodem port:4000"',
      "write('[serial]\\nserial1=nullmodem port:4000\\n\\n[autoexec]\\n')",
    ];
    for (const form of forms) expect(tcp('', form), form).to.include({ role: 'listens', port: '4000' });
  });

  it('tells two machines of one text apart', () => {
    const texts = [
      conf('serial1=nullmodem port:1') + conf('serial1=nullmodem server:b port:1'),
      'dosbox -set "serial1=nullmodem port:1"\ndosbox -set "serial1=nullmodem server:b port:1"\n',
      ':host\nserial1 disabled\nserial1 nullmodem port:1\n:join\nserial1 disabled\nserial1 nullmodem server:b port:1\n',
    ];
    for (const text of texts) {
      const roles = read(text).machines.map(
        ({ ports: [port] }) => port?.end.kind === 'tcp' && port.end.role.value,
      );
      expect(roles, text).to.deep.equal(['listens', 'connects']);
    }
    expect(read(texts[2] ?? '').machines.map(({ name }) => name)).to.deep.equal(['host', 'join']);
  });

  it('says what it does not know, and reads what was meant', () => {
    const text = conf('serial1=nulmodem prot:4000 server=b transparent:1');
    const { machines, findings } = read(text);
    expect(findings.map(({ code, at }) => [code, marked(at)])).to.deep.equal([
      ['value-invalid', 'nulmodem'],
      ['value-invalid', 'prot:4000'],
      ['value-invalid', 'server=b'],
    ]);
    expect(machines[0]?.ports[0]?.end).to.have.nested.property('port.value', '4000');
    const mended = edited(
      text,
      findings.flatMap(({ edits = [] }) => edits),
    );
    expect(mended).to.equal(conf('serial1=nullmodem port:4000 server:b transparent:1'));
    expect(read(mended).findings).to.deep.equal([]);
  });

  it('says that a port stands behind the server, and reads it as one', () => {
    const text = conf('serial1=nullmodem server:10.0.0.2:4000 transparent:1');
    const { findings } = read(text);
    expect(tcp('', text)).to.include({ host: '10.0.0.2', port: '4000' });
    expect(findings.map(({ at }) => marked(at))).to.deep.equal(['server:10.0.0.2:4000']);
    expect(edited(text, findings[0]?.edits ?? [])).to.equal(
      conf('serial1=nullmodem server:10.0.0.2 port:4000 transparent:1'),
    );
  });

  it('knows what only the script knows', () => {
    const end = read('serial1 nullmodem server:%IP% port:{port}').machines[0]?.ports[0]?.end;
    expect(end?.kind === 'tcp' && [end.host?.later, end.port?.later]).to.deep.equal(['%IP%', '{port}']);
  });

  it("goes on in the next line's quotes, in a program", () => {
    const text =
      '  f"serial1=nullmodem server:127.0.0.1 port:4000 "\n  "transparent:1\\n",\n  encoding="ascii",\n';
    const end = read(text).machines[0]?.ports[0]?.end;
    expect(end?.kind === 'tcp' && [end.port?.value, end.framing.value]).to.deep.equal(['4000', 'raw']);
    expect(read(text).findings).to.deep.equal([]);
  });

  it('knows what its reader is to fill in', () => {
    const { machines, findings } = read(
      'serial1=nullmodem server:<IP or name of the server> port:{self.port}',
    );
    const end = machines[0]?.ports[0]?.end;
    expect(end?.kind === 'tcp' && [end.host?.later, end.port?.later]).to.deep.equal([
      '<IP or name of the server>',
      '{self.port}',
    ]);
    expect(findings).to.deep.equal([]);
  });

  it('reads hostile texts', () => {
    for (const part of [
      'serial1 ',
      'serial1=nullmodem\n',
      '[serial]\nserial1=nullmodem x:1 y\n',
      '[',
      ' \t',
    ]) {
      expect(read(part.repeat(8_000 / part.length)).machines.length, part).to.be.lessThan(1001);
    }
  });
});
