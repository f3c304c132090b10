import { expect } from 'chai';
import type { Side } from '../../../harness/ground/side.ts';
import { listenAddress } from '../../../harness/peer/port-address.ts';
import { play } from '../../../harness/run/play.ts';
import { payloadsOf } from '../../peer/payloads.ts';
import { begun, loaded } from '../../peer/recorded.ts';
import { ANY_PORT, allGivenBack, connectTo, Tapped } from '../../peer/tapped.ts';
import { block } from './block.ts';
import { twoGuests } from './two-guests.ts';
import { describeWithGuests } from './with-guests.ts';

const BLOCK = block(4096);
const WHOLE = { errors: 0, printed: BLOCK };

const PAIRS = [
  ['poll', 'int'],
  ['int', 'fifo'],
  ['fifo', 'poll'],
] as const;

const orders = ([one, other]: (typeof PAIRS)[number]) => {
  const both = { sends: BLOCK, receives: BLOCK.length };
  return [
    { mode: one, ...both },
    { mode: other, ...both },
  ] as const;
};

describeWithGuests('two guests, and nothing between them', (start) => {
  for (const modes of PAIRS)
    it(`send 4 KiB each way at once, by ${modes[0]} and by ${modes[1]}`, async () => {
      expect(await twoGuests(start, orders(modes), (port) => port)).to.deep.equal([WHOLE, WHOLE]);
    });
});

describeWithGuests('two guests, and a tap between them', (start) => {
  allGivenBack();
  for (const modes of PAIRS)
    it(`send 4 KiB each way at once, by ${modes[0]} and by ${modes[1]}, and what was recorded plays`, async () => {
      const ends: Tapped[] = [];
      const between = async (port: number): Promise<number> => {
        const tapped = new Tapped(ANY_PORT, connectTo(listenAddress(`${port}`)));
        ends.push(tapped);
        const { where } = await tapped.told('open');
        return Number(where.split(':').at(-1));
      };
      expect(await twoGuests(start, orders(modes), between)).to.deep.equal([WHOLE, WHOLE]);
      const [tapped] = ends;
      await tapped?.told('parted');
      const events = tapped?.events ?? [];
      const recording = begun();
      const text = [recording.head(), ...events.map((event) => recording.tell(event)), recording.rest()];
      const scenario = loaded(text.join(''));
      const bytes = (side: Side) => Buffer.from(payloadsOf(scenario.steps)[side]);
      expect([bytes('A'), bytes('B')]).to.deep.equal([Buffer.from(BLOCK), Buffer.from(BLOCK)]);
      expect((await play(scenario, { seed: 1 })).failures).to.deep.equal([]);
    });
});
