/** Takes its turn: does so many units of a row's work, and throws when anything comes out wrong. */
export interface Contestant {
  readonly name: string;
  /** How many of what the row counts are in a unit: 1 when not given. */
  readonly perUnit?: number;
  run(units: number): void | Promise<void>;
  close?(): void | Promise<void>;
}

/**
 * How long a row goes on: so many rounds, in each of which every contestant works for about so many ms; before them it
 * warms up, so that compiled code is what is measured.
 */
export interface Pace {
  readonly rounds: number;
  readonly ms: number;
  readonly warmUpMs: number;
}

/** `cpu`: the CPU time of the whole process, compiler and garbage collector included. Sockets need `wall`. */
export type Meter = 'cpu' | 'wall';

const METERS: Readonly<Record<Meter, () => number>> = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wall: () => performance.now(),
};

/** Both clocks are read to a microsecond, so nothing takes less. */
const SHORTEST_MS = 0.001;

/**
 * What each contestant does in a second, in the order given: the median of its rounds. They take turns, so that what
 * disturbs the computer disturbs all of them, and another one begins each round.
 */
export async function takeTurns(
  contestants: readonly Contestant[],
  pace: Pace,
  meter: Meter,
): Promise<readonly number[]> {
  const turns = contestants.map((contestant) => ({ contestant, units: 1, rates: [] as number[] }));
  for (const turn of turns) turn.units = await warmedUp(turn.contestant, pace, meter);
  for (let round = 0; round < pace.rounds; round += 1) {
    for (let i = 0; i < turns.length; i += 1) {
      const { contestant, units, rates } = turns[(round + i) % turns.length] as (typeof turns)[number];
      rates.push((units * (contestant.perUnit ?? 1) * 1000) / (await timed(contestant, units, meter)));
    }
  }
  for (const { close } of contestants) await close?.();
  return turns.map(({ rates }) => median(rates));
}

/** Warms a contestant up, and finds out how many units take it so many ms. */
async function warmedUp(contestant: Contestant, { ms, warmUpMs }: Pace, meter: Meter): Promise<number> {
  let spent = 0;
  for (let units = 1; ; ) {
    const took = await timed(contestant, units, meter);
    spent += took;
    const enough = Math.max(1, Math.round((units * ms) / took));
    if (spent >= warmUpMs && took >= ms / 2) return enough;
    units = Math.min(2 * units, enough);
  }
}

/** What so many units take, in ms. */
export async function timed(contestant: Contestant, units: number, meter: Meter): Promise<number> {
  const clock = METERS[meter];
  const startedAt = clock();
  await contestant.run(units);
  return Math.max(SHORTEST_MS, clock() - startedAt);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
