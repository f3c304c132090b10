import type { Pace } from './rounds.ts';

export interface Settings {
  readonly pace: Pace;
  /** Leaves out what takes long, and starts fewer processes. */
  readonly quick: boolean;
  /** A package folder with this tree's bundle in dist/. */
  readonly bundle: string;
}

/** What a row measures, and what is asked of it. Each runs in a process of its own, so that none warms another up. */
export interface Row {
  readonly name: string;
  readonly title: string;
  measure(settings: Settings): Promise<Outcome>;
}

export interface Outcome {
  readonly lines: readonly Line[];
  readonly checks: readonly Check[];
}

export interface Line {
  readonly name: string;
  readonly value: number;
  readonly unit: 'per s' | 'ns' | 'ms' | 's';
  /** What stands beside the figure: memory, for one. */
  readonly beside?: string;
}

/** A ratio or a figure, and the target that it is to reach. */
export interface Check {
  readonly what: string;
  readonly value: number;
  readonly sense: 'at least' | 'at most';
  readonly target: number;
}

export const isMet = ({ value, sense, target }: Check): boolean =>
  sense === 'at least' ? value >= target : value <= target;

/** How far a target is missed: 0.25 when a quarter is lacking, or is too much. 0 when it is met. */
export const missedBy = (check: Check): number =>
  isMet(check) ? 0 : Math.abs(check.value / check.target - 1);
