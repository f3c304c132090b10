import { expect } from 'chai';
import sinon from 'sinon';
import { int } from '../../harness/lab7/int.ts';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { poll } from '../../harness/lab7/poll.ts';
import type { Program } from '../../harness/program/operation.ts';
import { accesses, Pair, PORT, text, writesTo } from './support.ts';

const LINE: LineRequest = { bits: 8, stop: 1, parity: 'none', rate: 9600 };
const RECEIVE = { port: PORT, line: LINE, direction: 'rx' } as const;
const sends = (...words: string[]) => ({ port: PORT, line: LINE, direction: 'tx', words }) as const;

describe('lab7 int', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  it('opens OUT2 with DTR and RTS, MCR 0B, and enables RDA and RLS, IER 05, to receive', async () => {
    const made = accesses(pair.b);
    await pair.run(int(sends('hi')), int(RECEIVE));
    expect(writesTo(made(), '3FC')).to.deep.equal(['out 3FC 0B', 'out 3FC 00']);
    expect(writesTo(made(), '3F9')).to.deep.equal([
      'out 3F9 00',
      'out 3F9 00',
      'out 3F9 05',
      'out 3F9 00',
      'out 3F9 00',
    ]);
  });

  it('enables THRE alone, IER 02, to send, and writes the first character unasked', async () => {
    const made = accesses(pair.a);
    await pair.run(int(sends('hi')), int(RECEIVE));
    const list = made().filter((access) => !access.startsWith('in 3FD'));
    const enabled = list.indexOf('out 3F9 02');
    expect(list.slice(enabled, enabled + 2)).to.deep.equal(['out 3F9 02', 'out 3F8 68']);
  });

  it('writes each of the other 11 characters right after an IIR of 02', async () => {
    const made = accesses(pair.a);
    await pair.run(int(sends('hello', 'world')), int(RECEIVE));
    const list = made();
    const first = list.indexOf('out 3F8 68');
    const asked = list.flatMap((access, at) =>
      at > first && access.startsWith('out 3F8') ? [list[at - 1] ?? ''] : [],
    );
    expect(asked.slice(0, 11)).to.deep.equal(Array.from({ length: 11 }, () => 'in 3FA 02'));
  });

  it('takes 1 character an interrupt: 12 come, and IIR shows 04 no more than 12 times', async () => {
    const made = accesses(pair.b);
    await pair.run(int(sends('hello', 'world')), int(RECEIVE));
    expect(made().filter((access) => access === 'in 3FA 04')).to.have.length(12);
    expect(pair.records('B', 'irq')).to.have.length.within(12, 13);
  });

  it('reads IIR until it shows 01: 11 times for the 11 interrupts before the last', async () => {
    const made = accesses(pair.b);
    await pair.run(int(sends('hello', 'world')), int(RECEIVE));
    expect(made().filter((access) => access === 'in 3FA 01')).to.have.length(11);
  });

  it('loses 0 of 12 characters when the interrupt for the first has been taken by a program that died', async () => {
    pair.a.setLine(0x03, 12);
    pair.b.setLine(0x03, 12);
    pair.start(pair.b, deaf());
    await pair.pass(100);
    pair.a.out([0, 0x21]);
    await pair.pass(5000);
    expect(pair.records('B', 'irq')).to.have.length(1);
    expect(pair.b.chip.chip.intr).to.equal(true);
    const [, received] = await pair.run(poll(sends('hello')), int(RECEIVE));
    expect(text(received.received ?? [])).to.equal('!hello.');
  });

  it('sends all 12 when the first rising edge of IRQ 4 gets lost: the first write makes a second', async () => {
    const raise = sinon.stub(pair.a.pc.pic, 'raise').callThrough();
    raise.onFirstCall().returns(undefined);
    const [sent, received] = await pair.run(int(sends('hello', 'world')), poll(RECEIVE));
    expect(sent.ok).to.equal(true);
    expect(text(received.received ?? [])).to.equal('hello world.');
  });

  it('receives all 12 when the interrupt of a waiting character gets lost: it has looked before it waits', async () => {
    pair.a.setLine(0x03, 12);
    pair.b.setLine(0x03, 12);
    pair.a.out([0, 0x21]);
    await pair.pass(5000);
    const raise = sinon.stub(pair.b.pc.pic, 'raise').callThrough();
    raise.onFirstCall().returns(undefined);
    const [, received] = await pair.run(poll(sends('hello')), int(RECEIVE));
    expect(text(received.received ?? [])).to.equal('!hello.');
  });

  it('sends behind a character that THR still holds: 2 before, 3 after', async () => {
    pair.a.setLine(0x03, 12);
    const received = pair.start(pair.b, poll(RECEIVE));
    await pair.pass(100);
    pair.a.out([0, 0x61], [0, 0x62]);
    await pair.runAlone(pair.a, int(sends('cd')));
    await pair.until(() => received.end !== undefined, 100_000);
    expect(text(received.end?.result?.received ?? [])).to.equal('abcd.');
  });

  it('receives 20 characters with the FIFOs on at trigger 14, the last by the timeout, 0C', async () => {
    pair.b.out([2, 0xc7]);
    const made = accesses(pair.b);
    const [, received] = await pair.run(int(sends('0123456789', '012345678')), int(RECEIVE));
    expect(text(received.received ?? [])).to.equal('0123456789 012345678.');
    expect(made()).to.include('in 3FA CC');
  });
});

/** Has the interrupt noted, and never looks at the chip. */
function* deaf(): Program {
  yield { op: 'irq-policy', irq: 4, reenable: true };
  yield { op: 'out', port: 0x3fc, value: 0x08 };
  yield { op: 'out', port: 0x3f9, value: 0x01 };
  yield { op: 'sleep', ticks: 1_000_000 };
}
