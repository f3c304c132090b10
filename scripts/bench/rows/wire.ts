import { compare } from '../compare.ts';
import { AvrPair } from '../contestants/avr8js-pair.ts';
import { AvrTwoCpus } from '../contestants/avr8js-two-cpus.ts';
import { BarePair } from '../contestants/bare-pair.ts';
import { OurPair } from '../contestants/our-pair.ts';
import { V86Pair } from '../contestants/v86-pair.ts';
import type { Row } from '../row.ts';

const OURS = 'ours';
const OURS_BOTH_WAYS = 'ours, both ways at once';
const AVR = 'avr8js';
const AVR_BOTH_WAYS = 'avr8js, both ways at once';
const AVR_TWO_CPUS = 'avr8js, a CPU each';
const V86_UART = 'v86, untimed';
const BARE = 'two variables, untimed';

/**
 * Characters from one chip to another at 115 200 8N1. Each contestant's loop is the same: read the sender's status until
 * it is ready, write, read the receiver's status until it is ready, read and compare the byte; where a status is not ready
 * yet, time goes on to the next event. For the timed ones that is four status reads and two events a character.
 */
export const wire: Row = {
  name: 'wire',
  title: 'characters a second of CPU between two chips, polled, 115200 8N1',
  async measure({ pace }) {
    const v86 = await V86Pair.loaded();
    const [ours, oursBothWays] = [new OurPair(), new OurPair()];
    const [avr, avrBothWays, avrTwoCpus] = [new AvrPair(), new AvrPair(), new AvrTwoCpus()];
    const bare = new BarePair();
    return await compare({
      pace,
      meter: 'cpu',
      contestants: [
        { name: OURS, run: (count) => ours.carry(count) },
        { name: AVR, run: (count) => avr.carry(count) },
        { name: AVR_TWO_CPUS, run: (count) => avrTwoCpus.carry(count) },
        { name: V86_UART, run: (count) => v86.carry(count), close: () => v86.close() },
        { name: BARE, run: (count) => bare.carry(count) },
        { name: OURS_BOTH_WAYS, run: (count) => oursBothWays.exchange(count) },
        { name: AVR_BOTH_WAYS, run: (count) => avrBothWays.exchange(count) },
      ],
      ratios: [
        { what: 'ours / avr8js', ours: OURS, theirs: AVR, target: 4 },
        { what: 'ours / v86', ours: OURS, theirs: V86_UART, target: 6 },
      ],
    });
  },
};
