import { bitTicks, characterTicks, levelsOf, type Setting } from './datasheet.ts';

/** What LCR bits 0 to 5 and the divisor latch hold. */
export interface LineAt {
  readonly line: Setting;
  readonly divisor: number;
}

/** What a program does to a transmitter with its FIFO on, at a tick of the transmitter's own. */
export type Order = { readonly at: number } & (
  | { readonly does: 'send'; readonly chars: readonly number[] }
  | ({ readonly does: 'set' } & LineAt)
  | { readonly does: 'hold' | 'let go' }
);

/** The level of a line from this tick on. */
export interface Edge {
  readonly at: number;
  readonly level: 0 | 1;
}

/** The levels of frames without what LCR bit 6 does, one bit after another: start, data, parity, stop. */
function framesOf(orders: readonly Order[], first: LineAt): Edge[] {
  const bits: Edge[] = [];
  const waiting: number[] = [];
  let set = first;
  let idleFrom = 0;
  const startUntil = (now: number): void => {
    while (idleFrom <= now && waiting.length > 0) shiftOut(waiting.shift() as number);
  };
  for (const order of orders) {
    // What is due at this tick begins before the program acts.
    startUntil(order.at);
    if (order.does === 'set') set = order;
    if (order.does !== 'send') continue;
    waiting.push(...order.chars);
    idleFrom = Math.max(idleFrom, order.at);
    startUntil(order.at);
  }
  startUntil(Number.POSITIVE_INFINITY);
  return bits;

  function shiftOut(char: number): void {
    const { line, divisor } = set;
    const levels = [...levelsOf(line, char), 1 as const];
    levels.forEach((level, i) => {
      bits.push({ at: idleFrom + i * bitTicks(divisor), level });
    });
    idleFrom += characterTicks(line, divisor);
  }
}

/** The levels of SOUT as 8.1 has them: frames back to back, and space for as long as LCR bit 6 holds it. */
export function levelsSent(orders: readonly Order[], first: LineAt): Edge[] {
  const holds = orders.filter(({ does }) => does === 'hold' || does === 'let go');
  const frames = framesOf(orders, first);
  const ticks = [...new Set([...frames, ...holds].map(({ at }) => at))].sort((a, b) => a - b);
  return ticks.map((at) => ({ at, level: held(at) ? 0 : framed(at) }));

  function held(tick: number): boolean {
    return holds.findLast(({ at }) => at <= tick)?.does === 'hold';
  }

  function framed(tick: number): 0 | 1 {
    return frames.findLast(({ at }) => at <= tick)?.level ?? 1;
  }
}
