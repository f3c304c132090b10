import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { ConnectingOutlet } from '../../harness/peer/connecting-outlet.ts';
import { ListeningOutlet } from '../../harness/peer/listening-outlet.ts';
import type { OutletEvents } from '../../harness/peer/outlet.ts';
import { Folder, openHandles, turnsUntil } from '../link/sockets.ts';

/** What happens at an outlet, in words, and the stream of the peer. */
class Diary implements OutletEvents {
  readonly lines: string[] = [];
  peer: Duplex | null = null;
  text = '';

  readonly met = (stream: Duplex): void => {
    this.lines.push('met');
    this.peer = stream;
    stream.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1');
    });
    stream.resume();
  };

  readonly parted = (how: string): void => void this.lines.push(`parted: ${how}`);
  readonly called = (_: string, becomes: string): void => void this.lines.push(`called: ${becomes}`);

  async until(line: string): Promise<void> {
    await turnsUntil(() => this.lines.includes(line), line);
  }
}

const ANY_PORT = { kind: 'tcp', host: '127.0.0.1', port: 0 } as const;
const portOf = (where: string): number => Number(where.split(':').at(-1));

async function call(port: number): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

describe('a listening outlet', () => {
  let before: string[];
  beforeEach(() => {
    before = openHandles();
  });
  afterEach(async () => {
    await turnsUntil(() => openHandles().length <= before.length, 'all sockets are given back');
  });

  async function open(second: 'closed' | 'waits') {
    const outlet = new ListeningOutlet(ANY_PORT, second);
    const diary = new Diary();
    const port = portOf(await outlet.open(diary));
    return { outlet, diary, port };
  }

  it('meets who calls, and hears of his leaving when all that he sent has come', async () => {
    const { outlet, diary, port } = await open('closed');
    (await call(port)).end('good-bye');
    await diary.until('parted: closed');
    expect(diary.text).to.equal('good-bye');
    expect(diary.lines).to.deep.equal(['met', 'parted: closed']);
    await outlet.close();
  });

  it('names a peer that was cut off, and goes on listening', async () => {
    const { outlet, diary, port } = await open('closed');
    (await call(port)).resetAndDestroy();
    await diary.until('parted: reset');
    const next = await call(port);
    await turnsUntil(() => diary.lines.length === 3, 'the next one is met');
    expect(diary.lines).to.deep.equal(['met', 'parted: reset', 'met']);
    next.destroy();
    await outlet.close();
  });

  it('turns a second caller away where the product does', async () => {
    const { outlet, diary, port } = await open('closed');
    const first = await call(port);
    await diary.until('met');
    const second = await call(port);
    await once(second.resume(), 'close');
    expect(diary.lines).to.deep.equal(['met', 'called: closed']);
    first.destroy();
    await outlet.close();
  });

  it('serves a second caller after the first has left where the product lets him wait, with all that he has sent', async () => {
    const { outlet, diary, port } = await open('waits');
    const first = await call(port);
    await diary.until('met');
    const second = await call(port);
    second.write('patience');
    await diary.until('called: waiting');
    first.end('one, ');
    await turnsUntil(() => diary.text === 'one, patience', 'both have been heard');
    expect(diary.lines).to.deep.equal(['met', 'called: waiting', 'parted: closed', 'met']);
    second.destroy();
    await outlet.close();
  });

  it('lets go of one that waits and leaves', async () => {
    const { outlet, diary, port } = await open('waits');
    const first = await call(port);
    await diary.until('met');
    const second = await call(port);
    await diary.until('called: waiting');
    second.resetAndDestroy();
    await turnsUntil(() => openHandles().length === before.length + 3, 'the second is let go of');
    first.end();
    await diary.until('parted: closed');
    const third = await call(port);
    await turnsUntil(() => diary.lines.length === 4, 'the third is met');
    expect(diary.lines).to.deep.equal(['met', 'called: waiting', 'parted: closed', 'met']);
    third.destroy();
    await outlet.close();
  });

  it('lets out what has been written before it closes, and reads what still comes', async () => {
    const { outlet, diary, port } = await open('closed');
    const far = await call(port);
    let got = 0;
    far.on('data', (bytes) => {
      got += bytes.length;
    });
    await diary.until('met');
    far.write(Buffer.alloc(100_000));
    diary.peer?.write(Buffer.alloc(1_000_000));
    await outlet.close();
    await turnsUntil(() => far.destroyed, 'the far end has seen the end');
    expect(got).to.equal(1_000_000);
  });

  it('can be closed twice, and before it was opened', async () => {
    const outlet = new ListeningOutlet(ANY_PORT, 'closed');
    await outlet.close();
    await outlet.open(new Diary());
    await outlet.close();
    await outlet.close();
  });

  it('names a port that is taken', async () => {
    const { outlet, port } = await open('closed');
    const error = await new ListeningOutlet({ ...ANY_PORT, port }, 'closed')
      .open(new Diary())
      .catch((why) => why);
    expect(error).to.be.instanceOf(HarnessError).with.property('code', 'port-busy');
    await outlet.close();
  });

  it('makes its pipe, clears a stale one, and removes it', async () => {
    const folder = new Folder();
    const path = folder.file('lab7');
    for (let times = 0; times < 2; times += 1) {
      const outlet = new ListeningOutlet({ kind: 'pipe', path }, 'closed');
      const diary = new Diary();
      expect(await outlet.open(diary)).to.equal(path);
      const socket = createConnection(path);
      socket.end('x');
      await diary.until('parted: closed');
      await outlet.close();
    }
    folder.remove();
  });

  it('is not called by a second listener that finds its pipe taken', async function () {
    if (process.platform !== 'linux') this.skip();
    const folder = new Folder();
    const at = { kind: 'pipe', path: folder.file('lab7') } as const;
    const outlet = new ListeningOutlet(at, 'closed');
    const diary = new Diary();
    await outlet.open(diary);
    const error = await new ListeningOutlet(at, 'closed').open(new Diary()).catch((why) => why);
    expect(error).to.have.property('code', 'port-busy');
    await outlet.close();
    expect(diary.lines).to.deep.equal([]);
    folder.remove();
  });

  it('serves 200 callers one after the other and holds on to none', async () => {
    const { outlet, diary, port } = await open('closed');
    for (let i = 0; i < 200; i += 1) {
      const socket = await call(port);
      socket.resume();
      if (i % 2 === 0) socket.end('x');
      else socket.resetAndDestroy();
      await turnsUntil(
        () => diary.lines.filter((line) => line.startsWith('parted')).length === i + 1,
        'he has left',
      );
    }
    expect(diary.lines).to.have.length(400);
    await outlet.close();
  });
});

describe('a connecting outlet', () => {
  let server: Server;
  let accepted: Socket[];
  let port: number;

  beforeEach(async () => {
    accepted = [];
    server = createServer((socket) => {
      socket.on('error', () => {});
      accepted.push(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
  });
  afterEach(async () => {
    for (const socket of accepted) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });

  const at = () => ({ kind: 'tcp', host: '127.0.0.1', port }) as const;

  it('has its peer when it is open', async () => {
    const outlet = new ConnectingOutlet(at());
    const diary = new Diary();
    expect(await outlet.open(diary)).to.equal(`127.0.0.1:${port}`);
    expect(diary.lines).to.deep.equal(['met']);
    expect(outlet.expects).to.equal(false);
    await outlet.close();
  });

  it('is refused where nothing listens, and says what to start first', async () => {
    await new Promise((closed) => server.close(closed));
    const error = await new ConnectingOutlet(at()).open(new Diary()).catch((why) => why);
    expect(error).to.be.instanceOf(HarnessError).with.property('code', 'link-refused');
    expect(error.fix).to.match(/^Start the other machine first/);
    server.listen(0);
  });

  it('does not call again when its peer has left', async () => {
    const outlet = new ConnectingOutlet(at());
    const diary = new Diary();
    await outlet.open(diary);
    await turnsUntil(() => accepted.length === 1, 'the call is accepted');
    accepted[0]?.end();
    await diary.until('parted: closed');
    expect(outlet.expects).to.equal(false);
    await outlet.close();
    expect(accepted).to.have.length(1);
  });

  it('calls again where it is told to reconnect', async () => {
    const outlet = new ConnectingOutlet(at(), true);
    const diary = new Diary();
    await outlet.open(diary);
    await diary.until('met');
    await turnsUntil(() => accepted.length === 1, 'the call is accepted');
    accepted[0]?.destroy();
    await turnsUntil(() => diary.lines.filter((line) => line === 'met').length === 2, 'it has called again');
    expect(outlet.expects).to.equal(true);
    await outlet.close();
    expect(outlet.expects).to.equal(false);
  });

  it('gives up a call when it is closed', async () => {
    // An address for documentation: nobody answers there, or the network says so.
    const outlet = new ConnectingOutlet({ kind: 'tcp', host: '192.0.2.1', port: 9 });
    const opened = outlet.open(new Diary()).catch((why) => why);
    await outlet.close();
    expect(await opened).to.be.instanceOf(HarnessError);
  });
});
