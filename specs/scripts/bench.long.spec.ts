import { execFileSync } from 'node:child_process';
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

  it('sets this checkout against a commit, figure by figure, and leaves no work tree behind', async () => {
    const quick = ['--turns', '1', '--rounds', '1', '--ms', '1', '--quick'];
    const { code, stdout } = await node([START, '--against', 'HEAD', '--only', 'status-reads', ...quick])
      .ended;
    expect(code).to.equal(0);
    expect(stdout).to.match(
      /^ *\d+\.\d{3} status-reads: ours: read LSR, no time passes {2}\(.+ -> .+ per s\)$/m,
    );
    expect(execFileSync('git', ['worktree', 'list'], { cwd: ROOT, encoding: 'utf8' })).not.to.contain(
      'nullmodem-bench-',
    );
  });

  it('knows no commit that git does not know', async () => {
    const { code, stdout, stderr } = await node([START, '--against', 'no-such-commit']).ended;
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('git has no commit no-such-commit');
  });

  it('names its rows when none is called so', async () => {
    const { code, stdout, stderr } = await node([START, '--only', 'wier']).ended;
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('no row begins with wier').and.to.contain('status-reads, polled, wire');
  });
});
