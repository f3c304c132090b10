import { expect } from 'chai';
import { unitOf } from '../../../harness/report/vcd/timescale.ts';
import { bitTicks, dataMask, SETTINGS } from '../../support/datasheet.ts';
import { decode } from './decoder.ts';
import { describeWithSigrok } from './installed.ts';
import { Traced, vcdOf } from './traced.ts';

const CHARS = [0x00, 0xff, 0x55, 0xaa, 0x01, 0x80, 0xfe, 0x7f, 0x13];

describeWithSigrok('What `show --vcd` makes of a trace, heard by sigrok', () => {
  for (const divisor of [1, 12]) {
    it(`is each character at its place, in all 40 settings at divisor ${divisor}`, () => {
      for (const line of SETTINGS) {
        const A = new Traced('A', { line, divisor });
        A.wait(bitTicks(divisor));
        const starts = A.send(CHARS);
        const recording = vcdOf(A.records, A.chip.now + 2 * bitTicks(divisor));
        const [heard] = decode(recording, '100 ns', [{ signal: 'A.SOUT', line, divisor }]);
        const meant = CHARS.map((char, i) => ({
          at: unitOf(starts[i] ?? -1),
          char: char & dataMask(line),
          flags: 0,
        }));
        expect(heard, line.name).to.deep.equal({ characters: meant, breaks: [], noise: [] });
      }
    });
  }
});
