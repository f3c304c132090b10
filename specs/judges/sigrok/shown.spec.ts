import { expect } from 'chai';
import { unitOf } from '../../../harness/report/vcd/timescale.ts';
import { scenario, traced } from '../../run/stage.ts';
import { bitTicks, LCR, REG, setting } from '../../support/datasheet.ts';
import { decode } from './decoder.ts';
import { describeWithSigrok } from './installed.ts';
import { Traced, vcdOf } from './traced.ts';

describeWithSigrok('What `show --vcd` makes of a trace, heard by sigrok', () => {
  it('is each character of both machines at its place, on the SOUT of one and the SIN of the other, and a break', () => {
    const [lineA, lineB] = [setting('8E1'), setting('7O2')];
    const A = new Traced('A', { line: lineA, divisor: 1 });
    const B = new Traced('B', { line: lineB, divisor: 2 });
    for (const one of [A, B]) one.wait(bitTicks(2));
    const [first, second] = [A.send([0x41, 0x00]), B.send([0x7f, 0x55])];
    A.wait(bitTicks(1));
    A.out(REG.LCR, lineA.lcr | LCR.BREAK);
    A.wait(20 * bitTicks(1));
    A.out(REG.LCR, lineA.lcr);
    const broken = A.chip.now;
    A.wait(20 * bitTicks(1));
    const recording = vcdOf([...A.records, ...B.records], A.chip.now + 5000);
    const channels = [
      { signal: 'A.SOUT', line: lineA, divisor: 1 },
      { signal: 'B.SIN', line: lineA, divisor: 1 },
      { signal: 'B.SOUT', line: lineB, divisor: 2 },
    ];
    const [soutA, sinB, soutB] = decode(recording, '100 ns', channels);
    const at = (ticks: readonly number[], chars: readonly number[]) =>
      chars.map((char, i) => ({ at: unitOf(ticks[i] ?? -1), char, flags: 0 }));
    expect(soutB).to.deep.equal({ characters: at(second, [0x7f, 0x55]), breaks: [], noise: [] });
    expect(soutA?.characters.slice(0, 2)).to.deep.equal(at(first, [0x41, 0x00]));
    expect(soutA?.breaks).to.deep.equal([unitOf(broken)]);
    expect(sinB).to.deep.equal(soutA);
  });

  it('is each character that comes while others stand unread in the FIFO', async () => {
    const [there, back] = ['the last ones as well', 'and those back again!'];
    const machine = '{ line: 115200 8N1, fifo: 14 }';
    const { records } = await traced(
      scenario({
        A: machine,
        B: machine,
        steps: [
          `send: { from: A, mode: fifo, text: "${there}" }`,
          `expect: { on: B, text: "${there}", within: 300bits }`,
          `send: { from: B, mode: fifo, text: "${back}" }`,
          `expect: { on: A, text: "${back}", within: 300bits }`,
        ],
      }),
    );
    const channels = ['A.SOUT', 'B.SOUT'].map((signal) => ({ signal, line: setting('8N1'), divisor: 1 }));
    const heard = decode(vcdOf(records, records.at(-1)?.t ?? 0), '100 ns', channels);
    expect(
      heard.map(({ characters }) => String.fromCharCode(...characters.map(({ char }) => char))),
    ).to.deep.equal([there, back]);
  });
});
