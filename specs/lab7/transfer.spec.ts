import { expect } from 'chai';
import { fifo } from '../../harness/lab7/fifo.ts';
import { int } from '../../harness/lab7/int.ts';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { poll } from '../../harness/lab7/poll.ts';
import type { TransferOptions } from '../../harness/lab7/transfer.ts';
import { Pair, PORT, text } from './support.ts';

const FUNCTIONS = { poll, int, fifo };
const NAMES = ['poll', 'int', 'fifo'] as const;
const LINE: LineRequest = { bits: 8, stop: 1, parity: 'even', rate: 9600 };
const WORDS = ['hello', 'null', 'modem'];

describe('lab7 poll, int and fifo', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });

  const exchange = (
    sender: (typeof NAMES)[number],
    receiver: (typeof NAMES)[number],
    line: LineRequest = LINE,
    options: TransferOptions = {},
  ) =>
    pair.run(
      FUNCTIONS[sender]({ port: PORT, line, direction: 'tx', words: WORDS }, options),
      FUNCTIONS[receiver]({ port: PORT, line, direction: 'rx' }, options),
    );

  for (const sender of NAMES) {
    for (const receiver of NAMES) {
      it(`brings 17 characters from ${sender} to ${receiver}, which prints them all`, async () => {
        const [sent, received] = await exchange(sender, receiver);
        expect(sent.ok && received.ok).to.equal(true);
        expect(text(sent.sent ?? [])).to.equal('hello null modem.');
        expect(text(received.received ?? [])).to.equal('hello null modem.');
        expect(pair.a.processor.output).to.equal('');
        expect(pair.b.processor.output).to.equal('hello null modem.');
      });
    }
  }

  for (const name of NAMES) {
    it(`brings them from B to A by ${name} as well`, async () => {
      const [received] = await pair.run(
        FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'rx' }),
        FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'tx', words: WORDS }),
      );
      expect(text(received.received ?? [])).to.equal('hello null modem.');
    });

    for (const line of [
      { bits: 8, stop: 1, parity: 'none', rate: 115200 },
      { bits: 7, stop: 2, parity: 'odd', rate: 300 },
    ] as const) {
      it(`brings 17 characters by ${name} at ${Object.values(line).join(' ')}`, async () => {
        const [, received] = await exchange(name, name, line);
        expect(text(received.received ?? [])).to.equal('hello null modem.');
      });
    }

    it(`ends at the low 5 bits of the terminator, 0E, by ${name} at 5 bits and 1.5 stop bits`, async () => {
      const line = { bits: 5, stop: 2, parity: 'odd', rate: 9600 } as const;
      const [, received] = await pair.run(
        FUNCTIONS[name]({ port: PORT, line, direction: 'tx', words: ['abc'] }),
        FUNCTIONS[name]({ port: PORT, line, direction: 'rx' }),
      );
      expect([...(received.received ?? [])]).to.deep.equal([0x01, 0x02, 0x03, 0x0e]);
    });

    it(`ends by ${name} at 0A or 00 when that is the terminator, and not at a dot`, async () => {
      for (const terminator of ['\n', '\0'] as const) {
        const [, received] = await pair.run(
          FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'tx', words: ['a.b', 'c'] }, { terminator }),
          FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'rx' }, { terminator }),
        );
        expect(text(received.received ?? [])).to.equal(`a.b c${terminator}`);
      }
    });

    it(`tells of each of 17 bytes by ${name}, in order and at rising ticks`, async () => {
      const bytes: number[] = [];
      const ticks: number[] = [];
      const onByte = (byte: number) => {
        bytes.push(byte);
        ticks.push(pair.clock.now);
      };
      await exchange(name, name, LINE, { onByte });
      expect(text(bytes)).to.equal('hello null modem.');
      expect(ticks).to.deep.equal([...new Set(ticks)].sort((x, y) => x - y));
    });

    it(`writes the line back by ${name} not before the last stop bit is out`, async () => {
      await exchange(name, name);
      const ends = pair.records('A', 'frame').at(-1)?.ends ?? Number.POSITIVE_INFINITY;
      const restored = pair
        .records('A', 'out')
        .filter(({ port }) => port === 0x3fb)
        .at(-2);
      expect(pair.records('A', 'frame')).to.have.length(17);
      expect(restored?.t).to.be.within(ends, ends + 20);
    });

    it(`leaves what follows the terminator unread by ${name} where the FIFOs were on`, async () => {
      for (const machine of [pair.a, pair.b]) {
        machine.setLine(0x1b, 12);
        machine.out([2, 0xc7]);
      }
      for (const char of 'ab.cd') pair.a.out([0, char.charCodeAt(0)]);
      await pair.pass(20_000);
      const received = await pair.runAlone(
        pair.b,
        FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'rx' }),
      );
      expect(text(received.received ?? [])).to.equal('ab.');
      expect(pair.b.unread).to.equal('cd');
    });

    it(`reads 1 character that was waiting before ${name} began, and goes on from there`, async () => {
      pair.a.setLine(0x1b, 12);
      pair.b.setLine(0x1b, 12);
      pair.a.out([0, 0x21]);
      await pair.pass(5_000);
      const [, received] = await exchange('poll', name);
      expect(text(received.received ?? [])).to.equal('!hello null modem.');
    });

    it(`reads 5 characters that were waiting in the FIFO before ${name} began`, async () => {
      for (const machine of [pair.a, pair.b]) {
        machine.setLine(0x1b, 12);
        machine.out([2, 0xc7]);
      }
      for (const char of 'early') pair.a.out([0, char.charCodeAt(0)]);
      await pair.pass(12_000);
      const [, received] = await exchange('poll', name);
      expect(text(received.received ?? [])).to.equal('earlyhello null modem.');
    });

    it(`ends at once by ${name} when the terminator is waiting already`, async () => {
      pair.a.setLine(0x1b, 12);
      pair.b.setLine(0x1b, 12);
      pair.a.out([0, 0x2e]);
      await pair.pass(5_000);
      const before = pair.clock.now;
      const received = await pair.runAlone(
        pair.b,
        FUNCTIONS[name]({ port: PORT, line: LINE, direction: 'rx' }),
      );
      expect(text(received.received ?? [])).to.equal('.');
      expect(pair.clock.now - before).to.be.below(100);
    });
  }

  it('gives the same trace for the same 3 transfers, twice', async () => {
    const traceOf = async () => {
      pair = await Pair.joined();
      for (const name of NAMES) await exchange(name, name);
      return pair.trace.map((record) => JSON.stringify(record));
    };
    expect(await traceOf()).to.deep.equal(await traceOf());
  });
});
