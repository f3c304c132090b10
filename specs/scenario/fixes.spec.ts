import { expect } from 'chai';
import { file, found, marked, onlyOne, reference, scenariosOf } from './files.ts';

const withStep = (step: string): string => file({ steps: [step] });

describe('the fix of a wrong value', () => {
  const wrong: readonly [title: string, text: string, what: string, fix: string][] = [
    [
      'is the truth that was meant',
      withStep('lab7: { on: A, args: conf 1, fails: yes }'),
      '`fails` must be true or false, not text.',
      'Write true.',
    ],
    [
      'is the other truth',
      withStep('lab7: { on: A, args: conf 1, fails: "off" }'),
      '`fails` must be true or false, not text.',
      'Write false.',
    ],
    [
      'is both truths where neither was meant',
      withStep('lab7: { on: A, args: conf 1, fails: 0 }'),
      '`fails` must be true or false, not `0`.',
      'Write true or false.',
    ],
    [
      'is the least of a number that is too small',
      withStep('expect: { on: A, count: 0 }'),
      '`count` cannot be `0`.',
      'Write 1 or more.',
    ],
    [
      'is the most of a number that is too large',
      withStep('expect: { on: A, count: 4194305 }'),
      '`count` cannot be `4194305`.',
      'Write 4194304 or less.',
    ],
    [
      'is the only value there is',
      file({}).replace('version: 1', 'version: [1]'),
      '`version` cannot be a list.',
      'Write 1.',
    ],
    [
      'is a choice of values where none is near',
      file({ A: '{ fifo: [1] }' }),
      '`fifo` cannot be a list.',
      'Write one of them.',
    ],
    [
      'asks for a value where there is none',
      file({ A: '{ fifo: }' }),
      '`fifo` has no value.',
      'Give it one.',
    ],
    [
      'is an example of a group where a list stands',
      file({ link: '[tcp]' }),
      '`link` must be a group of keys, not a list.',
      'Write it like `{ transport: tcp }`.',
    ],
  ];
  for (const [title, text, what, fix] of wrong) {
    it(`${title}: ${what}`, () => {
      const only = onlyOne(text);
      expect({ what: only.what, fix: only.fix }).to.deep.equal({ what, fix });
    });
  }
});

describe('the fix of a pattern', () => {
  const wrong: readonly [pattern: string, what: RegExp, fix: string][] = [
    ['😀', /`😀`, which is no byte/, 'Its UTF-8 is \\xF0\\x9F\\x98\\x80.'],
    ['€', /`€`, which is no byte/, 'Its UTF-8 is \\xE2\\x82\\xAC.'],
    ['a*', /before any byte/, 'Let it ask for one byte at least: `+` for `*`.'],
    ['a{0}', /before any byte/, 'Let it ask for one byte at least: 1 for 0 in the braces.'],
    ['a||b', /before any byte/, 'Let it ask for one byte at least on either side of each `|`.'],
    ['a?', /before any byte/, 'Let it ask for one byte at least.'],
    ['', /is empty/, 'Write it like t=[0-9]+ms.'],
    ['[]', /can never hold/, 'Write what may come into its `[]`.'],
    ['a[]|[^\\x00-\\xFF]', /can never hold/, 'Write what may come into its `[]`.'],
  ];
  for (const [pattern, what, fix] of wrong) {
    it(`fits \`${pattern}\``, () => {
      const only = onlyOne(withStep(`expect: { on: B, pattern: '${pattern}' }`));
      expect(only.what).to.match(what);
      expect(only.fix).to.equal(fix);
    });
  }
  it('is not needed where one way of several can hold', () =>
    expect(found(withStep("expect: { on: B, pattern: 'a|[]' }"))).to.deep.equal([]));
});

describe('a fix leads to a file without that mistake:', () => {
  const crystal = (value: string): string => file({ A: `{ crystal: ${value} }` });
  const random = (value: string): string => withStep(`send: { from: A, random: ${value} }`);
  const sent = (value: string): string => withStep(`send: { from: A, hex: ${value} }`);
  const first = `version: 1\n`;
  const pairs: readonly [title: string, wrong: string, fix: string, right: string][] = [
    ['three decimals', crystal('+200.1234ppm'), 'Write +200.123ppm.', crystal('+200.123ppm')],
    ['an exponent', crystal('+1e3ppm'), 'Write +1000ppm.', crystal('+1000ppm')],
    ['a number past all', random('1e21'), 'Write 1048576 or less.', random('1048576')],
    ['bytes as a number', sent('0x55'), 'Write "55", in quotes.', sent('"55"')],
    ['one digit', sent('0x5'), 'Write "05", in quotes.', sent('"05"')],
    ['a decimal', sent('55'), 'Put it in quotes.', sent('"55"')],
    ['a colon without a blank', file({}).replace(first, 'version:1\n'), 'Write `version: 1`.', file({})],
  ];
  for (const [title, wrong, fix, right] of pairs) {
    it(title, () => {
      expect(onlyOne(wrong).fix).to.equal(fix);
      expect(scenariosOf(right)).to.have.length(1);
    });
  }

  it('a flag from the matrix is put into a list where it is used', () => {
    const flags = (written: string): string =>
      file({ matrix: '{ f: [PE, FE] }', steps: [`expect: { on: B, flags: ${written} }`] });
    const only = onlyOne(flags(`"${reference('f')}"`));
    expect(only.spans.map((span) => [span.line, marked(span)])).to.deep.equal([[7, `"${reference('f')}"`]]);
    expect(only.fix).to.equal(`Write ["${reference('f')}"].`);
    expect(scenariosOf(flags(`["${reference('f')}"]`))).to.have.length(2);
  });
  it('a number is not made of a reference and more', () => {
    const text = file({
      matrix: '{ n: [1, 2] }',
      steps: [`send: { from: A, random: "${reference('n')}0" }`],
    });
    expect(onlyOne(text).fix).to.equal('Write a reference alone: with anything beside it, it makes text.');
  });
});
