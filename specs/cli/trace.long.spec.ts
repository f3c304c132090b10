import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { temporaryPlace } from './stage.ts';

/** Where tsx is found. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** 256 characters so many times, each way: 20 s at 115200 8N1, 2.6 million records. */
const TIMES = 900;
/** So little that sixteen bytes kept of each record would not fit; MB. */
const HEAP = 40;

const LONG = [
  'version: 1',
  'name: both ways',
  'machines: { A: { line: 115200 8N1, fifo: 14 }, B: { line: 115200 8N1, fifo: 14 } }',
  'steps:',
  `  - send: { from: A, mode: fifo, repeat: "00..FF", times: ${TIMES} }`,
  `  - send: { from: B, mode: fifo, repeat: "00..FF", times: ${TIMES} }`,
  ...['A', 'B'].map((on) => `  - expect: { on: ${on}, count: ${256 * TIMES}, mode: fifo, within: 60s }`),
  '',
].join('\n');

/** The end of a file that is too large to be read whole. */
function tailOf(path: string, length: number): string {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, length, statSync(path).size - length);
  } finally {
    closeSync(file);
  }
  return bytes.toString('latin1');
}

describe('nullmodem run --trace, of a long run', () => {
  const place = temporaryPlace();
  const run = (trace: string, heap = HEAP) =>
    spawnSync(
      process.execPath,
      [
        ...[`--max-old-space-size=${heap}`, '--import', 'tsx', 'scripts/nullmodem.ts'],
        ...['run', place.path('long.lab7.yaml'), '--trace', trace],
      ],
      { cwd: ROOT, encoding: 'utf8', timeout: 300_000 },
    );
  beforeEach(() => {
    place.write('long.lab7.yaml', LONG);
  });

  it(`needs no more than ${HEAP} MB, and writes all of it`, () => {
    const path = place.path('t.ndjson');
    const { status, stderr } = run(path);
    expect(status, stderr).to.equal(0);
    expect(statSync(path).size).to.be.greaterThan(250_000_000);
    expect(tailOf(path, 5000)).to.match(/"k":"verdict","passed":true\}\n\{"nullmodem":"play".*\}\n$/);
  });

  it('ends with an error, and no stack, where nothing more can be written', function () {
    if (process.platform !== 'linux') this.skip();
    const { status, stderr } = run('/dev/full');
    expect(status).to.equal(3);
    expect(stderr).to.match(/^error\[trace-unwritable\]: cannot write the trace to \/dev\/full: ENOSPC/m);
    expect(stderr).not.to.contain('    at ');
  });
});
