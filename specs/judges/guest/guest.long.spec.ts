import { expect } from 'chai';
import { block } from './block.ts';
import { FarEnd } from './far-end.ts';
import { MODES } from './orders.ts';
import { describeWithGuests } from './with-guests.ts';

const MESSAGE = Buffer.from('All work and no play makes Jack a dull boy, and sixteen at a time do not care.');
const STOP = '.'.charCodeAt(0);
const BLOCK = block(4096);
const BREAK = Buffer.from([0xff, 0xf3]);

describeWithGuests('a guest before a bare socket', (start) => {
  let far: FarEnd | undefined;

  afterEach(() => far?.close());

  for (const mode of MODES) {
    it(`sends a message: ${mode}`, async () => {
      const guest = await start({ mode, sends: MESSAGE }, { listen: 'tcp' });
      far = await FarEnd.calling(await guest.port());
      await guest.met();
      guest.begin();
      expect((await guest.ending()).errors).to.equal(0);
      expect(await far.all()).to.deep.equal(MESSAGE);
    });

    it(`receives to the terminator and takes nothing after it: ${mode}`, async () => {
      const guest = await start({ mode, receives: 1000, terminator: STOP }, { listen: 'tcp' });
      far = await FarEnd.calling(await guest.port());
      guest.begin();
      far.send(Buffer.concat([MESSAGE, MESSAGE]));
      expect(await guest.ending()).to.deep.equal({ errors: 0, printed: MESSAGE });
    });

    it(`sends 4 KiB while it receives 4 KiB: ${mode}`, async () => {
      const server = await FarEnd.listening();
      const calls = FarEnd.of(server);
      const { port } = server.address() as { port: number };
      const guest = await start({ mode, sends: BLOCK, receives: BLOCK.length }, { connect: port });
      far = await calls;
      server.close();
      guest.begin();
      far.send(BLOCK);
      expect(await guest.ending()).to.deep.equal({ errors: 0, printed: BLOCK });
      expect(await far.all()).to.deep.equal(BLOCK);
    });

    it(`stops at a break, with what came before it: ${mode}`, async () => {
      const guest = await start({ mode, receives: 1000 }, { listen: 'tcp', telnet: true });
      far = await FarEnd.calling(await guest.port());
      guest.begin();
      far.send(Buffer.concat([MESSAGE, BREAK, MESSAGE]));
      const { errors, printed } = await guest.ending();
      expect(errors).to.equal(0x10);
      expect(MESSAGE.subarray(0, printed.length)).to.deep.equal(printed);
    });
  }

  it('is given up when it does not end in time', async () => {
    const guest = await start({ mode: 'fifo', receives: 1 }, { listen: 'tcp' }, 1500);
    guest.begin();
    const why = await guest.ending().then(
      () => 'it ended',
      (error: Error) => error.message,
    );
    expect(why).to.equal('the guest was given 1500 ms to end, in vain; it printed 0 bytes');
  });

  it('says what QEMU says when nobody listens where it calls', async () => {
    const why = await start({ mode: 'poll' }, { connect: await FarEnd.freePort() }).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    expect(why).to.match(/^QEMU ended \(exit 1\); it said: .*Connection refused$/);
  });
});
