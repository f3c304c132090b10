import type { Uart } from '../../harness/uart/chip.ts';
import { Waveform } from '../../harness/uart/waveform.ts';
import { arrivalTicks, bitTicks, characterTicks, levelsOf, type Setting, settingOf } from './datasheet.ts';
import type { Frame } from './sampling.ts';

export type { Frame } from './sampling.ts';

export function lineOf(frames: readonly Frame[]): Waveform {
  const line = new Waveform();
  for (const { at, bit, levels, serial = 0 } of frames) {
    const pattern = levels.reduce<number>((sum, level, place) => sum + level * 2 ** place, 0);
    line.push(at, bit, pattern, levels.length, serial);
  }
  return line;
}

/** A character as the line brings it: whole, or with something wrong. */
export type Said = number | { readonly char: number; readonly wrong: 'parity' | 'stop' } | 'break';

export const badParity = (char: number): Said => ({ char, wrong: 'parity' });
export const badStop = (char: number): Said => ({ char, wrong: 'stop' });

export function levelsSaid(line: Setting, said: Said): readonly (0 | 1)[] {
  if (said === 'break') return [...levelsOf(line, 0).map((): 0 => 0), 0];
  if (typeof said === 'number') return levelsOf(line, said);
  const levels = levelsOf(line, said.char);
  if (said.wrong === 'stop') return [...levels, 0];
  return levels.with(-1, levels.at(-1) === 0 ? 1 : 0);
}

/**
 * Lets characters come in at SIN one after another, in the chip's own settings, and time pass until the last is
 * there; returns that tick. After a bad stop bit the line stays mark for a whole character more.
 */
export function feed(chip: Uart, ...said: readonly Said[]): number {
  const { registers, divisor } = chip.inspect();
  const line = settingOf(registers.LCR);
  const bit = bitTicks(divisor);
  let at = chip.now + bit;
  let came = chip.now;
  const frames = said.map((one): Frame => {
    const frame = { at, bit, levels: levelsSaid(line, one), serial: 0 };
    came = at + arrivalTicks(line, divisor);
    at += characterTicks(line, divisor) * (frame.levels.length > levelsOf(line, 0).length ? 2 : 1);
    return frame;
  });
  chip.listen(lineOf(frames));
  chip.advance(came);
  return came;
}

/** Two chips, each one's SOUT joined to the other's SIN. Within a tick, line changes come before samples. */
export class Pair {
  readonly a: Uart;
  readonly b: Uart;
  now = 0;

  constructor(a: Uart, b: Uart) {
    this.a = a;
    this.b = b;
  }

  /** To be called after whatever touches a chip. */
  join(): void {
    this.b.listen(this.a.sout);
    this.a.listen(this.b.sout);
  }

  advance(to: number): void {
    const { a, b } = this;
    this.join();
    for (let next = this.next(); next <= to; next = this.next()) {
      a.advanceTransmitter(next);
      b.advanceTransmitter(next);
      this.join();
      a.advance(next);
      b.advance(next);
    }
    a.advance(to);
    b.advance(to);
    this.now = to;
  }

  wait(ticks: number): void {
    this.advance(this.now + ticks);
  }

  private next(): number {
    return Math.min(this.a.deadline, this.b.deadline);
  }
}
