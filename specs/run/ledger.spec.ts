import { expect } from 'chai';
import { emptyLinkTally, type Link } from '../../harness/link/link.ts';
import { type Ledger, ledgerOf, type SourcedFates } from '../../harness/run/ledger.ts';
import { Uart } from '../../harness/uart/chip.ts';
import { FCR, LCR, MCR, REG } from '../support/datasheet.ts';
import { ANYTHING, played, type Script } from './stage.ts';

const out = (on: string, offset: number, value: number): string =>
  `out: { on: ${on}, port: ${0x3f8 + offset}, value: ${value} }`;
const read = (on: string): string => `in: { on: ${on}, port: 0x3F8 }`;
const wait = (time: string): string => `wait: { for: ${time} }`;
/** Bytes written to A's THR one upon the other, 2 ticks apart. */
const burst = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => out('A', REG.THR, 0x41 + i));
const spaced = (count: number): string[] => burst(count).flatMap((step) => [step, wait('1chars')]);

const NONE: SourcedFates = {
  read: 0,
  readWithError: 0,
  overrun: 0,
  discarded: 0,
  notSeen: 0,
  lostWithoutPeer: 0,
  lostAtClose: 0,
  flushed: 0,
  unread: 0,
  inFlight: 0,
};

/** The ledger of a scenario that passes, whatever comes of its bytes. */
async function ledger(script: Script): Promise<Ledger> {
  const { ledger: kept, failures } = await played({ assert: ANYTHING, ...script });
  expect(failures.map(({ what }) => what)).to.deep.equal([]);
  return kept ?? expect.fail();
}

async function expectFates(script: Script, fates: Partial<SourcedFates>): Promise<Ledger> {
  const kept = await ledger(script);
  expect(kept.fates).to.deep.equal({ ...NONE, ...fates });
  expect(kept.balanced).to.equal(true);
  return kept;
}

const FIFO = '{ line: 115200 8N1, fifo: 14 }';

describe('the byte ledger', () => {
  it('has 5 of 5 read, and none made by the line', async () => {
    const kept = await expectFates({ steps: ['send: { from: A, text: hello }'] }, { read: 5 });
    expect(kept).to.deep.include({ written: 5, seen: 5, seenSourced: 5, madeByLine: 0 });
  });

  it('has both directions in it: 5 and 3', async () => {
    await expectFates(
      { steps: ['send: { from: A, text: hello }', 'send: { from: B, text: abc }'] },
      { read: 8 },
    );
  });

  it('has 2 of 3 overrun and 1 unread where nobody drains RBR', async () => {
    await expectFates({ steps: spaced(3) }, { overrun: 2, unread: 1 });
  });

  it('has 4 of 20 overrun and 16 unread where nobody drains a FIFO', async () => {
    await expectFates({ B: FIFO, steps: spaced(20) }, { overrun: 4, unread: 16 });
  });

  it('has 16 of 16 unread in a FIFO, and the 17th overrun', async () => {
    await expectFates({ B: FIFO, steps: spaced(16) }, { unread: 16 });
    await expectFates({ B: FIFO, steps: spaced(17) }, { unread: 16, overrun: 1 });
  });

  it('has the 2nd of 3 discarded where THR is overwritten', async () => {
    await expectFates(
      { steps: [...burst(3), wait('4chars'), read('B')] },
      { discarded: 1, overrun: 1, read: 1 },
    );
  });

  it('has the 18th of 18 discarded where the transmit FIFO is full, and no 17th', async () => {
    await expectFates({ A: FIFO, steps: burst(17) }, { inFlight: 17 });
    await expectFates({ A: FIFO, steps: burst(18) }, { inFlight: 17, discarded: 1 });
  });

  it('has 5 discarded that FCR clears out of the receive FIFO', async () => {
    await expectFates(
      { B: FIFO, steps: [...spaced(5), out('B', REG.FCR, FCR.ENABLE | FCR.CLEAR_RX)] },
      { discarded: 5 },
    );
  });

  it('has 4 discarded that FCR clears out of the transmit FIFO, and the 1 that has left it not', async () => {
    await expectFates(
      { A: FIFO, steps: [...burst(5), out('A', REG.FCR, FCR.ENABLE | FCR.CLEAR_TX), wait('3chars')] },
      { discarded: 4, unread: 1 },
    );
  });

  it('has 5 discarded where the FIFOs are switched off', async () => {
    await expectFates({ B: FIFO, steps: [...spaced(5), out('B', REG.FCR, 0)] }, { discarded: 5 });
  });

  it('has a character read by its own machine in loopback', async () => {
    await expectFates({ steps: [out('A', REG.MCR, MCR.LOOP), ...spaced(1), read('A')] }, { read: 1 });
  });

  it('has a character not seen whose receiver is in loopback', async () => {
    await expectFates({ steps: [out('B', REG.MCR, MCR.LOOP), ...spaced(1)] }, { notSeen: 1 });
  });

  it('has a character not seen where its receiver leaves loopback in the middle', async () => {
    await expectFates(
      {
        steps: [
          out('A', REG.MCR, MCR.LOOP),
          ...burst(1),
          wait('5bits'),
          out('A', REG.MCR, 0),
          wait('2chars'),
        ],
      },
      { notSeen: 1 },
    );
  });

  it('balances where LOOP is switched on 0, 1, 5, 9 and 10 bits into a character', async () => {
    for (const bits of [0, 1, 5, 9, 10]) {
      const kept = await ledger({
        steps: [...burst(1), wait(`${bits}bits`), out('A', REG.MCR, MCR.LOOP), wait('3chars')],
      });
      expect(kept).to.deep.include({ written: 1, balanced: true });
    }
  });

  it('has a break of 2 characters made by the line: 1 character, with no write', async () => {
    const kept = await expectFates(
      {
        steps: [out('A', REG.LCR, 0x03 | LCR.BREAK), wait('2chars'), out('A', REG.LCR, 0x03), wait('1chars')],
      },
      {},
    );
    expect(kept).to.deep.include({ written: 0, seen: 1, seenSourced: 0, madeByLine: 1 });
  });

  it('has a character that lies under a break not seen', async () => {
    const kept = await expectFates(
      {
        steps: [
          out('A', REG.LCR, 0x03 | LCR.BREAK),
          wait('2chars'),
          ...spaced(1),
          out('A', REG.LCR, 0x03),
          wait('2chars'),
        ],
      },
      { notSeen: 1 },
    );
    expect(kept.madeByLine).to.equal(1);
  });

  it('has no break over TCP, whose bytes have no levels: the 2 under it are read', async () => {
    const kept = await expectFates(
      {
        link: '{ transport: tcp }',
        steps: [out('A', REG.LCR, 0x03 | LCR.BREAK), ...spaced(2), read('B'), wait('1chars'), read('B')],
      },
      { read: 2 },
    );
    expect(kept.madeByLine).to.equal(0);
  });

  it('balances where 2 unequal lines talk: 20 bytes each way over 6 pairs of them', async () => {
    for (const [A, B] of [
      ['9600 8N1', '115200 8N1'],
      ['115200 8N1', '9600 8N1'],
      ['115200 8N1', '115200 7E1'],
      ['115200 5N1', '115200 8O2'],
      ['50 8N1', '115200 8N1'],
      ['38400 8N1', '57600 8N1'],
    ]) {
      const kept = await ledger({
        A: `{ line: ${A} }`,
        B: `{ line: ${B}, fifo: 4 }`,
        steps: ['parallel: [{ send: { from: A, random: 20 } }, { send: { from: B, random: 20 } }]'],
      });
      expect(kept, `${A} to ${B}`).to.deep.include({ written: 40, balanced: true });
    }
  });

  it('has parity errors read with an error: 8 bits and even parity to a receiver with odd', async () => {
    await expectFates(
      {
        A: '{ line: 115200 8E1 }',
        B: '{ line: 115200 8O1 }',
        steps: ['send: { from: A, text: hello }'],
      },
      { readWithError: 5 },
    );
  });

  it('has a character in flight where the scenario ends before it does', async () => {
    await expectFates({ steps: burst(1) }, { inFlight: 1 });
  });

  it('has 5 lost without a peer, the other machine being off', async () => {
    await expectFates({ steps: ['boot: { machine: A }', ...spaced(5)] }, { lostWithoutPeer: 5 });
  });

  it('has 1 of 3 read and 1 in THR discarded where the sender stops 15 bits after it began', async () => {
    const kept = await ledger({
      steps: [...burst(1), wait('15bits'), ...burst(2), wait('5bits'), 'stop: { machine: A }', read('B')],
    });
    expect(kept).to.deep.include({ written: 3, balanced: true });
    expect(kept.fates).to.deep.include({ read: 1, discarded: 1 });
  });

  it('counts what is on the line to a machine that stops as lost at its close', async () => {
    await expectFates({ steps: [...burst(1), wait('5bits'), 'stop: { machine: B }'] }, { lostAtClose: 1 });
  });

  it('counts what is unread in a machine that stops as discarded', async () => {
    await expectFates({ steps: [...spaced(1), 'stop: { machine: B }'] }, { discarded: 1 });
  });

  it('is no longer balanced when 1 of its numbers is another', () => {
    const [a, b] = [new Uart(), new Uart()];
    const tally = emptyLinkTally();
    const link: Link = {
      transport: 'cable',
      profile: 'wire',
      address: undefined,
      tally,
      underWay: 0,
      open: async () => {},
      close: async () => {},
    };
    a.write(REG.LCR, 0x03);
    a.write(REG.THR, 0x41);
    b.listen(a.sout);
    expect(ledgerOf([a, b], link).balanced).to.equal(true);
    tally.lostAtClose = 1;
    expect(ledgerOf([a, b], link).balanced).to.equal(false);
    tally.lostAtClose = 0;
    b.tally.sourced.seen += 1;
    expect(ledgerOf([a, b], link).balanced).to.equal(false);
    b.tally.sourced.seen -= 1;
    b.tally.made.seen += 1;
    expect(ledgerOf([a, b], link).balanced).to.equal(false);
  });
});
