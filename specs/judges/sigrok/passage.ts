import type { Waveform } from '../../../harness/uart/waveform.ts';
import { chipWith } from '../../support/chip.ts';
import { bitTicks, characterTicks, dataMask, type Setting } from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';
import { send } from './sender.ts';

/** What went over a wire up to the tick `until`, and what it was meant to say: places are the ticks of start edges. */
export interface Passage {
  readonly line: Setting;
  readonly divisor: number;
  readonly wire: Waveform;
  readonly until: number;
  readonly meant: readonly Character[];
}

/** Characters written to a chip: back to back, or with the line mark for `gap` ticks before each. */
export function passage(line: Setting, divisor: number, chars: readonly number[], gap = 0): Passage {
  const chip = chipWith({ line: line.name, divisor });
  const from = bitTicks(divisor);
  chip.advance(from);
  send(chip, chars, gap);
  const length = characterTicks(line, divisor);
  const meant = chars.map((char, i) => ({
    at: from + gap + i * (gap + length),
    char: char & dataMask(line),
    flags: 0,
  }));
  return { line, divisor, wire: chip.sout, until: chip.now + length, meant };
}
