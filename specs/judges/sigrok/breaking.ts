import type { Uart } from '../../../harness/uart/chip.ts';
import { chipWith } from '../../support/chip.ts';
import { bitTicks, characterTicks, dataMask, LCR, REG, type Setting } from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';
import type { Passage } from './passage.ts';
import { type Levels, reading } from './reading.ts';
import { send } from './sender.ts';

const BIT = bitTicks(1);

/** A chip at 115200 that sends and breaks, and a list of what ought to be heard of it. */
export class Breaking {
  readonly line: Setting;
  readonly chip: Uart;
  readonly meant: Character[] = [];

  constructor(line: Setting) {
    this.line = line;
    this.chip = chipWith({ line: line.name });
    this.rest(BIT);
  }

  /** The line stays as it is for so many ticks. */
  rest(ticks: number): void {
    this.chip.advance(this.chip.now + ticks);
  }

  /** A character after a bit of mark, to be heard as it is. */
  send(char: number): void {
    const { line, chip, meant } = this;
    meant.push({ at: chip.now + BIT, char: char & dataMask(line), flags: 0 });
    send(chip, [char], BIT);
  }

  /** Holds SOUT at space for so many ticks from now on. */
  hold(ticks: number): void {
    const lcr = this.chip.read(REG.LCR);
    this.chip.write(REG.LCR, lcr | LCR.BREAK);
    this.rest(ticks);
    this.chip.write(REG.LCR, lcr);
  }

  /** These levels are to be read of what begins now, or at another tick. */
  mean(levels: Levels, at = this.chip.now): void {
    this.meant.push(reading(this.line, at, levels));
  }

  get passage(): Passage {
    const { line, chip, meant } = this;
    return { line, divisor: 1, wire: chip.sout, until: chip.now + 2 * characterTicks(line), meant };
  }
}
