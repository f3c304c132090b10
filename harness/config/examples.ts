import type { Example } from './examples/example.ts';
import { INPUT_EXAMPLES } from './examples/inputs.ts';
import { MACHINE_EXAMPLES } from './examples/machine.ts';
import { PAIR_EXAMPLES } from './examples/pair.ts';
import { REFUSED_EXAMPLES } from './examples/refused.ts';
import type { Code } from './facts.ts';

/** For each finding a wrong and a right example, in the format where the mistake really happens. */
export const EXAMPLES: { readonly [C in Code]: Example } = {
  ...INPUT_EXAMPLES,
  ...REFUSED_EXAMPLES,
  ...MACHINE_EXAMPLES,
  ...PAIR_EXAMPLES,
};
