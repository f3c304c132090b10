import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LiveLedger } from '../../harness/peer/live-ledger.ts';
import { bundled } from '../scripts/processes.ts';
import { type Host, onTwoHosts, type Resident, type TwoHosts, whyNoHosts } from './two-hosts.ts';

const why = whyNoHosts();

/** As long as the lab's command line lets it be: at 600 baud eight seconds, so that there is a middle. */
const LONG = 'The quick brown fox jumps over the lazy dog'.replaceAll(' ', '_').repeat(11).slice(0, 460);
const SLOW_LINE = '8 1 none 600';
const AT_ONCE = 6;
const SENDING = /sent "/;
const STALLED = /nothing has gone out for a second/;
const RESUMED = /it goes out again/;

interface Outcome {
  readonly code: number | null;
  readonly stderr: string;
  readonly end: string;
  readonly printed: string;
  readonly ledger: LiveLedger;
}

const lost = ({ lostWithoutPeer, lostAtClose, discarded }: LiveLedger): number =>
  lostWithoutPeer + lostAtClose + discarded;

describe(`two computers${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let folder = '';

  before(async function () {
    if (why !== undefined) return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'nullmodem-spec-'));
    await bundled(folder);
    for (const start of cases) start();
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  /** Several cases go on at once, each on hosts of its own: they mostly wait. */
  const cases: (() => void)[] = [];
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  const fact = (title: string, play: (hosts: TwoHosts) => Promise<void>): void => {
    let played: Promise<void>;
    const lane = cases.length % AT_ONCE;
    cases.push(() => {
      played = (lanes[lane] as Promise<void>).then(() => onTwoHosts(play));
      lanes[lane] = played.catch(() => {});
    });
    it(title, () => played);
  };

  const lab7 = (host: Host, args: string, port: string, ...options: readonly string[]): Resident =>
    host.start(process.execPath, [
      join(folder, 'dist', 'nullmodem.js'),
      ...['lab7', args, '--port', port, '--json', '--timeout', '50s', ...options],
    ]);

  const listening = async (host: Host, args: string, port: number, ...options: readonly string[]) => {
    const resident = lab7(host, args, `tcp-listen:${port}`, '--host', '0.0.0.0', ...options);
    await resident.says(/listening on/);
    return resident;
  };

  const outcome = async ({ ended }: Resident): Promise<Outcome> => {
    const { code, stdout, stderr } = await ended;
    try {
      return { code, stderr, ...JSON.parse(stdout).lab7 };
    } catch {
      throw new Error(`no document on stdout: ${stdout}\n${stderr}`);
    }
  };

  /** What of `from` has come at `to`, both ledgers being right. Gives what was lost between them. */
  const lostBetween = (from: Outcome, to: Outcome): number => {
    expect([from.ledger.balanced, to.ledger.balanced], 'balanced').to.eql([true, true]);
    return from.ledger.carried - to.ledger.came;
  };

  /** Linux confirms late, by up to 40 ms: of what came, the last two or three may be unconfirmed as a cable goes. */
  const expectUnconfirmed = (sent: Outcome, came: Outcome): void => {
    const { unconfirmed = 0 } = sent.ledger;
    expect(lostBetween(sent, came)).to.be.within(unconfirmed - 4, unconfirmed);
  };

  const expectWhole = (tx: Outcome, rx: Outcome, text: string): void => {
    expect([tx.code, rx.code], `${tx.stderr}\n${rx.stderr}`).to.eql([0, 0]);
    expect(rx.printed).to.equal(text);
    expect(tx.ledger).to.include({ written: text.length, carried: text.length });
    expect(tx.ledger.unconfirmed ?? 0).to.equal(0);
    expect(lostBetween(tx, rx)).to.equal(0);
  };

  /** A program in Node that is no nullmodem: what it is told on stdin, it does. */
  const stranger = (host: Host, script: string): Resident =>
    host.start(process.execPath, ['--input-type=module', '--eval', `import net from 'node:net';${script}`]);

  for (const mode of ['poll', 'int', 'fifo'])
    fact(
      `${mode} at 115200: all comes, whether the receiver listens or the transmitter`,
      async ({ a, b }) => {
        const line = '8 1 none 115200';
        const [rx, tx] = await Promise.all([
          listening(a, `${mode} 1 rx ${line}`, 4000),
          listening(a, `${mode} 1 tx ${line} ${LONG}`, 4001),
        ]);
        const sender = lab7(b, `${mode} 1 tx ${line} ${LONG}`, `tcp:${a.address}:4000`);
        const receiver = lab7(b, `${mode} 1 rx ${line}`, `tcp:${a.address}:4001`);
        expectWhole(await outcome(sender), await outcome(rx), `${LONG}.`);
        expectWhole(await outcome(tx), await outcome(receiver), `${LONG}.`);
      },
    );

  fact('IPv6 does as well', async ({ a, b }) => {
    const rx = lab7(a, 'int 1 rx 8 1 none 9600', 'tcp-listen:4000', '--host', '::');
    await rx.says(/listening on/);
    const tx = lab7(b, 'int 1 tx 8 1 none 9600 hello', `tcp:[${a.ipv6}]:4000`);
    const sent = await outcome(tx);
    expectWhole(sent, await outcome(rx), 'hello.');
  });

  fact('a connector that is started first says what to start first', async ({ a, b }) => {
    const { code, stderr } = await lab7(b, 'poll 1 tx 8 1 none 9600 hi', `tcp:${a.address}:4000`).ended;
    expect(code).to.equal(3);
    expect(stderr).to.include('nothing listens there').and.to.include('Start the other machine first');
  });

  fact('a connector whose own cable is out says that no computer answers', async ({ a, pullCable }) => {
    await pullCable();
    const { code, stderr } = await lab7(a, 'poll 1 tx 8 1 none 9600 hi', 'tcp:10.77.0.2:4000').ended;
    expect([code, stderr]).to.satisfy(
      ([c, text]: [number, string]) => c === 3 && /no computer answers/.test(text),
    );
  });

  fact('a connector whose listener’s computer is off says that no computer answers', async ({ a, b }) => {
    await a.run('ip', ['address', 'flush', 'dev', 'nm0']);
    const { code, stderr } = await lab7(b, 'poll 1 tx 8 1 none 9600 hi', `tcp:${a.address}:4000`).ended;
    expect(code, stderr).to.equal(3);
    expect(stderr).to.include('no computer answers');
  });

  fact('a connector whose call a firewall swallows gives up after ten seconds', async ({ a, b }) => {
    await b.run('ip', ['neighbour', 'add', a.address, 'lladdr', '02:00:00:00:00:01', 'dev', 'nm0']);
    const { code, stderr } = await lab7(b, 'poll 1 tx 8 1 none 9600 hi', `tcp:${a.address}:4000`).ended;
    expect(code, stderr).to.equal(3);
    expect(stderr).to.include('nothing has answered').and.to.include('firewall');
  });

  fact('QEMU’s connector that dials again may be started first', async ({ a, b }) => {
    const tx = lab7(
      b,
      'int 1 tx 8 1 none 9600 hello',
      `tcp:${a.address}:4000`,
      '--profile',
      'qemu',
      '--reconnect',
    );
    await tx.says(/calling/);
    const rx = await listening(a, 'int 1 rx 8 1 none 9600', 4000);
    expectWhole(await outcome(tx), await outcome(rx), 'hello.');
  });

  /** Says "one" at once; what it is to say last, when it is told to go. */
  const caller = (host: Host, listener: Host, last: string): Resident =>
    stranger(
      host,
      `const s = net.connect(4000, '${listener.address}', () => s.write('one'));
       process.stdin.once('data', () => { s.end('${last}'); process.stdin.destroy(); });`,
    );

  fact('VirtualBox’s listener turns a second caller away, and keeps its first', async ({ a, b }) => {
    const rx = await listening(a, 'int 1 rx 8 1 none 9600', 4000);
    const first = caller(b, a, '.');
    await rx.says(/is there/);
    const second = lab7(b, 'int 1 rx 8 1 none 9600', `tcp:${a.address}:4000`);
    expect(await outcome(second)).to.include({ code: 1, end: 'deserted' });
    first.child.stdin.write('go\n');
    const came = await outcome(rx);
    expect(came).to.include({ code: 0, printed: 'one.' });
    expect(came.stderr).to.include('was turned away');
  });

  fact(
    'QEMU’s listener lets a second caller wait, and serves it when the first has left',
    async ({ a, b }) => {
      const rx = await listening(a, 'int 1 rx 8 1 none 9600', 4000, '--profile', 'qemu');
      const first = caller(b, a, ',');
      await rx.says(/came "one"/);
      const second = lab7(b, 'int 1 tx 8 1 none 9600 two', `tcp:${a.address}:4000`);
      await rx.says(/waits until this end's peer has left/);
      first.child.stdin.write('go\n');
      const [sent, came] = [await outcome(second), await outcome(rx)];
      expect([came.code, came.printed, sent.code], came.stderr).to.eql([0, 'one,two.', 0]);
      expect(came.ledger).to.include({ came: 8, read: 8, balanced: true });
    },
  );

  /** A transmission in its middle. */
  const underWay = async (
    { a, b }: TwoHosts,
    options: { readonly rx?: readonly string[]; readonly tx?: readonly string[] } = {},
  ) => {
    const rx = await listening(a, `int 1 rx ${SLOW_LINE}`, 4000, ...(options.rx ?? []));
    const tx = lab7(b, `int 1 tx ${SLOW_LINE} ${LONG}`, `tcp:${a.address}:4000`, ...(options.tx ?? []));
    await tx.says(SENDING);
    return { rx, tx };
  };

  fact('a cable pulled in the middle and put back loses nothing', async (hosts) => {
    const { rx, tx } = await underWay(hosts);
    await hosts.pullCable();
    await tx.says(STALLED);
    await hosts.putCableBack();
    const sent = await outcome(tx);
    expectWhole(sent, await outcome(rx), `${LONG}.`);
    expect(sent.stderr).to.match(RESUMED);
  });

  fact('a cable that stays out: at its timeout the sender says what has not arrived', async (hosts) => {
    const { rx, tx } = await underWay(hosts, { tx: ['--timeout', '4s'] });
    await hosts.pullCable();
    const sent = await outcome(tx);
    rx.child.kill('SIGINT');
    const came = await outcome(rx);
    expect([sent.end, sent.code, came.code]).to.eql(['timeout', 1, 130]);
    expect(sent.ledger.unconfirmed).to.be.above(0);
    expectUnconfirmed(sent, came);
    expect(sent.stderr).to.include(`${sent.ledger.unconfirmed} of them the other computer has not confirmed`);
  });

  fact(
    'a program that ends while the cable is out waits ten seconds for its last characters',
    async (hosts) => {
      const { tx } = await underWay(hosts);
      await hosts.pullCable();
      await tx.says(/over\."/);
      const since = performance.now();
      const sent = await outcome(tx);
      expect(performance.now() - since).to.be.above(9000);
      expect(sent).to.include({ end: 'returned', code: 1 });
      expect(sent.ledger.unconfirmed).to.be.above(0);
      expect(sent.ledger.carried).to.equal(LONG.length + 1);
    },
  );

  fact('Ctrl-C ends that wait', async ({ a, b, pullCable }) => {
    const rx = await listening(a, `int 1 rx ${SLOW_LINE}`, 4000);
    const tx = lab7(b, `int 1 tx ${SLOW_LINE} ${LONG.slice(0, 230)}`, `tcp:${a.address}:4000`);
    await tx.says(SENDING);
    await pullCable();
    await tx.says(/\."\n/);
    const since = performance.now();
    tx.child.kill('SIGINT');
    const sent = await outcome(tx);
    expect(performance.now() - since).to.be.below(8000);
    expect(sent).to.include({ end: 'returned', code: 1 });
    rx.child.kill('SIGINT');
    expectUnconfirmed(sent, await outcome(rx));
  });

  fact('a computer that comes back without the program cuts the connection off', async (hosts) => {
    const { rx, tx } = await underWay(hosts);
    await hosts.pullCable();
    await tx.says(STALLED);
    rx.child.kill('SIGKILL');
    await rx.ended;
    await hosts.a.run('ss', ['--tcp', '--kill', 'sport', '=', ':4000']).catch(() => {});
    await hosts.putCableBack();
    const sent = await outcome(tx);
    expect(sent.code, sent.stderr).to.equal(1);
    expect(sent.stderr).to.match(/was cut off|has closed its end/);
    expect(lost(sent.ledger)).to.be.above(0);
    expect(sent.ledger.balanced).to.equal(true);
  });

  fact('a listener whose peer is cut off says so, listens on, and serves the next one', async ({ a, b }) => {
    const rx = await listening(a, 'int 1 rx 8 1 none 9600', 4000);
    const peer = stranger(
      b,
      `const s = net.connect(4000, '${a.address}', () => s.write('one'));
       process.stdin.once('data', () => { s.resetAndDestroy(); process.stdin.destroy(); })`,
    );
    await rx.says(/came "one"/);
    peer.child.stdin.write('reset\n');
    await rx.says(/was cut off: what was on its way may be lost; waiting for it to come again/);
    await peer.ended;
    const next = await outcome(lab7(b, 'int 1 tx 8 1 none 9600 two', `tcp:${a.address}:4000`));
    const came = await outcome(rx);
    expect([came.printed, came.code, next.code]).to.eql(['onetwo.', 0, 0]);
    expect(came.ledger).to.include({ came: 7, read: 7, balanced: true });
  });

  fact('a connector whose peer is cut off ends, since nobody can come any more', async ({ a, b }) => {
    const peer = stranger(
      a,
      `const server = net.createServer((s) => {
         s.write('one');
         process.stdin.once('data', () => { s.resetAndDestroy(); server.close(); process.stdin.destroy(); });
       }).listen(4000, '0.0.0.0', () => console.error('listening'))`,
    );
    await peer.says(/listening/);
    const rx = lab7(b, 'int 1 rx 8 1 none 9600', `tcp:${a.address}:4000`);
    await rx.says(/came "one"/);
    peer.child.stdin.write('reset\n');
    const came = await outcome(rx);
    expect(came).to.include({ end: 'deserted', code: 1, printed: 'one' });
    expect(came.stderr).to.include('was cut off');
    expect(came.ledger).to.include({ came: 3, read: 3, balanced: true });
  });

  fact('a receiver that is ended in the middle: the rest is lost, and counted', async (hosts) => {
    const { rx, tx } = await underWay(hosts);
    rx.child.kill('SIGINT');
    const [sent, came] = [await outcome(tx), await outcome(rx)];
    expect([sent.code, came.code], sent.stderr).to.eql([1, 130]);
    expect(sent.stderr).to.include('the other machine has closed its end');
    expect(sent.ledger.lostWithoutPeer).to.be.above(0);
    expectUnconfirmed(sent, came);
  });

  fact(
    'a transmitter that is ended in the middle: the receiver has all that went out, and listens on',
    async (hosts) => {
      const { rx, tx } = await underWay(hosts);
      tx.child.kill('SIGINT');
      await rx.says(/the other machine has closed its end; waiting for it to come again/);
      rx.child.kill('SIGINT');
      const [sent, came] = [await outcome(tx), await outcome(rx)];
      expect([sent.code, came.code]).to.eql([130, 130]);
      expect(sent.ledger.unsent).to.be.above(0);
      expect(sent.ledger.unconfirmed).to.equal(0);
      expect(lostBetween(sent, came)).to.equal(0);
    },
  );

  fact(
    'a program that stops for a while loses nothing: the systems hold what it does not read',
    async (hosts) => {
      const { rx, tx } = await underWay(hosts);
      rx.child.kill('SIGSTOP');
      const sent = await outcome(tx);
      rx.child.kill('SIGCONT');
      expectWhole(sent, await outcome(rx), `${LONG}.`);
    },
  );

  fact(
    'a peer that stops reading, and whose system holds little, stalls the sender until it reads',
    async ({ a, b }) => {
      await a.run('sh', ['-c', 'echo 1 128 128 >/proc/sys/net/ipv4/tcp_rmem']);
      const rx = await listening(a, `int 1 rx ${SLOW_LINE}`, 4000);
      rx.child.kill('SIGSTOP');
      const tx = lab7(b, `int 1 tx ${SLOW_LINE} ${LONG}`, `tcp:${a.address}:4000`);
      await tx.says(STALLED);
      rx.child.kill('SIGCONT');
      const sent = await outcome(tx);
      expectWhole(sent, await outcome(rx), `${LONG}.`);
      expect(sent.stderr).to.match(RESUMED);
    },
  );

  fact('over a link of 4 kbit/s all comes, and the sender waits until it has', async (hosts) => {
    await hosts.slowDown(4000);
    const line = '8 1 none 115200';
    const rx = await listening(hosts.a, `fifo 1 rx ${line}`, 4000);
    const tx = lab7(hosts.b, `fifo 1 tx ${line} ${LONG}`, `tcp:${hosts.a.address}:4000`);
    await tx.says(/is there/);
    const since = performance.now();
    expectWhole(await outcome(tx), await outcome(rx), `${LONG}.`);
    expect(performance.now() - since, 'what the link took').to.be.above(700);
  });

  fact('what a sender has not seen confirmed when it is ended may still arrive', async (hosts) => {
    await hosts.slowDown(1000);
    const line = '8 1 none 115200';
    const rx = await listening(hosts.a, `fifo 1 rx ${line}`, 4000);
    const tx = lab7(hosts.b, `fifo 1 tx ${line} ${LONG}`, `tcp:${hosts.a.address}:4000`);
    await tx.says(/over\."/);
    tx.child.kill('SIGINT');
    const sent = await outcome(tx);
    expect(sent).to.include({ end: 'returned', code: 1 });
    expect(sent.ledger.unconfirmed).to.be.above(0);
    const came = await outcome(rx);
    expect([came.code, came.printed], came.stderr).to.eql([0, `${LONG}.`]);
    expect(lostBetween(sent, came)).to.equal(0);
  });

  fact('a silent peer’s system is asked within two minutes whether it is still there', async ({ a, b }) => {
    const rx = await listening(a, 'int 1 rx 8 1 none 9600', 4000);
    const peer = lab7(b, 'int 1 rx 8 1 none 9600', `tcp:${a.address}:4000`);
    await Promise.all([rx.says(/is there/), peer.says(/is there/)]);
    for (const { child } of [rx, peer]) {
      const table = await readFile(`/proc/${child.pid}/net/tcp`, 'latin1');
      const [, timer, hundredths = ''] = /(?: \S+){2} 01 \S+ (\d\d):([0-9A-F]{8})/.exec(table) ?? [];
      expect(timer, table).to.equal('02');
      expect(Number.parseInt(hundredths, 16)).to.be.within(1, 12_000);
    }
  });
});
