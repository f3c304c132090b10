import { COM1 } from '../../../harness/lab7/port.ts';
import { OFFSET } from '../../../harness/uart/registers.ts';
import { compare } from '../compare.ts';
import { AvrPair } from '../contestants/avr8js-pair.ts';
import { OurPair } from '../contestants/our-pair.ts';
import { V86Pair } from '../contestants/v86-pair.ts';
import type { Row } from '../row.ts';

/** So slow that one character is under way all the time. */
const SLOWEST = { lcr: 0x03, divisor: 0 };
/** What an access takes on the bus. */
const ACCESS_TICKS = 2;

const OURS = 'ours: advance, read LSR';
const OURS_ALONE = 'ours: read LSR, no time passes';
const AVR = 'avr8js: cycles, tick, read UCSRA';
const AVR_ALONE = 'avr8js: read UCSRA, no time passes';
const V86_LSR = 'v86: read LSR, untimed';

/** Reads of the status register: what a polling loop does most. */
export const statusReads: Row = {
  name: 'status-reads',
  title: 'status-register reads a second of CPU',
  async measure({ pace }) {
    const ours = new OurPair(SLOWEST);
    ours.write(ours.a, ours.b, 0);
    const avr = new AvrPair();
    const v86 = await V86Pair.loaded();
    const readOfV86 = v86.reader(COM1.base + OFFSET.LSR);
    const { a } = ours;
    let now = 0;
    return await compare({
      pace,
      meter: 'cpu',
      contestants: [
        {
          name: OURS,
          run: (count) => {
            let seen = 0;
            for (let i = 0; i < count; i += 1) {
              now += ACCESS_TICKS;
              a.advance(now);
              seen |= a.read(OFFSET.LSR);
            }
            check(seen, OURS);
          },
        },
        { name: AVR, run: (count) => check(avr.readStatus(count, ACCESS_TICKS), AVR) },
        {
          name: OURS_ALONE,
          run: (count) => {
            let seen = 0;
            for (let i = 0; i < count; i += 1) seen |= a.read(OFFSET.LSR);
            check(seen, OURS_ALONE);
          },
        },
        { name: AVR_ALONE, run: (count) => check(avr.readStatusAlone(count), AVR_ALONE) },
        {
          name: V86_LSR,
          run: (count) => {
            let seen = 0;
            for (let i = 0; i < count; i += 1) seen |= readOfV86();
            check(seen, V86_LSR);
          },
          close: () => v86.close(),
        },
      ],
      ratios: [
        { what: 'ours / avr8js, time passes', ours: OURS, theirs: AVR, target: 1 },
        { what: 'ours / avr8js, no time passes', ours: OURS_ALONE, theirs: AVR_ALONE, target: 1 },
        { what: 'ours, time passes / avr8js, no time passes', ours: OURS, theirs: AVR_ALONE, target: 1 },
        { what: 'ours, time passes / v86', ours: OURS, theirs: V86_LSR, target: 1 },
      ],
    });
  },
};

/** What is read is used, so that no compiler may leave the reads out: THRE or UDRE, bit 5 in all three. */
function check(seen: number, name: string): void {
  if ((seen & 0x20) === 0) throw new Error(`${name} gave ${seen}`);
}
