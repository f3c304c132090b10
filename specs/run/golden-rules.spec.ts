import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { goldenHeader } from '../../harness/run/golden.ts';
import { type GoldenRule, ruled, rulesOf, withTolerance } from '../../harness/run/golden-rules.ts';

const HEADER = goldenHeader({ name: 'echo', seed: 1, profile: 'wire' });
const RECORDS = ['        2 A out 3FB 83', '        8 A in 3FD 60', "       16 A char 41 'A' #1 held 1"];
const text = (...rules: readonly string[]): string =>
  `${[...HEADER, ...rules.map((line) => `# ${line}`), ...RECORDS].join('\n')}\n`;

const within = (amount: number, unit: string, line: string, scope = {}) => ({
  rule: 'within',
  within: { amount, unit },
  kinds: [],
  machine: null,
  line,
  ...scope,
});

function refused(...rules: readonly string[]): HarnessError {
  try {
    rulesOf(text(...rules), 'kept/echo.golden.txt');
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  throw new Error('the rule was taken');
}

describe('the rules of a golden text', () => {
  it('are none in a text without any, and in what is no golden text', () => {
    for (const one of [text(), '', 'hello\n', '# nullmodem golden 2\n# within: soon\n'])
      expect(rulesOf(one)).to.deep.equal([]);
  });

  const wanted: readonly (readonly [line: string, rule: object])[] = [
    ['within: 1bit', within(1, 'bits', 'within: 1bit')],
    ['within: 0.5bits', within(0.5, 'bits', 'within: 0.5bits')],
    ['within: 1char', within(1, 'chars', 'within: 1char')],
    ['within: 1tick', within(1, 'ticks', 'within: 1tick')],
    ['within: 16ticks', within(16, 'ticks', 'within: 16ticks')],
    ['within: 20ms', within(20, 'ms', 'within: 20ms')],
    ['within: 2ms for link', within(2, 'ms', 'within: 2ms for link', { kinds: ['link'] })],
    ['within: 1bit of B', within(1, 'bits', 'within: 1bit of B', { machine: 'B' })],
    [
      'within: 1s for char, in of A',
      within(1, 's', 'within: 1s for char, in of A', { kinds: ['char', 'in'], machine: 'A' }),
    ],
    [
      'counted from: link, char',
      { rule: 'counted from', kinds: ['link', 'char'], machine: null, line: 'counted from: link, char' },
    ],
    ['leave out: in of B', { rule: 'leave out', kinds: ['in'], machine: 'B', line: 'leave out: in of B' }],
  ];
  for (const [line, rule] of wanted)
    it(`are read: ${line}`, () => {
      expect(rulesOf(text(line))).to.deep.equal([rule]);
      expect(rulesOf(text(line).replaceAll('\n', '\r\n'))).to.deep.equal([rule]);
    });

  const wrong: readonly (readonly [line: string, what: RegExp, fix: string | undefined])[] = [
    ['within: 1bitt', /`bitt` is not a unit of time\. .*The units: bits, chars/, 'Write 1bits.'],
    ['within: 20msec', /The units: /, 'Write 20ms.'],
    ['within: 1', /The unit is missing behind `1`/, 'Write 1ms if you mean milliseconds.'],
    ['within: soon', /A time cannot be `soon`/, 'Write it like 20ms.'],
    ['within:', /A time cannot be/, 'Write it like 20ms.'],
    ['within: 1bit for chra', /`chra` is no kind of record\. The kinds: out, in, frame/, 'Write char.'],
    ['within: 1bit for', /A kind of record is missing/, undefined],
    ['within: 1bit for in of C', /There is no machine `C`: there are A and B/, 'Write it like `of B`.'],
    ['leave out:', /A kind of record is missing/, undefined],
    ['leave out: in,', /A kind of record is missing/, undefined],
    ['leave-out: in', /`leave-out` is no rule\. A rule is `within: 1bit`/, 'Write `# leave out: …`.'],
    ['a thought of mine', /`a thought of mine` is no rule/, 'Take the line out.'],
  ];
  for (const [line, what, fix] of wrong)
    it(`are refused with file, line and what is allowed: ${line}`, () => {
      const error = refused('within: 1bit', line);
      expect(error.code).to.equal('golden-rule');
      expect(error.message)
        .to.match(/^kept\/echo\.golden\.txt, line 6: /)
        .and.to.match(what);
      expect(error.fix).to.equal(fix);
    });

  it('have the tolerance of one run in the place of that for all records', () => {
    const rules = rulesOf(text('within: 2ms for link', 'within: 1bit', 'leave out: in'));
    const lines = (some: readonly GoldenRule[]) => some.map(({ line }) => line);
    expect(lines(withTolerance(rules, { amount: 1, unit: 'chars' }))).to.deep.equal([
      'within: 1char',
      'within: 2ms for link',
      'leave out: in',
    ]);
    expect(withTolerance(rules, undefined)).to.equal(rules);
  });
  it('stand behind the header as they were written, and what they leave out is not kept', () => {
    const rules = rulesOf(text('within:  1bit', 'leave out: in'));
    const [, , last = ''] = RECORDS;
    expect(ruled(text('within: 2ms'), rules)).to.equal(
      `${[...HEADER, '# within:  1bit', '# leave out: in', RECORDS[0], last].join('\n')}\n`,
    );
  });
});
