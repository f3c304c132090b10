import { expect } from 'chai';
import { changed, type Mutant, mutantsIn } from '../../scripts/mutants/finder.ts';
import { unionsIn } from '../../scripts/mutants/literals.ts';
import { renderSurvivors, renderTable, shareOf, type Tried } from '../../scripts/mutants/report.ts';
import { KnownSurvivors, listed } from '../../scripts/mutants/survivors.ts';
import { parse } from '../../scripts/mutants/syntax.ts';

const FILE = 'harness/uart/part.ts';

const find = (source: string): Mutant[] => mutantsIn(FILE, source, unionsIn(parse(FILE, source)));

/** The whole source with each of its mutants, one after another. */
const mutated = (source: string): string[] => find(source).map((mutant) => changed(source, mutant));

describe('the finder of mutants', () => {
  const changes: readonly (readonly [what: string, source: string, becomes: readonly string[]])[] = [
    [
      'a comparison moves by one, and is always so',
      'f = a < b;',
      [';', 'f = true;', 'f = false;', 'f = a <= b;'],
    ],
    ['an equality is always so', 'f = a === b;', [';', 'f = true;', 'f = false;']],
    ['a negation is always so', 'f = !a;', [';', 'f = true;', 'f = false;']],
    [
      'of two conditions each is left out',
      'if (a && b) g(h, i);',
      ['if (true && b) g(h, i);', 'if (true) g(h, i);', 'if (false) g(h, i);', 'if (a && true) g(h, i);'],
    ],
    [
      'of two alternatives each is left out',
      'if (a || b) g();',
      ['if (false || b) g();', 'if (true) g();', 'if (false) g();', 'if (a || false) g();'],
    ],
    [
      'each branch of a ternary is always taken',
      'f = a ? b : c;',
      [';', 'f = true ? b : c;', 'f = false ? b : c;'],
    ],
    ['plus is minus', 'const f = a + b;', ['const f = a - b;']],
    ['a shift goes the other way', 'const f = a << b;', ['const f = a >> b;']],
    ['a term of bits is left out', 'const f = a | b;', ['const f = a;', 'const f = b;']],
    [
      'a mask is left out',
      'const f = (a & ~b) !== c;',
      ['const f = true;', 'const f = false;', 'const f = (a) !== c;', 'const f = (a & b) !== c;'],
    ],
    ['what adds bits sets them', 'a |= b;', [';', 'a = b;']],
    [
      'a number is the next one',
      'const f = [0, 9, 0x0f, 1.5];',
      [
        'const f = [1, 9, 0x0f, 1.5];',
        'const f = [0, 10, 0x0f, 1.5];',
        'const f = [0, 9, 0x10, 1.5];',
        'const f = [0, 9, 0x0f, 2.5];',
      ],
    ],
    ['a sign is left out', 'const f = -a;', ['const f = a;']],
    ['the smaller is the greater', 'const f = Math.min(a, b);', ['const f = Math.max(a, b);']],
    ['nothing is taken for something', 'const f = a?.b;', ['const f = a.b;']],
    ['a call of nothing is made', 'const f = a?.b();', ['const f = a.b();']],
    ['a default is left out, and is all', 'const f = a ?? b;', ['const f = a;', 'const f = b;']],
    [
      'a statement is left out',
      'if (a) { f(); g(); }',
      ['if (true) { f(); g(); }', 'if (false) { f(); g(); }', 'if (a) { ; g(); }', 'if (a) { f(); ; }'],
    ],
    [
      'both ways of an if are left out',
      'if (a) f(); else g();',
      ['if (true) f(); else g();', 'if (false) f(); else g();', 'if (a) ; else g();', 'if (a) f(); else ;'],
    ],
    [
      'a case is left out, and the break that ends it',
      'switch (a) { case B: f(); break; default: break; }',
      [
        'switch (a) {  default: break; }',
        'switch (a) { case B: ; break; default: break; }',
        'switch (a) { case B: f(); ; default: break; }',
        'switch (a) { case B: f(); break;  }',
      ],
    ],
  ];
  for (const [what, source, becomes] of changes) {
    it(`changes ${source.length > 40 ? `${source.slice(0, 40)}...` : source} so that ${what}`, () => {
      expect(mutated(source)).to.have.members(becomes);
    });
  }

  it('changes a word into the next one of its union, and no other word', () => {
    const source =
      "type A = 'x' | 'y' | 'z'; const f: A = 'z'; const g = 'z is a word'; if (f === 'x') h(k);";
    expect(mutated(source).filter((text) => !/true|false/.test(text))).to.deep.equal([
      source.replace("= 'z';", "= 'x';"),
    ]);
  });

  it('leaves alone what never runs: types, imports, comments; and what is thrown', () => {
    expect(
      mutated(`
        import { a } from './a-1.ts';
        export type B = 1 | 2;
        interface C { readonly d: 3 }
        /* 4 + 5 */
        function f(b: B, c?: C['d']): asserts b is 1 { throw new Error('6' + 7); }
      `),
    ).to.deep.equal([]);
  });

  it('looks through a type assertion', () => {
    expect(mutated('const f = (a as number) + (b satisfies number);')).to.deep.equal([
      'const f = (a as number) - (b satisfies number);',
    ]);
  });

  it('makes no loop that cannot end: its condition is never always true, its step goes no other way', () => {
    expect(mutated('for (let i = 0; i < n; i += 1) f(a);')).to.have.members([
      'for (let i = 1; i < n; i += 1) f(a);',
      'for (let i = 0; false; i += 1) f(a);',
      'for (let i = 0; i <= n; i += 1) f(a);',
      'for (let i = 0; i < n; i += 2) f(a);',
    ]);
  });

  it('says where a mutant stands, and how its line reads then', () => {
    const [first] = find(
      'class A {\n  /** Why. */\n  b(): number {\n    return this.c -\n      this.d;\n  }\n}\n',
    );
    expect(first).to.deep.include({
      file: FILE,
      line: 4,
      column: 19,
      within: 'A.b',
      was: 'return this.c -',
      becomes: 'return this.c +',
    });
  });

  it('gives each mutant an id of its own, equal lines too, which lines above do not change', () => {
    const source = 'function f() {\n  a += 1;\n  a += 1;\n}\nfunction g() {\n  a += 1;\n}\n';
    const ids = find(source).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length).and.to.equal(9);
    expect(find(`// A word.\n\n${source}`).map(({ id }) => id)).to.deep.equal(ids);
    expect(mutantsIn('harness/uart/other.ts', source, []).map(({ id }) => id)).to.not.include.members(ids);
  });

  it('refuses what is no source', () => {
    expect(() => find('const = 1;')).to.throw(FILE);
  });
});

describe('the list of known survivors', () => {
  const SOURCE = 'function f() {\n  a();\n  b();\n  c();\n}\n';
  const [first, second, third] = find(SOURCE) as [Mutant, Mutant, Mutant];
  const known = new KnownSurvivors(
    `${FILE}:\n${listed(first, 'nobody looks')}\n${listed(second, 'nobody hears')}\nother.ts:\n${listed(third, 'why')}`,
  );

  it('has the reason for a mutant, wherever its line stands now', () => {
    const [moved] = find(`\n\n\n${SOURCE}`) as [Mutant];
    expect([known.reason(first), known.reason(moved)]).to.deep.equal(['nobody looks', 'nobody looks']);
    expect(known.reason(third), 'of another file').to.equal(null);
  });

  it('is outdated in what does not survive any more, of the files that were tried', () => {
    expect(known.outdated([FILE], [second, third])).to.deep.equal([`${FILE} f: ;`]);
    expect(known.outdated([], [])).to.deep.equal([]);
  });

  it('is empty when the file is', () => {
    expect(new KnownSurvivors('').reason(first)).to.equal(null);
  });

  it('refuses an entry without a reason', () => {
    expect(() => new KnownSurvivors(`${FILE}:\n  - in: f\n    was: a();\n    becomes: ;\n`)).to.throw();
  });

  it('comes with those that it knows first, and each as an entry of it', () => {
    const [unknown, one] = renderSurvivors([third, first], known).split('\n\n').toReversed();
    expect(one?.split('\n').slice(1).join('\n')).to.equal(listed(first, 'nobody looks'));
    expect(unknown).to.match(/^UNKNOWN harness\/uart\/part\.ts:4:3 [0-9a-f]{8}\n/);
    expect(unknown).to.contain('in: f').and.to.contain('was: c();');
  });
});

describe('the share of killed mutants', () => {
  const [mutant] = find('const f = 1;') as [Mutant];
  const other = { ...mutant, file: 'harness/wire/other.ts' };
  const tried: Tried[] = [
    { mutant, fate: 'killed' },
    { mutant, fate: 'timed out' },
    { mutant, fate: 'survived' },
    { mutant: other, fate: 'killed' },
  ];

  it('counts those that never end as killed', () => {
    expect(shareOf(tried)).to.equal(0.75);
  });

  it('stands in a table, by file and for all', () => {
    const rows = renderTable(tried)
      .split('\n')
      .map((row) => row.trim().replace(/ {2,}/g, ' | '));
    expect(rows).to.deep.equal([
      'mutants | killed | timed out | survived | share',
      'harness/uart/part.ts | 3 | 1 | 1 | 1 | 66.7 %',
      'harness/wire/other.ts | 1 | 1 | 0 | 0 | 100.0 %',
      'all | 4 | 2 | 1 | 1 | 75.0 %',
    ]);
  });
});
