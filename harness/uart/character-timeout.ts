import { type Moment, moment } from './moment.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface CharacterTimeoutState {
  readonly at: Moment;
  readonly activeAt: Moment;
}

/** The clock of the character timeout (PC16550D 8.11; behaviours 38 to 40). Lengths in ticks. */
export class CharacterTimeout {
  /** When it passes if nothing comes and nothing is read. */
  at = NEVER;
  /** The last arrival or RBR read: it counts from there. */
  private activeAt = NEVER;

  /** A character has come, or was read; `runs`: there is something to wait for. */
  restart(now: number, length: number, runs: boolean): void {
    this.activeAt = now;
    this.at = runs ? now + length : NEVER;
  }

  /** The line is faster or slower now: that may put it into the past, and then it is now. */
  stretch(now: number, length: number): void {
    if (this.at < NEVER) this.at = Math.max(now, this.activeAt + length);
  }

  stop(): void {
    this.at = NEVER;
  }

  get state(): CharacterTimeoutState {
    return { at: moment(this.at), activeAt: moment(this.activeAt) };
  }

  set state({ at, activeAt }: CharacterTimeoutState) {
    this.at = at ?? NEVER;
    this.activeAt = activeAt ?? NEVER;
  }
}
