import type { Uart } from '../../../harness/uart/chip.ts';
import { Waveform } from '../../../harness/uart/waveform.ts';
import { lsr } from '../../support/chip.ts';
import { LSR, REG } from '../../support/datasheet.ts';
import type { Heard } from '../../support/sampling.ts';

/** The line behind faults: `turned` has a 1 for each bit of a frame whose level is another one then, the start bit lowest. */
export function withFaults(line: Waveform, turned: (frame: number) => number): Waveform {
  const faulty = new Waveform();
  for (let i = 0; i < line.count; i += 1) {
    const mask = turned(i);
    const length = Math.max(line.length(i), 32 - Math.clz32(mask));
    const levels = (line.pattern(i) | (-1 << line.length(i))) ^ mask;
    faulty.push(line.start(i), line.bit(i), levels & ~(-1 << length), length, line.serial(i));
  }
  for (const { at, drive } of line.overrides) faulty.override(at, drive);
  return faulty;
}

function waitFor(chip: Uart, status: number): void {
  while ((lsr(chip) & status) === 0) {
    if (!Number.isFinite(chip.deadline)) throw new Error('the transmitter stands still');
    chip.advance(chip.deadline);
  }
}

/** Sends characters back to back, or with the line mark for `gap` ticks before each, and waits for the last one's end. */
export function send(chip: Uart, chars: readonly number[], gap = 0): void {
  for (const char of chars) {
    waitFor(chip, gap === 0 ? LSR.THRE : LSR.TEMT);
    chip.advance(chip.now + gap);
    chip.write(REG.THR, char);
  }
  waitFor(chip, LSR.TEMT);
}

/** What a cable brings: each frame when it begins, and each turn of a break when it comes. */
function changesOf(line: Waveform): readonly { readonly at: number; readonly line: Waveform }[] {
  const frames = Array.from({ length: line.count }, (_, i) => {
    const frame = new Waveform();
    frame.push(line.start(i), line.bit(i), line.pattern(i), line.length(i), line.serial(i));
    return { at: line.start(i), line: frame };
  });
  const turns = line.overrides.map(({ at, drive }) => {
    const turn = new Waveform();
    turn.override(at, drive);
    return { at, line: turn };
  });
  return [...frames, ...turns].sort((a, b) => a.at - b.at);
}

/** What a chip at the other end hears up to the tick `until`: LSR and RBR are read as each character comes. */
export function heardBy(chip: Uart, line: Waveform, until: number): readonly Heard[] {
  const heard: Heard[] = [];
  const advance = (to: number): void => {
    while (chip.deadline <= to) {
      chip.advance(chip.deadline);
      const status = chip.read(REG.LSR);
      const flags = status & (LSR.OE | LSR.PE | LSR.FE | LSR.BI);
      if (status & LSR.DR) heard.push({ at: chip.now, char: chip.read(REG.RBR), flags });
    }
    chip.advance(to);
  };
  for (const change of changesOf(line)) {
    advance(change.at - 1);
    chip.listen(change.line);
  }
  advance(until);
  return heard;
}
