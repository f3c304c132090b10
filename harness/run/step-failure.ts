import type { Step } from '../scenario/model.ts';
import type { FailureCause } from './result.ts';

/** A step's demand that was not met. */
export class StepFailure extends Error {
  readonly step: Step | null;
  readonly place: string | undefined;
  readonly failure: FailureCause;
  /** The tick that the story is to be about; undefined: the end. */
  readonly focus: number | undefined;

  constructor(what: string, failure: FailureCause, focus?: number, step: Step | null = null, place?: string) {
    super(what);
    this.failure = failure;
    this.focus = focus;
    this.step = step;
    this.place = place;
  }
}
