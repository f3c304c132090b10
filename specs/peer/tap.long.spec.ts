import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Side } from '../../harness/ground/side.ts';
import { parseCommand, runCommand } from '../../harness/lab7/command.ts';
import { ConnectingOutlet } from '../../harness/peer/connecting-outlet.ts';
import type { LiveOutcome } from '../../harness/peer/live-outcome.ts';
import { playLive } from '../../harness/peer/live-pc.ts';
import { listenAddress } from '../../harness/peer/port-address.ts';
import { play } from '../../harness/run/play.ts';
import { turnsUntil } from '../link/sockets.ts';
import { node, ROOT } from '../scripts/processes.ts';
import { payloadsOf } from './payloads.ts';
import { begun, loaded } from './recorded.ts';
import { ANY_PORT, allGivenBack, connected, connectTo, end, Listener, read, Tapped } from './tapped.ts';

const MIB = 1 << 20;

describe('1000 conversations through one tap', () => {
  allGivenBack();
  it('leave no socket, listener or timer behind, however they end', async () => {
    const listener = await Listener.on();
    const tapped = new Tapped(ANY_PORT, connectTo(listener.at));
    await tapped.told('open');
    const before = process.getActiveResourcesInfo().length;
    for (let count = 1; count <= 1000; count += 1) {
      const [a, b] = [await tapped.call('A'), await listener.caller()];
      const [one, other] = count % 3 === 0 ? [b, a] : [a, b];
      one.write('x');
      await read(other, 1);
      if (count % 2 === 0) one.resetAndDestroy();
      else one.destroy();
      await end(other);
      other.destroy();
      await tapped.told('parted', count);
    }
    await turnsUntil(() => process.getActiveResourcesInfo().length <= before, 'all to be given back');
    expect(await tapped.end()).to.include({ conversations: 1000 });
    await listener.close();
    await turnsUntil(() => process.getActiveResourcesInfo().length <= before, 'the port to be given back');
  });
});

describe('1 GiB through nullmodem tap', () => {
  allGivenBack();
  const TOTAL = 1024 * MIB;
  const PIECE = Buffer.alloc(1 << 16, 'all work and no play ');

  const residentMib = (pid: number, field: 'VmRSS' | 'VmHWM'): number =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

  it('passes, and its memory does not follow', async function () {
    if (process.platform !== 'linux') this.skip();
    const listener = await Listener.on();
    const to = listener.at.kind === 'tcp' ? `127.0.0.1:${listener.at.port}` : '';
    const tsx = join(ROOT, 'node_modules/tsx/dist/esm/index.mjs');
    const bin = join(ROOT, 'scripts/nullmodem.ts');
    const words = ['tap', '--listen', '0', '--connect', to, '--once'];
    const { child, ended } = node(['--import', tsx, bin, ...words]);
    const where = await new Promise<string>((found) => {
      child.stdout.on('data', (text: string) => {
        const [, address] = /machine A on ([\d.:]+);/.exec(text) ?? [];
        if (address !== undefined) found(address);
      });
    });
    const [a, b] = [await connected(listenAddress(where)), await listener.caller()];
    a.write('x');
    await read(b, 1);
    const before = residentMib(child.pid as number, 'VmRSS');
    let left = TOTAL / PIECE.length;
    const fill = (): void => {
      for (let room = true; room && left > 0; left -= 1) room = a.write(PIECE);
      if (left > 0) a.once('drain', fill);
      else a.end();
    };
    let came = 0;
    b.on('data', (bytes) => {
      came += bytes.length;
    });
    const atEnd = new Promise((done) => b.once('end', done));
    fill();
    b.resume();
    await atEnd;
    expect(came).to.equal(TOTAL);
    expect(residentMib(child.pid as number, 'VmHWM') - before).to.be.lessThan(64);
    b.end();
    a.resume();
    const { code, stdout } = await ended;
    expect(code).to.equal(0);
    expect(stdout).to.contain('A > B  1 073 741 825 bytes');
    // Lines by time and not by bytes.
    expect(stdout.length).to.be.lessThan(200_000);
  });
});

describe('two emulated PCs that talk through a tap', () => {
  allGivenBack();
  it('are recorded as a scenario that passes with the same bytes, one way and then the other', async () => {
    const tapped = new Tapped(ANY_PORT, ANY_PORT);
    await tapped.told('open', 2);
    const run = async (side: Side, args: string): Promise<LiveOutcome<{ readonly ok: boolean }>> => {
      const command = parseCommand(args);
      if ('code' in command) throw new Error(command.what);
      const { where } = tapped.of('open').find((event) => event.side === side) ?? { where: '' };
      return await playLive(runCommand(command, {}), {
        outlet: new ConnectingOutlet(listenAddress(where)),
        port: command.port,
        profile: 'virtualbox5',
        waitsForPeer: true,
      });
    };
    for (const [count, from, to] of [
      [1, 'A', 'B'],
      [2, 'B', 'A'],
    ] as const) {
      const outcomes = await Promise.all([
        run(to, 'int 1 rx 8 1 none 115200'),
        run(from, `int 1 tx 8 1 none 115200 the quick brown fox, from ${from}`),
      ]);
      for (const { end: over } of outcomes) expect(over).to.have.nested.property('result.ok', true);
      await tapped.told('parted', count);
    }
    const recording = begun();
    const text = [recording.head(), ...tapped.events.map((event) => recording.tell(event)), recording.rest()];
    await tapped.end();
    const scenario = loaded(text.join(''));
    const sent = (side: Side) =>
      Buffer.concat(tapped.of('bytes').flatMap((event) => (event.side === side ? [event.bytes] : [])));
    expect(payloadsOf(scenario.steps)).to.deep.equal({ A: sent('A'), B: sent('B') });
    expect(String(sent('A'))).to.contain('the quick brown fox, from A');
    const { outcome, failures } = await play(scenario, { seed: 1 });
    expect({ outcome, failures }).to.deep.equal({ outcome: 'passed', failures: [] });
  });
});
