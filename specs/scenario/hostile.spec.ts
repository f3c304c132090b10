import { expect } from 'chai';
import fc from 'fast-check';
import { loadScenario } from '../../harness/scenario/load.ts';
import { answerTo } from './answers.ts';
import { catalogue, EXAMPLE, file, reference } from './files.ts';
import { mutated, numbers } from './mutations.ts';

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
  it('of 60 mutations of small ones gets an answer in plain words, each with a fix and with places that exist', () => {
    const next = numbers(7);
    let refused = 0;
    for (let round = 0; round < 60; round++) {
      const good = round % 8 === 0 ? EXAMPLE : (GOOD[round % GOOD.length] ?? '');
      if (answerTo(mutated(good, next)).scenarios.length === 0) refused++;
    }
    expect(refused).to.be.within(30, 59);
  });
  it('of 16 mutations of the catalogue gets such an answer: many more in the long run', () => {
    const next = numbers(16);
    let refused = 0;
    for (let round = 0; round < 16; round++)
      if (answerTo(mutated(catalogue[round % catalogue.length] ?? '', next)).scenarios.length === 0)
        refused++;
    expect(refused).to.be.within(8, 15);
  });
  it('of random text gets an answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { maxLength: 200 }),
        (units) => void answerTo(String.fromCharCode(...units)),
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
        answerTo(`${file({}).replace(new RegExp(`^${key}:.*$`, 'm'), () => `${key}: ${json}`)}`);
      }),
      { seed: 7, numRuns: 60 },
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
    it(`of ${title} is refused`, () =>
      expect(answerTo(text).diagnostics.map(({ code }) => code)).to.include(code));
  }

  it('does not reach the terminal with its control characters, however wide it is', () => {
    const next = numbers(13);
    for (let round = 0; round < 40; round++)
      answerTo(mutated(EXAMPLE.replace('FIFO', `\\e[31m\u001b[31m\u202e${'x'.repeat(300)}`), next));
  });
});
