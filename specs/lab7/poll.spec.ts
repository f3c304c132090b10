import { expect } from 'chai';
import sinon from 'sinon';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { poll } from '../../harness/lab7/poll.ts';
import { courseDelay, type TransferOptions } from '../../harness/lab7/transfer.ts';
import { accesses, Pair, PORT, text, writesTo } from './support.ts';

const LINE: LineRequest = { bits: 8, stop: 1, parity: 'none', rate: 9600 };
const FORTY = 'x'.repeat(39);
/** A character of 9600 8N1. */
const CHARACTER = 1920;

describe('lab7 poll', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  const exchange = (words: readonly string[], options: TransferOptions = {}, sending: TransferOptions = {}) =>
    pair.run(
      poll({ port: PORT, line: LINE, direction: 'tx', words }, sending),
      poll({ port: PORT, line: LINE, direction: 'rx' }, options),
    );

  it('clears the low nibble of IER before it sets the line, and both before the first THR write', async () => {
    pair.a.out([1, 0x0f]);
    const made = accesses(pair.a);
    await exchange(['hi']);
    expect(writesTo(made(), '3F8', '3F9', '3FB')).to.deep.equal([
      ...['out 3FB 80', 'out 3FB 00'],
      'out 3F9 00',
      ...['out 3FB 83', 'out 3F8 0C', 'out 3F9 00', 'out 3FB 03'],
      ...['out 3F8 68', 'out 3F8 69', 'out 3F8 2E'],
      'out 3F9 0F',
      ...['out 3FB 80', 'out 3F8 0C', 'out 3F9 00', 'out 3FB 00'],
    ]);
  });

  it('reads an LSR with THRE, bit 5, right before each of 12 THR writes', async () => {
    const made = accesses(pair.a);
    await exchange(['hello', 'world']);
    const list = made().slice(13);
    const written = list.flatMap((access, at) => (access.startsWith('out 3F8') ? [list[at - 1] ?? ''] : []));
    expect(written.slice(0, 12)).to.have.length(12);
    for (const before of written.slice(0, 12)) {
      expect(before).to.match(/^in 3FD/);
      expect(Number.parseInt(before.slice(7), 16) & 0x20).to.equal(0x20);
    }
  });

  it('reads an LSR with DR, bit 0, right before each of 12 RBR reads', async () => {
    const made = accesses(pair.b);
    await exchange(['hello', 'world']);
    const list = made().slice(13);
    const before = list.flatMap((access, at) => (access.startsWith('in 3F8') ? [list[at - 1] ?? ''] : []));
    expect(before).to.have.length(12);
    for (const access of before) expect(access).to.match(/^in 3FD .1$/);
  });

  it('sends words with 1 space between them and the terminator after the last', async () => {
    const [sent] = await exchange(['a', 'bc', 'def']);
    expect(text(sent.sent ?? [])).to.equal('a bc def.');
  });

  it("has the course's delay: 30 720 ticks, one of the 60 Hz clock", () => {
    expect(courseDelay).to.equal(30_720);
  });

  it("stops at OE with the course's delay at 9600 without FIFO: of 40 characters it has none", async () => {
    const [sent, received] = await exchange([FORTY], { delay: courseDelay });
    expect(sent.ok).to.equal(true);
    expect(received).to.have.property('reason', 'stopped at OE (overrun error)');
    expect(received.received).to.have.length(0);
    expect(pair.b.processor.output).to.equal('\nstopped at OE (overrun error)\n');
  });

  it("has all 40 with the course's delay where the FIFOs are on: 16 come meanwhile", async () => {
    pair.b.out([2, 0x01]);
    const [, received] = await exchange([FORTY], { delay: courseDelay });
    expect(text(received.received ?? [])).to.equal(`${FORTY}.`);
  });

  it('has all 40 with a delay of 1 900 ticks, less than a character, and stops at OE with 3 840, two', async () => {
    const [, inTime] = await exchange([FORTY], { delay: 1900 });
    expect(inTime.received).to.have.length(40);
    pair = await Pair.joined();
    const [, late] = await exchange([FORTY], { delay: 2 * CHARACTER });
    expect(late).to.have.property('reason', 'stopped at OE (overrun error)');
  });

  it('polls every 500 ticks with a delay of 500, and every 2 without one, on either side', async () => {
    const between = (machine: 'A' | 'B'): number => {
      const run = pair.records(machine, 'in').find(({ port, n }) => port === 0x3fd && n > 1);
      return run === undefined ? Number.NaN : (run.t - run.since) / (run.n - 1);
    };
    await exchange(['hi'], { delay: 500 }, { delay: 500 });
    expect([between('A'), between('B')]).to.deep.equal([500, 500]);
    pair = await Pair.joined();
    await exchange(['hi']);
    expect([between('A'), between('B')]).to.deep.equal([2, 2]);
  });

  it('loses no character in silence, whatever of 120 delays it has: all 8 come, or OE stops it', async () => {
    const silent: number[] = [];
    for (let delay = 1900; delay < 4300; delay += 20) {
      pair = await Pair.joined();
      const [, received] = await exchange(['1234567'], { delay });
      if (received.ok ? received.received?.length !== 8 : !received.reason.includes('OE')) silent.push(delay);
    }
    expect(silent).to.deep.equal([]);
  });

  it('stops at OE when the second of 2 characters comes between the reads of LSR and RBR', async () => {
    const timing = async (delay: number) => {
      pair = await Pair.joined();
      pair.a.setLine(0x03, 12);
      pair.b.setLine(0x03, 12);
      const holder = pair.start(pair.b, poll({ port: PORT, line: LINE, direction: 'rx' }, { delay }));
      await pair.pass(100);
      pair.a.out([0, 0x61], [0, 0x62]);
      await pair.pass(20_000);
      const looked = pair.records('B', 'in').find(({ port }) => port === 0x3fd)?.since ?? 0;
      const second = pair.records('B', 'char')[1]?.t ?? 0;
      return { looked, second, result: holder.end?.result };
    };
    const { looked, second } = await timing(10_000);
    const { result } = await timing(second - 1 - looked);
    expect(result).to.have.property('reason', 'stopped at OE (overrun error)');
    expect(text(result?.received ?? [])).to.equal('b');
  });

  it('keeps the line busy: 40 characters leave in 40 character times', async () => {
    await exchange([FORTY]);
    const frames = pair.records('A', 'frame');
    expect((frames.at(-1)?.ends ?? 0) - (frames[0]?.t ?? 0)).to.be.within(
      40 * CHARACTER,
      40 * CHARACTER + 80,
    );
  });

  it('sends each UTF-16 unit below 256 as 1 byte, and other text as UTF-8', async () => {
    const [latin] = await exchange(['olá']);
    expect([...(latin.sent ?? [])]).to.deep.equal([0x6f, 0x6c, 0xe1, 0x2e]);
    const [euro] = await exchange(['€']);
    expect([...(euro.sent ?? [])]).to.deep.equal([0xe2, 0x82, 0xac, 0x2e]);
  });
});
