import { expect } from 'chai';
import { loadScenario } from '../../harness/scenario/load.ts';
import { diagnosticsOf, file, found, onlyOne, reference, scenariosOf } from './files.ts';

/** A file whose name is all that differs, and whose matrix begins at 5:9. */
const withMatrix = (matrix: string, ...used: readonly string[]): string =>
  file({ matrix, name: `"${used.map((name) => `${name}=${reference(name)}`).join(', ')}"` });
const namesOf = (text: string): readonly string[] => scenariosOf(text).map(({ name }) => name);

/** Which combinations a matrix makes, as data: a scenario's name has all of them. */
const combinationsOf = (matrix: string): readonly string[] =>
  loadScenario(file({ matrix, name: 'x' }), 'x').scenarios.map(({ name }) =>
    name.replace(/^x( \((.*)\))?$/, '$2'),
  );

describe("GitHub's example of include", () => {
  // The example of "Expanding or adding matrix configurations", with the six combinations that it gives.
  const matrix = `{ fruit: [apple, pear], animal: [cat, dog], include: [
    { color: green }, { color: pink, animal: cat }, { fruit: apple, shape: circle }, { fruit: banana },
    { fruit: banana, animal: cat } ] }`;

  it('makes its six combinations: four of the lists, and two of their own', () => {
    expect(combinationsOf(matrix)).to.deep.equal([
      'fruit=apple, animal=cat, color=pink, shape=circle',
      'fruit=apple, animal=dog, color=green, shape=circle',
      'fruit=pear, animal=cat, color=pink',
      'fruit=pear, animal=dog, color=green',
      'fruit=banana',
      'fruit=banana, animal=cat',
    ]);
  });
});

describe('an entry of include', () => {
  it('is added to every combination when it names none of its variables', () => {
    expect(combinationsOf('{ mode: [poll, int], include: [{ rate: 50 }] }')).to.deep.equal([
      'mode=poll, rate=50',
      'mode=int, rate=50',
    ]);
  });
  it('is added where it changes no value of the lists', () => {
    expect(combinationsOf('{ mode: [poll, int], include: [{ mode: int, rate: 50 }] }')).to.deep.equal([
      'mode=poll',
      'mode=int, rate=50',
    ]);
  });
  it('may change what an entry before it has added, and not what the lists have', () => {
    expect(
      combinationsOf('{ mode: [poll, int], include: [{ rate: 50 }, { mode: int, rate: 9600 }] }'),
    ).to.deep.equal(['mode=poll, rate=50', 'mode=int, rate=9600']);
  });
  it('is a combination of its own when it fits none, behind those of the lists, in the order of the file', () => {
    expect(
      combinationsOf(
        '{ include: [{ mode: fifo }, { mode: poll, rate: 50 }, { mode: none }], mode: [poll, int] }',
      ),
    ).to.deep.equal(['mode=poll, rate=50', 'mode=int', 'mode=fifo', 'mode=none']);
  });
  it('is not added to a combination that another entry made', () => {
    expect(
      combinationsOf('{ mode: [poll], include: [{ mode: fifo }, { mode: fifo, rate: 50 }] }'),
    ).to.deep.equal(['mode=poll', 'mode=fifo', 'mode=fifo, rate=50']);
  });
  it('makes its own combination of the text 50 where the list has the number', () => {
    expect(combinationsOf('{ rate: [50], include: [{ rate: "50" }] }')).to.deep.equal(['rate=50', 'rate=50']);
  });
  it('is a combination each when there are no lists', () => {
    expect(
      combinationsOf('{ include: [{ mode: poll, rate: 50 }, { mode: int, rate: 9600 }, { rate: 300 }] }'),
    ).to.deep.equal(['mode=poll, rate=50', 'mode=int, rate=9600', 'rate=300']);
  });
  it('gives a value of its type to what refers to it', () => {
    const steps = [`out: { on: B, port: "${reference('port')}", value: 1 }`];
    const [first] = scenariosOf(file({ matrix: '{ include: [{ port: 0x3F9 }] }', steps }));
    expect(first?.steps[0]).to.have.property('port', 0x3f9);
  });
});

describe('an entry of exclude', () => {
  it('takes out each combination that has all its values', () => {
    expect(
      combinationsOf('{ mode: [poll, int], rate: [50, 9600], exclude: [{ mode: int, rate: 50 }] }'),
    ).to.deep.equal(['mode=poll, rate=50', 'mode=poll, rate=9600', 'mode=int, rate=9600']);
  });
  it('takes out all combinations of a value that it names alone', () => {
    expect(combinationsOf('{ mode: [poll, int], rate: [50, 9600], exclude: [{ mode: int }] }')).to.deep.equal(
      ['mode=poll, rate=50', 'mode=poll, rate=9600'],
    );
  });
  it('comes before include, which can bring a combination back, as one of its own', () => {
    expect(
      combinationsOf('{ mode: [poll, int], exclude: [{ mode: int }], include: [{ mode: int, rate: 50 }] }'),
    ).to.deep.equal(['mode=poll', 'mode=int, rate=50']);
  });
  it('leaves include to add to nothing when it takes all of them out', () => {
    expect(
      combinationsOf('{ mode: [poll], exclude: [{ mode: poll }], include: [{ rate: 50 }] }'),
    ).to.deep.equal(['rate=50']);
  });
});

describe("the task's own matrix", () => {
  const text = withMatrix(
    '{ mode: [poll, int], rate: [50, 9600], exclude: [{ mode: int, rate: 50 }], include: [{ mode: fifo, rate: 115200 }, { mode: poll, extra: x }] }',
    'mode',
    'rate',
  );
  it('makes four combinations; what only include adds stands behind a name that does not tell it', () => {
    expect(loadScenario(text, 'x').scenarios.map(({ name }) => name)).to.deep.equal([
      'mode=poll, rate=50 (mode=poll, rate=50, extra=x)',
      'mode=poll, rate=9600 (mode=poll, rate=9600, extra=x)',
      'mode=int, rate=9600',
      'mode=fifo, rate=115200',
    ]);
  });
  it('warns that nothing uses what only include adds, where it is named', () => {
    expect(found(text)).to.deep.equal(['scenario-matrix-unused 5:138 extra']);
    expect(onlyOne(text).severity).to.equal('warning');
  });
});

describe('a mistake in exclude', () => {
  const wrong: readonly [title: string, exclude: string, expected: string, fix: string][] = [
    ['a variable that the matrix has not', '[{ mod: int }]', 'scenario-matrix 5:60 mod', 'Write `mode`.'],
    ['a variable that only include adds', '[{ extra: x }]', 'scenario-matrix 5:60 extra', 'Take it out.'],
    ['a value that its variable has not', '[{ mode: itn }]', 'scenario-matrix 5:66 itn', 'Write int.'],
    ['a text for a number', '[{ rate: "50" }]', 'scenario-matrix 5:66 "50"', 'Write 50 without quotes.'],
    ['a value far from any', '[{ rate: true }]', 'scenario-matrix 5:66 true', 'Write one of them.'],
    ['an empty entry', '[{}]', 'scenario-matrix 5:58 {}', 'Write it like `{ mode: int, rate: 50 }`.'],
    ['an entry that is a text', '[int]', 'scenario-wrong-value 5:58 int', 'Write it as { key: value }.'],
    [
      'no list',
      '{ mode: int }',
      'scenario-wrong-value 5:57 { mode: int }',
      'Write it like `[{ mode: int, rate: 50 }]`.',
    ],
    ['an empty list', '[]', 'scenario-wrong-value 5:57 []', 'Write it like `[{ mode: int, rate: 50 }]`.'],
    ['a list of values', '[{ mode: [int] }]', 'scenario-wrong-value 5:66 [int]', 'Write it like `poll`.'],
    ['no value', '[{ mode: }]', 'scenario-wrong-value 5:60 mode', 'Write it like `poll`.'],
    [
      'a reference',
      `[{ mode: "${reference('mode')}" }]`,
      `scenario-matrix 5:66 "${reference('mode')}"`,
      'Write the value itself.',
    ],
  ];
  for (const [title, exclude, expected, fix] of wrong) {
    it(`is ${title}: ${exclude}`, () => {
      const text = withMatrix(`{ mode: [poll, int], rate: [50, 9600], exclude: ${exclude} }`, 'mode', 'rate');
      const [first] = diagnosticsOf(text);
      expect(found(text)[0]).to.equal(expected);
      expect(first?.severity).to.equal('error');
      expect(first?.fix).to.equal(fix);
    });
  }
  it('is its own name written wrong: exlude', () => {
    const text = withMatrix('{ mode: [poll, int], exlude: [{ mode: int }] }', 'mode');
    expect(found(text)).to.deep.equal([
      'scenario-unknown-key 5:30 exlude',
      'scenario-wrong-value 5:39 { mode: int }',
    ]);
    expect(diagnosticsOf(text)[0]?.fix).to.equal('Write `exclude`.');
  });
  it('says what lists there are, and what values', () => {
    const whys = diagnosticsOf(withMatrix('{ m: [1, 2], exclude: [{ n: 1 }, { m: 3 }] }', 'm')).map(
      ({ why }) => why,
    );
    expect(whys).to.deep.equal(['It has lists for: m.', 'Its values are: 1, 2.']);
  });
  it('is only a warning when entries above it have taken out all that it takes out', () => {
    const text = withMatrix('{ m: [1, 2], n: [1, 2], exclude: [{ m: 1 }, { m: 1, n: 2 }] }', 'm', 'n');
    expect(found(text)).to.deep.equal(['scenario-matrix-unused 5:53 { m: 1, n: 2 }']);
    expect(onlyOne(text)).to.include({ severity: 'warning', what: 'This entry takes nothing out.' });
    expect(loadScenario(text, 'x').scenarios).to.have.length(2);
  });
  it('is to leave no combination at all; the rest of the file is checked all the same', () => {
    const text = file({
      matrix: '{ m: [1, 2], exclude: [{ m: 1 }, { m: 2 }] }',
      name: `"${reference('m')}."`,
      steps: ['wait: { for: 5 }'],
    });
    expect(found(text)).to.deep.equal(['scenario-matrix 5:1 matrix', 'scenario-unit 7:18 5']);
    expect(diagnosticsOf(text)[0]).to.include({
      what: 'This matrix has no combination left.',
      why: '`exclude` takes all of them out.',
    });
  });
});

describe('a mistake in include', () => {
  const wrong: readonly [title: string, include: string, expected: string][] = [
    ['an entry that is no group', '[fifo]', 'scenario-wrong-value 5:40 fifo'],
    ['no list', '{ mode: fifo }', 'scenario-wrong-value 5:39 { mode: fifo }'],
    ['an empty list', '[]', 'scenario-wrong-value 5:39 []'],
    ['nothing', '', 'scenario-wrong-value 5:30 include'],
    ['an empty entry', '[{}]', 'scenario-matrix 5:40 {}'],
    ['a list of values', '[{ mode: [fifo] }]', 'scenario-wrong-value 5:48 [fifo]'],
    ['a variable named include', '[{ include: 1 }]', 'scenario-wrong-value 5:42 include'],
    ['a variable named exclude', '[{ exclude: 1 }]', 'scenario-wrong-value 5:42 exclude'],
    ['a name that begins with a digit', '[{ 1m: 1 }]', 'scenario-wrong-value 5:42 1m'],
    ['a combination twice', '[{ mode: fifo }, { mode: fifo }]', 'scenario-matrix 5:56 { mode: fifo }'],
  ];
  for (const [title, include, expected] of wrong) {
    it(`is ${title}: ${include}`, () => {
      const text = withMatrix(`{ mode: [poll, int], include: ${include} }`, 'mode');
      expect(found(text)).to.deep.equal([expected]);
      expect(onlyOne(text).severity).to.equal('error');
    });
  }
  it('marks both places of a combination that stands twice', () => {
    const { spans } = onlyOne(withMatrix('{ include: [{ m: 1, n: 2 }, { n: 2, m: 1 }] }', 'm', 'n'));
    expect(spans.map(({ column, label }) => [column, label])).to.deep.equal([
      [37, undefined],
      [21, 'it stands here first'],
    ]);
  });
  it('is only a warning when an entry adds nothing, or all that it adds is changed below it', () => {
    for (const include of ['[{ m: 1 }]', '[{ n: 1 }, { n: 2 }]']) {
      const text = file({ matrix: `{ m: [1, 2], include: ${include} }`, name: `"${reference('m')}."` });
      const own = diagnosticsOf(text).filter(({ what }) => what === 'This entry adds nothing.');
      expect(
        own.map(({ severity }) => severity),
        include,
      ).to.deep.equal(['warning']);
    }
  });
  it('stands at its own place when what refers to it cannot have that value', () => {
    const text = file({
      matrix: '{ mode: [poll], include: [{ mode: intr }] }',
      steps: [`send: { from: A, text: x, mode: "${reference('mode')}" }`],
    });
    expect(found(text)).to.deep.equal(['scenario-wrong-value 5:43 intr']);
    expect(onlyOne(text).spans[1]).to.include({ line: 7, label: 'used here' });
  });
});

describe('a combination that lacks a variable', () => {
  const steps = [`send: { from: A, random: "${reference('n')}" }`];

  it('is an error where a step refers to it; the fix for one of the lists is an entry for all of them', () => {
    const text = file({
      matrix: '{ mode: [poll, int], include: [{ mode: int, n: 5 }] }',
      name: `"${reference('mode')}"`,
      steps,
    });
    expect(found(text)).to.deep.equal([`scenario-matrix 7:30 "${reference('n')}"`]);
    expect(onlyOne(text)).to.include({
      what: 'The combination `mode=poll` has no `n`.',
      fix: 'Begin `include` with an entry that has `n: …` alone: it goes to every combination of the lists.',
    });
  });
  it('is an error that shows the entry of include which makes it', () => {
    const text = file({
      matrix: '{ n: [1, 2], mode: [poll], include: [{ mode: fifo }] }',
      name: `"${reference('mode')}"`,
      steps,
    });
    const only = onlyOne(text);
    expect(only.what).to.equal('The combination `mode=fifo` has no `n`.');
    expect(only.fix).to.equal('Add `n: …` to the entry of `include` that makes this combination.');
    expect(only.spans[1]).to.include({ line: 5, column: 46, label: 'this makes the combination' });
  });
  it('is none when an entry gives it to all of them', () => {
    const matrix = '{ mode: [poll, int], include: [{ n: 1 }, { mode: int, n: 5 }] }';
    expect(namesOf(file({ matrix, name: `"${reference('mode')}"`, steps }))).to.deep.equal([
      'poll (mode=poll, n=1)',
      'int (mode=int, n=5)',
    ]);
  });
});

describe('the limits of a matrix', () => {
  const list = (count: number) => `[${Array.from({ length: count }, (_, n) => n)}]`;

  it('are 1000 combinations, those of include among them, and not 1001', () => {
    const of = (more: string) => withMatrix(`{ n: ${list(999)}, include: [{ n: a }${more}] }`, 'n');
    expect(scenariosOf(of(''))).to.have.length(1000);
    expect(onlyOne(of(', { n: b }')).what).to.equal(
      'This matrix makes 1001 scenarios; at most 1000 are possible.',
    );
  });
  it('count the combinations of the lists before exclude comes', () => {
    const only = onlyOne(withMatrix(`{ n: ${list(1001)}, exclude: [{ n: 1 }] }`, 'n'));
    expect(only.why).to.equal('It makes one for each combination of its values, before `exclude` comes.');
  });
  it('are 1000 entries of each', () => {
    for (const key of ['include', 'exclude']) {
      const entries = (count: number) => Array.from({ length: count }, (_, n) => `{ n: ${n} }`).join(', ');
      const of = (count: number) => withMatrix(`{ n: ${list(1000)}, ${key}: [${entries(count)}] }`, 'n');
      expect(
        diagnosticsOf(of(1001)).map(({ what }) => what),
        key,
      ).to.include(`\`${key}\` has more than 1000 entries.`);
      expect(
        diagnosticsOf(of(1000)).map(({ what }) => what),
        key,
      ).to.not.include(`\`${key}\` has more than 1000 entries.`);
    }
  });
  it('are 20 variables, those that include adds among them', () => {
    const names = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`);
    const of = (count: number) =>
      file({
        matrix: `{ m: [1], include: [{ ${names(count)
          .map((name) => `${name}: 1`)
          .join(', ')} }] }`,
        name: `"${['m', ...names(count)].map(reference).join()}"`,
      });
    expect(scenariosOf(of(19))).to.have.length(1);
    expect(onlyOne(of(20)).what).to.equal('This matrix has more than 20 variables.');
  });
});
