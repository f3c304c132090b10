import type { Uart } from '../../../harness/uart/chip.ts';
import { lsr } from '../../support/chip.ts';
import { LSR, REG } from '../../support/datasheet.ts';

function waitFor(chip: Uart, status: number): void {
  while ((lsr(chip) & status) === 0) {
    if (!Number.isFinite(chip.deadline)) throw new Error('the transmitter stands still');
    chip.advance(chip.deadline);
  }
}

/** Sends characters back to back, or with the line mark for `gap` ticks before each, and waits for the end. */
export function send(chip: Uart, chars: readonly number[], gap = 0): void {
  for (const char of chars) {
    waitFor(chip, gap === 0 ? LSR.THRE : LSR.TEMT);
    chip.advance(chip.now + gap);
    chip.write(REG.THR, char);
  }
  waitFor(chip, LSR.TEMT);
}
