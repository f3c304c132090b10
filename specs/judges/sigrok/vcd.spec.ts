import { expect } from 'chai';
import { range } from '../../support/chip.ts';
import { unitsAt, vcd } from './vcd.ts';

describe('A VCD of lines', () => {
  it('has a header, the changes of each instant together, and the end', () => {
    const signals = [
      {
        name: 'a',
        edges: [
          [0, 1],
          [16, 0],
          [48, 1],
        ],
      },
      {
        name: 'b',
        edges: [
          [0, 1],
          [48, 0],
        ],
      },
    ] as const;
    expect(vcd(signals, 160, '1 us')).to.equal(
      [
        '$timescale 1 us $end',
        '$scope module line $end',
        '$var wire 1 ! a $end',
        '$var wire 1 " b $end',
        '$upscope $end',
        '$enddefinitions $end',
        '#0',
        '1!',
        '1"',
        '#9',
        '0!',
        '#26',
        '1!',
        '0"',
        '#87',
        '',
      ].join('\n'),
    );
  });

  it('counts a second of 1 843 200 ticks without an error, in each timescale', () => {
    expect(unitsAt(1_843_200, '10 ns')).to.equal(100_000_000);
    expect(unitsAt(1_843_200, '100 ns')).to.equal(10_000_000);
    expect(unitsAt(1_843_200, '1 us')).to.equal(1_000_000);
    expect(unitsAt(1_843_200, '10 us')).to.equal(100_000);
  });

  it('rounds each tick for itself to the nearest unit', () => {
    // A tick is 542.53 ns.
    expect([1, 2, 3, 160, 1600].map((tick) => unitsAt(tick, '10 ns'))).to.deep.equal([
      54, 109, 163, 8681, 86_806,
    ]);
    expect([1, 2, 3, 160, 1600].map((tick) => unitsAt(tick, '1 us'))).to.deep.equal([1, 1, 2, 87, 868]);
  });

  it('keeps two ticks apart in 100 ns, a day on as well', () => {
    const day = 86_400 * 1_843_200;
    for (const tick of range(50, day)) {
      expect(unitsAt(tick + 1, '100 ns') - unitsAt(tick, '100 ns')).to.be.within(5, 6);
    }
  });

  it('leaves out what comes after its end', () => {
    expect(
      vcd(
        [
          {
            name: 'a',
            edges: [
              [0, 1],
              [160, 0],
            ],
          },
        ],
        160,
        '1 us',
      ),
    ).not.to.contain('0!');
  });

  it('gives each of many signals an identifier of its own, of printable characters', () => {
    const signals = range(300).map((i) => ({ name: `s${i}`, edges: [[0, 1] as const] }));
    const text = vcd(signals, 1, '1 us');
    const lines = new Set(text.split('\n'));
    const identifiers = [...text.matchAll(/^\$var wire 1 ([!-~]+) s\d+ \$end$/gm)].map(([, id]) => id);
    expect(new Set(identifiers).size).to.equal(300);
    for (const id of identifiers) expect(lines.has(`1${id}`), id).to.equal(true);
  });
});
