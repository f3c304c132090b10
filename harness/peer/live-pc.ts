import type { Duplex } from 'node:stream';
import { invariant } from '../ground/errors.ts';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import type { Recorder, TraceBody } from '../ground/trace.ts';
import type { Port } from '../lab7/port.ts';
import { BYTE_PROFILES, type ByteProfileName } from '../link/profile.ts';
import type { ComPort } from '../machine/com-port.ts';
import { Pc } from '../machine/pc.ts';
import type { Program } from '../program/operation.ts';
import { Processor } from '../program/processor.ts';
import { WallClock } from '../time/wall-clock.ts';
import type { LiveEvent, LiveEventBody } from './live-event.ts';
import { liveLedger } from './live-ledger.ts';
import type { LiveEnd, LiveOutcome } from './live-outcome.ts';
import type { Departure, Outlet } from './outlet.ts';
import { OutsideLink } from './outside-link.ts';

export interface LiveOptions {
  readonly outlet: Outlet;
  /** Where the machine has its UART. */
  readonly port: Port;
  readonly profile: ByteProfileName;
  /** The first character waits for the first peer. Else what is sent before he is there is lost, or held on a pipe. */
  readonly waitsForPeer: boolean;
  /** A limit on the whole, in ms; none when not given. */
  readonly timeoutMs?: number;
  readonly onPrint?: (text: string) => void;
  readonly onEvent?: (event: LiveEvent) => void;
  /** Told of each character that leaves for the peer, or that the chip is given; `at` as with events. */
  readonly onByte?: (way: 'out' | 'in', byte: number, at: number) => void;
  /** Told of all that the machine does, in ticks since it was turned on. */
  readonly recorder?: Recorder;
  /** Ends it in the middle. */
  readonly signal?: AbortSignal;
}

/**
 * Runs one program on an emulated PC in real time, for a peer that is not ours. Rejects with a HarnessError when its
 * port cannot be opened, and with what the program throws.
 */
export async function playLive<Result>(
  program: Program<Result>,
  options: LiveOptions,
): Promise<LiveOutcome<Result>> {
  const live = new LivePc<Result>(options);
  try {
    const end = await live.run(program);
    await live.leave(end);
    return live.outcome(end);
  } finally {
    live.turnOff();
    await options.outlet.close();
  }
}

const LEAVING_IS_SAID_AFTER_MS = 1000;

class LivePc<Result> {
  private readonly options: LiveOptions;
  private readonly clock = new WallClock();
  private readonly port: ComPort;
  private readonly processor: Processor;
  private readonly link: OutsideLink;
  /** The peer that is there. */
  private peer: Duplex | null = null;
  private met = false;
  /** The program has set its line and waits: from then on a peer's bytes come to the chip. */
  private ready = false;
  /** Time stands still. */
  private isOff = false;
  private startedAt = performance.now();
  private isStalled = false;
  /** NaN: of some peer it could not be told. */
  private unconfirmed = 0;
  /** Aborted when nobody waits any more for what the other machine has still to take. */
  private readonly hurry = new AbortController();
  private finish: (end: LiveEnd<Result>) => void = () => {};
  private timer: NodeJS.Timeout | undefined;
  private readonly interrupt = (): void => this.finish({ why: 'interrupted' });

  constructor(options: LiveOptions) {
    this.options = options;
    const { profile, outlet, waitsForPeer, onPrint, onByte, recorder = null } = options;
    const pc = new Pc(this.clock, { machine: 'A', ports: [options.port], recorder });
    const [port] = pc.ports;
    invariant(port !== undefined, 'a PC has the port that it was given');
    this.port = port;
    this.processor = new Processor(pc, recorder);
    this.processor.onPrint = onPrint ?? null;
    const { withoutPeer } = BYTE_PROFILES[profile];
    this.link = new OutsideLink(this.clock, this.port, {
      profile,
      withoutPeer: outlet.transport === 'tcp' ? withoutPeer.tcp : withoutPeer.pipe,
      waitsForPeer,
      ...(onByte === undefined
        ? {}
        : { onByte: (way, byte) => onByte(way, byte, this.clock.now / CRYSTAL_HZ) }),
      onEvent: (event) => {
        if (event.kind !== 'flushed') return this.tellWhetherItMoves(event.kind);
        this.note({ k: 'link', event: 'flushed' });
        this.tell(event);
      },
    });
  }

  async run(program: Program<Result>): Promise<LiveEnd<Result>> {
    const { options, clock, processor } = this;
    const { outlet, timeoutMs, signal } = options;
    return await new Promise((resolve, reject) => {
      this.finish = (end) => {
        this.standStill();
        // Who wants it to end while what it has sent is still being delivered does not wait for that.
        this.finish = () => this.hurry.abort();
        resolve(end);
      };
      if (signal?.aborted) return this.interrupt();
      signal?.addEventListener('abort', this.interrupt);
      if (timeoutMs !== undefined) this.timer = setTimeout(() => this.finish({ why: 'timeout' }), timeoutMs);
      clock.onError = reject;
      clock.onIdle = () => this.lookWhetherDeserted();
      const start = () => {
        if (this.isOff) return;
        this.startedAt = performance.now();
        this.note({ k: 'power', on: true });
        clock.start();
        processor.onWait = () => {
          processor.onWait = null;
          this.beReady(reject);
        };
        processor.start(program, ({ result, error }) =>
          error === undefined ? this.finish({ why: 'returned', result: result as Result }) : reject(error),
        );
      };
      if (outlet.listens) start();
      else this.open().then(start, reject);
    });
  }

  outcome(end: LiveEnd<Result>): LiveOutcome<Result> {
    const { port, link, clock, met } = this;
    const unconfirmed = Number.isNaN(this.unconfirmed) ? undefined : this.unconfirmed;
    return { end, met, ledger: liveLedger(port.chip, link, unconfirmed), seconds: clock.now / CRYSTAL_HZ };
  }

  /** All has been done: the other machine takes what is still on its way to it, unless somebody wants it to end now. */
  async leave({ why }: LiveEnd<Result>): Promise<void> {
    const { outlet } = this.options;
    if (why !== 'returned' || this.link.departed.carried + this.link.leaving === 0)
      return await outlet.close();
    const late = setTimeout(() => this.tell({ kind: 'leaving' }), LEAVING_IS_SAID_AFTER_MS);
    await outlet.close(this.hurry.signal);
    clearTimeout(late);
  }

  /** Harmless when repeated. */
  turnOff(): void {
    this.finish = () => {};
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.interrupt);
    this.standStill();
  }

  /** What has not reached the chip or left it never does from then on. */
  private standStill(): void {
    if (this.isOff) return;
    this.isOff = true;
    this.clock.catchUp();
    this.clock.stop();
    this.processor.stop();
    this.link.close();
  }

  private async open(): Promise<void> {
    const { outlet } = this.options;
    const where = await outlet.open({
      met: (stream, name) => this.meet(stream, name),
      parted: (how) => this.part(how),
      called: (name, becomes) => {
        this.clock.catchUp();
        this.note({ k: 'link', event: 'second-connection' });
        this.tell({ kind: 'called', name, becomes });
      },
      nameless: (why) => {
        this.clock.catchUp();
        this.tell({ kind: 'nameless', why });
      },
      moves: (moves) => this.tellWhetherItMoves(moves ? 'resumed' : 'stalled'),
      unconfirmed: (count) => {
        this.unconfirmed += count ?? Number.NaN;
      },
    });
    if (outlet.expects)
      this.tell({ kind: 'open', where, listens: outlet.listens, transport: outlet.transport });
  }

  private beReady(failed: (error: unknown) => void): void {
    this.ready = true;
    if (this.options.outlet.listens) this.open().catch(failed);
    else if (this.peer !== null) this.link.join(this.peer);
  }

  private meet(peer: Duplex, name: string): void {
    if (this.isOff) return;
    this.clock.catchUp();
    this.met = true;
    this.peer = peer;
    this.note({ k: 'link', event: 'connected' });
    this.tell({ kind: 'met', name });
    if (this.ready) this.link.join(peer);
  }

  private part(how: Departure): void {
    const expects = !this.isOff && this.options.outlet.expects;
    this.peer = null;
    this.isStalled = false;
    if (!this.isOff) {
      this.link.part(expects);
      this.note({ k: 'link', event: 'peer-gone' });
    }
    this.tell({ kind: 'parted', how, expects });
    this.lookWhetherDeserted();
  }

  private lookWhetherDeserted(): void {
    const { ready, met, peer, clock, options } = this;
    if (ready && met && peer === null && !options.outlet.expects && clock.idle)
      this.finish({ why: 'deserted' });
  }

  /** The link sees what the system does not take, the outlet what the peer's does not confirm. */
  private tellWhetherItMoves(kind: 'stalled' | 'resumed'): void {
    if (this.isStalled === (kind === 'stalled')) return;
    this.isStalled = !this.isStalled;
    this.tell({ kind });
  }

  /** Goes on when the machine has been turned off. */
  private get sinceStart(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  private note(body: TraceBody): void {
    if (!this.isOff) this.options.recorder?.record({ t: this.clock.now, m: 'A', ...body });
  }

  private tell(event: LiveEventBody): void {
    this.options.onEvent?.({ at: this.isOff ? this.sinceStart : this.clock.now / CRYSTAL_HZ, ...event });
  }
}
