import { expect } from 'chai';
import { BYTE_PROFILES, type ByteProfileName, defaultProfile } from '../../harness/link/profile.ts';
import { CHARACTER, DR, FIFOS_ON, LSR, MSR, OE, RBR, SECOND, THR, TO_STOP_SAMPLE } from '../machine/board.ts';
import { receive, send } from './programs.ts';
import { ledgerOf, overMemory, overSocket, Pair } from './support.ts';

/** 250 ms: a quarter of 1 843 200 ticks. */
const PATIENCE = 460_800;

const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i & 0xff);

function balanced(pair: Pair): void {
  const { written, accounted } = ledgerOf(pair);
  expect(accounted).to.equal(written);
}

describe('profiles', () => {
  let pair: Pair;
  afterEach(() => pair?.down());

  it('default to the wire on a cable and to virtualbox5 on TCP and on a pipe', () => {
    expect((['cable', 'tcp', 'pipe'] as const).map(defaultProfile)).to.deep.equal([
      'wire',
      'virtualbox5',
      'virtualbox5',
    ]);
  });

  const TABLE = {
    virtualbox5: [PATIENCE, 'lost', 'held', 'closed', false],
    virtualbox: [Number.POSITIVE_INFINITY, 'lost', 'held', 'closed', true],
    qemu: [Number.POSITIVE_INFINITY, 'lost', 'lost', 'waits', false],
  } as const;

  for (const name of Object.keys(TABLE) as ByteProfileName[]) {
    it(`${name} does what its hypervisor does, by the table`, () => {
      const { patience, withoutPeer, secondConnection, flushesOnNewLine } = BYTE_PROFILES[name];
      expect([patience, withoutPeer.tcp, withoutPeer.pipe, secondConnection, flushesOnNewLine]).to.deep.equal(
        TABLE[name],
      );
    });
  }

  describe('virtualbox5 with a full receiver', () => {
    it('[69] §8.4 waits 460 800 ticks with the second character, then overwrites the first: OE, 16450 mode', async () => {
      pair = await Pair.up(overMemory('virtualbox5'));
      pair.out('A', THR, 1);
      await pair.pass(CHARACTER);
      pair.out('A', THR, 2);
      await pair.pass(PATIENCE - 1);
      expect(pair.chip('B').tally.sourced.overrun).to.equal(0);
      expect(pair.received('B')).to.deep.equal([1]);
      await pair.pass(1);
      expect(pair.received('B')).to.deep.equal([2]);
      expect(pair.in('B', LSR) & (OE | DR)).to.equal(OE | DR);
      expect(pair.chip('B').tally.sourced.overrun).to.equal(1);
      balanced(pair);
    });

    it('[69] §8.4 waits 460 800 ticks with the seventeenth, then drops it: OE, FIFO mode', async () => {
      pair = await Pair.up(overMemory('virtualbox5'), { fcr: FIFOS_ON });
      for (let i = 0; i < 16; i += 1) pair.out('A', THR, i);
      await pair.pass(17 * CHARACTER);
      pair.out('A', THR, 99);
      await pair.pass(PATIENCE - 1);
      expect(pair.in('B', LSR) & OE).to.equal(0);
      await pair.pass(1);
      expect(pair.in('B', LSR) & OE).to.equal(OE);
      expect(pair.received('B')).to.deep.equal(counting(16));
      balanced(pair);
    });

    it('[69] §8.4 waits 460 800 ticks anew with each further one', async () => {
      pair = await Pair.up(overMemory('virtualbox5'), { fcr: FIFOS_ON });
      for (let i = 0; i < 16; i += 1) pair.out('A', THR, i);
      await pair.pass(17 * CHARACTER);
      for (let i = 0; i < 3; i += 1) pair.out('A', THR, i);
      await pair.pass(3 * PATIENCE - 1);
      expect(pair.chip('B').tally.sourced.overrun).to.equal(2);
      await pair.pass(1);
      expect(pair.chip('B').tally.sourced.overrun).to.equal(3);
    });

    it('brings the one that waits, one line time after the read that makes room', async () => {
      pair = await Pair.up(overMemory('virtualbox5'));
      pair.out('A', THR, 1);
      await pair.pass(CHARACTER);
      pair.out('A', THR, 2);
      await pair.pass(PATIENCE - 1);
      expect(pair.in('B', RBR)).to.equal(1);
      await pair.pass(TO_STOP_SAMPLE - 1);
      expect(pair.in('B', LSR) & DR).to.equal(0);
      await pair.pass(1);
      expect(pair.in('B', LSR) & (DR | OE)).to.equal(DR);
      expect(pair.in('B', RBR)).to.equal(2);
    });
  });

  for (const [name, join] of [
    ['virtualbox in memory', overMemory('virtualbox')],
    ['qemu in memory', overMemory('qemu')],
    ['virtualbox over tcp', overSocket('tcp', 'virtualbox')],
    ['qemu over a pipe', overSocket('pipe', 'qemu')],
  ] as const) {
    describe(`${name} with a full receiver`, () => {
      it('[69] §8.4 holds the sender at 16 + 256 + 1 characters, for ever, without a flag', async () => {
        pair = await Pair.up(join);
        pair.out('B', 2, FIFOS_ON);
        pair.processors.A.start(send(counting(400)), () => {});
        await pair.pass(100 * SECOND);
        expect(pair.chip('A').tally.written).to.equal(273);
        expect(pair.link.underWay).to.equal(256);
        expect(pair.received('B')).to.deep.equal(counting(16));
        expect(pair.in('B', LSR) & OE).to.equal(0);
        balanced(pair);
      });

      it('[69] §8.4 goes on where it stopped when the receiver reads: 400 of 400, in order', async () => {
        pair = await Pair.up(join);
        pair.out('B', 2, FIFOS_ON);
        let sent = false;
        pair.processors.A.start(send(counting(400)), () => {
          sent = true;
        });
        await pair.pass(SECOND);
        const got: number[] = [];
        await pair.play({ B: receive(400, got) });
        expect(got).to.deep.equal(counting(400));
        expect(sent).to.equal(true);
        balanced(pair);
      });
    });
  }

  describe('without a peer', () => {
    for (const transport of ['tcp', 'pipe'] as const) {
      it(`[70] a connector that the listener has left loses and counts it over ${transport}: it never calls again`, async () => {
        pair = await Pair.up(overSocket(transport, 'virtualbox5'));
        await pair.powerOff('A');
        await pair.powerOn('A');
        pair.out('B', THR, 1);
        await pair.pass(SECOND);
        expect(pair.link.tally.lostWithoutPeer).to.equal(1);
        balanced(pair);
      });
    }

    it('[69][70] §8.4 a full pipe goes on holding its sender when the peer leaves at the very tick of a delivery', async () => {
      pair = await Pair.up(overSocket('pipe', 'virtualbox'));
      pair.processors.A.start(send(counting(400)), () => {});
      await pair.pass(400 * CHARACTER);
      expect(pair.link.underWay).to.equal(256);
      pair.in('B', RBR);
      await pair.pass(TO_STOP_SAMPLE);
      expect(pair.link.underWay).to.equal(255);
      await pair.powerOff('B');
      await pair.pass(SECOND);
      expect(pair.link.tally.lostWithoutPeer).to.equal(0);
      expect(pair.chip('A').held.toSend).to.equal(1);
      balanced(pair);
    });
  });

  describe('bytes only', () => {
    it('brings FF sent at 9600 7E1 as 7F to 115 200 5N1 as 1F: no flag', async () => {
      pair = await Pair.up(overMemory());
      pair.set('A', { divisor: 12, lcr: 0x1a });
      pair.set('B', { divisor: 1, lcr: 0x00 });
      pair.out('A', THR, 0xff);
      await pair.pass(12 * CHARACTER);
      expect(pair.received('B')).to.deep.equal([0x1f]);
      expect(pair.in('B', LSR) & 0x1e).to.equal(0);
    });

    it('paces by the receiver: two at 115 200 come 1920 ticks apart at 9600', async () => {
      pair = await Pair.up(overMemory(), { fcr: FIFOS_ON });
      pair.set('B', { divisor: 12, fcr: FIFOS_ON });
      const from = pair.clock.now;
      for (const byte of [1, 2]) pair.out('A', THR, byte);
      await pair.pass(3 * 1920);
      expect(pair.arrivals()).to.deep.equal([`B ${from + 1824} 1`, `B ${from + 1824 + 1920} 2`]);
    });

    it('lets no break cross', async () => {
      pair = await Pair.up(overMemory());
      pair.out('A', 3, 0x43);
      await pair.pass(10 * CHARACTER);
      expect(pair.in('B', LSR)).to.equal(0x60);
    });

    it('lets no modem line cross', async () => {
      pair = await Pair.up(overMemory());
      pair.out('A', 4, 0x03);
      await pair.pass(10);
      expect(pair.in('B', MSR)).to.equal(0xb0);
    });
  });
});
