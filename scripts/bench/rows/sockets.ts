import { ByteLink, type Program, type Side, SocketConnector } from '../../../harness/index.ts';
import { compare } from '../compare.ts';
import { BareSockets } from '../contestants/bare-sockets.ts';
import { Computers } from '../contestants/computers.ts';
import { bounce, echo, receive, send } from '../contestants/message-programs.ts';
import type { Row, Settings } from '../row.ts';

type Transport = 'tcp' | 'pipe';

const OURS = 'ours, in lockstep';
const BARE = 'bare sockets, noDelay';

const computersOver = async (transport: Transport): Promise<Computers> => {
  const computers = await Computers.joined((clock, a, b) => {
    const connector = new SocketConnector({ transport, listens: 'A', secondConnection: 'closed' });
    return new ByteLink(clock, a, b, { profile: 'virtualbox5', connector });
  });
  await computers.setUp();
  return computers;
};

interface Race {
  readonly name: string;
  readonly title: string;
  readonly programs: (count: number) => Readonly<Record<Side, Program<unknown>>>;
  readonly bare: (sockets: BareSockets, count: number) => Promise<void>;
  readonly target?: number;
}

/** One byte there and back: ours in lockstep, two PCs whose clock waits for each byte to come out of the kernel. */
const ROUND_TRIPS: Race = {
  name: 'round-trips',
  title: 'one-byte round trips a second of wall time',
  programs: (count) => ({ A: bounce(count), B: echo(count) }),
  bare: (sockets, count) => sockets.bounce(count),
  target: 0.7,
};

/** Bytes one way. The lockstep lets a byte wait no longer than its own tick, so they go through the kernel one by one. */
const ONE_WAY: Race = {
  name: 'one-way',
  title: 'bytes a second of wall time one way',
  programs: (count) => ({ A: send(count), B: receive(count) }),
  bare: (sockets, count) => sockets.stream(count),
};

const row = (transport: Transport, { name, title, programs, bare, target }: Race): Row => ({
  name: `${transport}-${name}`,
  title: `${title} over ${transport}`,
  async measure({ pace }: Settings) {
    const computers = await computersOver(transport);
    const sockets = await BareSockets.connected(transport);
    return await compare({
      pace,
      meter: 'wall',
      contestants: [
        { name: OURS, run: (count) => computers.run(programs(count)), close: () => computers.close() },
        { name: BARE, run: (count) => bare(sockets, count), close: () => sockets.close() },
      ],
      ratios: target === undefined ? [] : [{ what: 'ours / bare', ours: OURS, theirs: BARE, target }],
    });
  },
});

export const sockets: readonly Row[] = [ROUND_TRIPS, ONE_WAY].flatMap((race) => [
  row('tcp', race),
  row('pipe', race),
]);
