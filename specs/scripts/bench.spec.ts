import { expect } from 'chai';
import { AvrPair } from '../../scripts/bench/contestants/avr8js-pair.ts';
import { AvrTwoCpus } from '../../scripts/bench/contestants/avr8js-two-cpus.ts';
import { BarePair } from '../../scripts/bench/contestants/bare-pair.ts';
import { InterruptPair } from '../../scripts/bench/contestants/interrupt-pair.ts';
import {
  AT_8861,
  AT_9600,
  MismatchedPair,
  WITH_PARITY,
} from '../../scripts/bench/contestants/mismatched-pair.ts';
import { FASTEST, OurPair } from '../../scripts/bench/contestants/our-pair.ts';
import { type Contestant, median, type Pace, takeTurns } from '../../scripts/bench/rounds.ts';
import { type Check, isMet, missedBy } from '../../scripts/bench/row.ts';
import { amount, type Measured, renderMissed, renderRow } from '../../scripts/bench/table.ts';

const atLeast = (value: number, target: number): Check => ({
  what: 'ours / theirs',
  value,
  sense: 'at least',
  target,
});
const atMost = (value: number, target: number): Check => ({ ...atLeast(value, target), sense: 'at most' });

describe('the bench', () => {
  it('takes the middle one of its rounds, and between two the mean', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([8, 1, 9, 4])).to.equal(6);
    expect(median([100, 10, 9])).to.equal(10);
  });

  describe('lets its contestants take turns', () => {
    const NO_TIME: Pace = { rounds: 3, ms: 0, warmUpMs: 0 };
    let turns: string[];

    beforeEach(() => {
      turns = [];
    });

    const contestant = (name: string): Contestant => ({
      name,
      run: (units) => void turns.push(`${name}${units}`),
      close: () => void turns.push(`${name} closed`),
    });

    it('each once a round, and another one begins each, once all are warm', async () => {
      await takeTurns(['a', 'b', 'c'].map(contestant), NO_TIME, 'wall');
      expect(turns.join(' ')).to.equal('a1 b1 c1 a1 b1 c1 b1 c1 a1 c1 a1 b1 a closed b closed c closed');
    });

    it('and counts what a unit stands for', async () => {
      // A microsecond is the least that anything takes, so this one cannot do more than a million units a second.
      const [one = 0, seven = 0] = await takeTurns(
        [contestant('a'), { ...contestant('b'), perUnit: 7e9 }],
        NO_TIME,
        'wall',
      );
      expect(one).to.be.greaterThan(0).and.at.most(1e6);
      expect(seven).to.be.greaterThan(1e6);
    });

    it('and fails with the first that fails', async () => {
      const wrong: Contestant = {
        name: 'wrong',
        run: () => {
          throw new Error('byte 3 came as 4');
        },
      };
      let failure: unknown;
      await takeTurns([contestant('a'), wrong], NO_TIME, 'cpu').catch((error) => {
        failure = error;
      });
      expect(failure).to.have.property('message', 'byte 3 came as 4');
    });
  });

  it('calls a target met at the figure itself, and missed on its other side', () => {
    expect([3.99, 4, 4.01].map((value) => isMet(atLeast(value, 4)))).to.deep.equal([false, true, true]);
    expect([1.99, 2, 2.01].map((value) => isMet(atMost(value, 2)))).to.deep.equal([true, true, false]);
  });

  it('says by how much of the target it is missed', () => {
    expect(missedBy(atLeast(3, 4))).to.equal(0.25);
    expect(missedBy(atMost(3, 2))).to.equal(0.5);
    expect(missedBy(atLeast(5, 4))).to.equal(0);
  });

  it('shows three digits, with a unit', () => {
    const shown = [
      amount({ value: 5_514_000, unit: 'per s' }),
      amount({ value: 294_400_000, unit: 'per s' }),
      amount({ value: 41_300, unit: 'per s' }),
      amount({ value: 12.34, unit: 'per s' }),
      amount({ value: 1046.6, unit: 'ns' }),
      amount({ value: 0.608, unit: 's' }),
    ];
    expect(shown).to.deep.equal(['5.51 M/s', '294 M/s', '41.3 k/s', '12.3 /s', '1047 ns', '0.608 s']);
  });

  it('prints a row as a table, each target with its verdict', () => {
    const row: Measured = {
      name: 'wire',
      title: 'characters',
      lines: [
        { name: 'ours', value: 2e6, unit: 'per s' },
        { name: 'theirs', value: 1e6, unit: 'per s', beside: 'heap 1 MiB' },
      ],
      checks: [atLeast(2, 4), atMost(2, 4)],
    };
    expect(renderRow(row).replace(/ {2,}/g, ' | ').split('\n')).to.deep.equal([
      'wire: characters',
      ' | ours | 2.00 M/s',
      ' | theirs | 1.00 M/s | heap 1 MiB',
      ' | -> ours / theirs | 2.00 | at least 4: MISSED',
      ' | -> ours / theirs | 2.00 | at most 4: met',
      '',
    ]);
    expect(renderMissed([row])).to.equal(
      'Missed:\n  wire: ours / theirs is 2.00 and should be at least 4: 50 % too little',
    );
    expect(renderMissed([{ ...row, checks: [atMost(2, 4)] }])).to.equal('All targets are met.');
  });

  const carriers: readonly (readonly [string, () => { carry(count: number): void }])[] = [
    ['our chips', () => new OurPair()],
    ['our chips by interrupts', () => new InterruptPair()],
    ['our chips, 8E1 into 8N1', () => new MismatchedPair(WITH_PARITY, FASTEST)],
    ['our chips, divisor 12 into 13', () => new MismatchedPair(AT_9600, AT_8861)],
    ["avr8js' USARTs", () => new AvrPair()],
    ["avr8js' USARTs on two CPUs", () => new AvrTwoCpus()],
    ['two variables', () => new BarePair()],
  ];
  for (const [name, make] of carriers) {
    it(`finds each of 300 bytes come as it must over ${name}, and then 300 more`, () => {
      const pair = make();
      pair.carry(300);
      pair.carry(300);
    });
  }

  it('finds a byte that comes as another one', () => {
    const pair = new MismatchedPair(AT_9600, { lcr: 0x03, divisor: 14 });
    // What it is to be is worked out for 14; the chip is set back to 12 behind its back.
    const { b } = (pair as unknown as { pair: OurPair }).pair;
    b.write(3, 0x83);
    b.write(0, 12);
    b.write(3, 0x03);
    expect(() => pair.carry(256)).to.throw(/^byte \d+ came as \d+, and it is \d+$/);
  });

  it('exchanges 300 bytes both ways at once, over our chips and over avr8js', () => {
    new OurPair().exchange(300);
    new AvrPair().exchange(300);
  });

  it('lets our chips carry 300 characters in 300 character times: 115 200 8N1, back to back', () => {
    const pair = new OurPair();
    pair.carry(300);
    // The last one is there at the middle of its stop bit, half a bit before its end.
    expect(pair.now).to.equal(300 * 160 - 8);
  });
});
