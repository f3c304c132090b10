import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { calledAt } from './lab7-called.ts';
import { Paper, temporaryPlace } from './stage.ts';

const RX = 'poll 1 rx 8 1 none 115200';
const TX = 'fifo 1 tx 8 1 none 115200 hello';

describe('nullmodem lab7', () => {
  const place = temporaryPlace();

  const called = calledAt(place, '5s');

  const says = (text: string) => (socket: Socket) => void socket.write(Buffer.from(text, 'latin1'));

  it('prints what the lab’s program prints, and nothing else, on stdout', async () => {
    const { exit, stdout, stderr } = await called(RX, says('hello.behind'));
    expect({ exit, stdout }).to.deep.equal({ exit: 0, stdout: 'hello.' });
    expect(stderr).to.match(/ s {2}came "hello\."\n/);
    expect(stderr).to.contain('came: 12 characters: 6 read, 6 behind the last one read');
  });

  it('takes the arguments in one word or in several', async () => {
    let got = '';
    const listen = (socket: Socket) => void socket.on('data', (bytes) => (got += bytes));
    const { exit } = await called(TX, listen);
    expect({ exit, got }).to.deep.equal({ exit: 0, got: 'hello.' });
    got = '';
    await called('fifo', listen, '1 tx 8 1 none 115200 two words'.split(' '));
    expect(got).to.equal('two words.');
  });

  for (const [word, ends] of [
    ['.', '.'],
    ['\\n', '\n'],
    ['lf', '\n'],
    ['\n', '\n'],
    ['\\0', '\0'],
    ['nul', '\0'],
  ] as const) {
    it(`ends a message with ${JSON.stringify(ends)} for --terminator ${JSON.stringify(word)}`, async () => {
      const { stdout } = await called(RX, says(`a${ends}b`), ['--terminator', word]);
      expect(stdout).to.equal(`a${ends}`);
    });
  }

  it('never ends by itself with --terminator none', async () => {
    const enough = new AbortController();
    const stdout = new Paper({
      onWrite: () => {
        if (stdout.text.endsWith('\0')) enough.abort();
      },
    });
    const words = ['--terminator', 'none'];
    const { exit } = await called(RX, says('a.\n\0'), words, { stdout, signal: enough.signal });
    expect({ exit, stdout: stdout.text }).to.deep.equal({ exit: 130, stdout: 'a.\n\0' });
  });

  it('writes bytes as they came', async () => {
    expect((await called(RX, says('\xff\x80\xa0.'))).stdout).to.equal('\xff\x80\xa0.');
  });

  it('puts one JSON document on stdout with --json', async () => {
    const { exit, stdout } = await called(RX, says('hi.'), ['--json']);
    const { nullmodem, lab7 } = JSON.parse(stdout);
    expect({ exit, nullmodem }).to.deep.equal({ exit: 0, nullmodem: 1 });
    expect(lab7).to.deep.include({ args: RX, outcome: 'passed', end: 'returned', printed: 'hi.' });
    expect(lab7.ledger).to.include({ came: 3, read: 3, balanced: true });
  });

  it('is silent but for the opening, the notes and the end with --quiet', async () => {
    const { stderr } = await called(RX, says('hi.'), ['--quiet']);
    expect(stderr).to.not.contain('came "').and.to.not.contain('is there');
    expect(stderr).to.contain('listening on').and.to.contain('has ended');
  });

  it('ends with 130 at Ctrl-C, with its ledger', async () => {
    const interrupt = new AbortController();
    const { exit, stderr } = await called(RX, (socket) => socket.write('abc', () => interrupt.abort()), [], {
      signal: interrupt.signal,
    });
    expect(exit).to.equal(130);
    expect(stderr).to.contain('was interrupted');
  });

  it('stops at an overrun, and fails', async () => {
    // The course's program sleeps between polls: at most one character fits, and the profile waits for 250 ms only.
    const { exit, stdout, stderr } = await called(RX, says('abc.'), ['--delay', '300ms']);
    expect(exit).to.equal(1);
    expect(stdout).to.contain('stopped at OE (overrun error)');
    expect(stderr).to.contain('has failed: stopped at OE');
  });

  it('fails when characters were lost, though its program has ended well', async () => {
    const { exit, stderr } = await place.run(['lab7', TX, '--port', 'tcp-listen:0', '--no-wait']);
    expect(exit).to.equal(1);
    expect(stderr).to.contain('6 characters: 6 lost, since nobody was at the other end');
  });

  it('ends with 3 where nothing listens, and says what to start first', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    const { exit, stdout, stderr } = await place.run(['lab7', RX, '--port', `tcp:127.0.0.1:${port}`]);
    expect({ exit, stdout }).to.deep.equal({ exit: 3, stdout: '' });
    expect(stderr).to.match(
      /^error\[link-refused\]: .*127\.0\.0\.1:\d+, and nothing listens there\nfix: Start the other machine first/,
    );
  });

  it('finds a pipe from the folder that it is started in', async () => {
    const enough = new AbortController();
    const stderr = new Paper({
      onWrite: (text) => {
        if (text.includes('listening on')) enough.abort();
      },
    });
    const argv = ['lab7', RX, '--port', 'pipe-listen:lab7', '--timeout', '5s'];
    const { exit } = await place.run(argv, { stderr, signal: enough.signal });
    expect(exit).to.equal(130);
    expect(stderr.text).to.contain(`listening on ${place.path('lab7')}`);
  });

  it('says who can connect when it listens beyond this computer', async () => {
    const { stderr } = await called(RX, says('.'), ['--host', '0.0.0.0']);
    expect(stderr).to.contain('listening on 0.0.0.0:').and.to.contain('whoever reaches that');
    expect((await called(RX, says('.'))).stderr).to.contain('this computer alone can connect');
  });

  for (const [why, words, what] of [
    ['no port', ['lab7', RX], /--port is missing: it is tcp-listen:4000/],
    ['a port of another form', ['lab7', RX, '--port', '4000'], /Did you mean tcp-listen:4000\?/],
    ['a wrong line', ['lab7', 'poll 1 rx 8 1 none 9601', '--port', 'tcp-listen:0'], /`9601` is no rate/],
    ['no arguments', ['lab7', '--port', 'tcp-listen:0'], /args|arguments/],
    ['a time without a unit', ['lab7', RX, '--port', 'tcp-listen:0', '--timeout', '20'], /500ms, 20s, 5min/],
    [
      'an unknown terminator',
      ['lab7', RX, '--port', 'tcp-listen:0', '--terminator', 'x'],
      /or none, and not x/,
    ],
    ['the wire', ['lab7', RX, '--port', 'tcp-listen:0', '--profile', 'wire'], /virtualbox5/],
    ['a host for a connector', ['lab7', RX, '--port', 'tcp:h:1', '--host', '::'], /--host goes with/],
    ['a VirtualBox that reconnects', ['lab7', RX, '--port', 'tcp:h:1', '--reconnect'], /--profile qemu/],
  ] as const) {
    it(`refuses ${why} with 2`, async () => {
      const { exit, stdout, stderr } = await place.run([...words]);
      expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
      expect(stderr).to.match(what);
    });
  }
});
