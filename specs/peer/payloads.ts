import type { Side } from '../../harness/ground/side.ts';
import { sourceOf } from '../../harness/run/byte-source.ts';
import type { Step } from '../../harness/scenario/model.ts';

/** All that the steps of a scenario send, from each side. */
export function payloadsOf(steps: readonly Step[]): Record<Side, Buffer> {
  const sent: Record<Side, Buffer[]> = { A: [], B: [] };
  const visit = (step: Step): void => {
    if (step.verb === 'parallel') step.steps.forEach(visit);
    if (step.verb !== 'send') return;
    const source = sourceOf(step.payload, 1, 0);
    sent[step.from].push(Buffer.from(Array.from({ length: source.length }, (_, i) => source.at(i))));
  };
  steps.forEach(visit);
  return { A: Buffer.concat(sent.A), B: Buffer.concat(sent.B) };
}
