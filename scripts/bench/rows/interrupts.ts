import { compare } from '../compare.ts';
import { AvrPair } from '../contestants/avr8js-pair.ts';
import { InterruptPair } from '../contestants/interrupt-pair.ts';
import type { Row } from '../row.ts';

/** FIFOs with trigger 14, served by interrupts: 16 characters a THRE interrupt, 14 and more for each of the receiver's. */
export const interrupts: Row = {
  name: 'interrupts',
  title: 'characters a second of CPU between two chips, by interrupts, FIFO 14, 115200 8N1',
  async measure({ pace }) {
    const ours = new InterruptPair();
    const avr = new AvrPair();
    return await compare({
      pace,
      meter: 'cpu',
      contestants: [
        { name: 'ours', run: (count) => ours.carry(count) },
        { name: 'avr8js, polled', run: (count) => avr.carry(count) },
      ],
      ratios: [],
    });
  },
};
