import { expect } from 'chai';
import { block } from './block.ts';
import { exchange } from './live.ts';
import { describeWithHarness } from './with-harness.ts';

const BLOCK = block(256);

describeWithHarness('a guest, and the harness at the other end of its line', (join, turnOff) => {
  it('sends 256 bytes while it receives 256, by interrupts and FIFOs', async () => {
    const orders = { mode: 'fifo', sends: BLOCK, receives: BLOCK.length } as const;
    const { program, came, whole } = exchange('fifo', BLOCK);
    const { guest, live } = await join({ over: 'TCP', guest: 'listens' }, orders, program);
    guest.begin();
    expect(await guest.ending()).to.deep.equal({ errors: 0, printed: BLOCK });
    await Promise.race([whole, live.over]);
    expect(came).to.deep.equal([...BLOCK]);
    turnOff();
    expect((await live.over).ledger).to.include({ balanced: true, carried: 256, read: 256 });
  });
});
