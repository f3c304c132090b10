import { expect } from 'chai';
import { loadScenario } from '../../harness/scenario/load.ts';
import { diagnosticsOf, file, found, onlyOne, reference, scenariosOf } from './files.ts';

const MODE = reference('mode');
const namesOf = (text: string): readonly string[] => scenariosOf(text).map(({ name }) => name);

describe('the matrix', () => {
  it('makes a scenario for each combination, the last variable first', () => {
    const steps = [`send: { from: A, mode: "${MODE}", text: "${reference('word')}" }`];
    expect(namesOf(file({ matrix: '{ mode: [poll, int], word: [a, b] }', steps }))).to.deep.equal([
      'echo (mode=poll, word=a)',
      'echo (mode=poll, word=b)',
      'echo (mode=int, word=a)',
      'echo (mode=int, word=b)',
    ]);
  });
  it('puts no combination behind a name that has all variables', () => {
    const parts = {
      matrix: '{ mode: [poll, int], n: [1] }',
      steps: [`send: { from: A, mode: "${MODE}", random: "${reference('n')}" }`],
    };
    expect(namesOf(file({ ...parts, name: `"${MODE} of ${reference('n')}"` }))).to.deep.equal([
      'poll of 1',
      'int of 1',
    ]);
    expect(namesOf(file({ ...parts, name: `"${MODE}"` }))).to.deep.equal([
      'poll (mode=poll, n=1)',
      'int (mode=int, n=1)',
    ]);
  });
  it('gives a string that is only a reference the type of its value', () => {
    const steps = [
      `lab7: { on: A, args: conf 1, fails: "${reference('fails')}" }`,
      `out: { on: B, port: "${reference('port')}", value: 1 }`,
    ];
    const [first] = scenariosOf(file({ matrix: '{ fails: [true], port: [0x3F9] }', steps }));
    expect(first?.steps[0]).to.have.nested.property('runs[0].fails', true);
    expect(first?.steps[1]).to.have.property('port', 0x3f9);
  });
  it('writes its values into a longer string', () => {
    const A = `{ line: "9600 ${reference('bits')}${reference('parity')}1" }`;
    const lines = scenariosOf(file({ matrix: '{ bits: [7, 8], parity: [E] }', A })).map(
      ({ machines }) => machines.A.line?.bits,
    );
    expect(lines).to.deep.equal([7, 8]);
  });
  it('reads a reference with blanks or without', () => {
    expect(
      namesOf(file({ matrix: '{ m: [1] }', name: `"\${{matrix.m}}-\${{  matrix.m  }}"` })),
    ).to.deep.equal(['1-1']);
  });
  it('shows a line break in a name as \\n', () => {
    const steps = [`lab7: { on: A, args: conf 1, terminator: "${reference('end')}" }`];
    expect(namesOf(file({ matrix: '{ end: ["\\n"] }', steps }))).to.deep.equal(['echo (end="\\n")']);
  });
  it('makes 1000 scenarios, and not 1001', () => {
    const of = (count: number) =>
      file({
        matrix: `{ n: [${Array.from({ length: count }, (_, n) => n)}] }`,
        name: `"${reference('n')}."`,
      });
    expect(scenariosOf(of(1000))).to.have.length(1000);
    expect(found(of(1001))).to.deep.equal(['scenario-matrix 5:1 matrix']);
    expect(onlyOne(of(1001)).what).to.equal('This matrix makes 1001 scenarios; at most 1000 are possible.');
  });

  it('has no variable that is not in it, and names the nearest', () => {
    const text = file({
      matrix: '{ mode: [poll] }',
      name: `"${MODE}"`,
      steps: [`send: { from: A, text: x, mode: "${reference('mod')}" }`],
    });
    expect(found(text)).to.deep.equal([`scenario-matrix 7:37 "${reference('mod')}"`]);
    expect(onlyOne(text)).to.include({
      what: 'The matrix has no variable `mod`.',
      why: 'It has: mode.',
      fix: 'Write `matrix.mode`.',
    });
  });
  it('is not there for a file without it', () => {
    const text = file({ name: `"${MODE}"` }).replace('matrix: {}\n', '');
    expect(onlyOne(text)).to.include({ code: 'scenario-matrix', why: 'This file has no matrix.' });
  });
  it('is all that a reference can name', () => {
    for (const wrong of [' mode }}', ' matrix }}', ' matrix.a b }}', ' matrix.a', '}}'].map(
      (rest) => `\${{${rest}`,
    )) {
      expect(found(file({ name: `"${wrong}"` })), wrong).to.deep.equal([`scenario-matrix 2:7 "${wrong}"`]);
    }
  });
  it('warns of a variable that nothing uses, and makes its scenarios all the same', () => {
    const text = file({ matrix: '{ spare: [1, 2] }' });
    expect(found(text)).to.deep.equal(['scenario-matrix-unused 5:11 spare']);
    expect(onlyOne(text).severity).to.equal('warning');
    expect(loadScenario(text, 'x').scenarios).to.have.length(2);
  });

  const wrong: readonly [string, string, string][] = [
    ['a variable without values', '{ m: [] }', 'scenario-wrong-value 5:14 []'],
    ['a variable that is no list', '{ m: 5 }', 'scenario-wrong-value 5:14 5'],
    ['a value that is a group', '{ m: [1, {}] }', 'scenario-wrong-value 5:18 {}'],
    ['no value', '{ m: [1, null] }', 'scenario-wrong-value 5:18 null'],
    ['a value twice', '{ m: [1, 2, 1] }', 'scenario-matrix 5:21 1'],
    ['a reference to itself', `{ m: ["${reference('m')}"] }`, `scenario-matrix 5:15 "${reference('m')}"`],
    [
      'a value of 201 characters',
      `{ m: [${'x'.repeat(201)}] }`,
      `scenario-wrong-value 5:15 ${'x'.repeat(201)}`,
    ],
  ];
  it('has lists of different texts, numbers and truths', () => {
    for (const [title, matrix, expected] of wrong) {
      expect(found(file({ matrix, name: `"${reference('m')}!"` })), title).to.deep.equal([expected]);
    }
  });
  it('takes a name of the JavaScript prototype for a name like any other', () => {
    for (const name of ['constructor', 'toString', 'valueOf']) {
      const used = `"${reference(name)}!"`;
      expect(namesOf(file({ matrix: `{ ${name}: [a, b] }`, name: used })), name).to.deep.equal(['a!', 'b!']);
      const at = 5 + 9 + name.length;
      expect(found(file({ matrix: `{ ${name}: [{}] }`, name: used })), name).to.deep.equal([
        `scenario-wrong-value 5:${at} {}`,
      ]);
    }
  });
  it('cannot have a name that begins with a digit, and not that of a prototype', () => {
    for (const name of ['1m', '__proto__'])
      expect(found(file({ matrix: `{ ${name}: [1] }` }))).to.deep.equal([
        `scenario-wrong-value 5:11 ${name}`,
      ]);
  });
});

describe('a mistake in a value of the matrix', () => {
  const steps = [
    `send: { from: A, text: x, mode: "${MODE}" }`,
    `expect: { on: B, text: x, mode: "${MODE}" }`,
  ];

  it('stands in the matrix, once for all its uses, with the first use beside it', () => {
    const only = onlyOne(file({ matrix: '{ mode: [poll, intr, fifo] }', steps }));
    expect(only.what).to.equal('`mode` cannot be `intr`.');
    expect(only.spans.map(({ line, column, length, label }) => [line, column, length, label])).to.deep.equal([
      [5, 24, 4, undefined],
      [7, 37, 20, 'used here'],
    ]);
  });
  it('is reported for each wrong value', () => {
    expect(found(file({ matrix: '{ mode: [pol, intr] }', steps }))).to.deep.equal([
      'scenario-wrong-value 5:18 pol',
      'scenario-wrong-value 5:23 intr',
    ]);
  });
  it('stands at the text that it is a part of, once for all combinations', () => {
    const A = `{ line: "9600 8${reference('parity')}1" }`;
    const only = onlyOne(
      file({ matrix: '{ parity: [N, X, Y], n: [1, 2] }', name: `"${reference('n')}."`, A }),
    );
    expect(only.what).to.equal('`X` is not a parity.');
    expect(only.spans[0]).to.include({ line: 4, column: 31, length: 29, label: 'with parity=X' });
  });
  it('elsewhere in the file is reported once, not once for each combination', () => {
    const text = file({
      matrix: '{ mode: [poll, int, fifo] }',
      steps: [...steps, 'wait: { for: 5 }', 'wait: {}'],
    });
    expect(found(text)).to.deep.equal(['scenario-unit 9:18 5', 'scenario-missing-key 10:5 wait']);
  });
  it('makes a conflict in some combinations only, and that is one mistake', () => {
    const link = `{ transport: "${reference('t')}", port: 4000 }`;
    expect(found(file({ matrix: '{ t: [cable, tcp, pipe] }', link }))).to.deep.equal([
      'scenario-conflict 3:39 port',
    ]);
  });
  it('hides nothing else where a variable is unknown', () => {
    const text = file({ steps: [`send: { from: "${reference('x')}", text: 5 }`] });
    expect(diagnosticsOf(text).map(({ code }) => code)).to.deep.equal([
      'scenario-matrix',
      'scenario-wrong-value',
    ]);
  });
});
