import { expect } from 'chai';
import fc from 'fast-check';
import { renderDiagnostic } from '../../harness/report/diagnostics.ts';
import { defineScenario, type ScenarioInput } from '../../harness/scenario/define.ts';
import { anyCharacter } from '../support/characters.ts';
import { EXAMPLE, reference, scenariosOf } from './files.ts';

const SMALL = {
  version: 1,
  name: 'x',
  machines: { A: {}, B: {} },
  steps: [{ wait: { for: '1s' } }],
} as const satisfies ScenarioInput;

const whatsOf = (data: unknown): readonly string[] =>
  defineScenario(data as ScenarioInput).diagnostics.map(({ what }) => what);

describe('a scenario written in TypeScript', () => {
  it("is what the same file is: the design's example", () => {
    const { scenarios, diagnostics } = defineScenario(
      {
        version: 1,
        name: 'FIFO and interrupts, 9600 8E1, both ways',
        link: { transport: 'cable', profile: 'wire' },
        machines: {
          A: { port: 'COM1', line: '9600 8E1', fifo: 14 },
          B: {
            port: { base: 0x3f8, irq: 4 },
            line: { rate: 9600, bits: 8, parity: 'even', stop: 1 },
            fifo: 14,
          },
        },
        matrix: { mode: ['poll', 'int', 'fifo'] },
        steps: [
          { send: { from: 'A', mode: `\${{ matrix.mode }}`, text: 'hello' } },
          { expect: { on: 'B', text: 'hello', within: '120bits' } },
          {
            parallel: [
              { send: { from: 'A', hex: '00..FF' } },
              { send: { from: 'B', repeat: '55 AA', times: 64 } },
            ],
          },
          { expect: { on: 'A', count: 128, within: '2s' } },
          { wait: { for: '20bits' } },
        ],
        assert: { delivery: 'in-order-exactly-once', unread: 'none' },
      },
      'x.lab7.yaml',
    );
    const lineless = (text: string) => JSON.parse(text.replace(/"line":\d+/g, '"line":0'));
    expect(diagnostics).to.deep.equal([]);
    expect(lineless(JSON.stringify(scenarios))).to.deep.equal(lineless(JSON.stringify(scenariosOf(EXAMPLE))));
  });
  it('has a name for its file, which is `scenario` when nobody says', () => {
    expect(defineScenario(SMALL).scenarios[0]?.file).to.equal('scenario');
    expect(defineScenario(SMALL, 'here.ts').scenarios[0]?.file).to.equal('here.ts');
  });
  it('takes a matrix with include and exclude', () => {
    const { scenarios } = defineScenario({
      ...SMALL,
      matrix: {
        mode: ['poll', 'int'],
        n: [1, 2],
        exclude: [{ mode: 'int', n: 1 }],
        include: [{ mode: 'fifo', n: 5 }],
      },
      steps: [{ send: { from: 'A', mode: `\${{ matrix.mode }}`, random: `\${{ matrix.n }}` } }],
    });
    expect(scenarios.map(({ name }) => name)).to.deep.equal([
      'x (mode=poll, n=1)',
      'x (mode=poll, n=2)',
      'x (mode=int, n=2)',
      'x (mode=fifo, n=5)',
    ]);
  });
  it('keeps texts that look like something else: numbers, truths, nothing, references to an anchor, a NUL', () => {
    const texts = [
      '5',
      '0x3F8',
      '1e3',
      'true',
      'null',
      '~',
      '',
      ' x ',
      '*a',
      '&a',
      '- x',
      'a: b',
      '#x',
      '\0',
      'a\nb\n',
      '\u0085\u2028\uFEFF',
      '\ud800',
    ];
    for (const text of texts) {
      const { scenarios, diagnostics } = defineScenario({
        ...SMALL,
        steps: [
          { lab7: { on: 'A', args: 'conf 1', prints: `.${text}` } },
          { lab7: { on: 'A', args: 'conf 1', prints: text || 'x' } },
        ],
      });
      expect(
        diagnostics.map(({ what }) => what),
        JSON.stringify(text),
      ).to.deep.equal([]);
      expect(scenarios[0]?.steps[0], JSON.stringify(text)).to.have.nested.property(
        'runs[0].prints',
        `.${text}`,
      );
      expect(scenarios[0]?.steps[1], JSON.stringify(text)).to.have.nested.property(
        'runs[0].prints',
        text || 'x',
      );
    }
  });
  it('keeps any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 }), (text) => {
        fc.pre(!text.includes('${{'));
        const { scenarios } = defineScenario({
          ...SMALL,
          steps: [{ lab7: { on: 'A', args: 'conf 1', prints: text } }],
        });
        expect(scenarios[0]?.steps[0]).to.have.nested.property('runs[0].prints', text);
      }),
      { seed: 7, numRuns: 150 },
    );
  });
  it('leaves out what is undefined, and may have one part in two places', () => {
    const machine = { fifo: 8, line: undefined };
    const { scenarios } = defineScenario({
      ...SMALL,
      machines: { A: machine, B: machine },
    } as unknown as ScenarioInput);
    expect(scenarios[0]?.machines.B).to.include({ fifo: 8 }).and.not.to.have.property('line');
  });
});

describe('what is wrong with data', () => {
  it('is said as of a file, with the place in what it is written as', () => {
    const { scenarios, diagnostics } = defineScenario({
      ...SMALL,
      steps: [{ send: { form: 'A', text: 'x' } }, { wait: { for: '20' } }],
    } as unknown as ScenarioInput);
    expect(scenarios).to.deep.equal([]);
    expect(diagnostics.map(({ code, fix }) => [code, fix])).to.deep.equal([
      ['scenario-unknown-key', 'Write `from`.'],
      ['scenario-unit', 'Write 20ms if you mean milliseconds.'],
    ]);
    for (const diagnostic of diagnostics) {
      expect(diagnostic.spans[0]?.source).to.match(/form|for/);
      expect(renderDiagnostic(diagnostic, false)).to.contain('--> scenario:');
    }
  });

  const cycle: { steps: unknown[] } = { steps: [] };
  cycle.steps.push({ parallel: cycle.steps });
  const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 'x');
  const wide = Array.from({ length: 30 }).reduce<unknown>((inner) => [inner, inner], 'x');
  const odd: readonly [title: string, data: unknown, what: RegExp][] = [
    ['a function', { ...SMALL, name: () => 'x' }, /^`data\.name` is a function\.$/],
    ['a symbol', { ...SMALL, name: Symbol('x') }, /^`data\.name` is a symbol\.$/],
    ['a bigint', { ...SMALL, version: 1n }, /^`data\.version` is a bigint\.$/],
    ['a Date', { ...SMALL, name: new Date(0) }, /^`data\.name` is a Date\.$/],
    ['a Map', { ...SMALL, steps: [new Map()] }, /^`data\.steps\[0\]` is a Map\.$/],
    [
      'bytes',
      { ...SMALL, steps: [{ send: { hex: Uint8Array.of(1) } }] },
      /^`data\.steps\[0\]\.send\.hex` is a Uint8Array\.$/,
    ],
    ['data that contains itself', cycle, /^`data\.steps\[0\]\.parallel` contains itself\.$/],
    ['groups 200 deep', deep, /stands in too many groups\.$/],
    ['a thousand million parts', wide, /^There is more in this data than a scenario can hold\.$/],
    ['nothing', undefined, /is empty/],
    ['no number', { ...SMALL, version: Number.NaN }, /`version` must be|`version` cannot be/],
  ];
  for (const [title, data, what] of odd) {
    it(`may be that it is ${title}`, () => {
      const [first] = whatsOf(data);
      expect(first).to.match(what);
    });
  }
});

describe('the type of a scenario', () => {
  /** Only what the compiler says of it matters. */
  const typed = (_: ScenarioInput): void => undefined;

  it('has the keys and the values of the schema, and no others', () => {
    // @ts-expect-error It has four keys at least.
    typed({ version: 1, name: 'x', machines: { A: {}, B: {} } });
    // @ts-expect-error There is no other version.
    typed({ ...SMALL, version: 2 });
    // @ts-expect-error There is no such key.
    typed({ ...SMALL, nam: 'x' });
    // @ts-expect-error There is no such key in a step.
    typed({ ...SMALL, steps: [{ send: { form: 'A', from: 'A' } }] });
    // @ts-expect-error There is no such verb.
    typed({ ...SMALL, steps: [{ snd: { from: 'A' } }] });
    // @ts-expect-error There is no such mode.
    typed({ ...SMALL, steps: [{ send: { from: 'A', text: 'x', mode: 'intr' } }] });
    // @ts-expect-error A count is a number.
    typed({ ...SMALL, steps: [{ expect: { on: 'A', count: '5' } }] });
    typed({
      ...SMALL,
      steps: [{ expect: { on: 'A', flags: 'none' } }, { expect: { on: 'A', flags: ['PE'] } }],
    });
    // @ts-expect-error The only text for flags is none.
    typed({ ...SMALL, steps: [{ expect: { on: 'A', flags: 'non' } }] });
    // @ts-expect-error A time has a unit.
    typed({ ...SMALL, steps: [{ wait: { for: 20 } }] });
    // @ts-expect-error There is no machine C.
    typed({ ...SMALL, machines: { A: {}, B: {}, C: {} } });
    // @ts-expect-error There is no such trigger level.
    typed({ ...SMALL, machines: { A: { fifo: 5 }, B: {} } });
    // @ts-expect-error A variable has a list.
    typed({ ...SMALL, matrix: { mode: 'poll' } });
    // @ts-expect-error An entry has one value for a variable.
    typed({ ...SMALL, matrix: { include: [{ mode: ['poll'] }] } });
    // @ts-expect-error Undefined is no value.
    typed({ ...SMALL, machines: { A: { fifo: undefined }, B: {} } });
  });
  it('has a reference in the place of any value: number, choice or truth, and no other text there', () => {
    typed({
      ...SMALL,
      machines: { A: { fifo: `\${{ matrix.fifo }}` }, B: {} },
      steps: [
        { send: { from: `\${{ matrix.from }}`, mode: `\${{ matrix.mode }}`, random: `\${{ matrix.n }}` } },
        { lab7: { on: 'A', args: 'conf 1', fails: `\${{ matrix.fails }}` } },
      ],
    });
    // @ts-expect-error It names a variable of the matrix.
    typed({ ...SMALL, machines: { A: { fifo: `\${{ fifo }}` }, B: {} } });
    // @ts-expect-error It is the whole value of what is no text.
    typed({ ...SMALL, machines: { A: { fifo: `1\${{ matrix.fifo }}` }, B: {} } });
    expect(reference('fifo')).to.equal(`\${{ matrix.fifo }}`);
  });
  it('takes lists that cannot be written to', () => {
    const steps = [{ wait: { for: '1s' } }] as const;
    typed({ ...SMALL, steps, matrix: { mode: ['poll', 'int'] as const } });
    expect(steps).to.have.length(1);
  });
});
