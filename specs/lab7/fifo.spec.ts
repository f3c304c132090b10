import { expect } from 'chai';
import sinon from 'sinon';
import { fifo } from '../../harness/lab7/fifo.ts';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { poll } from '../../harness/lab7/poll.ts';
import { accesses, Pair, PORT, text, writesTo } from './support.ts';

const LINE: LineRequest = { bits: 8, stop: 1, parity: 'none', rate: 115200 };
const RECEIVE = { port: PORT, line: LINE, direction: 'rx' } as const;
const sends = (...words: string[]) => ({ port: PORT, line: LINE, direction: 'tx', words }) as const;
/** Of so many characters in all, the terminator included. */
const messageOf = (length: number): string => '0123456789'.repeat(10).slice(0, length - 1);
const CHARACTER = 160;

describe('lab7 fifo', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  for (const length of [1, 13, 14, 15, 16, 17, 40]) {
    it(`brings a message of ${length} through trigger 14`, async () => {
      const [sent, received] = await pair.run(fifo(sends(messageOf(length))), fifo(RECEIVE));
      expect(sent.sent).to.have.length(length);
      expect(text(received.received ?? [])).to.equal(`${messageOf(length)}.`);
    });
  }

  for (const [trigger, fcr] of [
    [1, '07'],
    [4, '47'],
    [8, '87'],
    [14, 'C7'],
  ] as const) {
    it(`writes FCR ${fcr} for trigger ${trigger}, and 00 at the end, once each`, async () => {
      const made = accesses(pair.b);
      const [, received] = await pair.run(fifo(sends(messageOf(40))), fifo(RECEIVE, { trigger }));
      expect(received.received).to.have.length(40);
      expect(writesTo(made(), '3FA')).to.deep.equal([`out 3FA ${fcr}`, 'out 3FA 00']);
    });
  }

  it('writes FCR C1, and empties nothing, where the FIFOs are on', async () => {
    pair.b.out([2, 0x01]);
    const made = accesses(pair.b);
    await pair.run(fifo(sends('hi')), fifo(RECEIVE));
    expect(writesTo(made(), '3FA')).to.deep.equal(['out 3FA C1']);
  });

  /** The tick of the first byte read, counted from the arrival of the last character of a message. */
  const firstRead = async (length: number): Promise<number> => {
    let first = 0;
    const onByte = (): void => {
      first ||= pair.clock.now;
    };
    await pair.run(poll(sends(messageOf(length))), fifo(RECEIVE, { onByte }));
    return first - (pair.records('B', 'char').at(-1)?.t ?? 0);
  };

  it('reads the first of 13 characters 4 character times after the last, by the timeout', async () => {
    expect(await firstRead(13)).to.be.within(4 * CHARACTER, 4 * CHARACTER + 12);
  });

  it('reads the first of 14 characters as soon as the last is there', async () => {
    expect(await firstRead(14)).to.be.within(0, 12);
  });

  it('shows 0C for the rest of 15 characters, and C4 for the 14 before', async () => {
    const made = accesses(pair.b);
    await pair.run(poll(sends(messageOf(15))), fifo(RECEIVE));
    const causes = made().filter((access) => access.startsWith('in 3FA') && access !== 'in 3FA C1');
    expect(causes).to.deep.equal(['in 3FA 01', 'in 3FA C4', 'in 3FA CC']);
  });

  it('writes 40 characters 16 at a time, in 3 turns', async () => {
    const made = accesses(pair.a);
    await pair.run(fifo(sends(messageOf(40))), poll(RECEIVE));
    const runs = made()
      .map((access) => (access.startsWith('out 3F8') ? 'w' : '.'))
      .join('')
      .match(/w{2,}/g);
    expect(runs?.map((run) => run.length)).to.deep.equal([16, 16, 8]);
  });

  it('loses 0 of 40 characters in its transmit FIFO', async () => {
    await pair.run(fifo(sends(messageOf(40))), fifo(RECEIVE));
    expect(pair.records('A', 'lost')).to.deep.equal([]);
    expect(pair.records('B', 'lost')).to.deep.equal([]);
  });

  it('reads the character that waits in RBR before it switches the FIFOs on, which clears it', async () => {
    pair.a.setLine(0x03, 1);
    pair.b.setLine(0x03, 1);
    pair.a.out([0, 0x21]);
    await pair.pass(200);
    const made = accesses(pair.b);
    const [, received] = await pair.run(fifo(sends('hi')), fifo(RECEIVE));
    expect(text(received.received ?? [])).to.equal('!hi.');
    const list = made();
    expect(list.indexOf('in 3F8 21')).to.be.within(1, list.indexOf('out 3FA C7'));
  });

  it('writes FCR 0 times when the character that waits is the terminator', async () => {
    pair.a.setLine(0x03, 1);
    pair.b.setLine(0x03, 1);
    pair.a.out([0, 0x2e]);
    await pair.pass(200);
    const made = accesses(pair.b);
    const received = await pair.runAlone(pair.b, fifo(RECEIVE));
    expect(text(received.received ?? [])).to.equal('.');
    expect(writesTo(made(), '3FA')).to.deep.equal([]);
  });

  it('switches the FIFOs off only when the last of 40 characters has left the line', async () => {
    await pair.run(fifo(sends(messageOf(40))), fifo(RECEIVE));
    const off = pair.records('A', 'out').find(({ port, v }) => port === 0x3fa && v === 0);
    expect(off?.t).to.be.at.least(pair.records('A', 'frame').at(-1)?.ends ?? Number.NaN);
    expect(pair.a.chip.chip.tally.clearedBeforeSending).to.equal(0);
  });
});
