import { Duplex } from 'node:stream';
import { ComPort } from '../../harness/machine/com-port.ts';
import { Pic } from '../../harness/machine/pic.ts';
import { OutsideLink, type OutsideOptions } from '../../harness/peer/outside-link.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import type { LiveClock } from '../../harness/time/wall-clock.ts';
import { DLAB, DLL, LCR, WORD_8N1 } from '../machine/board.ts';

/** Time that only a spec lets pass: the world never overtakes it. */
export class SteppedClock extends VirtualClock implements LiveClock {
  catchUp(): void {}
}

/** A peer's end: keeps what is written to it, and takes it only while it reads. */
export class FarEnd extends Duplex {
  readonly got: number[] = [];
  private held: ((error?: Error) => void)[] = [];
  private reads = true;

  constructor() {
    super({ readableHighWaterMark: 64 });
  }

  override _read(): void {}

  override _write(bytes: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.got.push(...bytes);
    if (this.reads) done();
    else this.held.push(done);
  }

  /** As with a socket, a write that was under way then is over without an error, and those behind it with one. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    for (const each of this.held.splice(0)) each();
    done(error);
  }

  /** Stops to read: one write stands in the system's buffer, the rest waits behind it. */
  stopReading(): void {
    this.reads = false;
  }

  readOn(): void {
    this.reads = true;
    for (const done of this.held.splice(0)) done();
  }

  says(bytes: Iterable<number>): void {
    this.push(Buffer.from([...bytes]));
  }
}

export interface Outside {
  readonly clock: SteppedClock;
  readonly port: ComPort;
  readonly link: OutsideLink;
}

/** A port at 115 200 8N1 without FIFOs, with nobody at the other end yet. */
export function outside(options: Partial<OutsideOptions> = {}): Outside {
  const clock = new SteppedClock();
  const port = new ComPort(clock, new Pic(), { machine: 'A', irq: 4 });
  const link = new OutsideLink(clock, port, {
    profile: 'virtualbox5',
    withoutPeer: 'lost',
    waitsForPeer: false,
    ...options,
  });
  port.write(LCR, DLAB);
  port.write(DLL, 1);
  port.write(DLL + 1, 0);
  port.write(LCR, WORD_8N1);
  return { clock, port, link };
}

/** Lets streams do what they do between two turns of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
