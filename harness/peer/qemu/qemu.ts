import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { folderForQemu, QemuChild, qemuFailed } from './child.ts';
import { type Answer, Answers, BASE, type Edge, IRQ, inb, TELL_EDGES } from './qtest.ts';
import { Wait } from './wait.ts';

/** Longer than anything asked of QEMU takes: it is for a QEMU that hangs. */
const GUARD_MS = 5000;

const callsAt = (folder: string): string => join(folder, 'qtest');
const lineAt = (folder: string): string => join(folder, 'line');

function argumentsFor(folder: string, lineOptions: readonly string[]): readonly string[] {
  const machine = 'microvm,accel=qtest,rtc=off,pit=off,pic=on,isa-serial=off';
  const line = ['socket', 'id=c0', `path=${lineAt(folder)}`, 'server=on', 'wait=off', ...lineOptions];
  return [
    ...['-qtest', `unix:${callsAt(folder)}`],
    ...`-machine ${machine} -qtest-log none -display none -nodefaults`.split(' '),
    ...['-chardev', line.join(',')],
    ...`-device isa-serial,iobase=${BASE},irq=${IRQ},chardev=c0`.split(' '),
  ];
}

/** QEMU with a 16550A and no CPU, told what to do over a socket; another socket is the far end of its line. */
export class Qemu {
  /** The characters that its chip has sent, and that nobody has taken. */
  readonly sent: number[] = [];
  private readonly child: QemuChild;
  private readonly server: Server;
  private readonly wait = new Wait(GUARD_MS);
  private readonly answers = new Answers();
  private control: Socket | null = null;
  private line: Socket | null = null;

  private constructor(folder: string, server: Server, lineOptions: readonly string[]) {
    this.server = server;
    server.once('connection', (socket) => this.takeControl(socket));
    this.child = new QemuChild(folder, argumentsFor(folder, lineOptions), (why) => this.wait.fail(why));
  }

  /** With more options for the socket of its line. Rejects with a HarnessError where QEMU is missing or fails. */
  static async start(...lineOptions: readonly string[]): Promise<Qemu> {
    const folder = folderForQemu();
    const server = createServer().listen(callsAt(folder));
    try {
      await once(server, 'listening');
    } catch (why) {
      rmSync(folder, { recursive: true, force: true });
      throw qemuFailed(`QEMU cannot be given a socket: ${why}`, why);
    }
    const qemu = new Qemu(folder, server, lineOptions);
    try {
      await qemu.meet(lineAt(folder));
    } catch (why) {
      await qemu.stop();
      throw why;
    }
    return qemu;
  }

  /** QEMU listens on its line before it calls. */
  private async meet(line: string): Promise<void> {
    await this.wait.until(() => this.control !== null, 'to call');
    this.line = createConnection(line);
    this.line.on('error', () => {});
    this.line.on('data', (bytes: Buffer) => {
      for (const byte of bytes) this.sent.push(byte);
      this.wait.look();
    });
    await this.ask([TELL_EDGES]);
  }

  get pid(): number {
    return this.child.pid;
  }

  /** Gives an answer for each command. They go in one write: QEMU looks after no socket between two of them. */
  async ask(commands: readonly string[]): Promise<readonly Answer[]> {
    this.control?.write(`${commands.join('\n')}\n`);
    const count = commands.length === 1 ? '1 command that begins' : `${commands.length} commands that begin`;
    const what = `to answer ${count} with "${commands[0]}"`;
    await this.wait.until(() => this.answers.count >= commands.length, what);
    return this.answers.give();
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

  /** The next characters that its chip has sent, once so many have come. */
  async takeSent(count: number): Promise<readonly number[]> {
    await this.wait.until(() => this.sent.length >= count, 'to send a character');
    return this.sent.splice(0, count);
  }

  async stop(): Promise<void> {
    await this.child.stop();
    this.wait.fail(qemuFailed('QEMU has been stopped'));
    this.control?.destroy();
    this.line?.destroy();
    this.server.close();
  }

  private takeControl(socket: Socket): void {
    this.control = socket;
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (text: string) => {
      const [unknown] = this.answers.take(text);
      if (unknown !== undefined) this.wait.fail(qemuFailed(`QEMU said "${unknown}"`));
      this.wait.look();
    });
    this.wait.look();
  }
}
