import { LOOPBACK } from '../../../harness/ground/loopback.ts';
import type { PortAddress } from '../../../harness/peer/port-address.ts';
import type { Program } from '../../../harness/program/operation.ts';
import { Folder } from '../../link/sockets.ts';
import { FarEnd } from './far-end.ts';
import type { Guest } from './guest.ts';
import { type Live, live } from './live.ts';
import type { Orders } from './orders.ts';
import { describeWithGuests } from './with-guests.ts';

export const TRANSPORTS = ['TCP', 'a Unix socket'] as const;

/** How a guest and the harness meet. The guest does as this says, and the harness the other thing. */
export interface Meeting {
  readonly over: (typeof TRANSPORTS)[number];
  /** `calls again`: it calls once a second, and was there before the harness listens. */
  readonly guest: 'listens' | 'calls' | 'calls again';
}

export interface Joined<Result> {
  readonly guest: Guest;
  readonly live: Live<Result>;
}

/** Both are there, the line between them stands, the program of the harness runs, and the guest has not begun. */
export type Join = <Result>(
  meeting: Meeting,
  orders: Orders,
  program: Program<Result>,
) => Promise<Joined<Result>>;

/** Specs in which a guest has the harness at the other end. */
export function describeWithHarness(title: string, specs: (join: Join, turnOff: () => void) => void): void {
  describeWithGuests(title, (start) => {
    let folder: Folder;
    let over: AbortController;
    let started: Live<unknown>[] = [];

    beforeEach(() => {
      folder = new Folder();
      over = new AbortController();
    });

    afterEach(async () => {
      over.abort();
      await Promise.allSettled(started.map((each) => each.over));
      started = [];
      folder.remove();
    });

    const join: Join = async (meeting, orders, program) => {
      const play = (kind: 'listen' | 'connect', at: number | { path: string }) => {
        const playing = live(program, addressOf(kind, at), over.signal);
        started.push(playing);
        return playing;
      };
      const tcp = meeting.over === 'TCP';
      const pipe = { path: folder.file('com1') };
      switch (meeting.guest) {
        case 'listens': {
          const guest = await start(orders, { listen: tcp ? 'tcp' : pipe });
          return met(guest, play('connect', tcp ? await guest.port() : pipe));
        }
        case 'calls': {
          const playing = play('listen', tcp ? 0 : pipe);
          const where = await playing.open;
          return met(await start(orders, { connect: tcp ? Number(where.split(':')[1]) : pipe }), playing);
        }
        case 'calls again': {
          const at = tcp ? await FarEnd.freePort() : pipe;
          const guest = await start(orders, { connect: at, again: true });
          return met(guest, play('listen', at));
        }
      }
    };

    specs(join, () => over.abort());
  });
}

const addressOf = (kind: 'listen' | 'connect', at: number | { path: string }): PortAddress => ({
  kind,
  at: typeof at === 'number' ? { kind: 'tcp', host: LOOPBACK, port: at } : { kind: 'pipe', ...at },
});

async function met<Result>(guest: Guest, playing: Live<Result>): Promise<Joined<Result>> {
  await playing.met;
  await guest.met();
  return { guest, live: playing };
}
