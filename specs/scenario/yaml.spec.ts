import { expect } from 'chai';
import { catalogue, diagnosticsOf, file, found, onlyOne, scenarioOf } from './files.ts';

const START = 'version: 1\n';

const isYaml = (one: string): boolean => one.startsWith('scenario-yaml');

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
      const first = diagnosticsOf(text).find(({ code }) => code === 'scenario-yaml');
      expect(found(text).filter(isYaml)[0]).to.equal(expected);
      expect(first?.what).to.match(what);
      expect(first?.fix).to.be.a('string');
    });
  }

  it('has a tab, and what the parser says of the lines below is not said', () => {
    const text = file({ steps: ['wait: { for: 1s }', 'wait: { for: 2s }'] }).replace('  - wait', '\t- wait');
    expect(found(text)).to.deep.equal(['scenario-yaml 7:1 \t']);
  });
  for (const [title, blank] of [
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a vertical tab', '\v'],
  ] as const) {
    it(`begins a line with ${title}`, () => {
      const text = file({ steps: ['wait: { for: 1s }', 'wait: { for: 2s }'] }).replace(
        '  - wait',
        ` ${blank}- wait`,
      );
      expect(found(text)).to.deep.equal([`scenario-yaml 7:2 ${blank}`]);
      expect(onlyOne(text).what).to.equal('This line begins with something that only looks like a blank.');
    });
  }
  it('may have any blank inside a line, and in a text', () => {
    expect(scenarioOf(file({ name: '"a\u00a0b\u3000c"' })).name).to.equal('a\u00a0b\u3000c');
  });

  it('gives its mistakes on two lines both', () => {
    expect(found('a: @x\nb: "\\q"\n').filter(isYaml)).to.deep.equal([
      'scenario-yaml 1:4 @',
      'scenario-yaml 2:5 \\',
    ]);
  });
});

describe('a mistake of the YAML', () => {
  const many = file({ A: '{ line: 9600 9N1 }', steps: ['wait: { for: 1 }', 'snd: { from: A, text: x }'] })
    .replace('version: 1', 'version: 2')
    .replace('name:', 'nam:');
  const others = [
    'scenario-wrong-value 1:10 2',
    'scenario-unknown-key 2:1 nam',
    'scenario-wrong-value 4:31 9600 9N1',
    'scenario-unit 7:18 1',
    'scenario-unknown-key 8:5 snd',
  ];

  it('hides no other: a tab, whatever its width was', () => {
    expect(found(many)).to.deep.equal(others);
    expect(found(many.replace('  - wait', '\t- wait'))).to.deep.equal(
      others.toSpliced(3, 1, 'scenario-yaml 7:1 \t', 'scenario-unit 7:17 1'),
    );
    expect(found(many.replaceAll('  - ', '\t\t- '))).to.have.length(6);
    expect(found(many.replace('steps:', 'steps:\n\t# first\n'))).to.include.members(others.slice(0, 3));
  });
  it('hides no other: a tag, and each of them is told', () => {
    const tagged = many.replace('link: {}', 'link: { port: !foo 0 }').replace('for: 1', 'for: !foo 1');
    expect(found(tagged)).to.deep.equal([
      ...others.slice(0, 2),
      'scenario-yaml 3:15 !foo',
      others[2],
      'scenario-yaml 7:18 !foo',
      others[4],
    ]);
  });
  it('hides no other: an escape that means nothing', () =>
    expect(found(many.replace('text: x', 'text: "\\q"'))).to.include.members(others));
  it('of the layout hides what stands below it only', () => {
    expect(found(`${many}steps: [\nname: x\n`)).to.include.members(others);
    expect(found(many.replace('steps:', 'steps: [ "'))).to.include.members(others.slice(0, 3));
    expect(found(many.replace('snd: {', 'snd: }'))).to.include.members(others.slice(0, 4));
  });
  it('of a text that is not closed is one mistake', () => {
    expect(found(file({ name: '"x' }))).to.deep.equal(['scenario-yaml 2:7 "']);
    expect(found(file({ A: '{ line: "9600 8N1 }' }))).to.deep.equal(['scenario-yaml 4:31 "']);
  });
  it('is one where a tab stands before a line of the catalogue, of each sixth file', () => {
    for (const [number, text] of catalogue.entries()) {
      if (number % 6 !== 0) continue;
      const lines = text.split('\n');
      const begun = lines.flatMap((line, index) => (/^ +[^ #]/.test(line) ? [index] : []));
      const index = begun[(number * 5) % begun.length] ?? 0;
      const width = number % 2 === 0 ? 2 : 4;
      const margin = (blanks: string): string => '\t'.repeat(Math.ceil(blanks.length / width));
      const tabbed = lines.with(index, (lines[index] ?? '').replace(/^ +/, margin)).join('\n');
      expect(
        found(tabbed).map((one) => one.replace(/ .*/s, '')),
        tabbed,
      ).to.deep.equal(['scenario-yaml']);
    }
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
  it('is the text that stands there, even when that is a number, a truth or nothing', () => {
    for (const key of ['5', '0x10', 'true', 'null', '~'])
      expect(found(`${file({})}${key}: x\n`), key).to.deep.equal([`scenario-unknown-key 8:1 ${key}`]);
    expect(onlyOne(`${file({})}0x10: x\n`).what).to.equal('`0x10` is not a key of the scenario.');
  });
  it('is not left out before its colon', () => {
    const only = onlyOne(file({ link: '{ : tcp }' }));
    expect(only).to.include({ code: 'scenario-unknown-key', what: 'No key stands before this colon.' });
    expect(only.spans[0]).to.include({ line: 3, column: 8 });
  });
  it('does not merge another group into its own', () => {
    const text =
      'version: 1\nname: x\nmachines:\n  A: &pc { fifo: 8 }\n  B: { <<: *pc }\nsteps: [ wait: { for: 1s } ]\n';
    expect(found(text)).to.deep.equal(['scenario-unknown-key 5:8 <<']);
    expect(onlyOne(text)).to.include({ what: '`<<` merges nothing here.', fix: 'Write the keys out.' });
  });
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

describe('a file without keys', () => {
  it('is not called empty when something stands in it', () => {
    const only = onlyOne('&&&&****');
    expect(only).to.include({ code: 'scenario-empty', what: 'x.lab7.yaml has no keys.' });
    expect(only.spans[0]).to.include({ line: 1, column: 1, source: '&&&&****' });
  });
});

describe('the limits of a file', () => {
  const steps = (count: number): string =>
    file({ steps: Array.from({ length: count }, () => 'wait: { for: 1s }') });

  it('are 20 000 values', () => {
    expect(scenarioOf(steps(4000)).steps).to.have.length(4000);
    expect(onlyOne(steps(7000)).why).to.equal('At most 20000 values, which are about 3000 steps.');
  });
  it('are 30 groups in one another', () => {
    const only = diagnosticsOf(`a: ${'['.repeat(31)}${']'.repeat(31)}`).find(
      ({ code }) => code === 'scenario-yaml',
    );
    expect(only?.why).to.equal('At most 30 stand in one another.');
  });
  it('are 100 values that are repeated', () => {
    const text = file({ steps: ['&p { wait: { for: 1s } }', ...Array.from({ length: 101 }, () => '*p')] });
    expect(onlyOne(text).why).to.equal('At most 100 values are.');
  });
});

describe('a line of a file', () => {
  const text = file({ steps: ['wait: { for: 1s }', 'wait: { for: 5 }'] });

  it('ends with LF, CRLF or a CR alone, with the same places in the file', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(found(text.replaceAll('\n', end)), JSON.stringify(end)).to.deep.equal(['scenario-unit 8:18 5']);
  });
  it('may end in another way than the next', () => {
    const mixed = text.replace('echo\n', 'echo\r').replace('1s }\n', '1s }\r\n');
    expect(found(mixed)).to.deep.equal(['scenario-unit 8:18 5']);
    expect(onlyOne(mixed).spans[0]?.source).to.equal('  - wait: { for: 5 }');
  });
  it('may say what YAML it is, and is read as YAML 1.2: yes is a text', () => {
    expect(
      found(`%YAML 1.1\n---\n${file({ steps: ['lab7: { on: A, args: conf 1, fails: yes }'] })}`),
    ).to.deep.equal(['scenario-wrong-value 9:41 yes']);
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
  it('is UTF-16, with its mark or without, either way round', () => {
    for (const encoded of [
      Buffer.from(`\uFEFF${file({})}`, 'utf16le'),
      Buffer.from(file({}), 'utf16le'),
      Buffer.from(`\uFEFF${file({})}`, 'utf16le').swap16(),
    ]) {
      const only = onlyOne(encoded);
      expect(only.code).to.equal('scenario-not-text');
      expect(only.why).to.match(/looks like UTF-16/);
      expect(only.spans[0]?.line).to.equal(1);
    }
  });
  it('is a program: every byte there is', () => {
    const only = onlyOne(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    expect(only).to.include({ code: 'scenario-not-text' }).and.not.have.property('why');
  });
  it('is larger than 1 MiB', () => {
    const text = file({ name: `x # ${'y'.repeat((1 << 20) - file({}).length - 1)}` });
    expect(text).to.have.length((1 << 20) - 1 + 'x # '.length - 'echo'.length);
    expect(scenarioOf(`${text}\n`).name).to.equal('x');
    expect(onlyOne(`${text}\n\n`)).to.include({
      code: 'scenario-too-large',
      what: 'x.lab7.yaml has 1048577 bytes: too many for a scenario file.',
    });
    expect(onlyOne(`${text}\n\n`).spans[0]).to.include({ line: 1, column: 1, source: 'version: 1' });
  });
  it('is empty, or has comments only', () => {
    for (const text of ['', ' \n', '# later\n', '---\n', '\uFEFF']) {
      const only = onlyOne(text);
      expect(only.spans[0], JSON.stringify(text)).to.include({ line: 1, column: 1 });
      expect(only, JSON.stringify(text)).to.include({
        code: 'scenario-empty',
        what: 'x.lab7.yaml is empty.',
      });
    }
  });
});
