import type { Socket } from 'node:net';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import type { ByteProfileName } from '../../harness/link/profile.ts';
import {
  CHARACTER,
  DLAB,
  DLL,
  DR,
  FCR,
  FIFOS_ON,
  LCR,
  LSR,
  MSR,
  OE,
  SECOND,
  TEMT,
  THR,
  WORD_8N1,
} from '../machine/board.ts';
import { exchange, receive, send } from './programs.ts';
import { call, SocketWatch, turnsUntil } from './sockets.ts';
import { ALL_BYTES, ledgerOf, overMemory, overSocket, Pair, reversed, SIDES, soon } from './support.ts';

const PROFILES = ['virtualbox5', 'virtualbox', 'qemu'] as const;
const SOCKETS = ['tcp', 'pipe'] as const;

const VIRTUALBOX = ['virtualbox5', 'virtualbox'] as const;
/** DCD, DSR and CTS on; no deltas. */
const ALWAYS_ON = 0xb0;
const WORD_7E1 = 0x1a;
const SOME = ALL_BYTES.slice(0xe0);

/** One title for each rule, profile and transport. */
const each = (
  profiles: readonly ByteProfileName[],
  transports: readonly ('tcp' | 'pipe')[],
  title: string,
  proof: (profile: ByteProfileName, transport: 'tcp' | 'pipe') => Promise<void>,
): void => {
  for (const profile of profiles)
    for (const transport of transports)
      it(`${title}: ${profile} over ${transport}`, () => proof(profile, transport));
};

describe('what each hypervisor does on the socket', () => {
  let pair: Pair;
  let watch: SocketWatch;
  let others: Socket[];

  beforeEach(() => {
    watch = new SocketWatch();
    others = [];
  });

  afterEach(async () => {
    for (const socket of others) socket.destroy();
    await pair.down();
    watch.end();
    const { written, accounted } = ledgerOf(pair);
    expect(accounted, 'characters accounted for').to.equal(written);
  });

  const stranger = (): Socket => {
    const socket = call(pair.link.address as string);
    others.push(socket);
    return socket;
  };

  /** A, which listens, alone: it has sent 1, 2 and 3. */
  const sentAlone = async (profile: ByteProfileName, transport: 'tcp' | 'pipe'): Promise<void> => {
    pair = new Pair(overSocket(transport, profile));
    await pair.powerOn('A');
    pair.set('A', { fcr: FIFOS_ON });
    for (const byte of [1, 2, 3]) pair.out('A', THR, byte);
    await pair.pass(SECOND);
  };

  /** Bytes go both ways between machines that have just been set. */
  const carries = async (): Promise<void> => {
    for (const side of SIDES) pair.set(side, { fcr: FIFOS_ON });
    const got = { A: [] as number[], B: [] as number[] };
    await pair.play({ A: exchange(SOME, 32, got.A), B: exchange(SOME, 32, got.B) });
    expect(got).to.deep.equal({ A: SOME, B: SOME });
  };

  const refusal = async (): Promise<HarnessError> => {
    try {
      await soon(pair.link.open('B'), 'a refusal');
    } catch (error) {
      if (error instanceof HarnessError) return error;
      throw error;
    }
    throw new Error('the connector starts');
  };

  describe('listener', () => {
    each(PROFILES, SOCKETS, 'starts without a peer', async (profile, transport) => {
      pair = new Pair(overSocket(transport, profile));
      await soon(pair.powerOn('A'), 'the start');
      expect(pair.events).to.deep.equal(['A listening']);
    });
  });

  describe('listener without a peer', () => {
    const losesIt = async (profile: ByteProfileName, transport: 'tcp' | 'pipe') => {
      await sentAlone(profile, transport);
      expect(pair.in('A', LSR) & TEMT, 'reported as sent').to.equal(TEMT);
      expect(pair.link.tally.lostWithoutPeer).to.equal(3);
      await pair.powerOn('B');
      await pair.pass(SECOND);
      expect(pair.received('B')).to.deep.equal([]);
    };
    each(PROFILES, ['tcp'], 'loses what is sent, and reports it as sent', losesIt);
    each(['qemu'], ['pipe'], 'loses what is sent, and reports it as sent', losesIt);

    each(
      VIRTUALBOX,
      ['pipe'],
      'stalls, and sends what it holds once there is a peer',
      async (profile, transport) => {
        await sentAlone(profile, transport);
        expect(pair.in('A', LSR) & TEMT).to.equal(0);
        await pair.powerOn('B');
        pair.out('B', FCR, FIFOS_ON);
        await pair.pass(SECOND);
        expect(pair.received('B')).to.deep.equal([1, 2, 3]);
        expect(pair.link.tally.lostWithoutPeer).to.equal(0);
      },
    );
  });

  describe('second connection', () => {
    each(VIRTUALBOX, SOCKETS, 'is accepted, then closed', async (profile, transport) => {
      pair = await Pair.up(overSocket(transport, profile));
      const other = stranger();
      other.resume();
      let connected = false;
      other.once('connect', () => {
        connected = true;
      });
      await turnsUntil(() => other.destroyed, 'the end of the second connection');
      expect(connected).to.equal(true);
      expect(pair.events).to.include('A second-connection');
      await carries();
    });

    each(['qemu'], SOCKETS, 'waits while the first is there', async (profile, transport) => {
      pair = await Pair.up(overSocket(transport, profile));
      const other = stranger();
      other.write('intruder');
      await turnsUntil(() => pair.events.includes('A second-connection'), 'the event');
      await carries();
      expect(other.destroyed).to.equal(false);
      expect(other.bytesRead).to.equal(0);
    });
  });

  describe('peer leaves', () => {
    each(
      PROFILES,
      SOCKETS,
      'the listener goes on listening, and serves the next',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile));
        await pair.powerOff('B');
        expect(pair.events).to.include('A peer-gone');
        await pair.powerOn('B');
        await carries();
      },
    );
  });

  describe('connector', () => {
    each(
      PROFILES,
      SOCKETS,
      'does not start where it is refused, and is told what to start first',
      async (profile, transport) => {
        pair = new Pair(overSocket(transport, profile));
        const { code, message, fix } = await refusal();
        expect(code).to.equal('link-refused');
        expect(message).to.match(/^machine B cannot start/);
        expect(fix).to.match(/^Start machine A first/);
      },
    );

    each(
      ['qemu'],
      SOCKETS,
      'starts all the same with `reconnect`, and finds the listener later',
      async (profile, transport) => {
        pair = new Pair(overSocket(transport, profile, { reconnects: true }));
        await pair.powerOn('B');
        expect(pair.events).to.deep.equal([]);
        await pair.powerOn('A');
        await carries();
      },
    );
  });

  describe('connector after a drop', () => {
    each(PROFILES, SOCKETS, 'never connects again: what it sends is lost', async (profile, transport) => {
      pair = await Pair.up(overSocket(transport, profile));
      await pair.powerOff('A');
      await pair.powerOn('A');
      for (const side of SIDES) pair.set(side);
      pair.out('B', THR, 1);
      await pair.pass(SECOND);
      expect(pair.received('A')).to.deep.equal([]);
      expect(pair.link.tally.lostWithoutPeer).to.equal(1);
    });

    each(
      ['qemu'],
      SOCKETS,
      'connects again with `reconnect`, once the listener is back',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile, { reconnects: true }));
        await pair.powerOff('A');
        pair.out('B', THR, 1);
        await pair.pass(CHARACTER);
        expect(pair.link.tally.lostWithoutPeer).to.equal(1);
        await pair.powerOn('A');
        await carries();
      },
    );

    each(
      ['qemu'],
      SOCKETS,
      'connects again with `reconnect` where the connection breaks',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile, { reconnects: true }));
        pair.events.length = 0;
        watch.called.at(-1)?.destroy();
        await turnsUntil(() => pair.events.includes('B connected'), 'the next connection');
        expect(pair.events.slice(0, 2)).to.deep.equal(['A peer-gone', 'B peer-gone']);
        await carries();
      },
    );
  });

  describe('receiver full', () => {
    /** 250 ms: a quarter of 1 843 200 ticks. */
    const PATIENCE = 460_800;
    const full = async (profile: ByteProfileName, transport: 'tcp' | 'pipe', fcr: number): Promise<void> => {
      pair = await Pair.up(overSocket(transport, profile), { fcr });
      for (let i = 0; i < (fcr === 0 ? 1 : 16); i += 1) {
        pair.out('A', THR, i);
        await pair.pass(CHARACTER);
      }
      pair.out('A', THR, 99);
    };

    each(
      ['virtualbox5'],
      SOCKETS,
      'waits 250 ms, then OE: the FIFO drops the new one',
      async (profile, transport) => {
        await full(profile, transport, FIFOS_ON);
        await pair.pass(PATIENCE - 1);
        expect(pair.in('B', LSR) & OE).to.equal(0);
        await pair.pass(1);
        expect(pair.in('B', LSR) & OE).to.equal(OE);
        expect(pair.received('B')).to.deep.equal(ALL_BYTES.slice(0, 16));
      },
    );

    each(
      ['virtualbox5'],
      SOCKETS,
      'waits 250 ms, then OE: 16450 mode overwrites',
      async (profile, transport) => {
        await full(profile, transport, 0);
        await pair.pass(PATIENCE - 1);
        expect(pair.received('B')).to.deep.equal([0]);
        await pair.pass(1);
        expect(pair.in('B', LSR) & (OE | DR)).to.equal(OE | DR);
        expect(pair.received('B')).to.deep.equal([99]);
      },
    );

    each(
      ['virtualbox', 'qemu'],
      SOCKETS,
      'holds the sender: no flag, and no byte lost',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile), { fcr: FIFOS_ON });
        pair.processors.A.start(send([...ALL_BYTES, ...ALL_BYTES]), () => {});
        await pair.pass(10 * SECOND);
        expect(pair.in('B', LSR) & OE).to.equal(0);
        expect(pair.chip('A').tally.written).to.be.below(512);
        const got: number[] = [];
        await pair.play({ B: receive(512, got) });
        expect(got).to.deep.equal([...ALL_BYTES, ...ALL_BYTES]);
      },
    );
  });

  describe('LCR or divisor written', () => {
    const NEW_LINES = [
      ['a new word in LCR', () => pair.out('B', LCR, WORD_7E1)],
      [
        'a new divisor',
        () => {
          pair.out('B', LCR, WORD_8N1 | DLAB);
          pair.out('B', DLL, 2);
        },
      ],
    ] as const;

    /** B has read nothing: one character is in its chip, and two wait with the hypervisor. */
    const queued = async (profile: ByteProfileName, transport: 'tcp' | 'pipe'): Promise<void> => {
      pair = await Pair.up(overSocket(transport, profile));
      for (const byte of [1, 2, 3]) {
        pair.out('A', THR, byte);
        await pair.pass(CHARACTER);
      }
      expect(pair.received('B')).to.deep.equal([1]);
      expect(pair.link.underWay).to.equal(2);
    };

    for (const [what, write] of NEW_LINES) {
      each(
        ['virtualbox'],
        SOCKETS,
        `${what} flushes what is queued for the chip, and no more`,
        async (profile, transport) => {
          await queued(profile, transport);
          write();
          expect(pair.link.tally.flushed).to.equal(2);
          expect(pair.link.underWay).to.equal(0);
          expect(pair.events.at(-1)).to.equal('B flushed');
          pair.set('B');
          pair.out('A', THR, 4);
          const got: number[] = [];
          await pair.play({ B: receive(2, got) });
          expect(got).to.deep.equal([1, 4]);
        },
      );

      each(['virtualbox5', 'qemu'], SOCKETS, `${what} flushes nothing`, async (profile, transport) => {
        await queued(profile, transport);
        write();
        pair.set('B');
        const got: number[] = [];
        await pair.play({ B: receive(3, got) });
        expect(got).to.deep.equal([1, 2, 3]);
        expect(pair.link.tally.flushed).to.equal(0);
      });
    }

    each(
      ['virtualbox'],
      SOCKETS,
      'what is written as it stands already flushes nothing',
      async (profile, transport) => {
        await queued(profile, transport);
        for (const [register, value] of [
          [LCR, WORD_8N1 | DLAB],
          [DLL, 1],
          [LCR, WORD_8N1],
        ] as const)
          pair.out('B', register, value);
        const got: number[] = [];
        await pair.play({ B: receive(3, got) });
        expect(got).to.deep.equal([1, 2, 3]);
      },
    );

    each(
      ['virtualbox'],
      SOCKETS,
      'a new line of the sender’s flushes nothing',
      async (profile, transport) => {
        await queued(profile, transport);
        pair.out('A', LCR, WORD_7E1);
        expect(pair.link.underWay).to.equal(2);
      },
    );

    each(
      ['virtualbox'],
      SOCKETS,
      'a sender that was held goes on after a flush',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile));
        const sent = [...ALL_BYTES, ...reversed(ALL_BYTES)];
        pair.processors.A.start(send(sent), () => {});
        await pair.pass(SECOND);
        expect(pair.link.underWay).to.equal(256);
        pair.out('B', LCR, WORD_7E1);
        pair.out('B', LCR, WORD_8N1);
        const got: number[] = [];
        await pair.play({ B: receive(512 - 256, got) });
        expect(got).to.deep.equal([0, ...sent.slice(257)]);
      },
    );
  });

  describe('transmit pace', () => {
    each(
      PROFILES,
      SOCKETS,
      'none of its own: a burst comes at the rate of the chips',
      async (profile, transport) => {
        pair = await Pair.up(overSocket(transport, profile), { fcr: FIFOS_ON });
        const from = pair.clock.now;
        for (const byte of [1, 2, 3]) pair.out('A', THR, byte);
        await pair.pass(4 * CHARACTER);
        expect(pair.arrivals()).to.deep.equal(
          [152, 312, 472].map((after, index) => `B ${from + after} ${index + 1}`),
        );
      },
    );
  });

  describe('modem inputs', () => {
    each(
      PROFILES,
      SOCKETS,
      'DCD, DSR and CTS are on, peer or not, whatever the peer does',
      async (profile, transport) => {
        pair = new Pair(overSocket(transport, profile));
        await pair.powerOn('A');
        expect(pair.in('A', MSR)).to.equal(ALWAYS_ON);
        await pair.powerOn('B');
        for (const side of SIDES) expect(pair.in(side, MSR), side).to.equal(ALWAYS_ON);
        pair.out('B', 4, 0x03);
        await pair.pass(10);
        expect(pair.in('A', MSR)).to.equal(ALWAYS_ON);
        await pair.powerOff('B');
        await pair.pass(10);
        expect(pair.in('A', MSR)).to.equal(ALWAYS_ON);
      },
    );

    for (const profile of PROFILES) {
      it(`are on from power-on without deltas: ${profile} in memory`, async () => {
        pair = new Pair(overMemory(profile));
        await pair.powerOn('A');
        expect(pair.in('A', MSR)).to.equal(ALWAYS_ON);
      });
    }
  });
});
