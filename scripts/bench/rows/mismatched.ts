import { compare } from '../compare.ts';
import { AvrPair } from '../contestants/avr8js-pair.ts';
import { AT_8861, AT_9600, MismatchedPair, WITH_PARITY } from '../contestants/mismatched-pair.ts';
import { FASTEST } from '../contestants/our-pair.ts';
import type { Row } from '../row.ts';

const PARITY = 'ours, 8E1 into 8N1';
const RATE = 'ours, 9600 into 8861.5';
const AVR = 'avr8js, equal settings';
const AVR_READ = 'avr8js, equal settings, every read made';

/** Unequal settings, sampled level by level: avr8js, which does not notice them, is at its equal ones. */
export const mismatched: Row = {
  name: 'mismatched',
  title: 'characters sent a second of CPU, unequal settings, with gaps, polled',
  async measure({ pace }) {
    const parity = new MismatchedPair(WITH_PARITY, FASTEST);
    const rate = new MismatchedPair(AT_9600, AT_8861);
    const [avr, avrRead] = [new AvrPair(), new AvrPair()];
    return await compare({
      pace,
      meter: 'cpu',
      contestants: [
        { name: PARITY, run: (count) => parity.carry(count) },
        { name: RATE, run: (count) => rate.carry(count) },
        { name: AVR, run: (count) => avr.carry(count) },
        { name: AVR_READ, run: (count) => avrRead.carryReadByRead(count) },
      ],
      ratios: [
        { what: 'ours, 8E1 into 8N1 / avr8js', ours: PARITY, theirs: AVR, target: 2 },
        { what: 'ours, 9600 into 8861.5 / avr8js', ours: RATE, theirs: AVR, target: 2 },
        { what: 'ours, 8E1 into 8N1 / avr8js, every read made', ours: PARITY, theirs: AVR_READ, target: 2 },
      ],
    });
  },
};
