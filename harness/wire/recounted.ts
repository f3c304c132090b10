import type { Crystal } from '../ground/crystal.ts';
import { Waveform } from '../uart/waveform.ts';

/** What has left one chip, in the ticks of another one, whose crystal is not the same. The first is then empty. */
export function recounted(line: Waveform, sender: Crystal, receiver: Crystal): Waveform {
  const ticks = sender.asCountedBy(receiver);
  const seen = new Waveform();
  for (; line.count > 0; line.shift())
    seen.push(ticks(line.start()), ticks(line.bit()), line.pattern(), line.length(), line.serial());
  for (const { at, drive } of line.overrides) seen.override(ticks(at), drive);
  line.clear();
  return seen;
}
