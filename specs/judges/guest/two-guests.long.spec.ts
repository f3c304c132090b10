import { expect } from 'chai';
import { block } from './block.ts';
import { twoGuests } from './two-guests.ts';
import { describeWithGuests } from './with-guests.ts';

const BLOCK = block(4096);

describeWithGuests('two guests, and nothing between them', (start) => {
  for (const [one, other] of [
    ['poll', 'int'],
    ['int', 'fifo'],
    ['fifo', 'poll'],
  ] as const)
    it(`send 4 KiB each way at once, by ${one} and by ${other}`, async () => {
      const orders = { sends: BLOCK, receives: BLOCK.length };
      const both = [
        { mode: one, ...orders },
        { mode: other, ...orders },
      ] as const;
      const whole = { errors: 0, printed: BLOCK };
      expect(await twoGuests(start, both, (port) => port)).to.deep.equal([whole, whole]);
    });
});
