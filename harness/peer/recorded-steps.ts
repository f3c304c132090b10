import { hex2 } from '../ground/bytes.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import type { PerSide } from './tap-event.ts';

/** What was sent without one side's waiting for the other: by one of them, or by both at once. */
export interface Passage {
  /** Ms of silence before it. */
  readonly pauseMs: number;
  readonly sent: PerSide<Uint8Array>;
}

/** Of longer ones the number is expected: what they are, the delivery says. */
const LONGEST_EXPECTED = 64;
/** `expect` waits for 2 s by itself. */
const SOON_MS = 1000;
const PATIENCE_MS = 2000;

/** The steps that replay a passage: who answers does so when he has received what came before. */
export function stepsOf({ pauseMs, sent }: Passage, characterMs: number): readonly string[] {
  const wait = Math.round(pauseMs);
  const from = SIDES.filter((side) => sent[side].length > 0);
  return [
    ...(wait > 0 ? [`wait: { for: ${wait}ms }`] : []),
    ...together(from.map((side) => `send: { from: ${side}, ${payload(sent[side])} }`)),
    ...together(from.map((side) => expectation(farSide(side), sent[side], characterMs))),
  ];
}

/** In another conversation the machine that connects has come anew. */
export const stepsBetween = (pauseMs: number, connects: Side): readonly string[] => [
  `stop: { machine: ${connects} }`,
  `wait: { for: ${Math.max(1, Math.round(pauseMs))}ms }`,
  `boot: { machine: ${connects} }`,
];

const together = (steps: readonly string[]): readonly string[] =>
  steps.length < 2 ? steps : [['parallel:', ...steps.map((step) => `      - ${step}`)].join('\n')];

function expectation(on: Side, bytes: Uint8Array, characterMs: number): string {
  const what = bytes.length > LONGEST_EXPECTED ? `count: ${bytes.length}` : payload(bytes);
  const takesMs = Math.ceil(bytes.length * characterMs);
  const within = takesMs > SOON_MS ? `, within: ${2 * takesMs + PATIENCE_MS}ms` : '';
  return `expect: { on: ${on}, ${what}${within} }`;
}

const PRINTABLE = /^[\t\n\r\x20-\x7e]*$/;

/** As text where all of it is: but what looks like a variable of the matrix would be read as one. */
function payload(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes);
  return PRINTABLE.test(text) && !text.includes('${{')
    ? `text: ${JSON.stringify(text)}`
    : `hex: "${Array.from(bytes, hex2).join(' ')}"`;
}
