import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmdirSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { fifo } from '../../harness/lab7/fifo.ts';
import { int } from '../../harness/lab7/int.ts';
import { untilSent } from '../../harness/lab7/outbox.ts';
import { poll } from '../../harness/lab7/poll.ts';
import { PtyOutlet } from '../../harness/peer/pty-outlet.ts';
import { exchange } from '../link/programs.ts';
import { Folder, turnsUntil } from '../link/sockets.ts';
import { ALL_BYTES } from '../link/support.ts';
import { COM1 } from '../machine/board.ts';
import { childrenOf, describeWith, hasEnded, isThere, lab7, playAt, pyserial, watched } from './pty.ts';
import { Tmux } from './tmux.ts';

const MODES = { poll, int, fifo };
const FASTEST = { bits: 8, stop: 1, parity: 'none', rate: 115_200 } as const;
/** All 256 values, 16 times, and the terminator at the end alone. */
const MESSAGE = [...Array.from({ length: 4095 }, (_, i) => 1 + (i % 255)), 0];
const NUL = { terminator: '\0' } as const;
const AS_TEXT = String.fromCharCode(...MESSAGE.slice(0, -1));
/** The terminal itself holds less: what goes beyond stands in the socket before it. */
const HELD_BY_THE_TERMINAL = 80_000;
/** Waits for 4 KiB, and says in hex what has come. */
const READ_4K = 'print(port.read(4096).hex(), end="")';
const hex = (bytes: Iterable<number>): string => Buffer.from([...bytes]).toString('hex');

describeWith(['socat', 'python3-serial'], '4 KiB through a pseudo-terminal, to and from pyserial', () => {
  let folder: Folder;
  let link: string;
  beforeEach(() => {
    folder = new Folder();
    link = folder.file('COM1');
  });
  afterEach(() => folder.remove());

  for (const [mode, program] of Object.entries(MODES))
    it(`are the same bytes each way by ${mode}, all 256 values`, async () => {
      function* both() {
        const { received } = yield* program({ port: COM1, line: FASTEST, direction: 'rx' }, NUL);
        yield* program({ port: COM1, line: FASTEST, direction: 'tx', words: [AS_TEXT] }, NUL);
        return received ?? [];
      }
      const playing = playAt(link, both());
      await playing.open;
      const script = `port.write((bytes(range(1, 256)) * 17)[:4095] + b"\\0")\n${READ_4K}`;
      expect(await pyserial(link, script)).to.equal(hex(MESSAGE));
      const { end, ledger } = await playing.outcome;
      expect(hex(end.why === 'returned' ? end.result : [])).to.equal(hex(MESSAGE));
      expect(ledger).to.include({ written: 4096, carried: 4096, came: 4096, read: 4096, balanced: true });
    });

  it('are the same bytes when both ways go at once', async () => {
    const bytes = Array.from({ length: 4096 }, (_, i) => ALL_BYTES[i % 256] as number);
    const got: number[] = [];
    function* both() {
      yield* lab7('set 1 8 1 none 115200');
      yield* exchange(bytes, bytes.length, got);
      yield* untilSent(COM1.base);
    }
    const playing = playAt(link, both());
    await playing.open;
    expect(await pyserial(link, `port.write(bytes(range(256)) * 16)\n${READ_4K}`)).to.equal(hex(bytes));
    await playing.outcome;
    expect(hex(got)).to.equal(hex(bytes));
  });
});

const TERMINALS = {
  picocom: { command: ['picocom', '-b', '9600'], ready: 'Terminal ready' },
  minicom: { command: ['minicom', '-o', '-b', '9600', '-D'], ready: 'CTRL-A Z' },
};

for (const [name, { command, ready }] of Object.entries(TERMINALS))
  describeWith(['socat', 'tmux', name], `${name} at a pseudo-terminal`, () => {
    const tmux = new Tmux();
    const folder = new Folder();
    const link = folder.file('COM1');
    after(async () => {
      await tmux.end();
      folder.remove();
    });

    it('sends what is typed, and shows what the PC sends: int, then fifo', async () => {
      function* conversation() {
        const first = yield* lab7('int 1 rx 8 1 none 9600');
        yield* lab7('int 1 tx 8 1 none 9600 interrupts work');
        const second = yield* lab7('fifo 1 rx 8 1 none 9600');
        yield* lab7('fifo 1 tx 8 1 none 9600 so do FIFOs');
        return [first, second].map(({ received }) => Buffer.from(received ?? []).toString('latin1'));
      }
      const playing = playAt(link, conversation());
      await playing.open;
      await tmux.start([...command, link]);
      await tmux.shows(ready);
      await tmux.type('typed here.');
      await tmux.shows('interrupts work.');
      await tmux.type('and here.');
      await tmux.shows('so do FIFOs.');
      const { end, ledger } = await playing.outcome;
      expect(end).to.deep.equal({ why: 'returned', result: ['typed here.', 'and here.'] });
      expect(ledger).to.include({ written: 28, carried: 28, came: 20, read: 20, balanced: true });
    });
  });

describeWith(['socat', 'python3-serial'], 'a program at a pseudo-terminal', () => {
  let folder: Folder;
  let link: string;
  let outlet: PtyOutlet;
  beforeEach(() => {
    folder = new Folder();
    link = folder.file('COM1');
    outlet = new PtyOutlet(link);
  });
  afterEach(async () => {
    await outlet.close();
    folder.remove();
  });

  it('holds up what is sent to it while it does not read, loses none of it, and what it sends still comes', async () => {
    const [total, piece] = [1_000_000, 1000];
    let [came, taken] = [0, 0];
    const feed = (stream: Duplex): void => {
      const bytes = Uint8Array.from({ length: piece }, (_, i) => (taken / piece + i) & 0xff);
      stream.write(bytes, (error) => {
        if (error) return;
        taken += piece;
        if (taken < total) feed(stream);
      });
    };
    await outlet.open({
      met: (stream) => {
        stream.on('data', (bytes: Buffer) => {
          came += bytes.length;
        });
        stream.resume();
        feed(stream);
      },
      parted: () => {},
      called: () => {},
    });
    const program = await open(link, 'r+');
    try {
      await turnsUntil(() => taken > HELD_BY_THE_TERMINAL, 'what the system holds');
      await program.write(Buffer.alloc(3000, 'x'));
      await turnsUntil(() => came === 3000, 'what the program has sent');
      expect(taken).to.be.below(total / 2);
      const read: Buffer[] = [];
      for (let count = 0; count < total; ) {
        const { bytesRead, buffer } = await program.read(Buffer.alloc(piece), 0, piece);
        read.push(buffer.subarray(0, bytesRead));
        count += bytesRead;
      }
      const whole = Buffer.concat(read);
      expect(whole.every((byte, i) => byte === ((Math.floor(i / piece) + (i % piece)) & 0xff))).to.equal(
        true,
      );
    } finally {
      await program.close();
    }
  });

  it('is heard though it closes at once, and so is the next', async () => {
    const { until, told, opened, came } = watched(outlet);
    await opened;
    await writeFile(link, 'hello.');
    await until(() => told.length === 2, 'the visit');
    expect(came()).to.equal('hello.');
    for (const text of ['again, ', 'and again.']) await writeFile(link, text);
    await until(() => came().length === 23, 'the next visits');
    expect(came()).to.equal('hello.again, and again.');
    expect(lstatSync(link).isSymbolicLink()).to.equal(true);
  });

  it('finds the port again under its name when what had that name has gone', async () => {
    const { until, told, opened } = watched(outlet);
    await opened;
    const device = readlinkSync(link);
    rmSync(link);
    mkdirSync(link);
    const first = await open(device, 'r+');
    await until(() => told.length === 2, 'the program, and that the name is lost');
    // The next attempts are no news.
    await turnsUntil(() => childrenOf(process.pid).length > 2, 'another attempt');
    await turnsUntil(() => childrenOf(process.pid).length === 2, 'its end');
    rmdirSync(link);
    await turnsUntil(() => isThere(link), 'the link');
    await first.close();
    const second = await open(link, 'r+');
    await until(() => told.length === 4, 'the next program');
    expect(told.slice(-2)).to.deep.equal(['closed', 'a program']);
    await second.close();
  });

  it('is not told of when it comes while the port is being closed', async () => {
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder.path;
    const { told, opened } = watched(outlet);
    const socket = () => readdirSync(folder.path).find((name) => name.startsWith('nm-pty-')) ?? '';
    try {
      await turnsUntil(() => isThere(join(folder.path, socket(), 'socket')), 'the socket');
      const closing = outlet.close();
      // It does not read, and so does not see that it is to go.
      const caller = createConnection(join(folder.path, socket(), 'socket')).pause();
      await once(caller, 'connect');
      await Promise.all([opened, closing]);
      caller.destroy();
      expect(told).to.deep.equal([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });

  it('cannot be waited for where no file descriptor is left, and we are told so', async () => {
    const url = (path: string) => JSON.stringify(new URL(`../../harness/peer/${path}`, import.meta.url).href);
    const script = `
      import { openSync } from 'node:fs';
      import { makePty } from ${url('socat-pty.ts')};
      import { removeIfKilled } from ${url('leftovers.ts')};
      try {
        for (;;) openSync('/dev/null');
      } catch {}
      await removeIfKilled('no-such', 'no-such')();
      await makePty('socket').catch(({ name, message }) => process._rawDebug(name, message));
    `;
    const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script];
    const child = spawn('sh', ['-c', 'ulimit -n 100; exec "$@"', 'sh', ...node], {
      detached: true,
      timeout: 9000,
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text;
    });
    await once(child, 'close');
    expect(said).to.match(/^HarnessError socat cannot make a pseudo-terminal: spawn \w+ EMFILE\n$/);
  });

  it('can read what was sent last when the PC is turned off at once', async () => {
    const playing = playAt(link, lab7('fifo 1 tx 8 1 none 115200 the end'));
    await playing.open;
    const script = 'import time\ntime.sleep(0.3)\nprint(port.read_until(b"."), end="")';
    expect(await pyserial(link, script)).to.equal("b'the end.'");
    expect((await playing.outcome).ledger).to.include({ carried: 8, balanced: true });
  });

  it('has nothing left of us when we are killed: no link, no folder, no process', async () => {
    const bin = fileURLToPath(new URL('../../scripts/nullmodem.ts', import.meta.url));
    const args = ['lab7', 'poll 1 rx 8 1 none 9600', '--port', `pty:${link}`];
    const child = spawn(process.execPath, ['--import', 'tsx', bin, ...args], {
      env: { ...process.env, TMPDIR: folder.path },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      await once(child.stderr, 'data');
      expect(isThere(link)).to.equal(true);
      const theirs = childrenOf(child.pid);
      expect(theirs.map(({ name }) => name)).to.have.members(['sh', 'socat']);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await turnsUntil(() => theirs.every(({ pid }) => hasEnded(pid)), 'their end');
    } finally {
      child.kill('SIGKILL');
    }
    expect(readdirSync(folder.path).filter((name) => !name.startsWith('tsx'))).to.deep.equal([]);
  });
});
