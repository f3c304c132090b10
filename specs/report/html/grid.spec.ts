import { expect } from 'chai';
import { gridsOf } from '../../../harness/report/html/grid.ts';
import type { Play } from '../../../harness/report/run.ts';
import type { ScenarioResult } from '../../../harness/run/result.ts';
import { type Parts, passing, playOf } from '../runs.ts';

type Values = Readonly<Record<string, readonly string[]>>;

const product = (values: Values): readonly Play['entry'][] =>
  Object.entries(values).reduce<readonly Play['entry'][]>(
    (entries, [name, choices]) =>
      entries.flatMap((entry) => choices.map((one) => ({ ...entry, [name]: one }))),
    [{}],
  );

const inWords = (entry: Play['entry']): string =>
  Object.entries(entry)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

describe('the grids of a run', () => {
  let result: ScenarioResult;
  before(async () => {
    result = await passing();
  });

  const play = (parts: Parts): Play => playOf(result, parts);
  const matrix = (
    values: Values,
    name: (entry: Play['entry']) => string,
    file = 'x/m.lab7.yaml',
  ): readonly Play[] => product(values).map((entry) => play({ file, entry, name: name(entry) }));
  const shown = (plays: readonly Play[], profiles = 1) =>
    gridsOf({ plays, profiles }).map(({ caption, columns, rows }) => ({
      caption,
      columns,
      rows: rows.map(({ head, cells }) => `${head}: ${cells.map((some) => some.length).join(' ')}`),
    }));

  it('have the plays of a folder in one table, what they were played with across', () => {
    const plays = [
      play({ name: 'one', file: 'x/1.yaml' }),
      play({ name: 'two', file: 'x/2.yaml' }),
      play({ name: 'three', file: '3.yaml' }),
    ];
    expect(shown(plays)).to.deep.equal([
      { caption: 'x/', columns: ['cable, virtualbox5'], rows: ['one: 1', 'two: 1'] },
      { caption: './', columns: ['cable, virtualbox5'], rows: ['three: 1'] },
    ]);
  });

  it('have that variable of a matrix across that leaves the fewest rows, and the others down', () => {
    const values = { mode: ['poll', 'int'], link: ['cable', 'tcp', 'pipe'] };
    expect(shown(matrix(values, (entry) => `echo (${inWords(entry)})`))).to.deep.equal([
      {
        caption: 'x/',
        columns: ['link=cable', 'link=tcp', 'link=pipe'],
        rows: ['echo (mode=poll): 1 1 1', 'echo (mode=int): 1 1 1'],
      },
    ]);
  });

  it('name a row by what the names in it have in common', () => {
    const values = { on: ['A', 'B'], link: ['cable', 'tcp', 'pipe'] };
    const [grid] = shown(matrix(values, ({ on, link }) => `the receiver on ${on} hears over ${link} all`));
    expect(grid?.rows).to.deep.equal([
      'the receiver on A hears over … all: 1 1 1',
      'the receiver on B hears over … all: 1 1 1',
    ]);
  });

  it('name a row by its values where its name is another one’s too', () => {
    const values = { bits: ['7', '8'], parity: ['N', 'E', 'O'] };
    const [grid] = shown(matrix(values, ({ bits, parity }) => `${bits}${parity}1 is read`));
    expect(grid?.rows).to.deep.equal(['… is read (bits=7): 1 1 1', '… is read (bits=8): 1 1 1']);
  });

  it('put nothing across that would make a diagonal, or more columns than can be seen at once', () => {
    const entries = ['1', '2', '3'].map((a) => ({ a, b: `b${a}` }));
    const diagonal = entries.map((entry) =>
      play({ file: 'x/m.yaml', entry, name: `is ${entry.a} and ${entry.b}` }),
    );
    expect(shown(diagonal)).to.deep.equal([
      {
        caption: 'x/',
        columns: ['cable, virtualbox5'],
        rows: ['is 1 and b1: 1', 'is 2 and b2: 1', 'is 3 and b3: 1'],
      },
    ]);
    const many = matrix({ n: Array.from({ length: 11 }, (_, n) => `${n}`) }, ({ n }) => `is ${n}`);
    expect(shown(many)[0]?.columns).to.deep.equal(['cable, virtualbox5']);
  });

  it('have the profiles across where they are compared', () => {
    const plays = (['virtualbox5', 'wire'] as const).flatMap((profile) =>
      ['tcp', 'pipe'].map((link) =>
        play({ file: 'x/m.yaml', entry: { link }, name: `over ${link}`, profile }),
      ),
    );
    expect(shown(plays, 2)).to.deep.equal([
      {
        caption: 'x/',
        columns: ['link=tcp, virtualbox5', 'link=pipe, virtualbox5', 'link=tcp, wire', 'link=pipe, wire'],
        rows: ['over …: 1 1 1 1'],
      },
    ]);
  });

  it('have each play once', () => {
    const plays = [
      ...matrix({ a: ['1', '2'], b: ['1', '2'] }, () => 'same', 'x/1.yaml'),
      ...matrix({ a: ['1', '2'] }, () => 'same', 'x/2.yaml'),
      play({ name: 'same', file: 'x/3.yaml' }),
      play({ name: 'same', file: 'x/3.yaml' }),
    ];
    const found = gridsOf({ plays, profiles: 1 }).flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.flat()),
    );
    expect(found).to.have.lengthOf(plays.length);
    expect(new Set(found)).to.deep.equal(new Set(plays));
  });
});
