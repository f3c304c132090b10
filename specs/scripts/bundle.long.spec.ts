import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bundled, type Ended, node, ROOT } from './processes.ts';

/** As wrong as a file can be: a key, a type, a range, a unit, a word, and a name in wide characters. */
const WRONG = `version: 1
name: 直列 🖧
linc: {}
link: { transport: cabel }
machines: { A: { fifo: 15 }, B: { line: 9600 }, C: {} }
steps:
  - send: { from: A, text: 7 }
  - wait: { for: 20 }
  - in: { on: A, port: 0x3F9, mask: 300, is: "x" }
`;

/** Right, and it fails: what came is not what was wanted. */
const FAILING = `version: 1
name: 直列 🖧
machines: { A: { line: 115200 8N1 }, B: { line: 115200 8N1 } }
steps:
  - send: { from: A, text: "grüße" }
  - expect: { on: B, text: "gruess", within: 2ms }
`;

describe('the bundle', () => {
  let folder = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nullmodem-spec-'));
    await bundled(folder);
    writeFileSync(join(folder, 'wrong.lab7.yaml'), WRONG);
    writeFileSync(join(folder, 'failing.lab7.yaml'), FAILING);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const both = async (...argv: readonly string[]): Promise<{ built: Ended; sources: Ended }> => {
    const env = { ...process.env, NO_COLOR: '1' };
    const [built, sources] = await Promise.all([
      node([join(folder, 'dist', 'nullmodem.js'), ...argv], { env }).ended,
      node(['--import', 'tsx', join(ROOT, 'scripts', 'nullmodem.ts'), ...argv], { env }).ended,
    ]);
    return { built, sources };
  };
  /** Without the time that it took, and without the command that plays it again: a package is not called as sources are. */
  const plain = ({ code, stdout, stderr }: Ended) => ({
    code,
    stderr,
    stdout: stdout.replace(/ in [\d.]+ m?s \(/g, ' (').replace(/npm start --|npx nullmodem run/g, ''),
  });

  const cases: readonly (readonly [string, number, (folder: string) => readonly string[]])[] = [
    ['its help', 0, () => ['--help']],
    ['the help of run', 0, () => ['run', '--help']],
    ['a refusal', 2, () => ['run', '--lnik', 'tcp']],
    ['all that is wrong with a file', 2, (at) => ['run', join(at, 'wrong.lab7.yaml')]],
    ['the story of a failure', 1, (at) => ['run', join(at, 'failing.lab7.yaml')]],
  ];
  for (const [what, exit, argv] of cases) {
    it(`prints ${what} as the sources do, and ends with ${exit}`, async () => {
      const { built, sources } = await both(...argv(folder));
      expect(sources.code).to.equal(exit);
      expect(plain(built)).to.deep.equal(plain(sources));
    });
  }

  it('makes the same page of a trace as the sources do, with the script that lies beside it', async () => {
    const trace = join(folder, 't.ndjson');
    await node([
      join(folder, 'dist', 'nullmodem.js'),
      'run',
      join(folder, 'failing.lab7.yaml'),
      '--trace',
      trace,
    ]).ended;
    const { built, sources } = await both('show', trace, '--html');
    expect(built.code).to.equal(0);
    expect(built.stdout)
      .to.contain(readFileSync(join(folder, 'dist', 'viewer.js'), 'utf8').trim())
      .and.equal(sources.stdout);
  });

  it('is a library too', async () => {
    const { stdout, stderr } = await node([
      '--input-type=module',
      '--eval',
      `const { Uart } = await import(${JSON.stringify(join(folder, 'dist', 'index.js'))}); console.log(new Uart().read(5));`,
    ]).ended;
    expect({ stdout, stderr }).to.deep.equal({ stdout: '96\n', stderr: '' });
  });
});
