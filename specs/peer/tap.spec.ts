import { randomBytes } from 'node:crypto';
import dns from 'node:dns';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { expect } from 'chai';
import sinon from 'sinon';
import type { HarnessError } from '../../harness/ground/errors.ts';
import { Folder, openHandles, SocketWatch, turns, turnsUntil } from '../link/sockets.ts';
import {
  ANY_PORT,
  allGivenBack,
  connected,
  connectTo,
  end,
  joined,
  Listener,
  read,
  Tapped,
} from './tapped.ts';

const MIB = 1 << 20;

describe('a tap between a machine that calls and one that listens', () => {
  let handles: readonly string[];
  let tapped: Tapped;
  let listener: Listener;
  let a: Socket;
  let b: Socket;

  beforeEach(async () => {
    handles = openHandles();
    ({ tapped, listener, a, b } = await joined());
  });
  allGivenBack();
  afterEach(async () => {
    await turnsUntil(() => openHandles().length <= handles.length, 'all sockets to be given back');
  });

  it('passes 1 MiB each way at once, unchanged, and counts it', async () => {
    const [there, back] = [randomBytes(MIB), randomBytes(MIB)];
    a.write(there);
    b.write(back);
    const [atB, atA] = await Promise.all([read(b, MIB), read(a, MIB)]);
    expect(atB.equals(there)).to.equal(true);
    expect(atA.equals(back)).to.equal(true);
    for (const socket of [a, b]) socket.end();
    const { bytes } = await tapped.told('parted');
    expect(bytes).to.deep.equal({ A: { came: MIB, passed: MIB }, B: { came: MIB, passed: MIB } });
  });

  it('tells all that passes, with its side', async () => {
    a.write('ping');
    await read(b, 4);
    b.write('pong');
    await read(a, 4);
    const told = tapped.of('bytes').map(({ side, bytes }) => `${side} ${Buffer.from(bytes)}`);
    expect(told).to.deep.equal(['A ping', 'B pong']);
  });

  it('passes the end of what one sends behind all of it, and the other way stays open', async () => {
    a.end(randomBytes(MIB));
    expect(await read(b, MIB)).to.have.lengthOf(MIB);
    expect(await end(b)).to.equal('ended');
    b.write('still here');
    expect(String(await read(a, 10))).to.equal('still here');
    b.end();
    expect(await end(a)).to.equal('ended');
    expect((await tapped.told('parted')).left).to.deep.equal({ A: 'closed', B: 'closed' });
  });

  it('passes a reset as a reset, both ways', async () => {
    a.resetAndDestroy();
    expect(await end(b)).to.equal('reset');
    expect((await tapped.told('parted')).left).to.deep.equal({ A: 'reset', B: 'let-go' });
    a = await tapped.call('A');
    b = await listener.caller();
    await tapped.told('joined', 2);
    b.resetAndDestroy();
    expect(await end(a)).to.equal('reset');
    expect((await tapped.told('parted', 2)).left).to.deep.equal({ A: 'let-go', B: 'reset' });
  });

  it('passes on that a side that had ended is cut off after all', async () => {
    a.end();
    expect(await end(b)).to.equal('ended');
    a.resetAndDestroy();
    // Only who writes hears of it: the tap has read the end of A, as B has that of the tap.
    await turnsUntil(() => {
      if (!b.destroyed) b.write('x');
      return b.destroyed;
    }, 'the reset');
    expect((await tapped.told('parted')).left).to.deep.equal({ A: 'closed', B: 'let-go' });
  });

  it('turns away who calls for a side that is there', async () => {
    const other = await tapped.call('A');
    expect(await end(other)).to.equal('ended');
    other.destroy();
    expect((await tapped.told('turned-away')).side).to.equal('A');
    a.write('on');
    expect(String(await read(b, 2))).to.equal('on');
  });

  it('listens on when a conversation has ended, and is there for the next one', async () => {
    for (let count = 1; count <= 3; count += 1) {
      a.end('bye');
      await read(b, 3);
      b.end();
      await tapped.told('parted', count);
      a = await tapped.call('A');
      b = await listener.caller();
      await tapped.told('joined', count + 1);
    }
    a.write('hello');
    await read(b, 5);
    for (const socket of [a, b]) socket.destroy();
    const { conversations, bytes } = await tapped.end();
    expect(conversations).to.equal(4);
    expect(bytes.A).to.deep.equal({ came: 14, passed: 14 });
  });

  it('says good-bye to both when it is ended: what has come goes out', async () => {
    a.write('last words');
    await tapped.told('bytes');
    const [outcome, atB] = await Promise.all([tapped.end(), read(b, 10), answered(a), answered(b)]);
    expect(String(atB)).to.equal('last words');
    expect(outcome.why).to.equal('interrupted');
    expect(outcome.last?.left).to.deep.equal({ A: 'let-go', B: 'let-go' });
  });
});

/** A machine that closes its end as the other one does: how many bytes have come to it by then. */
async function answered(socket: Socket): Promise<number> {
  let count = 0;
  socket.on('data', ({ length }) => {
    count += length;
  });
  await once(socket.resume(), 'end');
  socket.end();
  return count;
}

describe('a tap whose second machine is not there', () => {
  allGivenBack();
  const absent = async () => {
    const listener = await Listener.on();
    await listener.close();
    return listener.at;
  };

  it('closes the caller’s connection, says what to start first, and listens on', async () => {
    const at = await absent();
    const tapped = new Tapped(ANY_PORT, connectTo(at));
    for (const count of [1, 2]) {
      const a = await tapped.call('A');
      expect(await end(a)).to.equal('ended');
      a.destroy();
      const { side, error } = await tapped.told('unmet', count);
      expect([side, error.code]).to.deep.equal(['B', 'link-refused']);
      expect(error.fix).to.match(/^Start machine B first/);
    }
    expect(await tapped.end()).to.include({ conversations: 0, last: null });
  });

  it('is no tap where both are to be called: it cannot begin', async () => {
    const there = await Listener.on();
    const handles = openHandles();
    const tapped = new Tapped(connectTo(there.at), connectTo(await absent()));
    const error = await tapped.outcome.then(
      () => undefined,
      (thrown: HarnessError) => thrown,
    );
    expect(error?.code).to.equal('link-refused');
    expect(error?.fix).to.match(/^Start machine B first/);
    await there.close();
    await turnsUntil(() => openHandles().length <= handles.length, 'all sockets to be given back');
  });

  it('loses nothing of a caller who sends and ends before the other one has answered', async () => {
    const listener = await Listener.on();
    const tapped = new Tapped(ANY_PORT, connectTo(listener.at), { once: true });
    const a = await tapped.call('A');
    a.end('one line');
    const b = await listener.caller();
    expect(String(await read(b, 8))).to.equal('one line');
    expect(await end(b)).to.equal('ended');
    b.end();
    expect(await tapped.outcome).to.include({ why: 'over', conversations: 1 });
  });
});

describe('a tap that two machines call', () => {
  allGivenBack();
  const HELD = 1 << 16;
  let tapped: Tapped;
  let watch: SocketWatch;
  beforeEach(() => {
    watch = new SocketWatch();
    tapped = new Tapped(ANY_PORT, ANY_PORT);
  });
  afterEach(() => watch.end());

  it('keeps what the first one sends until the second one is there', async () => {
    const b = await tapped.call('B');
    await tapped.told('met');
    const [ofB] = watch.accepted;
    const early = randomBytes(2 * HELD);
    b.write(early);
    await turnsUntil(() => (ofB?.bytesRead ?? 0) >= HELD, 'the tap to have what it keeps');
    const a = await tapped.call('A');
    expect((await read(a, early.length)).equals(early)).to.equal(true);
  });

  it('has room again when the first one gives up, and says what is lost', async () => {
    const first = await tapped.call('A');
    first.end('lost');
    expect(await tapped.told('gave-up')).to.include({ side: 'A', how: 'closed', lost: 4 });
    const [a, b] = [await tapped.call('A'), await tapped.call('B')];
    a.write('found');
    expect(String(await read(b, 5))).to.equal('found');
  });

  it('says so when the system cannot take a call, and listens on', async () => {
    await tapped.call('A');
    await tapped.told('met');
    const [ofA] = watch.accepted;
    (ofA as Socket & { readonly server: Server }).server.emit('error', new Error('accept EMFILE'));
    expect(await tapped.told('missed')).to.include({ side: 'A', message: 'accept EMFILE' });
    await tapped.call('B');
    await tapped.told('joined');
  });

  it('ends with its time, whoever is there', async () => {
    await tapped.end();
    const short = new Tapped(ANY_PORT, ANY_PORT, { timeoutMs: 30 });
    const a = await short.call('A');
    const [outcome] = await Promise.all([short.outcome, answered(a)]);
    expect(outcome).to.include({ why: 'timeout', conversations: 0 });
  });
});

describe('a tap that calls two machines', () => {
  allGivenBack();
  it('joins them, and ends with their conversation', async () => {
    const [one, two] = [await Listener.on(), await Listener.on()];
    const tapped = new Tapped(connectTo(one.at), connectTo(two.at));
    const [a, b] = [await one.caller(), await two.caller()];
    a.end('from A');
    expect(String(await read(b, 6))).to.equal('from A');
    b.end('from B');
    expect(String(await read(a, 6))).to.equal('from B');
    expect(await tapped.outcome).to.include({ why: 'over', conversations: 1 });
  });
});

describe('a tap that calls two machines, the first of which is cut off before the second has answered', () => {
  allGivenBack();
  afterEach(() => sinon.restore());

  it('cannot begin, and names the one that has left', async () => {
    const one = await Listener.on();
    const silent = sinon.stub(dns, 'lookup');
    const tapped = new Tapped(
      connectTo(one.at),
      connectTo({ kind: 'tcp', host: 'somewhere.example', port: 1 }),
    );
    const a = await one.caller();
    await turnsUntil(() => silent.called, 'the call for B');
    a.resetAndDestroy();
    const error = await tapped.outcome.then(
      () => undefined,
      (thrown: HarnessError) => thrown,
    );
    expect(error?.message).to.equal('machine A has left before machine B was there');
    expect(tapped.of('gave-up')).to.have.lengthOf(1);
  });
});

describe('a tap over pipes', () => {
  allGivenBack();
  it('passes bytes and ends as over TCP', async () => {
    const folder = new Folder();
    const listener = await Listener.on(folder.file('b'));
    const at = { kind: 'pipe', path: folder.file('a') } as const;
    const tapped = new Tapped({ kind: 'listen', at }, connectTo(listener.at));
    await tapped.told('open');
    const a = await connected(at);
    const b = await listener.caller();
    a.end('over a pipe');
    expect(String(await read(b, 11))).to.equal('over a pipe');
    b.destroy();
    expect(await end(a)).to.equal('ended');
    await tapped.end();
    folder.remove();
  });
});

describe('a peer that does not read', () => {
  allGivenBack();
  let folder: Folder;
  let watch: SocketWatch;
  beforeEach(() => {
    folder = new Folder();
    watch = new SocketWatch();
  });
  afterEach(() => {
    sinon.restore();
    watch.end();
    folder.remove();
  });
  const SENT = randomBytes(4 * MIB);

  /** Over pipes, as what their system holds is small: B reads nothing, and the tap takes nothing more from A. */
  async function stalled(options: { timeoutMs?: number } = {}) {
    const listener = await Listener.on(folder.file('b'));
    const at = { kind: 'pipe', path: folder.file('a') } as const;
    const tapped = new Tapped({ kind: 'listen', at }, connectTo(listener.at), options);
    await tapped.told('open');
    const a = await connected(at);
    const b = await listener.caller();
    await tapped.told('joined');
    const [ofA] = watch.accepted;
    a.write(SENT);
    await turnsUntil(() => ofA?.isPaused() === true, 'the tap to take nothing more');
    await turns(50);
    return { tapped, a, b };
  }

  it('lets the other one wait, and nothing is lost', async () => {
    const { tapped, a, b } = await stalled();
    expect(tapped.passed).to.be.greaterThan(0).and.lessThan(MIB);
    expect(a.writableLength).to.be.greaterThan(0);
    expect((await read(b, SENT.length)).equals(SENT)).to.equal(true);
  });

  it('is waited for when the tap is ended: of a pipe, what has not been read is lost with its other end', async () => {
    const { tapped, a, b } = await stalled();
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    const ended = Promise.all([tapped.end(), answered(a)]);
    await tapped.told('awaited');
    clock.tick(9_000);
    const [atB, [{ last }]] = await Promise.all([answered(b), ended]);
    expect(atB).to.equal(tapped.passed);
    expect(last?.bytes.A).to.deep.equal({ came: tapped.passed, passed: tapped.passed });
  });

  it('is cut off when it takes nothing for 10 s, and what was still under way counts as lost', async () => {
    const { tapped, a, b } = await stalled();
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    const ended = Promise.all([tapped.end(), answered(a)]);
    await tapped.told('awaited');
    clock.tick(11_000);
    const [{ last }] = await ended;
    const atB = await answered(b);
    expect(last?.bytes.A.came).to.equal(tapped.passed);
    expect(last?.bytes.A.passed).to.be.greaterThan(0).and.at.most(atB);
  });

  it('is waited for no longer once Ctrl-C says so', async () => {
    const { tapped } = await stalled({ timeoutMs: 300 });
    await tapped.told('awaited');
    expect(await tapped.end()).to.include({ why: 'timeout', conversations: 1 });
  });
});

describe('50 conversations through one tap', () => {
  allGivenBack();
  it('leave no socket and no timer behind', async () => {
    const listener = await Listener.on();
    const tapped = new Tapped(ANY_PORT, connectTo(listener.at));
    await tapped.told('open');
    const resources = process.getActiveResourcesInfo().length;
    for (let count = 1; count <= 50; count += 1) {
      const [a, b] = [await tapped.call('A'), await listener.caller()];
      a.write('x');
      await read(b, 1);
      if (count % 2 === 0) a.resetAndDestroy();
      else a.destroy();
      await end(b);
      b.destroy();
      await tapped.told('parted', count);
    }
    await turnsUntil(() => process.getActiveResourcesInfo().length <= resources, 'all to be given back');
    expect(await tapped.end()).to.include({ conversations: 50 });
  });
});
