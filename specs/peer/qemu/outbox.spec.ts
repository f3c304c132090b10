import { expect } from 'chai';
import { Outbox } from '../../../harness/peer/qemu/outbox.ts';

describe('what has left QEMU and not been taken', () => {
  it('is given in order, each with its serial number, as the levels behind a start bit', () => {
    const outbox = new Outbox();
    outbox.push(0x41, 1);
    outbox.push(0xff, 2);
    const taken: (readonly number[])[] = [];
    for (; outbox.count > 0; outbox.shift()) taken.push([outbox.pattern() >> 1, outbox.serial()]);
    expect(taken).to.deep.equal([
      [0x41, 1],
      [0xff, 2],
    ]);
  });

  it('is not given while the link holds it back, and still waits', () => {
    const outbox = new Outbox();
    outbox.push(0x41, 1);
    outbox.held = true;
    expect([outbox.count, outbox.waiting, outbox.chars()]).to.deep.equal([0, 1, [0x41]]);
    outbox.held = false;
    expect(outbox.count).to.equal(1);
  });

  it('keeps none of what has been taken, even if it is never empty', () => {
    const outbox = new Outbox();
    outbox.push(0, 0);
    for (let serial = 1; serial <= 100_000; serial += 1) {
      outbox.push(serial & 0xff, serial);
      outbox.shift();
      if (outbox.waiting !== 1 || outbox.serial() !== serial) expect.fail(`at ${serial}: ${outbox.serial()}`);
    }
    expect(JSON.stringify(outbox).length).to.be.below(200_000);
  });
});
