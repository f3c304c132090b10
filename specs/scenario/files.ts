import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import type { Scenario, Step } from '../../harness/scenario/model.ts';

/** The example of the design, word for word. */
export const EXAMPLE = `version: 1
name: "FIFO and interrupts, 9600 8E1, both ways"
link: { transport: cable, profile: wire }           # cable | tcp | pipe; listen: A
machines:
  A: { port: COM1, line: 9600 8E1, fifo: 14 }
  B: { port: { base: 0x3F8, irq: 4 }, line: { rate: 9600, bits: 8, parity: even, stop: 1 }, fifo: 14 }
matrix: { mode: [poll, int, fifo] }
steps:
  - send:     { from: A, mode: "\${{ matrix.mode }}", text: "hello" }
  - expect:   { on: B, text: "hello", within: 120bits }      # 55 bits on the line, then the FIFO's timeout, 44
  - parallel: [ { send: { from: A, hex: "00..FF" } }, { send: { from: B, repeat: "55 AA", times: 64 } } ]
  - expect:   { on: A, count: 128, within: 2s }
  - wait:     { for: 20bits }
assert: { delivery: in-order-exactly-once, unread: none }
`;

const SCENARIOS = new URL('../../fixtures/scenarios/', import.meta.url);

/** The texts of the scenarios that come with the program. */
export const catalogue: readonly string[] = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.lab7.yaml'))
  .sort()
  .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), SCENARIOS), 'utf8'));

/** A right file of five lines, but for what is given: the steps begin in line 6, column 5. */
export function file(parts: {
  readonly name?: string;
  readonly link?: string;
  readonly A?: string;
  readonly matrix?: string;
  readonly steps?: readonly string[];
}): string {
  const { name = 'echo', link = '{}', A = '{}', matrix = '{}', steps = ['wait: { for: 1s }'] } = parts;
  const lines = [
    `version: 1`,
    `name: ${name}`,
    `link: ${link}`,
    `machines: { B: {}, A: ${A} }`,
    `matrix: ${matrix}`,
    'steps:',
  ];
  return [...lines, ...steps.map((step) => `  - ${step}`), ''].join('\n');
}

export const reference = (variable: string): string => `\${{ matrix.${variable} }}`;

export const diagnosticsOf = (text: string | Uint8Array): readonly Diagnostic[] =>
  loadScenario(text, 'x.lab7.yaml').diagnostics;

/** Each diagnostic in short, with the text that it marks: `scenario-unknown-key 3:9 prt`. */
export const found = (text: string): readonly string[] =>
  diagnosticsOf(text).map(({ code, spans: [span] }) =>
    span ? `${code} ${span.line}:${span.column} ${marked(span)}` : code,
  );

export const marked = ({
  source,
  column,
  length,
}: {
  source: string;
  column: number;
  length: number;
}): string => source.slice(column - 1, column - 1 + length);

/** The only diagnostic of a file. */
export function onlyOne(text: string | Uint8Array): Diagnostic {
  const [only, ...others] = diagnosticsOf(text);
  if (only === undefined || others.length > 0) {
    throw new Error(`expected one diagnostic, got ${JSON.stringify([only, ...others])}`);
  }
  return only;
}

/** The scenarios of a file without mistakes. */
export function scenariosOf(text: string | Uint8Array): readonly Scenario[] {
  const { scenarios, diagnostics } = loadScenario(text, 'x.lab7.yaml');
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ what }) => what).join('\n'));
  return scenarios;
}

export function scenarioOf(text: string | Uint8Array): Scenario {
  const [only, ...others] = scenariosOf(text);
  if (only === undefined || others.length > 0)
    throw new Error(`expected one scenario, got ${others.length + 1}`);
  return only;
}

export function stepOf(step: string): Step {
  const [only] = scenarioOf(file({ steps: [step] })).steps;
  if (only === undefined) throw new Error('expected a step');
  return only;
}
