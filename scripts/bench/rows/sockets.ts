import { ByteLink, SocketConnector } from '../../../harness/index.ts';
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

/** One byte there and back: ours in lockstep, two PCs whose clock waits for each byte to come out of the kernel. */
const roundTrips = (transport: Transport): Row => ({
  name: `${transport}-round-trips`,
  title: `one-byte round trips a second of wall time over ${transport}`,
  async measure({ pace }: Settings) {
    const computers = await computersOver(transport);
    const bare = await BareSockets.connected(transport);
    return await compare({
      pace,
      meter: 'wall',
      contestants: [
        {
          name: OURS,
          run: (count) => computers.run({ A: bounce(count), B: echo(count) }),
          close: () => computers.close(),
        },
        { name: BARE, run: (count) => bare.bounce(count), close: () => bare.close() },
      ],
      ratios: [{ what: 'ours / bare', ours: OURS, theirs: BARE, target: 0.7 }],
    });
  },
});

/** Bytes one way. The lockstep lets a byte wait no longer than its own tick, so they go through the kernel one by one. */
const oneWay = (transport: Transport): Row => ({
  name: `${transport}-one-way`,
  title: `bytes a second of wall time one way over ${transport}`,
  async measure({ pace }: Settings) {
    const computers = await computersOver(transport);
    const bare = await BareSockets.connected(transport);
    return await compare({
      pace,
      meter: 'wall',
      contestants: [
        {
          name: OURS,
          run: (count) => computers.run({ A: send(count), B: receive(count) }),
          close: () => computers.close(),
        },
        { name: BARE, run: (count) => bare.stream(count), close: () => bare.close() },
      ],
      ratios: [],
    });
  },
});

export const sockets: readonly Row[] = [roundTrips('tcp'), roundTrips('pipe'), oneWay('tcp'), oneWay('pipe')];
