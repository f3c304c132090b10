import { expect } from 'chai';
import fc from 'fast-check';
import { PatternMatcher } from '../../harness/run/pattern-matcher.ts';
import { readPattern } from '../../harness/scenario/pattern.ts';
import { failureOf, played } from './stage.ts';

const matcher = (source: string) => {
  const read = readPattern(source);
  if ('fault' in read) throw new Error(read.fault.what);
  return new PatternMatcher(read.value);
};

/** How many bytes it takes until the pattern holds; -1: it never does. */
function endOf(source: string, text: string): number {
  const one = matcher(source);
  return [...text].findIndex((char) => one.take(char.charCodeAt(0))) + 1 || -1;
}

/** The same by JavaScript's own engine: the shortest beginning of the text in which the pattern is found. */
function endByRegExp(source: string, text: string): number {
  const expression = new RegExp(source);
  for (let end = 1; end <= text.length; end += 1) if (expression.test(text.slice(0, end))) return end;
  return -1;
}

describe('a pattern', () => {
  for (const [source, text, end] of [
    ['ok', 'is it ok?', 8],
    ['t=[0-9]+ms', 'at t=12ms', 9],
    ['\\d{3}', '12a1234', 6],
    ['a.c', 'ab\nabc', 6],
    ['(foo|ba[rz])!', 'foo bar baz!', 12],
    ['[^a-z]', 'abcD', 4],
    ['x?y', 'y', 1],
    ['a*b', 'aaac b', 6],
    ['\\x00\\xff', 'ab\0\xff', 4],
    ['(?:ab)+c', 'ababab', -1],
    ['a{2,3}b', 'abaaaab', 7],
    ['aab', 'aaab', 4],
    ['', '', -1],
  ] as const) {
    if (source === '') continue;
    it(`is found at its shortest: /${source}/ ends at byte ${end} of ${JSON.stringify(text)}`, () => {
      expect(endOf(source, text)).to.equal(end);
    });
  }

  it('is found where JavaScript finds it, whatever it is made of', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(?:ab)', '(a|b)', '(?:a|bb|)');
    const part = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}'))
      .map((two) => two.join(''));
    const source = fc
      .array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
      .map((ways) => ways.map((way) => way.join('')).join('|'))
      .filter((one) => !new RegExp(`^(?:${one})$`).test(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(source, text, (one, sample) => {
        expect(endOf(one, sample)).to.equal(endByRegExp(one, sample));
      }),
      { numRuns: 500 },
    );
  });

  it('costs no more than its states a byte, where backtracking would never end', () => {
    const hostile = matcher('(a*)*(a|a)*(a|aa)+b');
    let isFound = false;
    for (let i = 0; i < 100_000; i += 1) isFound ||= hostile.take(0x61);
    expect(isFound).to.equal(false);
    expect(hostile.take(0x62)).to.equal(true);
  });

  it('is walked, and not remembered, where there would be too much to remember', () => {
    const hostile = matcher('[ab]*a[ab]{200}c');
    let state = 1;
    for (let i = 0; i < 20_000; i += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      expect(hostile.take(state % 3 === 0 ? 0x61 : 0x62)).to.equal(false);
    }
    expect(hostile.take(0x61)).to.equal(false);
    for (let i = 0; i < 200; i += 1) expect(hostile.take(0x62)).to.equal(false);
    expect(hostile.take(0x63)).to.equal(true);
  });

  it('is expected behind the cursor, and consumes up to its end', async () => {
    const steps = [
      'send: { from: A, text: "t=12ms, t=7ms." }',
      'expect: { on: B, pattern: "t=[0-9]+ms" }',
      'expect: { on: B, pattern: "t=[0-9]ms" }',
      'expect: { on: B, text: "." }',
    ];
    expect((await played({ steps })).outcome).to.equal('passed');
  });

  it('that does not come says what did', async () => {
    const steps = ['send: { from: A, text: hello }', 'expect: { on: B, pattern: "he+o", within: 99bits }'];
    const { cause } = failureOf(await played({ steps }));
    expect(cause).to.deep.equal({
      kind: 'pattern',
      on: 'B',
      pattern: 'he+o',
      came: [...Buffer.from('hello')],
      cameCount: 5,
    });
  });
});
