import type { Socket } from 'node:net';
import { HarnessError } from '../ground/errors.ts';
import { ByteRing, type Carrier } from './carrier.ts';

/** One-byte buffers, so that a write makes none, and none is turned into another kind. */
const SINGLE = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte));

/** A byte that takes longer than this from one socket of this computer to another will not come. */
const PATIENCE_MS = 10_000;

/** One direction of a connection both of whose sockets are in this process: in at one, out at the other. */
export class SocketCarrier implements Carrier {
  broken = false;
  private readonly into: Socket;
  private readonly ring = new ByteRing();
  private waiting: { readonly settle: () => void; readonly fail: (error: Error) => void } | null = null;
  private guard: ReturnType<typeof setTimeout> | undefined;

  constructor(into: Socket, from: Socket) {
    this.into = into;
    from.on('data', (bytes: Uint8Array) => {
      for (const byte of bytes) this.ring.push(byte);
      this.settle();
    });
    from.resume();
    for (const socket of [into, from]) socket.once('close', () => this.break());
  }

  get arrived(): number {
    return this.ring.count;
  }

  put(byte: number): void {
    if (!this.into.writable) return;
    this.into.write(SINGLE[byte] as Buffer);
  }

  take(): number {
    return this.ring.shift();
  }

  arrival(): Promise<void> {
    this.watch();
    return new Promise((settle, fail) => {
      this.waiting = { settle, fail };
    });
  }

  private break(): void {
    this.broken = true;
    clearTimeout(this.guard);
    this.settle();
  }

  private settle(): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.settle();
  }

  /** One timer for the carrier's life, put off at each wait: nothing hangs, and nothing is made for each byte. */
  private watch(): void {
    if (this.guard !== undefined) {
      this.guard.refresh();
      return;
    }
    this.guard = setTimeout(() => {
      this.waiting?.fail(
        new HarnessError(
          'link-timeout',
          `a byte went into the socket and did not come out within ${PATIENCE_MS / 1000} s`,
        ),
      );
      this.waiting = null;
    }, PATIENCE_MS);
    this.guard.unref();
  }
}
