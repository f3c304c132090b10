import { expect } from 'chai';
import {
  ANYTHING,
  BIT,
  BOOTED,
  beginnings,
  CHARACTER,
  failureOf,
  played,
  scenario,
  traced,
} from './stage.ts';

/** What B's chip made of it. */
const arrivals = async (...steps: readonly string[]) => {
  const { result, records } = await traced(scenario({ assert: ANYTHING, steps }));
  const chars = records.flatMap((record) =>
    record.k === 'char' && record.m === 'B' ? [[record.char, record.errors]] : [],
  );
  return { result, chars, records };
};

describe('break', () => {
  for (const length of ['10bits', '3chars', '250ms'])
    it(`is one 00 with BI and FE, of ${length}`, async () => {
      const { chars } = await arrivals(`break: { from: A, for: ${length} }`, 'wait: { for: 1chars }');
      expect(chars).to.deep.equal([[0, 0x18]]);
    });

  it('is no BI with 9 bits, which the stop bit ends: 00 without a flag', async () => {
    const { chars } = await arrivals('break: { from: A, for: 9bits }', 'wait: { for: 3chars }');
    expect(chars).to.deep.equal([[0, 0]]);
  });

  it('lasts 3 characters in the bits of its machine: the next step begins 480 ticks and 2 writes later', async () => {
    const [breaks, next] = await beginnings({
      assert: ANYTHING,
      steps: ['break: { from: A, for: 3chars }', 'wait: { for: 1ticks }'],
    });
    expect((next ?? 0) - (breaks ?? 0)).to.equal(3 * CHARACTER + 2);
  });

  it('begins when all that was to be sent has left, and what is sent after it comes after it', async () => {
    const { result, chars } = await arrivals(
      'send: { from: A, text: ab }',
      'break: { from: A, for: 2chars }',
      'send: { from: A, text: c }',
      'expect: { on: B, text: c }',
    );
    expect(result.outcome).to.equal('passed');
    expect(chars).to.deep.equal([
      [0x61, 0],
      [0x62, 0],
      [0x00, 0x18],
      [0x63, 0],
    ]);
  });

  it('leaves LCR as it was', async () => {
    const { outcome } = await played({
      A: '{ line: 9600 7E2 }',
      steps: ['break: { from: A, for: 2bits }', 'in: { on: A, port: 0x3FB, is: 0x1E }'],
      assert: ANYTHING,
    });
    expect(outcome).to.equal('passed');
  });

  it('is seen by a program in each mode, as a byte with BI', async () => {
    for (const mode of ['poll', 'int', 'fifo']) {
      const { outcome } = await played({
        steps: ['break: { from: A, for: 2chars }', `expect: { on: B, mode: ${mode}, flags: [BI] }`],
        assert: ANYTHING,
      });
      expect(outcome, mode).to.equal('passed');
    }
  });

  it('starts no program: B holds its 00 unread', async () => {
    const result = await played({
      steps: [
        'break: { from: A, for: 1chars }',
        'wait: { for: 1chars }',
        'in: { on: B, port: 0x3FD, mask: 0x1D, is: 0x19 }',
      ],
    });
    expect(result.outcome).to.equal('passed');
  });

  it('cannot come from a machine that is off', async () => {
    const failure = failureOf(
      await played({ steps: ['boot: { machine: B }', 'break: { from: A, for: 1bits }'] }),
    );
    expect(failure.what).to.equal('machine A is off: a `boot` step turns it on');
  });

  it('begins at the tick at which it is asked for, when nothing is to be sent', async () => {
    const { records } = await traced(
      scenario({ assert: ANYTHING, steps: [`break: { from: A, for: ${BIT}ticks }`] }),
    );
    const writes = records.flatMap((record) =>
      record.k === 'out' && record.m === 'A' && record.t >= BOOTED ? [[record.t, record.port, record.v]] : [],
    );
    expect(writes).to.deep.equal([
      [BOOTED, 0x3fb, 0x43],
      [BOOTED + BIT, 0x3fb, 0x03],
    ]);
  });

  it('waits behind another break of its machine', async () => {
    const { chars } = await arrivals(
      'parallel: [{ break: { from: A, for: 20bits } }, { break: { from: A, for: 30bits } }]',
      'wait: { for: 2chars }',
    );
    expect(chars).to.deep.equal([
      [0, 0x18],
      // Nobody has read the first.
      [0, 0x1a],
    ]);
  });

  it('keeps back what its machine is to send meanwhile', async () => {
    const { chars } = await arrivals(
      'parallel: [{ break: { from: A, for: 30chars } }, { send: { from: A, text: hi } }]',
      'expect: { on: B, text: hi }',
    );
    expect(chars).to.deep.equal([
      [0, 0x18],
      [0x68, 0],
      [0x69, 0],
    ]);
  });

  it('leaves the other bits of LCR to who writes them meanwhile', async () => {
    const { outcome } = await played({
      assert: ANYTHING,
      steps: [
        'parallel: [{ break: { from: A, for: 9chars } }, { out: { on: A, port: 0x3FB, value: 0x5A } }]',
        'in: { on: A, port: 0x3FB, is: 0x1A }',
      ],
    });
    expect(outcome).to.equal('passed');
  });

  it('waits for a long send without looking at each bit', async () => {
    const { outcome, directions } = await played({
      assert: ANYTHING,
      steps: [
        'send: { from: A, random: 50000 }',
        'break: { from: A, for: 2chars }',
        'expect: { on: B, flags: [BI] }',
      ],
    });
    expect([outcome, directions[0]?.received]).to.deep.equal(['passed', 50_001]);
  });

  for (const ticks of [3, 7, 8])
    it(`is noise, and nothing comes, when it ends before a start bit is sampled: ${ticks} ticks of a bit of 16`, async () => {
      const { chars } = await arrivals(`break: { from: A, for: ${ticks}ticks }`, 'wait: { for: 2chars }');
      expect(chars).to.deep.equal([]);
    });

  it('of 9 ticks is a start bit with nothing but mark behind it: FF, made by the line', async () => {
    const { chars, result } = await arrivals('break: { from: A, for: 9ticks }', 'wait: { for: 2chars }');
    expect(chars).to.deep.equal([[0xff, 0]]);
    expect(result.ledger?.madeByLine).to.equal(1);
  });
});
