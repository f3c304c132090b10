import type { Frames, Lanes, MachineLanes } from './lanes.ts';
import { chosen, type Marks } from './marks.ts';

/** The lanes with no more than these records in them. */
export function matchingLanes(lanes: Lanes, records: Uint32Array, all: number): Lanes {
  const matches = new Uint8Array(all);
  for (const record of records) matches[record] = 1;
  const pick = (marks: Marks): Marks => chosen(marks, (record) => matches[record] === 1);
  const machine = (own: MachineLanes): MachineLanes => {
    const picked = Object.entries(own).map(([name, value]) => [
      name,
      'record' in value ? pick(value) : value,
    ]);
    return { ...own, ...Object.fromEntries(picked), frames: framesOf(own.frames, matches) };
  };
  return {
    whole: lanes.whole,
    sides: lanes.sides,
    steps: pick(lanes.steps),
    verdict: pick(lanes.verdict),
    A: machine(lanes.A),
    B: machine(lanes.B),
  };
}

function framesOf(frames: Frames, matches: Uint8Array): Frames {
  const places = [...frames.record.keys()].filter((i) => matches[frames.record[i] ?? -1] === 1);
  return {
    ...chosen(frames, (record) => matches[record] === 1),
    lcr: Uint16Array.from(places, (i) => frames.lcr[i] ?? 0),
    divisor: Uint16Array.from(places, (i) => frames.divisor[i] ?? 0),
    isLooped: Uint8Array.from(places, (i) => frames.isLooped[i] ?? 0),
  };
}
