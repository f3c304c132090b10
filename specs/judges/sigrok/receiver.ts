import type { Uart } from '../../../harness/uart/chip.ts';
import { Waveform } from '../../../harness/uart/waveform.ts';
import { LSR, REG } from '../../support/datasheet.ts';
import type { Heard } from '../../support/sampling.ts';

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
