import type { OpenOptions } from './bindings-interface.ts';
import type { BoundedRing } from './bounded-ring.ts';

/** Somebody who has opened a port. */
export interface Opening {
  readonly openOptions: Required<OpenOptions>;
  close(): Promise<void>;
}

interface Waiting<T> {
  readonly by: Opening;
  readonly done: (value: T) => void;
  readonly fail: (error: Error) => void;
}

interface Read extends Waiting<number> {
  readonly into: Uint8Array;
}

interface Write extends Waiting<void> {
  rest: Uint8Array;
}

/** Reads, writes and drains that wait for the line: each is served in its turn, or canceled. */
export class Requests {
  private reads: readonly Read[] = [];
  private writes: readonly Write[] = [];
  private drains: readonly Waiting<void>[] = [];
  private readonly received: BoundedRing;
  private readonly toSend: BoundedRing;
  private readonly answered: () => void;

  /** `answered` is told whenever one is settled. */
  constructor(received: BoundedRing, toSend: BoundedRing, answered: () => void) {
    this.received = received;
    this.toSend = toSend;
    this.answered = answered;
  }

  get awaitDrain(): boolean {
    return this.drains.length > 0;
  }

  read(by: Opening, into: Uint8Array): Promise<number> {
    return new Promise((done, fail) => {
      this.reads = [...this.reads, { by, done, fail, into }];
      this.serveReads();
    });
  }

  write(by: Opening, bytes: Uint8Array): Promise<void> {
    return new Promise((done, fail) => {
      this.writes = [...this.writes, { by, done, fail, rest: bytes }];
      this.serveWrites();
    });
  }

  drain(by: Opening): Promise<void> {
    return new Promise((done, fail) => {
      this.drains = [...this.drains, { by, done, fail }];
    });
  }

  /** Something has been received. */
  serveReads(): void {
    for (let [first] = this.reads; first !== undefined && this.received.count > 0; [first] = this.reads) {
      this.reads = this.reads.slice(1);
      first.done(this.received.drain(first.into));
      this.answered();
    }
  }

  /** There is room again. */
  serveWrites(): void {
    for (let [first] = this.writes; first !== undefined; [first] = this.writes) {
      first.rest = first.rest.subarray(this.toSend.fill(first.rest));
      if (first.rest.length > 0) return;
      this.writes = this.writes.slice(1);
      first.done();
      this.answered();
    }
  }

  /** All has been sent. */
  drained(): void {
    const { drains } = this;
    this.drains = [];
    for (const { done } of drains) done();
    if (drains.length > 0) this.answered();
  }

  cancel(by: Opening, why: () => Error): void {
    const gone = [...this.reads, ...this.writes, ...this.drains].filter((each) => each.by === by);
    const stays = (each: Waiting<never>): boolean => each.by !== by;
    this.reads = this.reads.filter(stays);
    this.writes = this.writes.filter(stays);
    this.drains = this.drains.filter(stays);
    for (const { fail } of gone) fail(why());
    if (gone.length > 0) this.answered();
  }
}
