import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bundled, node, ROOT, type Started } from './processes.ts';

/** A scenario for each of so many waits: 900 of them over TCP take more than a second. */
const file = (count: number): string =>
  [
    'version: 1',
    'name: waits',
    'link: { transport: tcp }',
    'machines: { A: { line: 115200 8N1 }, B: { line: 115200 8N1 } }',
    `matrix: { for: [${Array.from({ length: count }, (_, i) => `${i + 1}bits`).join()}] }`,
    'steps:',
    `  - wait: { for: "\${{ matrix.for }}" }`,
    '',
  ].join('\n');

describe('the command', () => {
  const NAME = 'a port without a UART reads FF';
  let folder = '';

  // A user in Porto: the words are English all the same, and never half of them.
  const env = { ...process.env, NO_COLOR: '1', LC_ALL: 'pt_PT.UTF-8' };
  const nullmodem = (...argv: readonly string[]): Started =>
    node([join(folder, 'dist', 'nullmodem.js'), ...argv], { env });

  // The bundle starts in a third of the time. All begin at once, and each spec waits for its own.
  let plain: Started;
  let version: Started;
  let interrupted: Started;
  let unread: Started;
  let unheard: Started;
  let help: Started;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nullmodem-spec-'));
    const [one, many] = [join(folder, 'one.lab7.yaml'), join(folder, 'many.lab7.yaml')];
    writeFileSync(one, file(1));
    writeFileSync(many, file(900));
    // As `npm start` does it; the long run has more of the same.
    version = node(['--import', 'tsx', join(ROOT, 'scripts', 'nullmodem.ts'), '--version'], { env });
    // A catalogue of one file, for all of it is a second's work.
    const small = join('scenarios', 'uart', 'unmapped.lab7.yaml');
    cpSync(join(ROOT, 'fixtures', small), join(folder, 'small', small));
    await bundled(folder, join(folder, 'small'));
    plain = nullmodem('run', '--grep', NAME);
    interrupted = nullmodem('run', many);
    const { child } = interrupted;
    child.stdout.once('data', () => child.kill('SIGINT'));
    unread = nullmodem('--version');
    unread.child.stdout.destroy();
    unheard = nullmodem('run', one, '--grep', 'nothing-such');
    unheard.child.stderr.destroy();
    help = nullmodem('run', '--help');
  });
  after(async () => {
    await Promise.all([plain, version, interrupted, unread, unheard, help].map(({ ended }) => ended));
    rmSync(folder, { recursive: true, force: true });
  });

  it('plays one scenario of the catalogue: its result is on stdout, nothing on stderr, exit code 0', async () => {
    const { code, stdout, stderr } = await plain.ended;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).to.contain(NAME).and.to.match(/^ok /);
    expect(stdout).to.contain('1 passed');
  });

  it('tells the version of package.json from its sources, and nothing else', async () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { code, stdout, stderr } = await version.ended;
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('has its help in one language, whatever that of the computer is', async () => {
    const { stdout } = await help.ended;
    expect(stdout).to.contain('[choices: "cable", "tcp", "pipe"]').and.not.contain('escolhas');
  });

  it('ends at Ctrl-C behind the scenario that plays, with the summary and exit code 130', async function () {
    if (process.platform === 'win32') this.skip();
    const { code, signal, stdout, stderr } = await interrupted.ended;
    expect({ code, signal, stderr }).to.deep.equal({ code: 130, signal: null, stderr: '' });
    const played = stdout.match(/^ok /gm)?.length ?? 0;
    expect(played).to.be.greaterThan(0).and.to.be.lessThan(900);
    expect(stdout).to.contain(`${played} passed`);
  });

  it('ends quietly when nobody reads its stdout any more', async () => {
    const { code, stderr } = await unread.ended;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  });

  it('keeps its exit code when nobody reads its stderr', async () => {
    expect((await unheard.ended).code).to.equal(2);
  });
});
