import { expect } from 'chai';
import fc from 'fast-check';
import { createSandbox } from 'sinon';
import { HarnessError } from '../../harness/ground/errors.ts';
import { ByteRing, MemoryCarrier } from '../../harness/link/carrier.ts';
import { SocketCarrier } from '../../harness/link/socket-carrier.ts';
import { call, closed, listenOn, portOf, SocketWatch, turnsUntil } from './sockets.ts';

describe('the byte ring', () => {
  it('gives back what was pushed, in order, however pushes and shifts mix (2000 operations)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 255 })), { maxLength: 2000 }),
        (operations) => {
          const ring = new ByteRing();
          const naive: number[] = [];
          for (const operation of operations) {
            if (operation !== null) {
              ring.push(operation);
              naive.push(operation);
            } else if (naive.length > 0) {
              expect(ring.shift()).to.equal(naive.shift());
            }
            expect(ring.count).to.equal(naive.length);
          }
        },
      ),
      { seed: 7, numRuns: 50 },
    );
  });

  it('keeps 1000 that nobody takes', () => {
    const ring = new ByteRing();
    for (let i = 0; i < 1000; i += 1) ring.push(i & 0xff);
    expect(Array.from({ length: 1000 }, () => ring.shift())).to.deep.equal(
      Array.from({ length: 1000 }, (_, i) => i & 0xff),
    );
  });
});

describe('the memory carrier', () => {
  it('has a byte out as soon as it is in', () => {
    const carrier = new MemoryCarrier();
    carrier.put(0x41);
    expect(carrier.arrived).to.equal(1);
    expect(carrier.take()).to.equal(0x41);
    expect(carrier.arrived).to.equal(0);
  });
});

describe('the socket carrier', () => {
  const sandbox = createSandbox();
  afterEach(() => sandbox.restore());

  it('gives a byte 10 000 ms to come out, and not 9 999: then link-timeout', async () => {
    const clock = sandbox.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const watch = new SocketWatch();
    const server = await listenOn({ port: 0, host: '127.0.0.1' });
    const into = call(`127.0.0.1:${portOf(server)}`);
    await turnsUntil(() => watch.accepted.length === 1, 'the connection');
    const [from] = watch.accepted;
    if (from === undefined) throw new Error('no socket');
    from.on('error', () => {});
    const carrier = new SocketCarrier(into, from);
    from.pause();
    let outcome: unknown = 'waiting';
    const arrival = carrier.arrival().catch((error: unknown) => {
      outcome = error;
    });
    clock.tick(9_999);
    await Promise.resolve();
    expect(outcome).to.equal('waiting');
    clock.tick(1);
    await arrival;
    expect(outcome).to.be.instanceOf(HarnessError);
    expect((outcome as HarnessError).code).to.equal('link-timeout');
    into.destroy();
    from.destroy();
    await turnsUntil(() => carrier.broken, 'the break');
    await closed(server);
    watch.end();
  });
});
