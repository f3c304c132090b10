import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { connectAddress, listenAddress, portAddress } from '../../harness/peer/port-address.ts';

const tcp = (host: string, port: number) => ({ kind: 'tcp', host, port });
const pipe = (path: string) => ({ kind: 'pipe', path });

function refusal(text: string): { what: string; fix: string | undefined } {
  try {
    portAddress(text);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'usage')
      return { what: error.message, fix: error.fix };
    throw error;
  }
  throw new Error(`${text} was taken`);
}

describe('the address of a port', () => {
  for (const [text, kind, at] of [
    ['tcp-listen:4000', 'listen', tcp('127.0.0.1', 4000)],
    ['tcp-listen:0', 'listen', tcp('127.0.0.1', 0)],
    ['tcp-listen:0.0.0.0:4000', 'listen', tcp('0.0.0.0', 4000)],
    ['TCP-Listen:4000', 'listen', tcp('127.0.0.1', 4000)],
    ['tcp:10.0.0.2:4000', 'connect', tcp('10.0.0.2', 4000)],
    ['tcp:lab-pc.example:4000', 'connect', tcp('lab-pc.example', 4000)],
    ['tcp:[::1]:4000', 'connect', tcp('::1', 4000)],
    ['tcp-listen:[::]:4000', 'listen', tcp('::', 4000)],
    ['tcp://10.0.0.2:4000', 'connect', tcp('10.0.0.2', 4000)],
    ['pipe-listen:/tmp/lab7', 'listen', pipe('/tmp/lab7')],
    ['pipe:/tmp/a b:c', 'connect', pipe('/tmp/a b:c')],
    ['pipe:\\\\.\\pipe\\lab7', 'connect', pipe('\\\\.\\pipe\\lab7')],
  ] as const) {
    it(`reads ${text}`, () => expect(portAddress(text)).to.deep.equal({ kind, at }));
  }

  it('reads pty, with a link or without', () => {
    expect(portAddress('pty')).to.deep.equal({ kind: 'pty' });
    expect(portAddress('pty:/tmp/tty')).to.deep.equal({ kind: 'pty', path: '/tmp/tty' });
  });

  for (const [text, meant] of [
    ['4000', 'tcp-listen:4000'],
    [':4000', 'tcp-listen:4000'],
    ['localhost:4000', 'tcp:localhost:4000'],
    ['/tmp/lab7', 'pipe:/tmp/lab7'],
    ['unix:/tmp/lab7,server=on,wait=off', 'pipe-listen:/tmp/lab7'],
    ['unix:/tmp/lab7', 'pipe:/tmp/lab7'],
    ['unix:/tmp/lab7,server=off', 'pipe:/tmp/lab7'],
  ] as const) {
    it(`says that ${text} is written ${meant} here`, () => {
      expect(refusal(text).fix).to.match(new RegExp(`^Did you mean ${meant.replaceAll('.', '\\.')}`));
    });
  }

  for (const text of ['', 'telnet:4000', 'COM1', '\u0000', ':::']) {
    it(`refuses ${JSON.stringify(text)} with all that there is`, () => {
      const { what, fix } = refusal(text);
      expect(`${what} ${fix}`).to.match(/tcp-listen:4000|number from 1 to 65535/);
    });
  }

  for (const text of [
    'tcp-listen',
    'tcp-listen:',
    'tcp-listen:65536',
    'tcp:h:0',
    'tcp:h:',
    'tcp:h:-1',
    'tcp:h:x',
  ]) {
    it(`refuses the port of ${text}`, () => {
      expect(refusal(text).fix).to.equal('A port is a number from 1 to 65535, such as 4000.');
    });
  }

  it('says how this computer is written where a connector names none', () => {
    const { what, fix } = refusal('tcp:4000');
    expect(what).to.equal('`4000` names no computer to connect to');
    expect(fix).to.equal('Write tcp:127.0.0.1:4000 where it listens on this one.');
  });

  for (const text of [
    'tcp:localhost',
    'tcp:192.168.1.5',
    'tcp-listen:somewhere',
    'tcp:[::1]',
    'tcp:/tmp/x',
  ]) {
    it(`says that ${text} lacks the port`, () => expect(refusal(text).what).to.match(/lacks the port$/));
  }

  it('asks for brackets where colons could be of either kind', () => {
    for (const text of ['tcp:fe80::1', 'tcp:fe80::1:4000', 'tcp-listen:::1:4000'])
      expect(refusal(text).fix).to.contain('[::1]:4000');
  });

  it('takes a host from elsewhere, and refuses a second one', () => {
    expect(portAddress('tcp-listen:4000', '::')).to.deep.equal({ kind: 'listen', at: tcp('::', 4000) });
    expect(() => portAddress('tcp-listen:127.0.0.1:4000', '0.0.0.0')).to.throw('names a host already');
    expect(() => portAddress('pipe-listen:/tmp/x', '0.0.0.0')).to.throw('--host goes with');
  });

  it('refuses a pipe without a path', () => {
    expect(refusal('pipe:').fix).to.equal('Write pipe:/tmp/lab7, for one.');
  });

  it('takes a bare port, a host or a path where it is known who calls', () => {
    expect(listenAddress('4000')).to.deep.equal(tcp('127.0.0.1', 4000));
    expect(listenAddress('/tmp/x')).to.deep.equal(pipe('/tmp/x'));
    expect(connectAddress('h:1')).to.deep.equal(tcp('h', 1));
    expect(connectAddress('./x')).to.deep.equal(pipe('./x'));
  });
});
