import { LCR, OFFSET } from '../uart/registers.ts';
import type { ByteChip } from '../wire/terminal.ts';

/** LCR without DLAB, and the divisor latch: a hypervisor is told of no write that changes neither. */
export const lineOf = (chip: ByteChip): number =>
  (chip.characterTiming.divisor << 8) | (chip.peek(OFFSET.LCR) & ~LCR.DLAB);
