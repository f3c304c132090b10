import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { node, ROOT } from './processes.ts';

const TSX = join(ROOT, 'node_modules/tsx/dist/esm/index.mjs');
const BIN = join(ROOT, 'scripts/nullmodem.ts');
const ARGS = ['lab7', 'poll 1 rx 8 1 none 9600', '--port', 'tcp-listen:0'];

describe('nullmodem lab7 with a peer that stays', () => {
  for (const [signal, times] of [
    ['SIGINT', 1],
    // What npm or tsx passes on comes a second time.
    ['SIGINT', 3],
    ['SIGTERM', 1],
    ['SIGHUP', 1],
  ] as const) {
    it(`ends with its ledger and 130 at ${signal}, ${times} in a row`, async () => {
      const { child, ended } = node(['--import', TSX, BIN, ...ARGS, '--json']);
      const peer = await new Promise<Socket>((resolve) => {
        child.stderr.on('data', (text: string) => {
          const [, port] = /listening on 127\.0\.0\.1:(\d+)/.exec(text) ?? [];
          if (port !== undefined) resolve(connect(Number(port), '127.0.0.1'));
        });
      });
      peer.on('error', () => {});
      await once(peer, 'connect');
      peer.write('abc');
      await new Promise<void>((resolve) => {
        child.stderr.on('data', (text: string) => {
          if (text.includes('came "abc"')) resolve();
        });
      });
      for (let time = 0; time < times; time += 1) child.kill(signal);
      const { code, stdout, stderr } = await ended;
      peer.destroy();
      expect({ code, end: JSON.parse(stdout).lab7.end }).to.deep.equal({ code: 130, end: 'interrupted' });
      expect(stderr).to.contain('came: 3 characters: 3 read');
    });
  }
});
