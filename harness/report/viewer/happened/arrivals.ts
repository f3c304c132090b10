import type { Moment } from './finding.ts';
import type { Scene } from './scene.ts';

/** What a program takes to read a character, in ticks: IIR, LSR and RBR, and some more for luck. */
export const READING = 12;

/** The first and the last of those that stand unread. */
export function arrivals({ on, receiver: { received } }: Scene): readonly Moment[] {
  const [first, last] = [received[0], received.at(-1)];
  if (first === undefined || last === undefined) return [];
  const came = `the ${received.length === 1 ? 'character' : 'first of them'} came to ${on}`;
  return [
    { t: first.at, words: `${came}, and was not read` },
    ...(last === first
      ? []
      : [{ t: last.at, words: `the last of them came: ${received.length} stand in the FIFO` }]),
  ];
}
