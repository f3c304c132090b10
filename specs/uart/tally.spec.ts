import { expect } from 'chai';
import { chipWith, drain, fifos, range, writeAll } from '../support/chip.ts';
import { FCR, LCR, levelsOf, MCR, REG, setting } from '../support/datasheet.ts';
import { badParity, feed, lineOf, Pair } from '../support/line.ts';

const NONE = { seen: 0, read: 0, readWithError: 0, overrun: 0, cleared: 0 };
const joined = (line = '8N1', other = line) =>
  new Pair(chipWith({ line, fcr: fifos() }), chipWith({ line: other, fcr: fifos() }));

describe('Tally', () => {
  it('counts a write that is sent, seen and read, and nothing else', () => {
    const pair = joined();
    const { a, b } = pair;
    writeAll(a, range(5));
    pair.advance(1000);
    drain(b);
    expect([a.tally.written, b.tally.sourced]).to.deep.equal([5, { ...NONE, seen: 5, read: 5 }]);
    expect([b.tally.made, b.held]).to.deep.equal([
      NONE,
      { toSend: 0, onTheLine: 0, unread: { sourced: 0, made: 0 } },
    ]);
  });

  it('counts what FCR or a reset empties out of the transmit FIFO', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, range(5));
    chip.write(REG.FCR, fifos() | FCR.CLEAR_TX);
    expect(chip.tally.clearedBeforeSending).to.equal(4);
    writeAll(chip, range(3));
    chip.reset(chip.now);
    expect(chip.tally.clearedBeforeSending).to.equal(7);
  });

  it('counts what FCR or a reset empties out of the receive FIFO', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 1, 2, 3);
    chip.write(REG.FCR, fifos() | FCR.CLEAR_RX);
    feed(chip, 4, 5);
    chip.reset(chip.now);
    expect(chip.tally.made).to.deep.equal({ ...NONE, seen: 5, cleared: 5 });
  });

  it('counts the earlier character as overrun without the FIFO, the later with it', () => {
    const line = setting('8N1');
    const mixed = (count: number) =>
      range(count).map((i) => ({
        at: 160 * i,
        bit: 16,
        levels: levelsOf(line, i),
        serial: i === count - 1 ? 1 : 0,
      }));
    const plain = chipWith();
    plain.listen(lineOf(mixed(2)));
    plain.advance(320);
    expect([plain.tally.made.overrun, plain.tally.sourced.overrun]).to.deep.equal([1, 0]);
    const fifo = chipWith({ fcr: fifos() });
    fifo.listen(lineOf(mixed(17)));
    fifo.advance(17 * 160);
    expect([fifo.tally.made.overrun, fifo.tally.sourced.overrun]).to.deep.equal([0, 1]);
  });

  it('tells characters read with an error from those without, LSR read or not', () => {
    const chip = chipWith({ line: '8E1', fcr: fifos() });
    feed(chip, badParity(1), 2, badParity(3));
    chip.read(REG.LSR);
    drain(chip);
    expect(chip.tally.made).to.deep.equal({ ...NONE, seen: 3, read: 1, readWithError: 2 });
  });

  it('takes FF without an error for what it is', () => {
    const chip = chipWith();
    feed(chip, 0xff);
    chip.read(REG.RBR);
    expect(chip.tally.made).to.deep.equal({ ...NONE, seen: 1, read: 1 });
  });

  it('tells unread characters that the line made from those with a THR write behind them', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 1, 2);
    chip.receive(3, 3);
    expect(chip.held.unread).to.deep.equal({ sourced: 1, made: 2 });
  });

  it('counts a break and the echo of a bad stop bit as made by the line', () => {
    const pair = joined('8E1', '8N1');
    writeAll(pair.a, [0x03]);
    pair.advance(1000);
    pair.a.write(REG.LCR, LCR.BREAK | setting('8E1').lcr);
    pair.advance(2000);
    expect(pair.b.tally.sourced.seen).to.equal(1);
    expect(pair.b.tally.made.seen).to.equal(2);
  });

  it('counts what comes in while the receiver looks at itself', () => {
    const pair = joined();
    pair.b.write(REG.MCR, MCR.LOOP);
    writeAll(pair.a, [1, 2, 3]);
    pair.advance(1000);
    pair.b.receive(4, 4);
    expect(pair.b.tally.unseenLoopback).to.equal(4);
  });

  it('counts a frame that entering loopback cuts off', () => {
    const pair = joined();
    writeAll(pair.a, [1]);
    pair.advance(50);
    pair.b.write(REG.MCR, MCR.LOOP);
    expect(pair.b.tally.unseenLoopback).to.equal(1);
  });

  it('counts a frame that a reset of the receiver cuts off', () => {
    const pair = joined();
    writeAll(pair.a, [1]);
    pair.advance(50);
    pair.b.reset(50);
    pair.advance(1000);
    expect([pair.b.tally.unseenReset, pair.b.tally.sourced.seen]).to.deep.equal([1, 0]);
  });

  it('has on the line, of frames to come, those with a THR write behind them', () => {
    const levels = levelsOf(setting('8N1'), 0x41);
    for (const serial of [0, 7]) {
      const chip = chipWith();
      chip.listen(lineOf([{ at: 0, bit: 16, levels, serial }]));
      expect(chip.held.onTheLine).to.equal(serial === 0 ? 0 : 1);
    }
  });

  it('counts a frame that no character is made of as soon as the one that it lay under is there', () => {
    const chip = chipWith({ divisor: 4 });
    const levels = levelsOf(setting('8N1'), 0x40);
    chip.listen(lineOf([0, 160].map((at, i) => ({ at, bit: 16, levels, serial: i + 1 }))));
    chip.advance(607);
    expect([chip.held.onTheLine, chip.tally.unseenMismatch]).to.deep.equal([2, 0]);
    chip.advance(608);
    expect([chip.held.onTheLine, chip.tally.unseenMismatch]).to.deep.equal([0, 1]);
  });

  it('counts frames that a slower receiver makes no characters of', () => {
    const pair = new Pair(chipWith({ fcr: fifos() }), chipWith({ divisor: 4, fcr: fifos() }));
    writeAll(pair.a, range(8, 0x40));
    pair.advance(20_000);
    const { sourced, unseenMismatch } = pair.b.tally;
    expect(unseenMismatch).to.be.greaterThan(0);
    expect(sourced.seen + unseenMismatch).to.equal(8);
  });

  it('counts every frame under a break as such, the last too', () => {
    const pair = joined();
    const { a, b } = pair;
    a.write(REG.LCR, LCR.BREAK | 0x03);
    writeAll(a, [1, 2]);
    pair.advance(400);
    a.write(REG.LCR, 0x03);
    pair.advance(500);
    writeAll(a, [3]);
    pair.advance(1000);
    const { unseenBreak, unseenMismatch, sourced } = b.tally;
    expect({ unseenBreak, unseenMismatch, seen: sourced.seen }).to.deep.equal({
      unseenBreak: 2,
      unseenMismatch: 0,
      seen: 1,
    });
  });

  it('[69] §8.4 keeps no pile of the characters that are sent under a break', () => {
    const pair = joined();
    pair.a.write(REG.LCR, LCR.BREAK | 0x03);
    for (const _ of range(20)) {
      writeAll(pair.a, range(16));
      pair.wait(16 * 160);
    }
    expect(pair.b.held.onTheLine).to.be.lessThan(20);
    expect(pair.b.held.onTheLine + pair.b.tally.unseenBreak).to.equal(320);
  });
});
