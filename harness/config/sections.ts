import type { Example } from './examples/example.ts';
import { INPUT_EXAMPLES } from './examples/inputs.ts';
import { MACHINE_EXAMPLES } from './examples/machine.ts';
import { PAIR_EXAMPLES } from './examples/pair.ts';
import { REFUSED_EXAMPLES } from './examples/refused.ts';
import { EXAMPLES } from './examples.ts';
import type { Code } from './facts.ts';
import type { Section } from './words/phrases.ts';

const codesOf = (examples: Readonly<Partial<Record<Code, Example>>>): readonly Code[] =>
  Object.keys(examples).filter(isCode);

export const isCode = (text: string): text is Code => Object.hasOwn(EXAMPLES, text);

/** All codes, in the order in which people are shown them. */
export const SECTIONS: readonly (readonly [section: Section, codes: readonly Code[]])[] = [
  ['inputs', codesOf(INPUT_EXAMPLES)],
  ['refused', codesOf(REFUSED_EXAMPLES)],
  ['machine', codesOf(MACHINE_EXAMPLES)],
  ['pair', codesOf(PAIR_EXAMPLES)],
];
