import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { departureInWords } from '../../../harness/report/golden/departure-words.ts';
import { at, BASES, departure, frame, out, read, setUp } from './departures.ts';

const words = (wanted: readonly TraceRecord[], came: readonly TraceRecord[]) =>
  departureInWords(departure(wanted, came), BASES);

const set = setUp();
const begun = (...records: readonly TraceRecord[]): readonly TraceRecord[] => [...set, ...records];
const char = (t: number, errors = 0, held = 1): TraceRecord =>
  at(t, 'B', { k: 'char', serial: 1, char: 0x41, errors, held });

describe('A departure from a golden trace, in words', () => {
  it('says that a frame ends one bit later since LCR bit 2 is set', () => {
    expect(words([...set, frame(16, 176)], [...setUp(0x07), frame(16, 192)])).to.deep.equal([
      "A's first write to LCR, at tick 0, is now 0x87 (8N2 DLAB), was 0x83 (8N1 DLAB): bit 2 is set",
      "A's first frame ended at tick 192, was 176: one bit later, since LCR bit 2 is set",
    ]);
  });
  it('names the divisor where it is another', () => {
    expect(words([...set, frame(16, 176)], [...setUp(0x03, 2), frame(16, 336)])).to.deep.equal([
      "A's first write to DLL, at tick 2, is now 0x02, was 0x01",
      "A's first frame ended at tick 336, was 176: one character (160 ticks) later, since the divisor is 2, was 1",
    ]);
  });
  it('has no cause for a longer frame where nothing was set otherwise', () => {
    expect(words(begun(frame(16, 176)), begun(frame(16, 184)))).to.deep.equal([
      "A's first frame ended at tick 184, was 176: 0.5 bits later, with the line at 115200 8N1 in both",
    ]);
  });
  it('names another character, and counts the frames before it', () => {
    const first = frame(16, 176);
    expect(
      words(begun(first, frame(176, 336, 0x42, 2)), begun(first, frame(178, 338, 0x43, 2))),
    ).to.deep.equal([
      "A's second frame carries 0x43 'C', was 0x42 'B' and began at tick 178, was 176: 2 ticks (0.1 bits) later",
    ]);
  });
  it('tells a byte that came with an error', () => {
    expect(words(begun(char(168)), begun(char(168, 4)))).to.deep.equal([
      "B's first received character, at tick 168, is now PE, was no error",
    ]);
  });
  it('tells an event that only came later, and that nothing before it differs', () => {
    expect(words(begun(out(16, 'A', 0x3f8, 0x41)), begun(out(32, 'A', 0x3f8, 0x41)))).to.deep.equal([
      "A's first write to THR came at tick 32, was 16: one bit later; all before it is the same",
    ]);
  });
  it('tells a program that has polled longer, in ticks where its line is not known', () => {
    expect(words(begun(read(166, 0x3fd, 0x60, 75, 18)), begun(read(182, 0x3fd, 0x60, 83, 18)))).to.deep.equal(
      [
        "B's first reading of LSR went on until tick 182, was 166: 16 ticks later; it is now 83 reads, was 75 reads",
      ],
    );
  });
  it('tells the bits of another register value', () => {
    expect(words(begun(out(8, 'A', 0x3fc, 0x0b)), begun(out(8, 'A', 0x3fc, 0x03)))).to.deep.equal([
      "A's first write to MCR, at tick 8, is now 0x03 (DTR RTS), was 0x0B (DTR RTS OUT2): bit 3 is clear",
    ]);
  });

  const [fcr, thr] = [out(8, 'A', 0x3fa, 0xc7), out(10, 'A', 0x3f8, 0x41)];
  it('tells an event that is new, though those behind it have moved', () => {
    expect(words(begun({ ...thr, t: 8 }), begun(fcr, thr))[0])
      .to.match(
        /^new at tick 8: A wrote FCR 0xC7 .*; this is A's first write to FCR, and golden goes on with: /,
      )
      .and.to.contain('A wrote THR');
  });
  it('tells an event that is missing', () => {
    expect(words(begun(fcr, thr), begun({ ...thr, t: 8 }))[0]).to.match(
      /^missing at tick 8: A wrote FCR 0xC7 .*, and the run goes on with: A wrote THR/,
    );
    expect(words(begun(fcr, thr), begun(fcr))[0]).to.match(
      /^missing at tick 10: A wrote THR .*, and nothing comes in its place$/,
    );
  });
  it('tells another order', () => {
    const swapped = [
      { ...thr, t: 8 },
      { ...fcr, t: 10 },
    ];
    expect(words(begun(fcr, thr), begun(...swapped))[0]).to.match(
      /^another order: A wrote THR 0x41 \('A'\), at tick 8, comes before: A wrote FCR/,
    );
  });
  it('compares no frames behind one that is missing', () => {
    const [one, two] = [frame(16, 176), frame(176, 336, 0x42, 2)];
    expect(words(begun(one, out(20, 'A', 0x3f8, 0x42), two), begun(out(20, 'A', 0x3f8, 0x42), two)))
      .to.have.lengthOf(1)
      .and.to.match(/^missing at tick 16: A begins to send 0x41/);
  });
  it('is about one machine: another that is only served at another time has no part in it', () => {
    const late = begun(
      at(6, 'B', { k: 'power', on: true }),
      out(24, 'A', 0x3f8, 0x41),
      read(26, 0x3fd, 0x60),
    );
    const soon = begun(
      at(6, 'B', { k: 'power', on: true }),
      read(26, 0x3fd, 0x60),
      out(28, 'A', 0x3f8, 0x41),
    );
    expect(words(late, soon)).to.deep.equal([
      "A's first write to THR came at tick 28, was 24: 4 ticks (0.3 bits) later; all before it is the same",
    ]);
  });
});
