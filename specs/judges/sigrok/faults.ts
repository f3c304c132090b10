import { Waveform } from '../../../harness/uart/waveform.ts';

/** The line behind faults: `turned` has a 1 for each bit of a frame that is turned over, the start bit lowest. */
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
