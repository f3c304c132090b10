import { expect } from 'chai';
import type { Duration } from '../../harness/scenario/model.ts';
import { DURATION_PATTERN, durationTicks, readDuration } from '../../harness/scenario/units.ts';

const LENGTHS = { bit: 192, character: 2112 };
const inTicks = (amount: number, unit: Duration['unit']): number => durationTicks({ amount, unit }, LENGTHS);
const faultOf = (raw: unknown) => {
  const read = readDuration(raw);
  return 'fault' in read ? read.fault : undefined;
};

describe('a duration', () => {
  const written: readonly [string, number, Duration['unit']][] = [
    ['120bits', 120, 'bits'],
    ['4chars', 4, 'chars'],
    ['2s', 2, 's'],
    ['20ms', 20, 'ms'],
    ['87us', 87, 'us'],
    ['160ticks', 160, 'ticks'],
    ['1.5chars', 1.5, 'chars'],
    ['0ms', 0, 'ms'],
  ];
  it('is a number with one of six units', () => {
    for (const [text, amount, unit] of written)
      expect(readDuration(text)).to.deep.equal({ value: { amount, unit } });
  });

  const wrong: readonly [string, unknown, string, string][] = [
    ['a bare number has no unit', 20, 'scenario-unit', 'Write 20ms if you mean milliseconds.'],
    ['a bare number in quotes has no unit', '20', 'scenario-unit', 'Write 20ms if you mean milliseconds.'],
    ['bit is bits', '60bit', 'scenario-unit', 'Write 60bits.'],
    ['MS is ms', '20MS', 'scenario-unit', 'Write 20ms.'],
    ['µs is us', '87µs', 'scenario-unit', 'Write 87us.'],
    ['usec is us', '87usec', 'scenario-unit', 'Write 87us.'],
    ['sec is a second, and no millisecond', '3sec', 'scenario-unit', 'Write 3s.'],
    ['seconds are s', '3seconds', 'scenario-unit', 'Write 3s.'],
    ['msec is ms', '3msec', 'scenario-unit', 'Write 3ms.'],
    ['bytes are chars', '3bytes', 'scenario-unit', 'Write 3chars.'],
    ['a blank before the unit is refused', '20 ms', 'scenario-wrong-value', 'Write 20ms.'],
    ['a sign is refused', '-20ms', 'scenario-wrong-value', 'Write it like 20ms.'],
    ['two points are refused', '1.2.3ms', 'scenario-wrong-value', 'Write it like 20ms.'],
    [
      'more than a thousand million is refused',
      '1000000001ticks',
      'scenario-wrong-value',
      'Write a smaller number.',
    ],
    ['less than nothing is refused', -20, 'scenario-wrong-value', 'Write it like 20ms.'],
    ['what is no number is refused', Number.NaN, 'scenario-wrong-value', 'Write it like 20ms.'],
    ['a truth is refused', true, 'scenario-wrong-value', 'Write it like 20ms.'],
  ];
  for (const [title, raw, code, fix] of wrong) {
    it(`${title}: ${String(raw)}`, () => {
      expect(faultOf(raw)?.code).to.equal(code);
      expect(faultOf(raw)?.fix).to.equal(fix);
    });
  }

  it('lists all six units when the unit is missing', () => {
    expect(faultOf(20)?.why).to.include('bits, chars, s, ms, us, ticks');
  });

  it('is read exactly where the pattern for editors matches', () => {
    const texts = [
      '1s',
      '0.5s',
      '.5s',
      '5.s',
      '1e3s',
      '1 s',
      '1S',
      '',
      's',
      '12345678901s',
      '0.1234567ms',
      '1ms\n',
    ];
    for (const text of texts) {
      expect('value' in readDuration(text), text).to.equal(new RegExp(DURATION_PATTERN).test(text));
    }
  });
});

describe('a duration in ticks', () => {
  it('has 1 843 200 ticks in a second', () => expect(inTicks(1, 's')).to.equal(1_843_200));
  it('has 36 864 ticks in 20 ms, and not one more', () => expect(inTicks(20, 'ms')).to.equal(36_864));
  it('rounds 87 us, 160.36 ticks, up to 161', () => expect(inTicks(87, 'us')).to.equal(161));
  it('rounds the smallest time up to one tick', () => expect(inTicks(0.000001, 'us')).to.equal(1));
  it('is not a tick too long where doubles are inexact: 1.1 s', () =>
    expect(inTicks(1.1, 's')).to.equal(2_027_520));
  it('takes its bits and characters from the line: 60 of 192 ticks, 4 of 2112', () => {
    expect(inTicks(60, 'bits')).to.equal(11_520);
    expect(inTicks(4, 'chars')).to.equal(8448);
  });
  it('is nothing for 0', () => expect(inTicks(0, 'chars')).to.equal(0));
});
