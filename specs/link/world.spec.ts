import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { DR, FIFOS_ON, LSR, RBR, THR, TO_STOP_SAMPLE } from '../machine/board.ts';
import { exchange } from './programs.ts';
import { call, closed, Folder, listenOn, portOf, SocketWatch, turns, turnsUntil } from './sockets.ts';
import { ALL_BYTES, ledgerOf, overSocket, Pair, soon } from './support.ts';

async function failure(attempt: Promise<unknown>): Promise<HarnessError> {
  try {
    await soon(attempt, 'a refusal');
  } catch (error) {
    expect(error).to.be.instanceOf(HarnessError);
    return error as HarnessError;
  }
  throw new Error('the world was expected to refuse, and did not');
}

const gone = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()));

function balanced(pair: Pair): void {
  const { written, accounted } = ledgerOf(pair);
  expect(accounted).to.equal(written);
}

describe('the world refuses or interferes', () => {
  let pair: Pair;
  let folder: Folder;
  let watch: SocketWatch;
  let others: Socket[];
  let servers: Server[];

  beforeEach(() => {
    folder = new Folder();
    watch = new SocketWatch();
    others = [];
    servers = [];
    pair = new Pair(overSocket('tcp'));
  });

  afterEach(async () => {
    for (const socket of others) socket.destroy();
    await pair.down();
    for (const server of servers) if (server.listening) await closed(server);
    watch.end();
    folder.remove();
  });

  const stranger = (): Socket => {
    const socket = call(pair.link.address as string);
    others.push(socket);
    return socket;
  };

  describe('a connector without a listener', () => {
    for (const [where, join] of [
      ['a TCP port of the system’s choice', () => overSocket('tcp')],
      ['a pipe of our own choice', () => overSocket('pipe')],
      ['a pipe at a path', () => overSocket('pipe', 'virtualbox5', { path: folder.file('com') })],
    ] as const) {
      it(`is refused at ${where} with link-refused, and told to start machine A first`, async () => {
        pair = new Pair(join());
        const { code, message, fix } = await failure(pair.link.open('B'));
        expect(code).to.equal('link-refused');
        expect(message).to.match(/^machine B cannot start/);
        expect(fix).to.match(/^Start machine A first/);
      });
    }

    it('is refused at a TCP port that is named, and the port stands in the message', async () => {
      const server = await listenOn({ port: 0, host: '127.0.0.1' });
      const port = portOf(server);
      await closed(server);
      pair = new Pair(overSocket('tcp', 'virtualbox5', { port }));
      const { code, message, fix } = await failure(pair.link.open('B'));
      expect(code).to.equal('link-refused');
      expect(message).to.include(`127.0.0.1:${port}`);
      expect(fix).to.include('machine A first');
    });

    it('is told to start machine B first where B listens', async () => {
      pair = new Pair(overSocket('tcp', 'virtualbox5', { listens: 'B' }));
      const { message, fix } = await failure(pair.link.open('A'));
      expect(message).to.match(/^machine A cannot start/);
      expect(fix).to.match(/^Start machine B first/);
    });

    it('is refused when the listener has been there and has gone', async () => {
      await pair.powerOn('A');
      await pair.powerOff('A');
      expect((await failure(pair.link.open('B'))).code).to.equal('link-refused');
    });

    it('is let in when the listener has come up since', async () => {
      await failure(pair.link.open('B'));
      await pair.powerOn('A');
      await pair.powerOn('B');
      pair.set('A');
      pair.set('B');
      pair.out('A', THR, 7);
      await pair.pass(TO_STOP_SAMPLE);
      expect(pair.received('B')).to.deep.equal([7]);
    });

    it('leaves no temporary folder behind when it is refused', async () => {
      const { TMPDIR } = process.env;
      process.env.TMPDIR = folder.path;
      try {
        pair = new Pair(overSocket('pipe'));
        await failure(pair.link.open('B'));
        await pair.down();
        expect(readdirSync(folder.path)).to.deep.equal([]);
      } finally {
        if (TMPDIR === undefined) delete process.env.TMPDIR;
        else process.env.TMPDIR = TMPDIR;
      }
    });
  });

  describe('a TCP listener', () => {
    it('is refused with port-busy where another program listens, and let in once that has gone', async () => {
      const server = await listenOn({ port: 0, host: '127.0.0.1' });
      servers.push(server);
      const port = portOf(server);
      pair = new Pair(overSocket('tcp', 'virtualbox5', { port }));
      const { code, message } = await failure(pair.link.open('A'));
      expect(code).to.equal('port-busy');
      expect(message).to.include(String(port));
      await closed(server);
      await pair.powerOn('A');
      expect(pair.link.address).to.equal(`127.0.0.1:${port}`);
    });

    it('listens on 127.0.0.1 alone: a call to 127.0.0.2 is refused', async () => {
      await pair.powerOn('A');
      const [host, port] = (pair.link.address as string).split(':');
      expect(host).to.equal('127.0.0.1');
      const socket = call(`127.0.0.2:${port}`);
      others.push(socket);
      await soon(gone(socket), 'the refusal');
      expect(socket.bytesRead).to.equal(0);
      expect(pair.events).to.deep.equal(['A listening']);
    });

    it('gives its port free when it closes', async () => {
      await pair.powerOn('A');
      const port = Number((pair.link.address as string).split(':')[1]);
      await pair.powerOff('A');
      servers.push(await listenOn({ port, host: '127.0.0.1' }));
    });
  });

  describe('a pipe', () => {
    const onPath = (path: string): void => {
      pair = new Pair(overSocket('pipe', 'virtualbox5', { path }));
    };

    it('takes a path of 107 bytes', async function () {
      if (process.platform !== 'linux') this.skip();
      const path = folder.pathOf(107);
      onPath(path);
      await pair.powerOn('A');
      expect(existsSync(path)).to.equal(true);
    });

    it('refuses one of 108 with path-too-long', async function () {
      if (process.platform !== 'linux') this.skip();
      onPath(folder.pathOf(108));
      const { code, message } = await failure(pair.link.open('A'));
      expect(code).to.equal('path-too-long');
      expect(message).to.match(/108.*107/);
    });

    it('removes its socket file when it closes', async () => {
      const path = folder.file('com');
      onPath(path);
      await pair.powerOn('A');
      await pair.powerOn('B');
      await pair.down();
      expect(readdirSync(folder.path)).to.deep.equal([]);
    });

    it('removes the temporary folder of its own when it closes', async () => {
      pair = new Pair(overSocket('pipe'));
      await pair.powerOn('A');
      const path = pair.link.address as string;
      expect(existsSync(path)).to.equal(true);
      await pair.powerOff('A');
      expect(existsSync(path.replace(/[\\/][^\\/]+$/, ''))).to.equal(false);
    });

    it('replaces a stale socket file', async () => {
      const path = folder.file('com');
      const server = await listenOn({ path: folder.file('first') });
      renameSync(folder.file('first'), path);
      await closed(server);
      expect(existsSync(path)).to.equal(true);
      onPath(path);
      await pair.powerOn('A');
      await pair.powerOn('B');
      expect(pair.events).to.include('B connected');
    });

    it('refuses with path-taken where a regular file stands, and leaves it as it is', async () => {
      const path = folder.file('com');
      writeFileSync(path, 'thesis');
      onPath(path);
      expect((await failure(pair.link.open('A'))).code).to.equal('path-taken');
      expect(readFileSync(path, 'utf8')).to.equal('thesis');
    });

    it('refuses with path-taken where a folder stands', async () => {
      mkdirSync(folder.file('com'));
      onPath(folder.file('com'));
      expect((await failure(pair.link.open('A'))).code).to.equal('path-taken');
      expect(existsSync(folder.file('com'))).to.equal(true);
    });

    it('refuses with port-busy where another program listens, and leaves that one its socket', async () => {
      const path = folder.file('com');
      servers.push(await listenOn({ path }));
      onPath(path);
      expect((await failure(pair.link.open('A'))).code).to.equal('port-busy');
      const visitor = call(path);
      others.push(visitor);
      await soon(once(visitor, 'connect'), 'the other program’s answer');
    });

    it('refuses with address-invalid in a missing folder, and names the folder', async () => {
      onPath(folder.file('missing/com'));
      const { code, message } = await failure(pair.link.open('A'));
      expect(code).to.equal('address-invalid');
      expect(message).to.include(folder.file('missing'));
    });

    it('tells a connector at a regular file to start machine A first', async () => {
      writeFileSync(folder.file('com'), '');
      onPath(folder.file('com'));
      const { code, fix } = await failure(pair.link.open('B'));
      expect(code).to.equal('link-refused');
      expect(fix).to.include('machine A');
    });
  });

  describe('a second connection', () => {
    for (const transport of ['tcp', 'pipe'] as const) {
      it(`is closed and named over ${transport} (virtualbox5), and disturbs nobody`, async () => {
        pair = await Pair.up(overSocket(transport));
        const other = stranger();
        other.resume();
        await soon(gone(other), 'the second connection’s end');
        await turnsUntil(() => pair.events.includes('A second-connection'), 'the event');
        const got = { A: [] as number[], B: [] as number[] };
        await pair.play({ A: exchange(ALL_BYTES, 256, got.A), B: exchange(ALL_BYTES, 256, got.B) });
        expect([got.A, got.B]).to.deep.equal([ALL_BYTES, ALL_BYTES]);
      });

      it(`is kept waiting and named over ${transport} (qemu), and nothing that it says arrives`, async () => {
        pair = await Pair.up(overSocket(transport, 'qemu'));
        const other = stranger();
        other.write('intruder');
        await turnsUntil(() => pair.events.includes('A second-connection'), 'the event');
        await turns(20);
        expect(other.destroyed).to.equal(false);
        pair.out('B', THR, 7);
        await pair.pass(TO_STOP_SAMPLE);
        expect(pair.in('A', RBR)).to.equal(7);
        expect(pair.in('A', LSR) & DR).to.equal(0);
        other.resume();
        const ended = gone(other);
        await pair.powerOff('A');
        await soon(ended, 'the end of the one that waits');
      });

      it(`that comes at the same moment as the other machine’s over ${transport} is the one turned away`, async () => {
        pair = new Pair(overSocket(transport));
        await pair.powerOn('A');
        const other = stranger();
        other.resume();
        await pair.powerOn('B');
        pair.set('A');
        pair.set('B');
        await soon(gone(other), 'the stranger’s end');
        pair.out('B', THR, 7);
        await pair.pass(TO_STOP_SAMPLE);
        expect(pair.received('A')).to.deep.equal([7]);
        expect(pair.events).to.include('A second-connection');
        expect(pair.events).not.to.include('A peer-gone');
      });
    }
  });

  describe('a socket that is killed from outside', () => {
    for (const transport of ['tcp', 'pipe'] as const) {
      for (const end of ['accepted', 'called'] as const) {
        it(`mid-transfer at the ${end} end of ${transport}: peer-gone at both, a balanced count, no hang`, async () => {
          pair = await Pair.up(overSocket(transport), { fcr: FIFOS_ON });
          for (let i = 0; i < 40; i += 1) {
            pair.out('A', THR, i);
            await pair.pass(160);
          }
          expect(pair.link.underWay).to.equal(24);
          watch[end].at(-1)?.destroy();
          await turnsUntil(() => pair.events.includes('A peer-gone'), 'peer-gone');
          expect(pair.events).to.include('B peer-gone');
          balanced(pair);
          const got: number[] = [];
          pair.processors.B.start(exchange([], 99, got), () => {});
          await pair.pass(100 * 160);
          expect(got.slice(0, 16)).to.deep.equal(ALL_BYTES.slice(0, 16));
          expect(got).to.have.length(40 - pair.link.tally.lostAtClose);
          expect(pair.link.underWay).to.equal(0);
          balanced(pair);
        });
      }

      it(`while the clock waits for a byte over ${transport} lets the clock go on, and counts the byte`, async () => {
        pair = await Pair.up(overSocket(transport));
        watch.called.at(-1)?.pause();
        pair.out('A', THR, 1);
        const passing = pair.pass(1000);
        await turns(10);
        watch.called.at(-1)?.destroy();
        await soon(passing, 'the clock');
        expect(pair.link.tally.lostAtClose).to.equal(1);
        balanced(pair);
      });

      it(`can be followed by another call of the connector’s over ${transport}`, async () => {
        pair = await Pair.up(overSocket(transport));
        watch.called.at(-1)?.destroy();
        await turnsUntil(() => pair.events.includes('B peer-gone'), 'peer-gone');
        await pair.powerOff('B');
        await pair.powerOn('B');
        pair.set('B');
        pair.out('A', THR, 9);
        await pair.pass(TO_STOP_SAMPLE);
        expect(pair.received('B')).to.deep.equal([9]);
      });
    }
  });

  describe('a byte that does not come out of its socket', () => {
    for (const transport of ['tcp', 'pipe'] as const) {
      it(`stops the clock at the tick before it is due, until it comes, over ${transport}`, async () => {
        pair = await Pair.up(overSocket(transport));
        const far = watch.called.at(-1) as Socket;
        far.pause();
        pair.out('A', THR, 0x41);
        const passing = pair.pass(1000);
        await turns(20);
        expect(pair.clock.now).to.be.below(TO_STOP_SAMPLE);
        expect(pair.received('B')).to.deep.equal([]);
        far.resume();
        await passing;
        expect(pair.arrivals()).to.deep.equal([`B ${TO_STOP_SAMPLE} 65`]);
      });
    }
  });
});

describe('a server of somebody else’s at the port that the listener would have', () => {
  it('is not taken for the listener', async () => {
    const server = createServer((socket) => socket.destroy());
    server.listen({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const pair = new Pair(overSocket('tcp', 'virtualbox5', { port: portOf(server) }));
    try {
      expect((await failure(pair.link.open('B'))).code).to.equal('link-refused');
    } finally {
      await closed(server);
    }
  });
});
