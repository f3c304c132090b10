import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { listenAddress } from '../../harness/peer/port-address.ts';
import { turnsUntil } from '../link/sockets.ts';
import { loaded } from '../peer/recorded.ts';
import { allGivenBack, connected, Listener, read } from '../peer/tapped.ts';
import { Paper, type Ran, temporaryPlace } from './stage.ts';

describe('nullmodem tap', () => {
  const place = temporaryPlace();
  let listener: Listener;
  beforeEach(async () => {
    listener = await Listener.on();
  });
  allGivenBack();

  const port = (): string => (listener.at.kind === 'tcp' ? `127.0.0.1:${listener.at.port}` : '');

  /** Runs it with a port of its own for A, and the listener for B, while the two talk. */
  async function stand(
    words: readonly string[],
    talk: (a: Socket, b: Socket) => Promise<void>,
    isInterrupted = false,
  ): Promise<Ran> {
    const [stdout, stderr] = [new Paper(), new Paper()];
    const stop = new AbortController();
    const { signal } = stop;
    const ran = place.run(['tap', '--listen', '0', '--connect', port(), ...words], {
      stdout,
      stderr,
      signal,
    });
    const where = (): string | undefined => /machine A on ([\d.:]+)/.exec(stdout.text + stderr.text)?.[1];
    await turnsUntil(() => where() !== undefined, 'the port of A');
    const a = await connected(listenAddress(where() as string));
    const b = await listener.caller();
    await talk(a, b);
    if (isInterrupted) stop.abort();
    return await ran;
  }

  async function ask(a: Socket, b: Socket): Promise<void> {
    a.write('ping\r\n');
    await read(b, 6);
    b.write(Uint8Array.of(0, 255));
    await read(a, 2);
  }

  async function part(a: Socket, b: Socket): Promise<void> {
    a.end();
    await once(b.resume(), 'end');
    b.end();
    await once(a.resume(), 'end');
  }

  const timeless = (text: string): readonly string[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) =>
        line.replace(/^ *\d+\.\d{3} s {2}|\d+\.\d{3} s/g, '').replace(/127\.0\.0\.1:\d+/g, 'PORT'),
      );

  it('shows who comes, what is said, and who leaves; and under it the sums', async () => {
    const { exit, stdout, stderr } = await stand(['--once'], async (a, b) => {
      await ask(a, b);
      await part(a, b);
    });
    expect(exit).to.equal(0);
    expect(timeless(stdout)).to.deep.equal([
      'waiting for machine A on PORT; then machine B is called at PORT',
      'machine A is there: PORT',
      'machine B is there: PORT',
      'both are there: what one sends goes to the other',
      String.raw`A > B  "ping\r\n"`,
      String.raw`B > A  "\x00\xFF"`,
      'machine A has closed its end',
      'machine B has closed its end',
      'the conversation is over: 6 bytes from A, 2 bytes from B',
      'the tap has ended with its conversation after , with 1 conversation',
      'A > B  6 bytes',
      'B > A  2 bytes',
      'machine A has closed its end',
      'machine B has closed its end',
    ]);
    expect(stderr).to.equal(
      'note: this computer alone can connect; for a machine on another one, write --listen 0.0.0.0:PORT\n',
    );
  });

  it('shows the port and the sums alone with --quiet', async () => {
    const { stdout } = await stand(['--once', '--quiet'], async (a, b) => {
      await ask(a, b);
      await part(a, b);
    });
    expect(timeless(stdout)).to.have.lengthOf(6);
  });

  it('ends at Ctrl-C with 130, and the sums', async () => {
    const talk = async (a: Socket, b: Socket): Promise<void> => {
      await ask(a, b);
      for (const socket of [a, b]) socket.resume().once('end', () => socket.end());
    };
    const { exit, stdout } = await stand([], talk, true);
    expect(exit).to.equal(130);
    expect(stdout).to.contain('the tap was interrupted after').and.to.contain('A > B  6 bytes\n');
    expect(stdout).to.contain('machine A was let go\n');
  });

  it('puts one document on stdout with --json, and the conversation on stderr', async () => {
    const { stdout, stderr } = await stand(
      ['--once', '--json', '--record', 'talk.lab7.yaml'],
      async (a, b) => {
        await ask(a, b);
        await part(a, b);
      },
    );
    const { tap } = JSON.parse(stdout);
    expect(tap).to.deep.include({
      end: 'over',
      conversations: 1,
      bytes: { A: { came: 6, passed: 6 }, B: { came: 2, passed: 2 } },
      left: { A: 'closed', B: 'closed' },
      recording: { file: 'talk.lab7.yaml', bytes: 8, isWhole: true },
    });
    expect(stderr).to.contain('A > B  "ping');
  });

  it('records a scenario that `run` plays, and that passes', async () => {
    const words = ['--record', 'talk.lab7.yaml', '--line', '9600 8E1'];
    const { stdout } = await stand(['--once', ...words], async (a, b) => {
      await ask(a, b);
      await part(a, b);
    });
    expect(stdout).to.contain('recorded 8 bytes: `npx nullmodem run talk.lab7.yaml` plays them');
    const { exit, stdout: played } = await place.run(['run', 'talk.lab7.yaml', '--json']);
    expect(exit, played).to.equal(0);
    const [scenario] = JSON.parse(played).scenarios;
    expect(scenario.name).to.equal('talk');
    expect(scenario.lines.A).to.include({ divisor: 12, parity: 'even' });
  });

  it('says so where nothing was said, and the file is a scenario all the same', async () => {
    const { stdout } = await stand(['--once', '--record', 'talk.lab7.yaml'], part);
    expect(stdout).to.contain('talk.lab7.yaml is a scenario in which nothing is said');
    loaded(place.read('talk.lab7.yaml'));
  });

  it('leaves an earlier recording as it is where it cannot begin, and says nothing of who can connect', async () => {
    const OLD = '# Recorded by `nullmodem tap`.\nold\n';
    place.write('talk.lab7.yaml', OLD);
    const words = ['--listen', port(), '--listen', '0', '--record', 'talk.lab7.yaml'];
    const { exit, stdout, stderr } = await place.run(['tap', ...words]);
    expect({ exit, stdout }).to.deep.equal({ exit: 3, stdout: '' });
    expect(stderr).to.match(/^error\[port-busy\]/);
    expect(place.read('talk.lab7.yaml')).to.equal(OLD);
    const second = ['--listen', '0', '--listen', port(), '--record', 'talk.lab7.yaml'];
    expect((await place.run(['tap', ...second])).exit).to.equal(3);
    expect(place.read('talk.lab7.yaml')).to.equal(OLD);
  });

  it('ends with 1 when its time is over and nobody came', async () => {
    const { exit, stdout } = await place.run(['tap', '--listen', '0', '--listen', '0', '--timeout', '20ms']);
    expect(exit).to.equal(1);
    expect(stdout).to.contain('its time was over').and.to.contain('no conversation');
  });

  it('says what to start first where nobody listens, with 3 where it can only call', async () => {
    const absent = await Listener.on();
    const at = absent.at.kind === 'tcp' ? `127.0.0.1:${absent.at.port}` : '';
    await absent.close();
    const { exit, stdout, stderr } = await place.run(['tap', '--connect', at, '--connect', port()]);
    expect({ exit, stdout }).to.deep.equal({ exit: 3, stdout: '' });
    expect(stderr).to.contain('error[link-refused]').and.to.contain('fix: Start machine A first');
  });

  it('says so once where it can be reached over the network', async () => {
    const stop = new AbortController();
    const stdout = new Paper({ onWrite: (text) => text.includes('machine B') && stop.abort() });
    const words = ['--listen', '0', '--listen', '0', '--host', '0.0.0.0'];
    const { stderr } = await place.run(['tap', ...words], { stdout, signal: stop.signal });
    expect(stderr).to.match(/^note: it listens on every address of this computer: [^\n]+\n$/);
  });

  describe('refuses', () => {
    const refused = async (...words: string[]): Promise<string> => {
      const { exit, stdout, stderr } = await place.run(['tap', ...words]);
      expect({ exit, stdout }, words.join(' ')).to.deep.equal({ exit: 2, stdout: '' });
      return stderr;
    };

    it('less and more than two machines', async () => {
      expect(await refused()).to.contain('between two machines, and none is named');
      expect(await refused('--listen', '4000')).to.contain('one is named');
      expect(await refused('--listen', '0', '4001', '--timeout', '1ms')).to.contain('4001');
      expect(await refused('--listen', '1', '--listen', '2', '--connect', 'a:3')).to.contain('3 are named');
    });
    it('a machine to call without its computer', async () => {
      expect(await refused('--listen', '4000', '--connect', '5000')).to.contain('--connect 127.0.0.1:5000');
    });
    it('a port that is none, a line that is none, a time without a unit', async () => {
      expect(await refused('--listen', '70000', '--listen', '1')).to.contain('is no port');
      expect(await refused('--listen', '0', '--listen', '0', '--line', '9601 8N1')).to.contain('9600');
      expect(await refused('--listen', '0', '--listen', '0', '--timeout', '20')).to.contain('20s');
    });
    it('to call itself', async () => {
      expect(await refused('--listen', '4000', '--connect', '127.0.0.1:4000')).to.contain('call itself');
    });
    it('--host without a port that it could be for', async () => {
      expect(await refused('--listen', '/tmp/a', '--connect', 'a:1', '--host', '0.0.0.0')).to.contain(
        '--host',
      );
    });
    it('to record over a file that is no recording; an older recording it replaces', async () => {
      place.write('mine.lab7.yaml', 'version: 1\n');
      const words = ['--listen', '0', '--listen', '0', '--timeout', '1ms', '--record', 'mine.lab7.yaml'];
      expect(await refused(...words)).to.contain('is no recording');
      expect(place.read('mine.lab7.yaml')).to.equal('version: 1\n');
      place.write('mine.lab7.yaml', '# Recorded by `nullmodem tap`.\nold\n');
      expect((await place.run(['tap', ...words])).exit).to.equal(1);
      expect(place.read('mine.lab7.yaml')).to.not.contain('old');
    });
  });

  it('ends with 3 where the recording cannot be written', async () => {
    const words = ['--listen', '0', '--listen', '0', '--timeout', '1ms', '--record', 'absent/x.lab7.yaml'];
    const { exit, stderr } = await place.run(['tap', ...words]);
    expect(exit).to.equal(3);
    expect(stderr).to.contain('error[recording-unwritable]');
  });
});
