import type { Scene } from './scene.ts';

/** Something that happened at a tick, in words. */
export interface Moment {
  readonly t: number;
  readonly words: string;
}

/** Why it failed, as far as the trace shows it. */
export interface Finding {
  /** One sentence or two. */
  readonly cause: string;
  readonly fix: string | null;
  readonly moments: readonly Moment[];
}

/** Looks for one kind of cause. */
export type Rule = (scene: Scene) => Finding | undefined;
