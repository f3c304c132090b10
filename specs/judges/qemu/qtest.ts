import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** The one binary of Debian's package that can be driven without a CPU. */
const BINARY = 'qemu-system-x86_64-microvm';
/** Longer than anything asked of QEMU takes: it is for a QEMU that hangs. */
const GUARD_MS = 5000;
const BASE = 0x3f8;
const IRQ = 4;

export type Edge = 'raise' | 'lower';

/** What QEMU said to one command: what was read, or the time in ns; and the edges of IRQ 4 that came before. */
export interface Answer {
  readonly value: number;
  readonly edges: readonly Edge[];
}

const readable = (directory: string): boolean => {
  try {
    accessSync(join(directory, BINARY), constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Null where QEMU can be started, else why it cannot. */
export const missing: string | null = (process.env.PATH ?? '').split(delimiter).some(readable)
  ? null
  : `${BINARY} is not installed: its chip cannot be asked (Debian: apt-get install qemu-system-x86)`;

export const outb = (offset: number, value: number): string => `outb ${BASE + offset} ${value}`;
export const inb = (offset: number): string => `inb ${BASE + offset}`;
export const clockStep = (ns: number): string => `clock_step ${ns}`;
/** To the next thing that QEMU has to do by itself. */
export const NEXT_DEADLINE = 'clock_step';

/** QEMU with a 16550A and no CPU, told what to do over a socket; another socket is the far end of its line. */
export class Qemu {
  /** The characters that its chip has sent. */
  readonly sent: number[] = [];
  private readonly child: ChildProcessByStdio<null, null, Readable>;
  private readonly guardMs: number;
  private readonly folder: string;
  private readonly servers: readonly Server[];
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
  private readonly killed = (): void => void this.child.kill('SIGKILL');

  private constructor(folder: string, servers: readonly Server[], port: number, guardMs: number) {
    this.guardMs = guardMs;
    this.folder = folder;
    this.servers = servers;
    this.death = new Promise((_, reject) => {
      this.failed = reject;
    });
    this.death.catch(() => {});
    const machine = 'microvm,accel=qtest,rtc=off,pit=off,pic=on,isa-serial=off';
    const args = [
      `-machine ${machine} -qtest-log none -display none -nodefaults`,
      `-chardev socket,id=c0,host=127.0.0.1,port=${port},nodelay=on`,
      `-device isa-serial,iobase=${BASE},irq=${IRQ},chardev=c0`,
    ];
    const argv = ['-qtest', `unix:${join(folder, 'q')}`, ...args.join(' ').split(' ')];
    this.child = spawn(BINARY, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.child.once('error', (why) => this.die(`QEMU did not start: ${why.message}`));
    this.child.once('exit', (code, signal) => this.die(`QEMU ended (${signal ?? `exit ${code}`})`));
    process.once('exit', this.killed);
  }

  static async start(guardMs = GUARD_MS): Promise<Qemu> {
    const folder = mkdtempSync(join(tmpdir(), 'nm-qemu-'));
    const [control, line] = [createServer(), createServer()];
    control.listen(join(folder, 'q'));
    line.listen(0, '127.0.0.1');
    await Promise.all([once(line, 'listening'), once(control, 'listening')]);
    const qemu = new Qemu(folder, [control, line], (line.address() as AddressInfo).port, guardMs);
    try {
      await qemu.meet(control, line);
    } catch (why) {
      await qemu.stop();
      throw why;
    }
    return qemu;
  }

  private async meet(control: Server, line: Server): Promise<void> {
    const both = Promise.all([once(control, 'connection'), once(line, 'connection')]);
    const [[controlSocket], [lineSocket]] = await this.guarded(both, 'to connect');
    this.control = controlSocket as Socket;
    this.line = (lineSocket as Socket).setNoDelay();
    for (const socket of [this.control, this.line]) socket.on('error', () => {});
    this.control.setEncoding('latin1').on('data', (text: string) => this.take(text));
    this.line.on('data', (bytes: Buffer) => void this.sent.push(...bytes));
    await this.ask(['irq_intercept_in ioapic']);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Sends all these commands in one write, and gives an answer for each. */
  async ask(commands: readonly string[]): Promise<readonly Answer[]> {
    if (commands.length === 0) return [];
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
   * Lets characters arrive at the chip, as many as it takes at once. No socket is looked after between two commands
   * of one write; after two rounds what stood in the kernel before has been taken. The answer has the edges.
   */
  async hear(chars: readonly number[]): Promise<readonly Edge[]> {
    this.line.write(Uint8Array.from(chars));
    const edges: Edge[] = [];
    for (let round = 0; round < 2 * Math.max(1, chars.length); round += 1) {
      const [answer] = await this.ask([inb(7)]);
      edges.push(...(answer?.edges ?? []));
    }
    return edges;
  }

  /** Waits until its chip has sent so many characters in all; false when they do not come. */
  async hasSent(count: number): Promise<boolean> {
    const since = performance.now();
    while (this.sent.length < count && performance.now() - since < this.guardMs / 5) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.sent.length === count;
  }

  async stop(): Promise<void> {
    process.off('exit', this.killed);
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    this.control?.destroy();
    this.line?.destroy();
    for (const server of this.servers) server.close();
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
