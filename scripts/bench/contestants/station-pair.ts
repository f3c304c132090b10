import { Cable, type VirtualClock } from '../../../harness/index.ts';
import { COM1 } from '../../../harness/lab7/port.ts';
import { station } from '../../../harness/lab7/station.ts';
import { byteAt, WrongByte } from './bytes.ts';
import { Computers } from './computers.ts';

/** Two PCs with a cable, a station by interrupts with FIFO 14 on each: what a scenario's `send` runs on. */
export class StationPair {
  private readonly computers: Computers;
  private count = 0;
  private sent = 0;
  private got = 0;

  private constructor(computers: Computers) {
    this.computers = computers;
  }

  static async joined(clock: VirtualClock): Promise<StationPair> {
    const computers = await Computers.joined((time, a, b) => new Cable(time, a, b), clock);
    await computers.setUp();
    return new StationPair(computers);
  }

  /** From now on so many bytes go from A to B; `done` is called when the last one has been read. */
  start(count: number, done: () => void, failed: (error: unknown) => void): void {
    this.count = count;
    this.sent = 0;
    this.got = 0;
    const { A, B } = this.computers.processors;
    const usual = { ...COM1, mode: 'fifo', fifoReady: true } as const;
    const receiver = station({ ...usual, next: () => undefined, onByte: (byte) => this.take(byte, done) });
    const sender = station({ ...usual, next: () => this.next(), onByte: () => {} });
    B.start(receiver, ({ error }) => failed(error));
    A.start(sender, ({ error }) => failed(error));
  }

  async close(): Promise<void> {
    await this.computers.close();
  }

  private next(): number | undefined {
    if (this.sent === this.count) return undefined;
    this.sent += 1;
    return byteAt(this.sent - 1);
  }

  private take(byte: number, done: () => void): void {
    if (byte !== byteAt(this.got)) throw new WrongByte(this.got, byte);
    this.got += 1;
    if (this.got === this.count) done();
  }
}
