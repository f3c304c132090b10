import { expect } from 'chai';
import {
  CHARACTER,
  DR,
  FIFOS_ON,
  LSR,
  OE,
  RBR,
  SECOND,
  TEMT,
  THR,
  THRE,
  TO_STOP_SAMPLE,
} from '../machine/board.ts';
import { exchange } from './programs.ts';
import { openHandles, SocketWatch, turns } from './sockets.ts';
import { ALL_BYTES, farSide, type Join, ledgerOf, Pair, reversed, type Settings, SIDES } from './support.ts';

export interface LinkKind {
  readonly name: string;
  readonly join: Join;
  /** Bit-true: frames stand at the receiver's chip, and not with the link. */
  readonly wire?: true;
  /** The kernel carries the bytes. */
  readonly sockets?: true;
  /** With nobody at the other end, the transmitter stalls and nothing is lost. */
  readonly stalls?: true;
}

const balanced = (pair: Pair): void => {
  const { written, accounted } = ledgerOf(pair);
  expect(accounted, 'characters accounted for').to.equal(written);
};

/** The numbered promises of harness/link/link.ts. */
export function keepsItsPromises({ name, join, wire, sockets, stalls }: LinkKind): void {
  describe(name, () => {
    let pair: Pair;
    let watch: SocketWatch;
    let handlesBefore: string[];

    const up = async (settings: Settings = {}): Promise<Pair> => {
      pair = await Pair.up(join, settings);
      return pair;
    };

    beforeEach(() => {
      handlesBefore = openHandles();
      watch = new SocketWatch();
      pair = new Pair(join);
    });

    afterEach(async () => {
      await pair.down();
      watch.end();
    });

    describe('1: each character arrives once, whole and in order', () => {
      for (const [words, settings] of [
        ['without FIFO', {}],
        ['with FIFOs', { fcr: FIFOS_ON }],
        ['at 9600 8E1', { divisor: 12, lcr: 0x1b, fcr: FIFOS_ON }],
      ] as const) {
        it(`carries all 256 values both ways at once, ${words}`, async () => {
          await up(settings);
          const got = { A: [] as number[], B: [] as number[] };
          await pair.play({
            A: exchange(ALL_BYTES, 256, got.A),
            B: exchange(reversed(ALL_BYTES), 256, got.B),
          });
          expect(got.B).to.deep.equal(ALL_BYTES);
          expect(got.A).to.deep.equal(reversed(ALL_BYTES));
          expect(pair.link.underWay).to.equal(0);
          balanced(pair);
          for (const side of SIDES) expect(pair.chip(side).tally.sourced.read).to.equal(256);
        });
      }

      it('keeps the serial number of each THR write with its character', async () => {
        await up({ fcr: FIFOS_ON });
        for (const byte of [9, 8, 7]) pair.out('A', THR, byte);
        await pair.pass(4 * CHARACTER);
        const came = pair.trace.flatMap((each) =>
          each.k === 'char' ? [[each.m, each.serial, each.char]] : [],
        );
        expect(came).to.deep.equal([
          ['B', 1, 9],
          ['B', 2, 8],
          ['B', 3, 7],
        ]);
      });

      it('raises no error flag', async () => {
        await up();
        const got: number[] = [];
        await pair.play({ A: exchange(ALL_BYTES, 0, []), B: exchange([], 256, got) });
        expect(pair.trace.filter((each) => each.k === 'char' && each.errors !== 0)).to.deep.equal([]);
      });

      if (sockets) {
        it('sends every one of the 512 bytes through the kernel, 256 out of each socket', async () => {
          await up();
          const got = { A: [] as number[], B: [] as number[] };
          await pair.play({ A: exchange(ALL_BYTES, 256, got.A), B: exchange(ALL_BYTES, 256, got.B) });
          const [called] = watch.called.slice(-1);
          const [accepted] = watch.accepted.slice(-1);
          // On a pipe the connector's own call begins with a greeting of 16 bytes.
          const greeting = accepted?.remotePort === undefined ? 16 : 0;
          expect([called?.bytesWritten, called?.bytesRead]).to.deep.equal([256 + greeting, 256]);
          expect([accepted?.bytesWritten, accepted?.bytesRead]).to.deep.equal([256, 256 + greeting]);
        });
      } else {
        it('opens no socket', async () => {
          await up();
          expect(watch.all).to.have.length(0);
        });
      }
    });

    describe('2: nothing arrives inside the call that sent it', () => {
      it('leaves the far chip as it is until time passes', async () => {
        await up();
        pair.out('A', THR, 0x55);
        await turns(3);
        expect(pair.chip('B').tally.sourced.seen).to.equal(0);
        expect(pair.received('B')).to.deep.equal([]);
        balanced(pair);
      });
    });

    describe('3: the clock does not pass the tick at which a character is due', () => {
      for (const from of SIDES) {
        it(`shows ${from}'s character at the other end ${TO_STOP_SAMPLE} ticks after the write, and not one sooner`, async () => {
          await up();
          pair.out(from, THR, 0x41);
          await pair.pass(TO_STOP_SAMPLE - 1);
          expect(pair.in(farSide(from), LSR) & DR).to.equal(0);
          await pair.pass(1);
          expect(pair.in(farSide(from), LSR) & DR).to.equal(DR);
          expect(pair.in(farSide(from), RBR)).to.equal(0x41);
        });
      }

      it('shows a 7E2 character at 9600 after nine and a half bits of 192 ticks', async () => {
        await up({ divisor: 12, lcr: 0x1e });
        pair.out('A', THR, 0x41);
        await pair.pass(9.5 * 192 - 1);
        expect(pair.received('B')).to.deep.equal([]);
        await pair.pass(1);
        expect(pair.received('B')).to.deep.equal([0x41]);
      });

      it('brings a burst of 16 one character time apart', async () => {
        await up({ fcr: FIFOS_ON });
        const from = pair.clock.now;
        for (let i = 0; i < 16; i += 1) pair.out('A', THR, i);
        await pair.pass(17 * CHARACTER);
        expect(pair.arrivals()).to.deep.equal(
          Array.from({ length: 16 }, (_, i) => `B ${from + TO_STOP_SAMPLE + i * CHARACTER} ${i}`),
        );
      });
    });

    describe('4: what is under way is bounded', () => {
      it('loses with OE where nobody reads for 20 s, or holds no more than 256', async () => {
        await up({ fcr: FIFOS_ON });
        for (let i = 0; i < 18; i += 1) {
          pair.out('A', THR, i);
          await pair.pass(SECOND);
          expect(pair.link.underWay).to.be.at.most(256);
        }
        balanced(pair);
        expect(pair.received('B')).to.have.length(16);
        expect(pair.in('B', LSR) & OE).to.equal(OE);
        expect(pair.chip('B').tally.sourced.overrun).to.equal(2);
      });
    });

    describe('5: nothing arrives at a closed end', () => {
      it(`${stalls ? 'holds' : 'loses and counts'} what is sent before anybody is at the other end`, async () => {
        await pair.powerOn('A');
        pair.set('A', { fcr: FIFOS_ON });
        for (const byte of [1, 2, 3]) pair.out('A', THR, byte);
        await pair.pass(SECOND);
        expect(pair.in('A', LSR)).to.equal(stalls ? 0 : THRE | TEMT);
        expect(pair.link.tally).to.deep.equal({
          lostWithoutPeer: stalls ? 0 : 3,
          lostAtClose: 0,
          flushed: 0,
        });
        balanced(pair);
      });

      it('[70] counts the one that is under way when its receiver closes', async () => {
        await up();
        pair.out('A', THR, 0x41);
        await pair.pass(TO_STOP_SAMPLE - 1);
        await pair.powerOff('B');
        await pair.pass(4 * CHARACTER);
        expect(pair.chip('B').tally.sourced.seen).to.equal(0);
        const lost = wire ? pair.chip('B').tally.unseenReset : pair.link.tally.lostAtClose;
        expect(lost).to.equal(1);
        balanced(pair);
      });

      it(`${stalls ? 'holds' : 'loses and counts'} what is sent after the other end has closed`, async () => {
        await up();
        await pair.powerOff('B');
        pair.out('A', THR, 0x41);
        await pair.pass(2 * CHARACTER);
        expect(pair.link.tally.lostWithoutPeer).to.equal(stalls ? 0 : 1);
        expect(pair.chip('A').held.toSend).to.equal(stalls ? 1 : 0);
        balanced(pair);
      });

      it('brings what a closing end had sent whole', async () => {
        await up({ fcr: FIFOS_ON });
        for (const byte of [1, 2, 3]) pair.out('B', THR, byte);
        await pair.pass(2 * CHARACTER);
        await pair.powerOff('B');
        await pair.pass(6 * CHARACTER);
        expect(pair.received('A').slice(0, 2)).to.deep.equal([1, 2]);
        balanced(pair);
      });

      if (!wire) {
        it('brings the 24 that wait for room when their sender closes, and loses the 24 towards it', async () => {
          await up({ fcr: FIFOS_ON });
          for (let i = 0; i < 40; i += 1) {
            for (const side of SIDES) pair.out(side, THR, i);
            await pair.pass(CHARACTER);
          }
          expect(pair.link.underWay).to.equal(48);
          await pair.powerOff('B');
          expect(pair.link.tally.lostAtClose).to.equal(24);
          expect(pair.link.underWay).to.equal(24);
          balanced(pair);
          const got: number[] = [];
          await pair.play({ A: exchange([], 40, got) });
          expect(got).to.deep.equal(Array.from({ length: 40 }, (_, i) => i));
          balanced(pair);
        });
      }

      it('[70] tells both ends: one has closed, the other has lost its peer', async () => {
        await up();
        pair.events.length = 0;
        await pair.powerOff('B');
        expect(pair.events).to.deep.equal(['B closed', 'A peer-gone']);
      });
    });

    describe('6: opening and closing again is harmless, and closing leaves nothing open', () => {
      it('opens twice as once', async () => {
        await up();
        await pair.link.open('A');
        await pair.link.open('B');
        pair.out('A', THR, 0x41);
        await pair.pass(CHARACTER);
        expect(pair.received('B')).to.deep.equal([0x41]);
      });

      it('closes twice as once, and without having been opened', async () => {
        await pair.link.close('A');
        await pair.link.close('B');
        await up();
        await pair.powerOff('B');
        await pair.powerOff('B');
        expect(pair.events.filter((event) => event === 'B closed')).to.have.length(1);
      });

      it('carries again, both ways, after the connector has gone and come back', async () => {
        await up();
        await pair.powerOff('B');
        await pair.pass(SECOND);
        await pair.powerOn('B');
        pair.set('B');
        for (const side of SIDES) pair.out(side, THR, 0x42);
        await pair.pass(CHARACTER);
        for (const side of SIDES) expect(pair.received(side)).to.deep.equal([0x42]);
        balanced(pair);
      });

      it('carries again after both have gone and come back', async () => {
        await up();
        await pair.down();
        await pair.powerOn('A');
        await pair.powerOn('B');
        for (const side of SIDES) pair.set(side);
        for (const side of SIDES) pair.out(side, THR, 0x42);
        await pair.pass(CHARACTER);
        for (const side of SIDES) expect(pair.received(side)).to.deep.equal([0x42]);
        balanced(pair);
      });

      it('carries what an end sends that came back while its last words were still under way', async () => {
        await up({ fcr: FIFOS_ON });
        for (const byte of [1, 2]) pair.out('B', THR, byte);
        await pair.pass(CHARACTER + 10);
        await pair.powerOff('B');
        await pair.powerOn('B');
        pair.set('B', { fcr: FIFOS_ON });
        await pair.pass(5 * CHARACTER);
        pair.out('B', THR, 3);
        await pair.pass(5 * CHARACTER);
        expect(pair.received('A').at(0)).to.equal(1);
        expect(pair.received('A').at(-1)).to.equal(3);
        if (!wire) expect(pair.received('A')).to.deep.equal([1, 2, 3]);
        balanced(pair);
      });

      it('leaves no handle open', async () => {
        await up();
        pair.out('A', THR, 0x41);
        await pair.pass(CHARACTER);
        await pair.down();
        await turns(5);
        expect(openHandles()).to.deep.equal(handlesBefore);
        expect(watch.all.every((socket) => socket.destroyed)).to.equal(true);
      });
    });
  });
}
