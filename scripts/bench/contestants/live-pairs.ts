import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { station } from '../../../harness/lab7/station.ts';
import { ConnectingOutlet } from '../../../harness/peer/connecting-outlet.ts';
import { ListeningOutlet } from '../../../harness/peer/listening-outlet.ts';
import type { LiveEvent } from '../../../harness/peer/live-event.ts';
import { playLive } from '../../../harness/peer/live-pc.ts';
import type { Outlet } from '../../../harness/peer/outlet.ts';
import type { Program } from '../../../harness/program/operation.ts';
import { FCR, LCR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';

/** What one thread is asked for. */
export interface LivePairs {
  readonly pairs: number;
  readonly warmUpMs: number;
  readonly ms: number;
}

/** What each machine has received in a second of wall time. */
export interface LiveRates {
  readonly rates: readonly number[];
  /** CPU seconds of the whole process in a second. */
  readonly cores: number;
}

const BASE = 0x3f8;

/** 115 200 8N1, FIFOs on, and a station that sends without end and checks each byte that comes. */
function* sending(received: (count: number) => void): Program {
  yield { op: 'out', port: BASE + OFFSET.LCR, value: LCR.DLAB };
  yield { op: 'out', port: BASE + OFFSET.DATA, value: 1 };
  yield { op: 'out', port: BASE + OFFSET.IER, value: 0 };
  yield { op: 'out', port: BASE + OFFSET.LCR, value: 3 };
  yield { op: 'out', port: BASE + OFFSET.IIR, value: FCR.ENABLE | FCR.TRIGGER };
  let sent = 0;
  let got = 0;
  yield* station({
    base: BASE,
    irq: 4,
    mode: 'fifo',
    trigger: 14,
    fifoReady: true,
    next: () => {
      sent += 1;
      return byteAt(sent - 1);
    },
    onByte: (byte, flags) => {
      if (byte !== byteAt(got) || flags !== 0) throw new WrongByte(got, byte);
      got += 1;
      received(got);
    },
  });
}

/** Pairs of live PCs, each joined by a TCP connection of its own, until they are told to stop. */
async function livePairs({ pairs, warmUpMs, ms }: LivePairs): Promise<LiveRates> {
  const counts = new Array<number>(pairs * 2).fill(0);
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const machines: Promise<unknown>[] = [];
  const start = (index: number, outlet: Outlet, onEvent: (event: LiveEvent) => void = () => {}): void => {
    const program = sending((count) => {
      counts[index] = count;
    });
    machines.push(
      playLive(program, {
        outlet,
        port: { base: BASE, irq: 4 },
        profile: 'virtualbox',
        waitsForPeer: true,
        signal: end.signal,
        onEvent,
      }),
    );
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    await new Promise<void>((joined) => {
      const listener = new ListeningOutlet({ kind: 'tcp', host: '127.0.0.1', port: 0 }, 'closed');
      start(2 * pair, listener, ({ kind, ...event }) => {
        if (kind !== 'open' || !('where' in event)) return;
        const port = Number(event.where.split(':').at(-1));
        start(2 * pair + 1, new ConnectingOutlet({ kind: 'tcp', host: '127.0.0.1', port }));
        joined();
      });
    });
  }
  await passed(warmUpMs);
  const before = [...counts];
  const [since, cpu] = [performance.now(), process.cpuUsage()];
  await passed(ms);
  const after = [...counts];
  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  end.abort();
  await Promise.all(machines);
  return {
    rates: after.map((count, index) => (count - (before[index] as number)) / seconds),
    cores: (user + system) / 1e6 / seconds,
  };
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

parentPort?.postMessage(await livePairs(workerData as LivePairs));
