import { compare } from '../compare.ts';
import { AvrPair } from '../contestants/avr8js-pair.ts';
import { AvrTwoCpus } from '../contestants/avr8js-two-cpus.ts';
import { OurPair } from '../contestants/our-pair.ts';
import type { Row } from '../row.ts';

const OURS = 'ours, as `until`';
const OURS_READ = 'ours, every read made';
const AVR = 'avr8js, every read made';
const AVR_TWO_CPUS = 'avr8js, a CPU each, every read made';

/**
 * Characters from one chip to another, with a loop at each that reads its status every access time: eighty reads at
 * either end a character. avr8js' clock goes on by cycles, so its loops make each of them. Ours makes those that can read
 * something new, as `until` does: the deadlines of the chips say when.
 */
export const polled: Row = {
  name: 'polled',
  title: 'characters a second of CPU between two chips, both polled every two ticks, 115200 8N1',
  async measure({ pace }) {
    const [ours, oursRead] = [new OurPair(), new OurPair()];
    const [avr, avrTwoCpus] = [new AvrPair(), new AvrTwoCpus()];
    return await compare({
      pace,
      meter: 'cpu',
      contestants: [
        { name: OURS, run: (count) => ours.carryUntil(count) },
        { name: OURS_READ, run: (count) => oursRead.carryReadByRead(count) },
        { name: AVR, run: (count) => avr.carryReadByRead(count) },
        { name: AVR_TWO_CPUS, run: (count) => avrTwoCpus.carryReadByRead(count) },
      ],
      ratios: [
        { what: 'ours, as `until` / avr8js', ours: OURS, theirs: AVR, target: 4 },
        { what: 'ours, every read made / avr8js', ours: OURS_READ, theirs: AVR, target: 1 },
      ],
    });
  },
};
