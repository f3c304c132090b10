import { join } from 'node:path';
import { expect } from 'chai';
import { Player } from '../../scripts/mutants/player.ts';
import { type Ended, node, ROOT } from './processes.ts';

const mutants = (...argv: readonly string[]): Promise<Ended> =>
  node(['--import', 'tsx', join(ROOT, 'scripts', 'mutants', 'mutants.ts'), ...argv]).ended;

describe('npm run test:mutants', () => {
  it('tries each mutant of a file, and ends with 0 when all are killed', async () => {
    const { code, stdout } = await mutants('--file', 'wire/null-modem.ts');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^all +18 +18 +0 +0 +100\.0 %$/m);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('At least 90 % are killed; each survivor is known.');
  });

  it('says why a known survivor lives, and ends with 1 when too few are killed', async () => {
    const listed = (await mutants('--list', '--file', 'uart/frame.ts')).stdout.split('\n');
    const [, id] = listed[listed.indexOf('  + levels = 1;') - 2]?.split(' ') ?? [];
    const { code, stdout } = await mutants('--only', id ?? '');
    expect(code).to.equal(1);
    expect(stdout).to.match(
      /^harness\/uart\/frame\.ts:\d+:\d+ \w+\n- in: Frame\.levels\n {2}was: levels = -1;\n/,
    );
    expect(stdout)
      .to.match(/\n {2}why: \S.*\n/)
      .and.not.to.contain('UNKNOWN');
  });

  it('plays nothing when no mutant is chosen, and says how to choose', async () => {
    const { code, stdout, stderr } = await mutants('--file', 'chap.ts');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('no mutant').and.to.contain('--file NAME');
  });
});

describe('the player of specs', () => {
  const player = new Player();
  after(() => player.close());

  const play = (code: string, first: readonly string[] = [], allowed: number | null = null) =>
    player.play({ code, first, allowed });
  const suite = (title: string, body: string): string =>
    `describe('${title}', () => { it('holds', () => { ${body} }); });`;
  const FAILS = 'throw new Error();';

  it('tells that all have passed, how long each suite took, and how much processor time the longest spec', async () => {
    const { outcome, suite: failed, ms, longest } = await play(suite('a', '') + suite('b', ''));
    expect({ outcome, failed }).to.deep.equal({ outcome: 'passed', failed: null });
    expect(ms).to.have.keys('a', 'b');
    expect(longest).to.be.greaterThan(0);
  });

  it('ends at the first spec that fails, and names its suite', async () => {
    const { outcome, suite: failed, ms } = await play(suite('a', '') + suite('b', FAILS) + suite('c', FAILS));
    expect({ outcome, failed }).to.deep.equal({ outcome: 'failed', failed: 'b' });
    expect(ms).to.have.keys('a', 'b');
  });

  it('plays the suites first that it is told to', async () => {
    const { suite: failed } = await play(suite('a', FAILS) + suite('b', FAILS) + suite('c', FAILS), [
      'c',
      'b',
    ]);
    expect(failed).to.equal('c');
  });

  it('takes specs that cannot be loaded for failed', async () => {
    for (const code of ['const = 1;', FAILS]) {
      const { outcome, suite: failed } = await play(code);
      expect({ outcome, failed }).to.deep.equal({ outcome: 'failed', failed: null });
    }
  });

  it('stops a spec that goes on beyond the processor time allowed, and plays the next in a new process', async () => {
    expect((await play(suite('a', 'for (;;);'), [], 300)).outcome).to.equal('endless');
    expect((await play(suite('a', ''), [], 2000)).outcome).to.equal('passed');
  });

  it('stops what a spec leaves behind that goes on for ever, before it is in the way of the next', async () => {
    const behind = 'setTimeout(() => { for (;;); });';
    await play(suite('a', behind), [], 300);
    expect((await play(suite('a', ''), [], 300)).outcome).to.be.oneOf(['passed', 'endless']);
    expect((await play(suite('a', ''), [], 2000)).outcome).to.equal('passed');
  });

  it('takes a spec that mocha waits for in vain for one that does not end', async () => {
    const waiting = "describe('a', () => { it('waits', () => new Promise(() => {})).timeout(20); });";
    expect((await play(waiting, [], 2000)).outcome).to.equal('endless');
  });

  it('stops what fills the memory', async () => {
    const { outcome } = await play(suite('a', 'for (const all = []; ; ) all.push(Array(1e5).fill(0.5));'));
    expect(outcome).to.equal('endless');
  });

  it('gives specs modules of their own each time', async () => {
    const code = `let loaded = 0; ${suite('a', 'loaded += 1; if (loaded > 1) throw new Error();')}`;
    expect((await play(code)).outcome).to.equal('passed');
    expect((await play(code)).outcome).to.equal('passed');
  });
});
