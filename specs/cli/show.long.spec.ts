import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { unitOf } from '../../harness/report/vcd/timescale.ts';
import { linesOf, temporaryPlace } from './stage.ts';

/** Where tsx is found. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHARACTER = 160;
/** Both ways: 400 000 records. */
const CHARACTERS = 50_000;
/** So little that what is kept of each record would not fit; MB. */
const HEAP = 40;

const BEGINNING = ['A', 'B'].flatMap((m) => [
  { t: 0, m, k: 'power', on: true },
  { t: 0, m, k: 'out', port: 0x3fb, v: 0x83 },
  { t: 0, m, k: 'out', port: 0x3f8, v: 1 },
  { t: 0, m, k: 'out', port: 0x3f9, v: 0 },
  { t: 0, m, k: 'out', port: 0x3fb, v: 0x03 },
]);

function recordsOf(i: number): readonly object[] {
  const t = 10 + i * CHARACTER;
  const [char, serial] = [i & 0xff, i + 1];
  const each = (record: (m: string) => object): readonly object[] => ['A', 'B'].map(record);
  return [
    ...each((m) => ({ t, m, k: 'out', port: 0x3f8, v: char })),
    ...each((m) => ({ t, m, k: 'frame', serial, char, ends: t + CHARACTER })),
    ...each((m) => ({ t: t + 152, m, k: 'char', serial, char, errors: 0, held: 1 })),
    ...each((m) => ({ t: t + 154, m, k: 'in', port: 0x3f8, v: char, n: 1, since: t + 154 })),
  ];
}

const ndjson = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** The end of a file that is too large to be read whole. */
function tailOf(path: string): readonly string[] {
  const bytes = Buffer.alloc(200);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, statSync(path).size - bytes.length);
  } finally {
    closeSync(file);
  }
  return linesOf(bytes.toString('latin1'));
}

describe('nullmodem show, of a long trace', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    const uart = { base: 0x3f8, irq: 4, type: '16550A' };
    const about = { name: 'long', seed: 1, profile: 'wire', machines: { A: uart, B: uart } };
    const header = { nullmodem: 'trace', version: 2, ...about };
    place.write('long.ndjson', ndjson([header, ...BEGINNING]));
    for (let i = 0; i < CHARACTERS; i += 1000) {
      const piece = Array.from({ length: 1000 }, (_, k) => recordsOf(i + k)).flat();
      appendFileSync(place.path('long.ndjson'), ndjson(piece));
    }
  });

  for (const [as, ending] of [
    ['vcd', `#${unitOf(10 + CHARACTERS * CHARACTER)}`],
    ['text', `receives 0x${((CHARACTERS - 1) & 0xff).toString(16).toUpperCase()}`],
    ['svg', '</svg>'],
  ] as const) {
    it(`goes through as --${as} in ${HEAP} MB, whole`, () => {
      const node = [`--max-old-space-size=${HEAP}`, '--import', 'tsx', 'scripts/nullmodem.ts'];
      const words = ['show', place.path('long.ndjson'), `--${as}`, '-o', place.path('out')];
      const { status, stderr } = spawnSync(process.execPath, [...node, ...words], {
        cwd: ROOT,
        encoding: 'utf8',
        timeout: 120_000,
      });
      expect(status, stderr).to.equal(0);
      expect(tailOf(place.path('out')).join('\n')).to.contain(ending);
    });
  }
});
