import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { leashed } from '../../../harness/peer/leash.ts';
import { buildGuest } from '../../../scripts/guest/build.ts';
import { installed } from '../installed.ts';
import { Monitor } from './monitor.ts';
import { type Orders, romFor } from './orders.ts';
import { socketOf, type Wiring } from './wiring.ts';

const BINARY = 'qemu-system-i386';
const PC = [
  '-M isapc -accel tcg -m 4 -display none -nodefaults -no-reboot',
  '-device isa-serial,iobase=0x3f8,irq=4,chardev=line',
  '-chardev stdio,id=console,signal=off -device isa-serial,iobase=0x2f8,irq=3,chardev=console',
  '-chardev socket,id=monitor,fd=3 -mon chardev=monitor,mode=readline',
  '-device isa-debug-exit,iobase=0xf4,iosize=1',
].flatMap((options) => options.split(' '));
/** Longer than anything asked of a guest takes: it is for one that hangs. */
const GUARD_MS = 20_000;

/** Null where a guest can be built and started, else why it cannot. */
export const missing: string | null = reasonToSkip();

function reasonToSkip(): string | null {
  if (process.platform !== 'linux') return 'the guest is built and run on Linux alone';
  if (process.arch !== 'x64') return `gcc builds the guest on x64, and this is ${process.arch}`;
  if (!installed('gcc') || !installed('ld'))
    return 'gcc is not installed: the guest cannot be built (Debian: apt-get install gcc)';
  if (!installed(BINARY))
    return `${BINARY} is not installed: the guest cannot be run (Debian: apt-get install qemu-system-x86)`;
  return null;
}

export interface Ending {
  /** LSR.OE, PE, FE and BI, at which it stopped. */
  readonly errors: number;
  /** What its receiver took. */
  readonly printed: Buffer;
}

const PROMPT = '>'.charCodeAt(0);

/** QEMU's exit code is twice what the guest said and 1; the guest says 20, and the errors with it. */
function errorsIn(exit: number | null): number | null {
  const said = ((exit ?? 0) - 1) / 2;
  return (said & ~0x1e) === 0x20 ? said & 0x1e : null;
}

let code: Promise<Buffer> | undefined;

/**
 * QEMU, a whole PC, with the guest of fixtures/guest/ in its ROM. COM1 is the line; a person sits at COM2, who sees
 * what the receiver prints and says when to begin.
 */
export class Guest {
  /** Once its line is set and it waits to be told to begin. */
  private readonly ready: Promise<void>;
  private readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private readonly guardMs: number;
  private readonly monitor: Monitor;
  private readonly console: Buffer[] = [];
  private stderr = '';
  private readonly dropped = (): void => {
    this.child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  };

  private constructor(rom: Buffer, wiring: Wiring, guardMs: number) {
    this.guardMs = guardMs;
    this.folder = mkdtempSync(join(tmpdir(), 'nm-guest-'));
    const bios = join(this.folder, 'guest.rom');
    writeFileSync(bios, rom);
    const [program, ...argv] = leashed([
      BINARY,
      ...PC,
      ...['-bios', bios, '-chardev', `socket,id=line,nodelay=on,${socketOf(wiring)}`],
    ]);
    this.child = spawn(program, argv, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    process.once('exit', this.dropped);
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    // What is written to one that has just ended.
    this.stdin.on('error', () => {});
    this.monitor = new Monitor(this.child.stdio[3] as Duplex);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', (why) => reject(new Error(`QEMU did not start: ${why.message}`)));
      this.child.once('close', (exit, signal) => {
        const errors = errorsIn(exit);
        if (errors !== null) resolve({ errors, printed: this.printed });
        else reject(new Error(`QEMU ended (${signal ?? `exit ${exit}`})${this.lastWords}`));
      });
    });
    this.ended.catch(() => {});
    this.ready = new Promise((resolve) => {
      (this.child.stdout as Readable).on('data', (bytes: Buffer) => {
        this.console.push(bytes);
        resolve();
      });
    });
  }

  /** Comes once its line is set, its FIFOs are on where it uses them, and its socket listens or is connected. */
  static async start(orders: Orders, wiring: Wiring, guardMs = GUARD_MS): Promise<Guest> {
    code ??= buildGuest();
    const guest = new Guest(romFor(await code, orders), wiring, guardMs);
    try {
      await guest.guarded(Promise.race([guest.ready, guest.ended]), 'to be ready');
      if (guest.console[0]?.[0] !== PROMPT) throw new Error('the guest did not ask what to do');
    } catch (why) {
      await guest.stop();
      throw why;
    }
    return guest;
  }

  /** The port on which it listens, which the system has chosen. */
  async port(): Promise<number> {
    const line = await this.guarded(this.whileItRuns(this.monitor.line()), 'to tell its port');
    return Number(/:127\.0\.0\.1:(\d+)/.exec(line)?.[1]);
  }

  /** Comes once QEMU knows of the one at the other end, who is there: what it sends before that is lost. */
  met(): Promise<void> {
    const connected = async () => {
      while ((await this.monitor.line()).startsWith('disconnected:'));
    };
    return this.guarded(this.whileItRuns(connected()), 'to meet somebody');
  }

  /** The person presses a key. */
  begin(): void {
    this.stdin.write('\n');
  }

  /** What its receiver has taken so far. */
  get printed(): Buffer {
    return Buffer.concat(this.console).subarray(1);
  }

  /** It turns itself off when it has done what it was to do. */
  ending(): Promise<Ending> {
    return this.guarded(this.ended, 'to end');
  }

  async stop(): Promise<void> {
    process.off('exit', this.dropped);
    const { child } = this;
    if (child.pid !== undefined) {
      child.kill('SIGKILL');
      await this.ended.catch(() => {});
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get stdin(): Writable {
    return this.child.stdin as Writable;
  }

  private get lastWords(): string {
    return this.stderr === '' ? '' : `; it said: ${this.stderr.trim()}`;
  }

  private whileItRuns<T>(wanted: Promise<T>): Promise<T> {
    const over = this.ended.then(() => Promise.reject(new Error(`the guest has ended${this.lastWords}`)));
    return Promise.race([wanted, over]);
  }

  private async guarded<T>(wanted: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const words = () =>
        `the guest was given ${this.guardMs} ms ${what}, in vain; it printed ${this.printed.length}`;
      timer = setTimeout(() => reject(new Error(`${words()} bytes${this.lastWords}`)), this.guardMs);
    });
    try {
      return await Promise.race([wanted, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
