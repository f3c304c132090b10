import { expect } from 'chai';
import { farSide, SIDES } from '../../harness/ground/side.ts';
import {
  BI,
  BREAK,
  CHARACTER,
  DR,
  DTR,
  FE,
  FIFOS_ON,
  LCR,
  LOOP,
  LSR,
  MCR,
  MSR,
  PE,
  RBR,
  RTS,
  THR,
  WORD_8N1,
} from '../machine/board.ts';
import { cable, ledgerOf, Pair } from './support.ts';

const DCTS = 0x01;
const DDSR = 0x02;
const DDCD = 0x08;
const CTS = 0x10;
const DSR = 0x20;
const DCD = 0x80;

describe('a null-modem cable', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.up(cable);
  });
  afterEach(() => pair.down());

  for (const side of SIDES) {
    it(`[68] §8.8 brings ${side}'s DTR to the other end's DSR and DCD one tick later, with their deltas`, async () => {
      pair.out(side, MCR, DTR);
      expect(pair.in(farSide(side), MSR)).to.equal(0);
      await pair.pass(1);
      expect(pair.in(farSide(side), MSR)).to.equal(DSR | DCD | DDSR | DDCD);
      expect(pair.in(farSide(side), MSR)).to.equal(DSR | DCD);
    });

    it(`[68] §8.8 brings ${side}'s RTS to the other end's CTS one tick later`, async () => {
      pair.out(side, MCR, RTS);
      await pair.pass(1);
      expect(pair.in(farSide(side), MSR)).to.equal(CTS | DCTS);
    });
  }

  it('[70] drops the far end’s inputs when an end loses power', async () => {
    pair.out('A', MCR, DTR | RTS);
    await pair.pass(1);
    pair.in('B', MSR);
    await pair.powerOff('A');
    await pair.pass(1);
    expect(pair.in('B', MSR)).to.equal(DCTS | DDSR | DDCD);
  });

  it('[58][68] §8.8 drops them when an end goes into loopback, where the pins are inactive', async () => {
    pair.out('A', MCR, DTR | RTS);
    await pair.pass(1);
    pair.in('B', MSR);
    pair.out('A', MCR, DTR | RTS | LOOP);
    await pair.pass(1);
    expect(pair.in('B', MSR)).to.equal(DCTS | DDSR | DDCD);
  });

  it('shows lines that were up before power-on as up, and not as a change', async () => {
    await pair.powerOff('B');
    pair.out('A', MCR, DTR | RTS);
    await pair.pass(5);
    await pair.powerOn('B');
    await pair.pass(5);
    expect(pair.in('B', MSR)).to.equal(CTS | DSR | DCD);
  });

  it('[66] §8.4 brings a parity mismatch as PE: E sends to O', async () => {
    pair.set('A', { lcr: 0x1b });
    pair.set('B', { lcr: 0x0b });
    pair.out('A', THR, 0x41);
    await pair.pass(2 * CHARACTER);
    expect(pair.in('B', LSR) & (DR | PE | FE)).to.equal(DR | PE);
  });

  it('[68][25] §8.8 §8.4 brings a break as one 00 with BI', async () => {
    pair.out('A', LCR, BREAK | WORD_8N1);
    await pair.pass(3 * CHARACTER);
    pair.out('A', LCR, WORD_8N1);
    await pair.pass(3 * CHARACTER);
    expect(pair.in('B', LSR) & (DR | BI)).to.equal(DR | BI);
    expect(pair.in('B', RBR)).to.equal(0);
    expect(pair.in('B', LSR) & (DR | BI)).to.equal(0);
  });

  it('[26] §8.4 brings no good character out of a break that began before the receiver had power', async () => {
    await pair.powerOff('B');
    pair.out('A', LCR, BREAK | WORD_8N1);
    await pair.pass(CHARACTER);
    await pair.powerOn('B');
    pair.set('B');
    pair.out('A', THR, 0x41);
    await pair.pass(3 * CHARACTER);
    const good = pair.trace.filter((each) => each.k === 'char' && each.m === 'B' && each.errors === 0);
    expect(good).to.deep.equal([]);
  });

  it('[57] §8.8 counts what a receiver in loopback does not see', async () => {
    pair.out('B', MCR, LOOP);
    pair.out('A', THR, 0x41);
    await pair.pass(2 * CHARACTER);
    expect(pair.received('B')).to.deep.equal([]);
    const { written, accounted } = ledgerOf(pair);
    expect([written, accounted]).to.deep.equal([1, 1]);
  });

  it('[69] §8.4 overruns at the seventeenth without any patience', async () => {
    for (const side of SIDES) pair.set(side, { fcr: FIFOS_ON });
    for (let i = 0; i < 17; i += 1) {
      pair.out('A', THR, i);
      await pair.pass(CHARACTER);
    }
    expect(pair.chip('B').tally.sourced.overrun).to.equal(1);
  });
});
