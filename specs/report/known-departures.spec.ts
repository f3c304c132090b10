import { expect } from 'chai';
import { knownDeparture } from '../../harness/report/known-departures.ts';
import type { RegisterName } from '../../harness/report/registers.ts';

describe('what QEMU is known to do otherwise', () => {
  const known: readonly [RegisterName, number, number, RegExp][] = [
    ['MCR', 0x08, 0x00, /OUT2/],
    ['MCR', 0x1b, 0x13, /OUT2/],
    ['LSR', 0x60, 0x00, /at once/],
    ['LSR', 0x61, 0x21, /at once/],
    ['LSR', 0x61, 0x63, /socket/],
    ['LSR', 0x62, 0x60, /keeps OE/],
    ['IIR', 0xcc, 0xc4, /timeout first/],
    ['IIR', 0xc2, 0xc1, /at once/],
    ['MSR', 0xb0, 0xbb, /no deltas/],
    ['RBR', 0xff, 0x1f, /eight bits/],
  ];
  for (const [register, theirs, ours, words] of known) {
    it(`is named: ${register} ${theirs.toString(16)} where ours has ${ours.toString(16)}`, () =>
      expect(knownDeparture(register, theirs, ours)).to.match(words));
  }

  const unknown: readonly [RegisterName, number, number][] = [
    ['MCR', 0x00, 0x08],
    ['MCR', 0x09, 0x00],
    ['LSR', 0x60, 0x61],
    ['LSR', 0x20, 0x60],
    ['IIR', 0xc4, 0xcc],
    ['IIR', 0xc1, 0xc2],
    ['MSR', 0xb0, 0xa0],
    ['RBR', 0x41, 0x42],
    ['LCR', 0x03, 0x00],
    ['SCR', 0x00, 0x5a],
  ];
  it('is not a reason for what is none of it', () => {
    for (const [register, theirs, ours] of unknown)
      expect(knownDeparture(register, theirs, ours), `${register} ${theirs}`).to.equal(undefined);
  });
});
