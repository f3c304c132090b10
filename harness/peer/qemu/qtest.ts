import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { folderForQemu, QemuChild, qemuFailed } from './child.ts';

/** Longer than anything asked of QEMU takes: it is for a QEMU that hangs. */
const GUARD_MS = 5000;
/** What a line that speaks Telnet says first. */
const GREETING_BYTES = 12;
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

export interface QemuOptions {
  /** How long QEMU may take for an answer, once it has started. */
  readonly guardMs?: number;
  /** The line speaks Telnet, which alone can carry a break. */
  readonly telnet?: boolean;
}

export const outb = (offset: number, value: number): string => `outb ${BASE + offset} ${value}`;
export const inb = (offset: number): string => `inb ${BASE + offset}`;
export const clockStep = (ns: number): string => `clock_step ${ns}`;
export const clockSet = (ns: number): string => `clock_set ${ns}`;

interface Waiting {
  readonly holds: () => boolean;
  readonly what: string;
  readonly settle: () => void;
  readonly fail: (why: Error) => void;
}

/** QEMU with a 16550A and no CPU, told what to do over a socket; another socket is the far end of its line. */
export class Qemu {
  /** The characters that its chip has sent. */
  readonly sent: number[] = [];
  private readonly child: QemuChild;
  private guardMs = GUARD_MS;
  private readonly server: Server;
  private control: Socket | null = null;
  private line: Socket | null = null;
  private rest = '';
  private edges: Edge[] = [];
  private answers: Answer[] = [];
  private waiting: Waiting | null = null;
  private guard: NodeJS.Timeout | undefined;
  private failure: Error | null = null;

  private constructor(folder: string, server: Server, telnet: boolean) {
    this.server = server;
    server.once('connection', (socket) => this.takeControl(socket));
    const machine = 'microvm,accel=qtest,rtc=off,pit=off,pic=on,isa-serial=off';
    const args = [
      ...['-qtest', `unix:${join(folder, 'qtest')}`],
      ...`-machine ${machine} -qtest-log none -display none -nodefaults`.split(' '),
      ...[
        '-chardev',
        `socket,id=c0,path=${join(folder, 'line')},server=on,wait=off${telnet ? ',telnet=on' : ''}`,
      ],
      ...`-device isa-serial,iobase=${BASE},irq=${IRQ},chardev=c0`.split(' '),
    ];
    this.child = new QemuChild(folder, args, (why) => this.fail(why));
  }

  /** Rejects with a HarnessError where QEMU is missing or does not do as it should. */
  static async start(options: QemuOptions = {}): Promise<Qemu> {
    const folder = folderForQemu();
    const server = createServer().listen(join(folder, 'qtest'));
    try {
      await once(server, 'listening');
    } catch (why) {
      rmSync(folder, { recursive: true, force: true });
      throw qemuFailed(`QEMU cannot be given a socket: ${why}`, why);
    }
    const qemu = new Qemu(folder, server, options.telnet === true);
    try {
      await qemu.meet(folder, options.telnet === true);
      qemu.guardWith(options.guardMs ?? GUARD_MS);
    } catch (why) {
      await qemu.stop();
      throw why;
    }
    return qemu;
  }

  /** QEMU listens on its line before it calls. */
  private async meet(folder: string, telnet: boolean): Promise<void> {
    await this.until(() => this.control !== null, 'to call');
    this.line = createConnection(join(folder, 'line'));
    this.line.on('error', () => {});
    this.line.on('data', (bytes: Buffer) => {
      for (const byte of bytes) this.sent.push(byte);
      this.look();
    });
    await this.ask(['irq_intercept_in ioapic']);
    if (telnet) await this.until(() => this.sent.length >= GREETING_BYTES, 'to open its line');
    this.sent.length = 0;
  }

  get pid(): number {
    return this.child.pid;
  }

  /** Gives an answer for each command. They go in one write: QEMU looks after no socket between two of them. */
  async ask(commands: readonly string[]): Promise<readonly Answer[]> {
    this.answers = [];
    this.control?.write(`${commands.join('\n')}\n`);
    const count = commands.length === 1 ? '1 command that begins' : `${commands.length} commands that begin`;
    const what = `to answer ${count} with "${commands[0]}"`;
    await this.until(() => this.answers.length >= commands.length, what);
    return this.answers;
  }

  /** The same for any number of them: no more characters go in one write than the line's socket holds. */
  async askAll(commands: readonly string[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    let [from, sending] = [0, 0];
    for (const [i, command] of commands.entries()) {
      if (command.startsWith(SEND)) sending += 1;
      if (sending < SENT_AT_ONCE && i < commands.length - 1) continue;
      for (const answer of await this.ask(commands.slice(from, i + 1))) answers.push(answer);
      // Between two turns of the event loop, what was sent is read.
      await setImmediate();
      await setImmediate();
      [from, sending] = [i + 1, 0];
    }
    return answers;
  }

  /**
   * Lets bytes arrive at the chip. No socket is looked after between two commands of one write, and QEMU takes no more
   * at once than the chip has room for: after two rounds a byte that stood in the kernel has been taken.
   */
  async hear(bytes: readonly number[]): Promise<readonly Edge[]> {
    this.line?.write(Uint8Array.from(bytes));
    return await this.rounds(2 * Math.max(bytes.length, 1));
  }

  /** Harmless commands, each in a turn of QEMU's own: the edges that came of what it did besides. */
  async rounds(count: number): Promise<readonly Edge[]> {
    const edges: Edge[] = [];
    for (let round = 0; round < count; round += 1) {
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

  /** The next characters that its chip has sent, once so many have come. */
  async takeSent(count: number): Promise<readonly number[]> {
    await this.until(() => this.sent.length >= count, 'to send a character');
    return this.sent.splice(0, count);
  }

  async stop(): Promise<void> {
    clearTimeout(this.guard);
    await this.child.stop();
    this.fail(qemuFailed('QEMU has been stopped'));
    this.control?.destroy();
    this.line?.destroy();
    this.server.close();
  }

  private takeControl(socket: Socket): void {
    this.control = socket;
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (text: string) => this.take(text));
    this.look();
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() as string;
    for (const line of lines) this.takeLine(line);
    this.look();
  }

  private takeLine(line: string): void {
    if (line === `IRQ raise ${IRQ}`) this.edges.push('raise');
    else if (line === `IRQ lower ${IRQ}`) this.edges.push('lower');
    else if (line.startsWith('OK')) {
      this.answers.push({ value: Number(line.slice(3)), edges: this.edges });
      this.edges = [];
    } else if (!line.startsWith('IRQ ')) this.fail(qemuFailed(`QEMU said "${line}"`));
  }

  /** Settles when it holds, which is looked at whenever something has come from QEMU. One waits at a time. */
  private until(holds: () => boolean, what: string): Promise<void> {
    if (this.failure !== null) return Promise.reject(this.failure);
    if (holds()) return Promise.resolve();
    this.watch();
    return new Promise((settle, fail) => {
      this.waiting = { holds, what, settle, fail };
    });
  }

  private look(): void {
    if (this.waiting?.holds() !== true) return;
    this.waiting.settle();
    this.waiting = null;
  }

  private fail(why: Error): void {
    this.failure ??= why;
    this.waiting?.fail(this.failure);
    this.waiting = null;
  }

  private guardWith(ms: number): void {
    clearTimeout(this.guard);
    this.guard = undefined;
    this.guardMs = ms;
  }

  /** One timer for all waits, put off at each. */
  private watch(): void {
    if (this.guard !== undefined) {
      this.guard.refresh();
      return;
    }
    this.guard = setTimeout(() => {
      const { waiting, guardMs } = this;
      if (waiting !== null) this.fail(qemuFailed(`QEMU was given ${guardMs} ms ${waiting.what}, in vain`));
    }, this.guardMs);
    this.guard.unref();
  }
}
