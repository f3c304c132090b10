import type { Server, Socket } from 'node:net';
import { HarnessError } from '../ground/errors.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import { addressInWords, checkPipePath } from '../link/address.ts';
import { listenAt } from '../link/listening.ts';
import { type Callers, dial } from './dialling.ts';
import type { Departure } from './outlet.ts';
import { nameOf } from './peer-socket.ts';
import type { PortAddress } from './port-address.ts';
import type { Passed, PerSide, TapConversation, TapEvent, TapEventBody } from './tap-event.ts';
import { TapParty } from './tap-party.ts';

export type TapEnd = Exclude<PortAddress, { kind: 'pty' }>;

export interface TapOptions {
  readonly ends: PerSide<TapEnd>;
  /** Ends with the first conversation. */
  readonly once?: boolean;
  /** A limit on the whole, in ms; none when not given. */
  readonly timeoutMs?: number;
  readonly onEvent?: (event: TapEvent) => void;
  /** Ends it in the middle. */
  readonly signal?: AbortSignal;
}

export interface TapOutcome {
  /** `over`: its one conversation has ended, and there is none to come. */
  readonly why: 'interrupted' | 'timeout' | 'over';
  readonly seconds: number;
  /** How many there have been. */
  readonly conversations: number;
  /** In all of them. */
  readonly bytes: PerSide<Passed>;
  readonly last: TapConversation | null;
}

/**
 * Stands between two machines, each of which calls it or is called by it, and passes bytes as they come. Who is called
 * is called when the other one is there. Rejects with a HarnessError when it cannot begin.
 */
export async function tap(options: TapOptions): Promise<TapOutcome> {
  const running = new Tap(options);
  try {
    const why = await running.untilItEnds();
    await running.close();
    return running.outcome(why);
  } finally {
    await running.close();
  }
}

const NOTHING: Passed = { came: 0, passed: 0 };

const sum = (a: Passed, b: Passed): Passed => ({ came: a.came + b.came, passed: a.passed + b.passed });

const leftAlone = (side: Side): HarnessError =>
  new HarnessError(
    'world',
    `machine ${side} has left before machine ${farSide(side)} was there`,
    `See that machine ${side} stays, and start the tap again.`,
  );

class Tap {
  private readonly options: TapOptions;
  private readonly startedAt = performance.now();
  private readonly servers: Server[] = [];
  private readonly parties: Record<Side, TapParty | null> = { A: null, B: null };
  /** Since when both are there. */
  private joinedAt: number | null = null;
  private call: AbortController | null = null;
  private closing: Promise<void> | null = null;
  private conversations = 0;
  private bytes: PerSide<Passed> = { A: NOTHING, B: NOTHING };
  private last: TapConversation | null = null;
  private finish: (why: TapOutcome['why']) => void = () => {};
  private fail: (error: unknown) => void = () => {};

  constructor(options: TapOptions) {
    this.options = options;
  }

  private get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  async untilItEnds(): Promise<TapOutcome['why']> {
    const { signal, timeoutMs } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const interrupt = (): void => this.finish('interrupted');
    try {
      return await new Promise((resolve, reject) => {
        this.finish = resolve;
        this.fail = reject;
        if (signal?.aborted) return interrupt();
        signal?.addEventListener('abort', interrupt);
        if (timeoutMs !== undefined) timer = setTimeout(() => this.finish('timeout'), timeoutMs);
        this.open().catch(reject);
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    }
  }

  outcome(why: TapOutcome['why']): TapOutcome {
    const { seconds, conversations, bytes, last } = this;
    return { why, seconds, conversations, bytes, last };
  }

  close(): Promise<void> {
    this.closing ??= this.letAllGo();
    return this.closing;
  }

  // ---------------------------------------------------------------- who comes

  private async open(): Promise<void> {
    const { ends } = this.options;
    for (const side of SIDES) if (ends[side].kind === 'listen') await this.listen(side);
    if (SIDES.some((side) => ends[side].kind === 'listen')) return;
    for (const side of SIDES) await this.dial(side, { connects: 'the tap', listens: `machine ${side}` });
  }

  private async listen(side: Side): Promise<void> {
    const { at } = this.options.ends[side];
    if (at.kind === 'pipe') checkPipePath(at.path);
    const { server, reached } = await listenAt(at, (socket) => this.accept(side, socket));
    // For want of files, say: that caller's loss alone.
    server.on('error', ({ message }) => this.tell({ kind: 'missed', side, message }));
    if (this.closing !== null) {
      server.close();
      return;
    }
    this.servers.push(server);
    this.tell({ kind: 'open', side, where: addressInWords(reached) });
  }

  private accept(side: Side, socket: Socket): void {
    if (this.closing !== null || this.parties[side] !== null) {
      socket.on('error', () => {});
      this.tell({ kind: 'turned-away', side, name: nameOf(socket) });
      socket.destroy();
      return;
    }
    this.meet(side, socket, nameOf(socket));
    const far = farSide(side);
    if (this.parties[far] === null && this.options.ends[far].kind === 'connect')
      this.callFor(side).catch(this.fail);
  }

  /** Somebody is there: so the other machine is called. */
  private async callFor(side: Side): Promise<void> {
    const far = farSide(side);
    try {
      await this.dial(far, { connects: `machine ${side}`, listens: `machine ${far}` });
    } catch (error) {
      if (this.closing !== null) return;
      // Who gave up himself has been told of.
      const party = this.parties[side];
      if (party === null) return;
      this.parties[side] = null;
      party.letGo();
      if (!(error instanceof HarnessError)) throw error;
      this.tell({ kind: 'unmet', side: far, error });
    }
  }

  private async dial(side: Side, callers: Callers): Promise<void> {
    const { at } = this.options.ends[side];
    const call = new AbortController();
    this.call = call;
    const socket = await dial(at, callers, call.signal);
    if (this.closing !== null || call.signal.aborted) socket.destroy();
    else this.meet(side, socket, addressInWords(at));
  }

  private meet(side: Side, socket: Socket, name: string): void {
    const party: TapParty = new TapParty(socket, this.options.ends[side].at.kind, {
      passes: (bytes) => this.tell({ kind: 'bytes', side, bytes }),
      left: (how) => {
        if (this.joinedAt === null) this.giveUp(side, party, how);
        else this.tell({ kind: 'left', side, how });
      },
      gone: () => this.lookWhetherOver(),
    });
    this.parties[side] = party;
    this.tell({ kind: 'met', side, name });
    const { A, B } = this.parties;
    if (A !== null && B !== null) this.join(A, B);
  }

  private join(a: TapParty, b: TapParty): void {
    this.joinedAt = this.seconds;
    this.conversations += 1;
    this.tell({ kind: 'joined' });
    a.join(b);
    b.join(a);
  }

  // ---------------------------------------------------------------- who leaves

  /** It left while it was alone. Who has only ended what he sends waits on while the other one is called. */
  private giveUp(side: Side, party: TapParty, how: Departure): void {
    const isCalling = this.options.ends[farSide(side)].kind === 'connect';
    if (how === 'closed' && isCalling) return;
    this.parties[side] = null;
    const { came: lost } = party.tally;
    this.tell({ kind: 'gave-up', side, how, lost });
    party.letGo();
    if (this.servers.length === 0) this.fail(leftAlone(side));
    this.call?.abort();
  }

  private lookWhetherOver(): void {
    const { A, B } = this.parties;
    if (this.joinedAt === null || A?.isGone !== true || B?.isGone !== true) return;
    const bytes = { A: A.tally, B: B.tally };
    const left = { A: A.leaving, B: B.leaving };
    this.last = { bytes, left, seconds: this.seconds - this.joinedAt };
    this.bytes = { A: sum(this.bytes.A, bytes.A), B: sum(this.bytes.B, bytes.B) };
    this.parties.A = null;
    this.parties.B = null;
    this.joinedAt = null;
    this.tell({ kind: 'parted', ...this.last });
    if (this.options.once === true || this.servers.length === 0) this.finish('over');
  }

  private async letAllGo(): Promise<void> {
    this.call?.abort();
    const closed = this.servers.map((server) => new Promise((done) => server.close(done)));
    for (const side of SIDES) if (this.parties[side]?.isWaitedFor) this.tell({ kind: 'awaited', side });
    const { signal } = this.options;
    const hurry = signal === undefined || signal.aborted ? new AbortController().signal : signal;
    await Promise.all(SIDES.map((side) => this.parties[side]?.sayGoodbye(hurry)));
    await Promise.all(closed);
  }

  private tell(event: TapEventBody): void {
    this.options.onEvent?.({ at: this.seconds, ...event });
  }
}
