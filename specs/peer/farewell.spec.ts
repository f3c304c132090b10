import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import sinon from 'sinon';
import { ConnectingOutlet } from '../../harness/peer/connecting-outlet.ts';
import type { OutletEvents } from '../../harness/peer/outlet.ts';

describe('a good-bye to a peer', () => {
  /** Connects to a peer that ends as it is told to, sends it a word, and says good-bye. */
  async function farewell(end: (socket: Socket) => void): Promise<readonly unknown[]> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {}).once('end', () => end(socket));
      socket.resume();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const told: unknown[] = [];
    const events: OutletEvents = {
      met: (stream) => stream.write('hello'),
      parted: (how) => told.push(how),
      called: () => {},
      unconfirmed: (count) => told.push(count ?? 'cannot be told'),
    };
    const { port } = server.address() as AddressInfo;
    const outlet = new ConnectingOutlet({ kind: 'tcp', host: '127.0.0.1', port });
    try {
      await outlet.open(events);
      await outlet.close(new AbortController().signal);
      return told;
    } finally {
      await outlet.close();
      server.close();
    }
  }

  it('that the peer returns is told nobody', async () => {
    const told = await farewell((socket) => socket.end());
    expect(told.filter((each) => each !== 'cannot be told' && each !== 0)).to.eql([]);
  });

  it('is told as cut off when the peer cuts it off', async () => {
    expect(await farewell((socket) => socket.resetAndDestroy())).to.eql(['cannot be told', 'reset']);
  });

  it('ends a second after the peer has confirmed all, when that says nothing', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval'] });
    try {
      const told = await farewell((socket) => {
        clock.tick(1249);
        expect(socket.readyState).to.equal('writeOnly');
        setImmediate(() => clock.tick(1));
        const guard = setTimeout(() => socket.resetAndDestroy(), 1000);
        socket.once('close', () => clearTimeout(guard));
      });
      expect(told.filter((each) => each !== 'cannot be told')).to.eql([0]);
    } finally {
      clock.restore();
    }
  });
});
