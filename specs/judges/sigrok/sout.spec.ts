import { expect } from 'chai';
import { SETTINGS } from '../../support/datasheet.ts';
import { describeWithSigrok } from './installed.ts';
import { judge } from './judge.ts';
import { passage } from './passage.ts';

/** With each bit set and clear next to its like and next to its opposite. */
const CHARS = [0x00, 0xff, 0x55, 0xaa, 0x01, 0x80, 0xfe, 0x7f, 0x13];

const RATES = [
  { rate: '115200', divisor: 1 },
  { rate: '9600', divisor: 12 },
  { rate: '50', divisor: 2304 },
];

describeWithSigrok('What leaves SOUT, heard by sigrok', () => {
  for (const { rate, divisor } of RATES) {
    it(`[27][28][29][31][52] §8.1 §8.3 is what was written, and where it must be, in all 40 settings at ${rate}`, () => {
      for (const { name, meant, sigrok, heard } of judge(
        SETTINGS.map((line) => passage(line, divisor, CHARS)),
      )) {
        expect(sigrok, `sigrok, ${name}`).to.deep.equal({ characters: meant, breaks: [], noise: [] });
        expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
      }
    });
  }
});
