import { expect } from 'chai';
import { diagnosticsOf, file, found, onlyOne, scenarioOf } from './files.ts';

const START = 'version: 1\n';

describe('a file that is no YAML', () => {
  const wrong: readonly [string, string, string, RegExp][] = [
    ['has a tab before a key', `${START}\tname: x\n`, 'scenario-yaml 2:1 \t', /^A tab stands/],
    [
      'has a tab between blanks and a dash',
      `steps:\n  - a: 1\n \t- b: 1\n`,
      'scenario-yaml 3:2 \t',
      /^A tab stands/,
    ],
    ['has an open quote', `${START}name: "x\nsteps: []\n`, 'scenario-yaml 2:7 "', /no closing quote/],
    ['has an open bracket', `a: [1, 2\nb: 3\n`, 'scenario-yaml 2:1 b', /bracket or a brace above/],
    ['has a line out of line', `a:\n  b: 1\n c: 1\n`, 'scenario-yaml 3:1  ', /does not stand in line/],
    ['has a line too far right', `${START}  name: x\n`, 'scenario-yaml 1:10 1', /begins further right/],
    ['has two colons on a line', `name: a: b\n`, 'scenario-yaml 1:7 a', /second colon/],
    [
      'has no colon behind a key',
      `version 1\nname: x\n`,
      'scenario-yaml 1:1 version 1',
      /a colon is missing/,
    ],
    ['begins a value with @', `name: @x\n`, 'scenario-yaml 1:7 @', /cannot begin/],
    [
      'has a reference without quotes',
      `a: { b: \${{ matrix.x }} }\n`,
      'scenario-yaml 1:10 {',
      /without quotes/,
    ],
    ['has a backslash that means nothing', `name: "\\q"\n`, 'scenario-yaml 1:8 \\', /backslash/],
    ['has a second document', `${START}---\n${START}`, 'scenario-yaml 2:1 ---', /second document/],
    ['has a tag of its own', `${START}name: !foo x\n`, 'scenario-yaml 2:7 !foo', /is a tag/],
    ['has a binary tag', `${START}name: !!binary aGk=\n`, 'scenario-yaml 2:7 !!binary', /is a tag/],
  ];
  for (const [title, text, expected, what] of wrong) {
    it(title, () => {
      const [first] = diagnosticsOf(text);
      expect(found(text)[0]).to.equal(expected);
      expect(first?.what).to.match(what);
      expect(first?.fix).to.be.a('string');
    });
  }

  it('gives its mistakes on two lines both', () => {
    expect(found('a: @x\nb: "\\q"\n')).to.deep.equal(['scenario-yaml 1:4 @', 'scenario-yaml 2:5 \\']);
  });
});

describe('a key', () => {
  it('stands once in its group: the second is marked, and the first beside it', () => {
    const only = onlyOne(`${file({})}name: y\n`);
    expect(only).to.include({ code: 'scenario-duplicate-key', what: '`name` stands here twice.' });
    expect(only.spans.map(({ line, column, length }) => [line, column, length])).to.deep.equal([
      [8, 1, 4],
      [2, 1, 4],
    ]);
  });
  it('stands once in a step too, and hides no other mistake', () => {
    expect(found(file({ steps: ['send: { from: A, text: x, from: B, mode: zz }'] }))).to.deep.equal([
      'scenario-duplicate-key 7:31 from',
      'scenario-wrong-value 7:46 zz',
    ]);
  });
  it('is no list and no group', () =>
    expect(found(`${file({})}? [a]\n: b\n`)).to.deep.equal(['scenario-yaml 8:3 [a]']));
});

describe('an anchor', () => {
  it('is repeated by its alias', () => {
    const { machines } = scenarioOf(
      `version: 1\nname: x\nmachines: { A: &pc { fifo: 8 }, B: *pc }\nsteps: [ wait: { for: 1s } ]\n`,
    );
    expect(machines.B).to.deep.equal(machines.A);
  });
  it('has its mistakes where it was written, once', () => {
    const text =
      'version: 1\nname: x\nmachines: { A: &pc { fifo: 9 }, B: *pc }\nsteps: [ wait: { for: 1s } ]\n';
    expect(found(text)[0]).to.equal('scenario-wrong-value 3:28 9');
    expect(found(text)).to.have.length(1);
  });
  it('gives a repeated step the line where it is repeated', () => {
    const { steps } = scenarioOf(file({ steps: ['&pause { wait: { for: 1s } }', '*pause'] }));
    expect(steps.map(({ line }) => line)).to.deep.equal([7, 8]);
  });
  it('must stand above its alias, and not around it', () => {
    expect(found(file({ name: '*x' }))).to.deep.equal(['scenario-yaml 2:7 *x']);
    expect(found(file({ steps: ['&a [ *a ]'] }))).to.include('scenario-yaml 7:10 *a');
  });
  it('is repeated 100 times at most', () => {
    const of = (count: number) =>
      file({ steps: ['&p { wait: { for: 1s } }', ...Array.from({ length: count }, () => '*p')] });
    expect(scenarioOf(of(100)).steps).to.have.length(101);
    expect(found(of(101))).to.deep.equal(['scenario-too-large 108:5 *p']);
  });
});

describe('a file that is no text', () => {
  it('has a NUL byte', () =>
    expect(found('version: 1\nna\0me: x')).to.deep.equal(['scenario-not-text 2:3 \0']));
  it('is not UTF-8', () => {
    const only = onlyOne(Uint8Array.from([0x61, 0x3a, 0x0a, 0x62, 0xff]));
    expect(only.code).to.equal('scenario-not-text');
    expect(only.spans[0]).to.include({ line: 2, column: 2 });
  });
  it('is larger than 1 MiB', () => {
    const text = file({ name: `x # ${'y'.repeat((1 << 20) - file({}).length - 1)}` });
    expect(text).to.have.length((1 << 20) - 1 + 'x # '.length - 'echo'.length);
    expect(scenarioOf(`${text}\n`).name).to.equal('x');
    expect(onlyOne(`${text}\n\n`)).to.include({
      code: 'scenario-too-large',
      what: 'x.lab7.yaml has 1048577 bytes: too many for a scenario file.',
    });
  });
  it('is empty, or has comments only', () => {
    for (const text of ['', ' \n', '# later\n', '---\n', '\uFEFF']) {
      expect(onlyOne(text), JSON.stringify(text)).to.deep.include({
        code: 'scenario-empty',
        spans: [],
        what: 'x.lab7.yaml is empty.',
      });
    }
  });
});
