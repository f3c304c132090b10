import { expect } from 'chai';
import {
  bitsBeforeStop as bitsBeforeStopIn,
  bitTicks,
  characterTicks as characterTicksOf,
  clockDivisor,
  lcrFor,
  lineInWords,
  lineSettingsOf,
  rateOf,
} from '../../harness/uart/line-settings.ts';
import { range } from '../support/chip.ts';
import {
  bitsBeforeStop,
  characterTicks,
  type ParityLetter,
  SETTINGS,
  settingOf,
} from '../support/datasheet.ts';

const WORDS: Readonly<Record<ParityLetter, string>> = {
  N: 'none',
  O: 'odd',
  E: 'even',
  M: 'mark',
  S: 'space',
};

/** PC16550D, table III: divisors with the rates that they are used for, and how far off each is in percent. */
const TABLE_III = [
  [2304, 50, 0],
  [1536, 75, 0],
  [1047, 110, 0.026],
  [857, 134.5, 0.058],
  [768, 150, 0],
  [384, 300, 0],
  [192, 600, 0],
  [96, 1200, 0],
  [64, 1800, 0],
  [58, 2000, 0.69],
  [48, 2400, 0],
  [32, 3600, 0],
  [24, 4800, 0],
  [16, 7200, 0],
  [12, 9600, 0],
  [6, 19_200, 0],
  [3, 38_400, 0],
  [2, 56_000, 2.86],
] as const;

describe('Line settings', () => {
  it('[27][29] §8.1 are decoded from each of the 64 values of LCR bits 0 to 5', () => {
    for (const lcr of range(64)) {
      const { bits, parity, stop } = settingOf(lcr);
      expect(lineSettingsOf(lcr), `LCR ${lcr}`).to.deep.equal({ bits, parity: WORDS[parity], stop });
    }
  });

  it('do not hang on break and DLAB', () => {
    for (const lcr of range(64)) {
      expect(lineSettingsOf(lcr | 0xc0)).to.deep.equal(lineSettingsOf(lcr));
    }
  });

  it('are encoded into LCR bits 0 to 5', () => {
    for (const { name, lcr } of SETTINGS) expect(lcrFor(lineSettingsOf(lcr)), name).to.equal(lcr);
  });

  it('give the bits before the stop bit and the length of a character', () => {
    for (const line of SETTINGS) {
      for (const divisor of [1, 12, 2304]) {
        const settings = { ...lineSettingsOf(line.lcr), divisor };
        expect(bitsBeforeStopIn(settings), line.name).to.equal(bitsBeforeStop(line));
        expect(characterTicksOf(settings), line.name).to.equal(characterTicks(line, divisor));
      }
    }
  });

  it('come to a whole number of ticks for every setting at the odd divisors too', () => {
    for (const { lcr, name } of SETTINGS) {
      const length = characterTicksOf({ ...lineSettingsOf(lcr), divisor: 857 });
      expect(Number.isInteger(length), name).to.equal(true);
    }
  });

  it('[31] §8.3 give the rates of the table of divisors', () => {
    for (const [divisor, rate, percent] of TABLE_III) {
      const off = Math.abs(rateOf(divisor) / rate - 1) * 100;
      expect(off, `divisor ${divisor}`).to.be.closeTo(percent, 0.01);
    }
  });

  it('[31] §8.3 give 115 200 bits a second and 16 ticks a bit at divisor 1', () => {
    expect([rateOf(1), bitTicks(1)]).to.deep.equal([115_200, 16]);
  });

  it('[32] §8.3 count a divisor of 0 as 65 536, and 65 535 as itself', () => {
    expect([clockDivisor(0), clockDivisor(0xffff), bitTicks(0)]).to.deep.equal([65_536, 65_535, 1_048_576]);
  });

  it('are written as people write them', () => {
    const words = SETTINGS.map(({ lcr }) => lineInWords({ ...lineSettingsOf(lcr), divisor: 12 }));
    expect(words).to.deep.equal(SETTINGS.map(({ name }) => `9600 ${name}`));
    expect(lineInWords({ bits: 8, parity: 'none', stop: 1, divisor: 857 })).to.equal('134.42 8N1');
  });
});
