import { join } from 'node:path';
import { expect } from 'chai';
import { node, ROOT } from './processes.ts';

interface Row {
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly value: number }[];
  readonly checks: readonly { readonly value: number; readonly target: number }[];
}

const START = join(ROOT, 'scripts', 'bench', 'start.mjs');

describe('npm run bench', () => {
  it('measures every row once, and each figure is one', async () => {
    const { code, stdout, stderr } = await node([START, '--quick', '--rounds', '1', '--ms', '1', '--json'])
      .ended;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const { rows } = JSON.parse(stdout) as { readonly rows: readonly Row[] };
    expect(rows.map(({ name }) => name)).to.deep.equal([
      'status-reads',
      'polled',
      'wire',
      'mismatched',
      'interrupts',
      'programs',
      'tcp-round-trips',
      'pipe-round-trips',
      'tcp-one-way',
      'pipe-one-way',
      'tap',
      'live',
      'trace',
      'catalogue',
      'start-up',
      'test-floor',
      'transfer-size',
      'pair-count',
    ]);
    for (const { name, lines, checks } of rows) {
      expect(lines, name).to.have.length.at.least(1);
      // The difference of two measurements as short as these may be negative.
      const figures = name === 'test-floor' ? lines.slice(0, 4) : [...lines, ...checks];
      for (const { value } of figures) expect(value, name).to.be.finite.and.to.be.greaterThan(0);
    }
  });

  it('measures the rows that are asked for alone', async () => {
    const { stdout } = await node([START, '--rounds', '1', '--ms', '1', '--only', 'wire', '--json']).ended;
    expect((JSON.parse(stdout) as { rows: readonly Row[] }).rows.map(({ name }) => name)).to.deep.equal([
      'wire',
    ]);
  });

  it('sets this checkout against a commit, figure by figure', async () => {
    const quick = ['--turns', '1', '--rounds', '1', '--ms', '1', '--quick'];
    const { code, stdout } = await node([START, '--against', 'HEAD', '--only', 'status-reads', ...quick])
      .ended;
    expect(code).to.equal(0);
    expect(stdout).to.match(
      /^ *\d+\.\d{3} [! ] status-reads: ours: read LSR, no time passes {2}\(.+ -> .+ per s\)$/m,
    );
  });

  for (const [words, why] of [
    [['--against', 'no-such-commit'], 'there is no commit no-such-commit here'],
    [['--against'], "Option '--against <value>' argument missing"],
    [['--against', 'HEAD', '--json'], "Unknown option '--json'"],
    [['--against', 'HEAD', '--turns', '0'], '--turns is to be a whole number from 1 on, not 0'],
    [['--against', 'HEAD', '--only', 'wier'], 'no row begins with wier; there are status-reads, polled'],
  ] as const)
    it(`does not understand ${words.join(' ')}`, async () => {
      const { code, stdout, stderr } = await node([START, ...words]).ended;
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.contain(why).and.to.contain('npm run bench -- --against COMMIT');
    });

  it('names its rows when none is called so', async () => {
    const { code, stdout, stderr } = await node([START, '--only', 'wier']).ended;
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('no row begins with wier').and.to.contain('status-reads, polled, wire');
  });
});
