import { expect } from 'chai';
import { fifo } from '../../harness/lab7/fifo.ts';
import { int } from '../../harness/lab7/int.ts';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { poll } from '../../harness/lab7/poll.ts';
import { Pair, PORT, text } from './support.ts';

const FUNCTIONS = { poll, int, fifo };
const LINE: LineRequest = { bits: 8, stop: 1, parity: 'even', rate: 9600 };

describe('lab7 receivers at errors on the line', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });

  for (const name of ['poll', 'int', 'fifo'] as const) {
    const receiver = () => FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'rx' });

    it(`${name} stops at the first character of the other parity, and says PE`, async () => {
      const [, received] = await pair.run(
        poll({ port: PORT, line: { ...LINE, parity: 'odd' }, direction: 'tx', words: ['hi'] }),
        receiver(),
      );
      expect(received).to.deep.include({ ok: false, received: new Uint8Array() });
      expect(received).to.have.property('reason', 'stopped at PE (parity error)');
      expect(pair.b.processor.output).to.equal('\nstopped at PE (parity error)\n');
    });

    it(`${name} stops at a stop bit that is 0, and says FE`, async () => {
      // 00 at half the rate: the far stop bit falls among the near zeros of its second half.
      const [, received] = await pair.run(
        poll({ port: PORT, line: { ...LINE, parity: 'none', rate: 4800 }, direction: 'tx', words: ['\x10'] }),
        receiver(),
      );
      expect(received).to.have.property('reason').that.includes('FE (framing error)');
    });

    it(`${name} stops at a break, and says BI`, async () => {
      pair.a.setLine(0x1b, 12);
      const holder = pair.start(pair.b, receiver());
      await pair.pass(100);
      pair.a.out([3, 0x5b]);
      await pair.until(() => holder.end !== undefined, 20_000);
      expect(holder.end?.result).to.have.property('reason').that.includes('BI (break)');
    });

    it(`${name} keeps the 2 characters that came before the bad one`, async () => {
      pair.a.setLine(0x1b, 12);
      const holder = pair.start(pair.b, receiver());
      await pair.pass(100);
      pair.a.out([0, 0x6f]);
      await pair.pass(2112);
      pair.a.out([0, 0x6b]);
      await pair.pass(2112);
      pair.a.out([3, 0x0b], [0, 0x21]);
      await pair.until(() => holder.end !== undefined, 30_000);
      const result = holder.end?.result;
      expect(result?.ok).to.equal(false);
      expect(text(result?.received ?? [])).to.equal('ok');
      expect(pair.b.processor.output).to.equal('ok\nstopped at PE (parity error)\n');
    });
  }

  it('int stops at OE when 2 characters came before it looked', async () => {
    pair.a.setLine(0x1b, 12);
    pair.b.setLine(0x1b, 12);
    pair.a.out([0, 0x61], [0, 0x62]);
    await pair.pass(10_000);
    const received = await pair.runAlone(pair.b, int({ port: PORT, line: LINE, direction: 'rx' }));
    expect(received).to.have.property('reason', 'stopped at OE (overrun error)');
  });

  it('fifo stops at OE when 17 characters came before it looked, and not when 16 did', async () => {
    for (const [count, stops] of [
      [16, false],
      [17, true],
    ] as const) {
      pair = await Pair.joined();
      for (const machine of [pair.a, pair.b]) {
        machine.setLine(0x1b, 12);
        machine.out([2, 0xc7]);
      }
      for (let i = 0; i < count; i += 1) pair.a.out([0, i === 15 ? 0x2e : 0x61]);
      await pair.pass(50_000);
      const received = await pair.runAlone(pair.b, fifo({ port: PORT, line: LINE, direction: 'rx' }));
      expect(received.ok, `${count} characters`).to.equal(!stops);
    }
  });

  it('int stops at a break with 3 flags: PE is not among them, as even parity of 00 is 0', async () => {
    pair.a.setLine(0x1b, 12);
    const holder = pair.start(pair.b, int({ port: PORT, line: LINE, direction: 'rx' }));
    await pair.pass(100);
    pair.a.out([3, 0x5b]);
    await pair.until(() => holder.end !== undefined, 20_000);
    expect(holder.end?.result).to.have.property('reason', 'stopped at FE (framing error), BI (break)');
  });
});
