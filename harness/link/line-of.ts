import type { Uart } from '../uart/chip.ts';
import { LCR, OFFSET } from '../uart/registers.ts';

/** LCR without DLAB, and the divisor latch: a hypervisor is told of no write that changes neither. */
export const lineOf = (chip: Uart): number =>
  (chip.characterTiming.divisor << 8) | (chip.peek(OFFSET.LCR) & ~LCR.DLAB);
