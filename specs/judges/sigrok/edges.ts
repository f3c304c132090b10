import type { Waveform } from '../../../harness/uart/waveform.ts';
import type { Edge } from './vcd.ts';

/** What the level of a line does from tick 0 on: it is asked for on each tick on which it could change. */
export function edgesOf(line: Waveform): readonly Edge[] {
  const times = line.overrides.map(({ at }) => at);
  for (let i = 0; i < line.count; i += 1) {
    for (let bit = 0; bit <= line.length(i); bit += 1) times.push(line.start(i) + bit * line.bit(i));
  }
  const edges: Edge[] = [[0, line.level(0)]];
  for (const at of times.sort((a, b) => a - b)) {
    const level = line.level(at);
    if (level !== edges.at(-1)?.[1]) edges.push([at, level]);
  }
  return edges;
}
