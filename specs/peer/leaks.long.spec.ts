import { getEventListeners, once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { poll } from '../../harness/lab7/poll.ts';
import type { Lab7Result } from '../../harness/lab7/transfer.ts';
import { ConnectingOutlet } from '../../harness/peer/connecting-outlet.ts';
import { ListeningOutlet } from '../../harness/peer/listening-outlet.ts';
import { playLive } from '../../harness/peer/live-pc.ts';
import type { Program } from '../../harness/program/operation.ts';
import { openHandles, turnsUntil } from '../link/sockets.ts';
import { COM1 } from '../machine/board.ts';

const TIMES = 1000;
const LINE = { bits: 8, stop: 1, parity: 'none', rate: 115_200 } as const;

const timers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Grows when something is held on to; the collector has had its turns. */
async function heapAfter(turnsOfCollector = 3): Promise<number> {
  for (let i = 0; i < turnsOfCollector; i += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

describe('a thousand times over', function () {
  this.timeout(60_000);

  let handles: readonly string[];
  beforeEach(() => {
    handles = openHandles();
  });
  afterEach(async () => {
    await turnsUntil(() => openHandles().length <= handles.length, 'all sockets are given back');
  });

  it('a live receiver meets and loses peers, by FIN and by RST, and holds on to no socket, listener or timer', async () => {
    const end = new AbortController();
    const program = poll({ port: COM1, direction: 'rx', line: LINE }, { terminator: '' });
    let listening: (port: number) => void = () => {};
    const opened = new Promise<number>((resolve) => {
      listening = resolve;
    });
    let partings = 0;
    const playing = playLive(program as Program<Lab7Result>, {
      outlet: new ListeningOutlet({ kind: 'tcp', host: '127.0.0.1', port: 0 }, 'closed'),
      port: COM1,
      profile: 'virtualbox5',
      waitsForPeer: true,
      signal: end.signal,
      onEvent: (event) => {
        if (event.kind === 'open') listening(Number(event.where.split(':').at(-1)));
        if (event.kind === 'parted') partings += 1;
      },
    });
    const port = await opened;
    const during = openHandles().length;
    for (let i = 0; i < TIMES; i += 1) {
      const socket: Socket = createConnection(port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      if (i % 2 === 0) socket.end('x');
      else socket.resetAndDestroy();
      await turnsUntil(() => partings === i + 1, 'the peer has left');
      socket.destroy();
    }
    await turnsUntil(() => openHandles().length <= during, 'only the listener is left');
    expect(getEventListeners(end.signal, 'abort')).to.have.length(1);
    end.abort();
    const { ledger } = await playing;
    expect(ledger).to.include({ came: TIMES / 2, balanced: true });
    expect(getEventListeners(end.signal, 'abort')).to.have.length(0);
  });

  it('live PCs are turned on, joined and turned off, and leave nothing behind', async () => {
    const end = new AbortController();
    const sending = () =>
      poll({ port: COM1, direction: 'tx', words: ['x'], line: LINE }) as Program<Lab7Result>;
    const receiving = () => poll({ port: COM1, direction: 'rx', line: LINE }) as Program<Lab7Result>;
    const common = { port: COM1, profile: 'qemu', waitsForPeer: true, signal: end.signal } as const;
    // Mocha's own begins once it has the spec's promise.
    await heapAfter(1);
    const before = timers();
    let heap = 0;
    for (let i = 0; i < TIMES / 2; i += 1) {
      let connector: Promise<unknown> = Promise.resolve();
      const { ledger } = await playLive(receiving(), {
        ...common,
        outlet: new ListeningOutlet({ kind: 'tcp', host: '127.0.0.1', port: 0 }, 'closed'),
        onEvent: (event) => {
          if (event.kind !== 'open') return;
          const port = Number(event.where.split(':').at(-1));
          const outlet = new ConnectingOutlet({ kind: 'tcp', host: '127.0.0.1', port });
          connector = playLive(sending(), { ...common, outlet });
        },
      });
      await connector;
      expect(ledger.read).to.equal(2);
      if (i === 50) heap = await heapAfter();
    }
    expect(getEventListeners(end.signal, 'abort')).to.have.length(0);
    await turnsUntil(() => timers() <= before, 'no timer is left');
    // A live PC holds some 20 kB: 450 of them would be 9 MB.
    expect(await heapAfter()).to.be.below(heap + 3e6);
  });
});
