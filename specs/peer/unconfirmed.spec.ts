import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { platform } from 'node:os';
import { expect } from 'chai';
import { endsOf, unconfirmedBy, unconfirmedIn } from '../../harness/peer/unconfirmed.ts';
import { turnsUntil } from '../link/sockets.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, remote: string, state: string, sent: string): string =>
  `   0: ${local} ${remote} ${state} ${sent}:00000007 01:00000014 00000002     0        0 4242 1 0 20 4 0 10 -1\n`;

describe('what a peer’s system has not confirmed', () => {
  const [near, far] = ['01004D0A:0FA0', '02004D0A:D431'];
  const unconfirmed = (...rows: readonly string[]) => unconfirmedIn(HEAD + rows.join(''), 0x0fa0, 0xd431);

  it('is what stands in the send queue of the connection between the two ports', () => {
    expect(unconfirmed(row(far, near, '01', '00000063'), row(near, far, '01', '000001F0'))).to.equal(0x1f0);
  });

  for (const [state, left] of Object.entries({ FIN_WAIT1: '04', LAST_ACK: '09', CLOSING: '0B' }))
    it(`does not count the end of what was sent, in ${state}`, () => {
      expect(unconfirmed(row(near, far, left, '00000008'))).to.equal(7);
    });

  for (const [state, left] of Object.entries({ CLOSE_WAIT: '08', FIN_WAIT2: '05', TIME_WAIT: '06' }))
    it(`is all that is queued in ${state}`, () => {
      expect(unconfirmed(row(near, far, left, '00000008'))).to.equal(8);
    });

  it('is the same over IPv6', () => {
    const address = '0000000000000000FFFF000001004D0A';
    expect(unconfirmed(row(`${address}:0FA0`, `${address}:D431`, '01', '00000005'))).to.equal(5);
  });

  it('cannot be told of a connection that is not there, or of one of two', () => {
    expect(unconfirmed(row(near, '02004D0A:D432', '01', '00000063'))).to.equal(undefined);
    expect(
      unconfirmed(row(near, far, '01', '00000063'), row(near, '03004D0A:D431', '01', '00000063')),
    ).to.equal(undefined);
  });

  it('grows while a peer does not read, and falls to nothing when it does', async function () {
    if (platform() !== 'linux') return this.skip();
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const peer: Socket = createConnection((server.address() as AddressInfo).port, '127.0.0.1');
    try {
      const [[socket]] = (await Promise.all([once(server, 'connection'), once(peer, 'connect')])) as [
        [Socket],
        unknown,
      ];
      const ends = endsOf(peer);
      expect(unconfirmedBy(ends)).to.equal(0);
      peer.write(new Uint8Array(4_000_000));
      expect(unconfirmedBy(ends)).to.be.above(0);
      peer.end();
      socket.resume();
      await once(socket, 'end');
      // The confirmation of the last of it may still be on its way.
      await turnsUntil(() => (unconfirmedBy(ends) ?? 0) === 0, 'all to be confirmed');
      socket.destroy();
    } finally {
      peer.destroy();
      server.close();
    }
  });
});
