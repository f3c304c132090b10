import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { installed } from '../installed.ts';
import { leashed } from '../leash.ts';

/** The one binary of Debian's package that can be driven without a CPU. */
const BINARY = 'qemu-system-x86_64-microvm';
/** Longer than anything asked of QEMU takes: it is for a QEMU that hangs. */
const GUARD_MS = 5000;
/** The line speaks Telnet, which alone can carry a break. QEMU says so first. */
const GREETING_BYTES = 12;
const IAC = 0xff;
const BREAK = [IAC, 0xf3];
const BASE = 0x3f8;
const SEND = `outb ${BASE} `;
/** The socket of the line holds some 270 characters that nobody has read. */
const SENT_AT_ONCE = 200;
const IRQ = 4;

export type Edge = 'raise' | 'lower';

/** What QEMU said to one command: what was read, or the time in ns; and the edges of IRQ 4 that came before. */
export interface Answer {
  readonly value: number;
  readonly edges: readonly Edge[];
}

/** Null where QEMU can be started, else why it cannot. */
export const missing: string | null = installed(BINARY)
  ? null
  : `${BINARY} is not installed: its chip cannot be asked (Debian: apt-get install qemu-system-x86)`;

export const outb = (offset: number, value: number): string => `outb ${BASE + offset} ${value}`;
export const inb = (offset: number): string => `inb ${BASE + offset}`;
export const clockStep = (ns: number): string => `clock_step ${ns}`;

function bytesFor(said: number | 'break' | 'nothing'): readonly number[] {
  if (said === 'nothing') return [];
  if (said === 'break') return BREAK;
  return said === IAC ? [IAC, IAC] : [said];
}

/** QEMU with a 16550A and no CPU, told what to do over a socket; another socket is the far end of its line. */
export class Qemu {
  /** The characters that its chip has sent. */
  readonly sent: number[] = [];
  private readonly child: ChildProcessByStdio<null, null, Readable>;
  private readonly guardMs: number;
  private readonly folder: string;
  private readonly server: Server;
  private control!: Socket;
  private line!: Socket;
  private rest = '';
  private edges: Edge[] = [];
  private answers: Answer[] = [];
  private wanted = 0;
  private answered: () => void = () => {};
  private stderr = '';
  /** Never comes but by a rejection. */
  private readonly death: Promise<never>;
  private failed!: (why: Error) => void;
  /** For a process that ends without `stop`. */
  private readonly dropped = (): void => {
    this.child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  };

  private constructor(folder: string, server: Server, guardMs: number) {
    this.guardMs = guardMs;
    this.folder = folder;
    this.server = server;
    this.death = new Promise((_, reject) => {
      this.failed = reject;
    });
    this.death.catch(() => {});
    const machine = 'microvm,accel=qtest,rtc=off,pit=off,pic=on,isa-serial=off';
    const args = [
      `-machine ${machine} -qtest-log none -display none -nodefaults`,
      `-chardev socket,id=c0,path=${join(folder, 'line')},server=on,wait=off,telnet=on`,
      `-device isa-serial,iobase=${BASE},irq=${IRQ},chardev=c0`,
    ];
    const [program, ...argv] = leashed([
      BINARY,
      '-qtest',
      `unix:${join(folder, 'qtest')}`,
      ...args.join(' ').split(' '),
    ]);
    this.child = spawn(program, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.child.once('error', (why) => this.die(`QEMU did not start: ${why.message}`));
    // Not at 'exit': its last words may come after that.
    this.child.once('close', (code, signal) => this.die(`QEMU ended (${signal ?? `exit ${code}`})`));
    process.once('exit', this.dropped);
  }

  static async start(guardMs = GUARD_MS): Promise<Qemu> {
    const folder = mkdtempSync(join(tmpdir(), 'nm-qemu-'));
    const server = createServer().listen(join(folder, 'qtest'));
    await once(server, 'listening');
    const qemu = new Qemu(folder, server, guardMs);
    try {
      await qemu.meet();
    } catch (why) {
      await qemu.stop();
      throw why;
    }
    return qemu;
  }

  /** QEMU listens on its line before it calls. */
  private async meet(): Promise<void> {
    const [control] = await this.guarded(once(this.server, 'connection'), 'to call');
    this.control = control as Socket;
    this.control.on('error', () => {});
    this.control.setEncoding('latin1').on('data', (text: string) => this.take(text));
    this.line = createConnection(join(this.folder, 'line'));
    this.line.on('error', () => {});
    this.line.on('data', (bytes: Buffer) => void this.sent.push(...bytes));
    await this.ask(['irq_intercept_in ioapic']);
    if (!(await this.hasSent(GREETING_BYTES, this.guardMs))) throw new Error('QEMU did not open its line');
    this.sent.length = 0;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Gives an answer for each command. Many go in one write, but no more characters than the line's socket holds. */
  async ask(commands: readonly string[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    let [from, sending] = [0, 0];
    for (const [i, command] of commands.entries()) {
      if (command.startsWith(SEND)) sending += 1;
      if (sending < SENT_AT_ONCE && i < commands.length - 1) continue;
      for (const answer of await this.askAtOnce(commands.slice(from, i + 1))) answers.push(answer);
      // Between two turns of the event loop, what was sent is read.
      await setImmediate();
      await setImmediate();
      [from, sending] = [i + 1, 0];
    }
    return answers;
  }

  private async askAtOnce(commands: readonly string[]): Promise<readonly Answer[]> {
    this.answers = [];
    this.wanted = commands.length;
    const all = new Promise<void>((resolve) => {
      this.answered = resolve;
    });
    this.control.write(`${commands.join('\n')}\n`);
    const count = commands.length === 1 ? '1 command that begins' : `${commands.length} commands that begin`;
    await this.guarded(all, `to answer ${count} with "${commands[0]}"`);
    return this.answers;
  }

  /**
   * Lets a character or a break arrive at the chip. No socket is looked after between two commands of one write, and
   * QEMU takes no more at once than the chip has room for: after two rounds a byte that stood in the kernel has been
   * taken. The answer has the edges.
   */
  async hear(said: number | 'break' | 'nothing'): Promise<readonly Edge[]> {
    const bytes = bytesFor(said);
    this.line.write(Uint8Array.from(bytes));
    const edges: Edge[] = [];
    for (let round = 0; round < 2 * Math.max(bytes.length, 1); round += 1) {
      const [answer] = await this.ask([inb(7)]);
      edges.push(...(answer?.edges ?? []));
    }
    return edges;
  }

  /** Waits for what its chip has sent to be read: with the answers it stands in the kernel. False if it was not. */
  async hasSent(count: number, withinMs = 100): Promise<boolean> {
    const since = performance.now();
    while (this.sent.length < count && performance.now() - since < withinMs) await setImmediate();
    return this.sent.length === count;
  }

  async stop(): Promise<void> {
    process.off('exit', this.dropped);
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    this.control?.destroy();
    this.line?.destroy();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() as string;
    for (const line of lines) this.takeLine(line);
    if (this.answers.length >= this.wanted) this.answered();
  }

  private takeLine(line: string): void {
    if (line === `IRQ raise ${IRQ}`) this.edges.push('raise');
    else if (line === `IRQ lower ${IRQ}`) this.edges.push('lower');
    else if (line.startsWith('OK')) {
      this.answers.push({ value: Number(line.slice(3)), edges: this.edges });
      this.edges = [];
    } else if (!line.startsWith('IRQ ')) this.die(`QEMU said "${line}"`);
  }

  private die(what: string): void {
    this.failed(new Error(`${what}${this.stderr === '' ? '' : `; it said: ${this.stderr.trim()}`}`));
  }

  private async guarded<T>(wanted: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const { guardMs } = this;
      timer = setTimeout(() => reject(new Error(`QEMU was given ${guardMs} ms ${what}, in vain`)), guardMs);
    });
    try {
      return await Promise.race([wanted, this.death, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
