import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { renderDiagnostic } from '../../harness/report/diagnostics.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import { EXAMPLE, file, reference } from './files.ts';

/** What would betray the validator or the YAML parser: their own words. */
const JARGON =
  /zod|invalid|expected|received|undefined|NaN|\[object|union|regex|schema|nullish|ZodError|implicit|scalar|mapping/i;

/** A generator of numbers below `below` that always gives the same ones (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '-',
    '#',
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '"',
    "'",
    '\t',
    '\n',
    '\r',
    '\0',
    '\\',
    '%',
    '? ',
  ],
  ...[
    'null',
    '~',
    '-1',
    '1e9',
    '.nan',
    '.inf',
    '0x',
    'true',
    '\u202e',
    '\ud800',
    '😀',
    '__proto__',
    'constructor',
    '<<',
  ],
  ...[
    '${{',
    '}}',
    reference('mode'),
    reference('x'),
    '00..FF',
    '5 AA',
    '120bits',
    'COM9',
    'parallel',
    'lab7',
    '---\n',
  ],
];

/** One to four cuts, copies, insertions or replacements at random places. */
function mutated(text: string, next: (below: number) => number): string {
  let result = text;
  for (let left = 1 + next(4); left > 0; left--) {
    const at = next(result.length + 1);
    const length = next(12);
    const piece =
      next(3) === 0
        ? result.slice(next(result.length + 1)).slice(0, 30)
        : (PIECES[next(PIECES.length)] ?? '');
    result =
      result.slice(0, at) + (next(4) === 0 ? '' : piece) + result.slice(at + (next(2) === 0 ? 0 : length));
  }
  return result;
}

/** What every answer keeps to, whatever the file. */
function checked(text: string): readonly Diagnostic[] {
  const { scenarios, diagnostics } = loadScenario(text, 'x.lab7.yaml');
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  if (hasErrors !== (scenarios.length === 0))
    throw new Error(`${scenarios.length} scenarios for ${JSON.stringify(text)}`);
  for (const diagnostic of diagnostics) checkPlaces(diagnostic, text);
  return diagnostics;
}

function checkPlaces(diagnostic: Diagnostic, text: string): void {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const { line, column, length, source } of diagnostic.spans) {
    const isWhole = source === lines[line - 1]?.replace(/\r$/, '');
    if (!isWhole || column < 1 || column > source.length + 2 || length < 1) {
      throw new Error(`${JSON.stringify(diagnostic)} of ${JSON.stringify(text)}`);
    }
  }
}

/** Small ones, for small files make quick rounds; with the example, every key stands in one of them. */
const GOOD: readonly string[] = [
  file({
    link: '{ transport: tcp, listen: B, port: 4000 }',
    A: '{ port: com2, line: 115200 5O1.5 }',
    steps: [
      'in: { on: A, port: 0x3F9, mask: 0x0F, is: 1 }',
      'boot: { machine: B, fails: refused }',
      'stop: { machine: A }',
    ],
  }),
  file({
    matrix: '{ end: [".", "\\n"] }',
    steps: [
      `lab7: [ { on: A, args: com 1, terminator: "${reference('end')}", delay: 20ms, within: 2s }, { on: B, args: x, fails: true, prints: y } ]`,
    ],
  }),
  file({
    matrix: '{ mode: [poll] }',
    name: `"${reference('mode')}"`,
    steps: [
      'parallel:\n      - out: { on: B, port: 0x3F9, value: 15 }\n      - wait: { for: 1.5chars }',
      'send: { from: A, random: 9 }',
    ],
  }),
];

describe('a hostile file', () => {
  it('of 2000 mutations of good ones gets an answer in plain words, each with places that exist', () => {
    const next = numbers(7);
    const betrayed = new Set<string>();
    let refused = 0;
    for (let round = 0; round < 2000; round++) {
      const diagnostics = checked(
        mutated(round % 8 === 0 ? EXAMPLE : (GOOD[round % GOOD.length] ?? ''), next),
      );
      if (diagnostics.length > 0) refused++;
      for (const { what, why = '', fix = '' } of diagnostics) {
        const own = `${what} ${why} ${fix}`.replace(/`[^`]*`|"[^"]*"/g, '');
        if (JARGON.test(own)) betrayed.add(own);
      }
    }
    expect([...betrayed]).to.deep.equal([]);
    expect(refused).to.be.within(1000, 1990);
  });
  it('of random text gets an answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { maxLength: 200 }),
        (units) => void checked(String.fromCharCode(...units)),
      ),
      { seed: 7, numRuns: 200 },
    );
  });
  it('of random bytes gets an answer', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => loadScenario(bytes, 'x').scenarios.length === 0,
      ),
      { seed: 7, numRuns: 200 },
    );
  });
  it('of random JSON in the place of any part gets an answer', () => {
    const keys = ['link', 'machines', 'matrix', 'steps', 'assert', 'name'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.json({ maxDepth: 4 }), (key, json) => {
        checked(`${file({}).replace(new RegExp(`^${key}:.*$`, 'm'), () => `${key}: ${json}`)}`);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
  const bombs: readonly [string, string, string][] = [
    ['a megabyte of brackets', '['.repeat(1 << 20), 'scenario-too-large'],
    ['brackets 5000 deep', `${'['.repeat(5000)}`, 'scenario-yaml'],
    ['groups 31 deep', `a: ${'['.repeat(31)}${']'.repeat(31)}`, 'scenario-yaml'],
    [
      'aliases of aliases',
      Array.from(
        { length: 9 },
        (_, level) => `k${level}: &k${level} [${level ? Array(9).fill(`*k${level - 1}`) : 'x'}]`,
      ).join('\n'),
      'scenario-too-large',
    ],
    ['a megabyte of open references', file({ name: `"${'${{'.repeat(300_000)}"` }), 'scenario-matrix'],
    [
      'a matrix of 9 to the 20th',
      file({
        matrix: `{ ${Array.from({ length: 20 }, (_, n) => `v${n}: [1,2,3,4,5,6,7,8,9]`).join(', ')} }`,
      }),
      'scenario-matrix',
    ],
    [
      'a thousand combinations of a large file',
      file({
        matrix: `{ n: [${Array.from({ length: 1000 }, (_, n) => n)}] }`,
        name: `"${reference('n')}"`,
        steps: Array.from({ length: 400 }, () => 'wait: { for: 1s }'),
      }),
      'scenario-too-large',
    ],
    [
      '64 MiB of ranges',
      file({ steps: [`send: { from: A, hex: "${'00..FF '.repeat(140_000)}" }`] }),
      'scenario-wrong-value',
    ],
    [
      '3000 unknown keys',
      file({ steps: [`send: { ${Array.from({ length: 3000 }, (_, n) => `k${n}: 1`).join(', ')} }`] }),
      'scenario-unknown-key',
    ],
  ];
  for (const [title, text, code] of bombs) {
    it(`of ${title} is refused`, () => expect(checked(text).map((one) => one.code)).to.include(code));
  }

  it('does not reach the terminal with its control characters, however wide it is', () => {
    const next = numbers(13);
    for (let round = 0; round < 100; round++) {
      const text = mutated(EXAMPLE.replace('FIFO', `\\e[31m\u001b[31m\u202e${'x'.repeat(300)}`), next);
      for (const diagnostic of checked(text)) {
        const lines = renderDiagnostic(diagnostic, false).split('\n');
        expect(
          lines.some((line) => /[\p{Cc}\u202e]/u.test(line)),
          text,
        ).to.equal(false);
      }
    }
  });
});
