import { expect } from 'chai';
import { parse } from 'yaml';
import { testAnything } from '../../harness/report/test-anything.ts';
import { errorPlay, failing, hostilePlays, PROBLEMS, passing, playOf, runOf, skipping } from './runs.ts';

interface Point {
  readonly isOk: boolean;
  readonly number: number;
  readonly description: string;
  readonly skip: string | undefined;
  readonly diagnostics: Readonly<Record<string, unknown>> | undefined;
}

/** As TAP 14 is read: line by line, where a line that is none of its kinds is an error. */
function parsed(text: string) {
  const [version, plan, ...lines] = text.replace(/\n$/, '').split('\n');
  expect(version).to.equal('TAP version 14');
  const points: Point[] = [];
  let bail: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.startsWith('# ')) continue;
    if (line.startsWith('Bail out! ')) {
      bail = line.slice('Bail out! '.length);
      continue;
    }
    const found = /^(not )?ok (\d+) - ((?:[^\\#]|\\[\\#])*?)(?: # SKIP ((?:[^\\#]|\\[\\#])*))?$/u.exec(line);
    if (found === null) throw new Error(`this is no line of TAP: ${line}`);
    const [, not, number, description = '', skip] = found;
    let diagnostics: Point['diagnostics'];
    if (lines[i + 1] === '  ---') {
      const end = lines.indexOf('  ...', i);
      const yaml = lines.slice(i + 2, end);
      for (const one of yaml) expect(one).to.match(/^( {2}|$)/);
      diagnostics = parse(yaml.map((one) => one.slice(2)).join('\n'));
      i = end;
    }
    points.push({ isOk: not === undefined, number: Number(number), description, skip, diagnostics });
  }
  return { plan, points, bail };
}

describe('the TAP report', () => {
  it('has a test point for each play, and diagnostics for those that are not ok', async () => {
    const [failed, skipped] = [await failing(), await skipping()];
    const text = testAnything.played(
      runOf([playOf(await passing()), playOf(failed), playOf(skipped), errorPlay()]),
    );
    const { plan, points, bail } = parsed(text);
    expect({ plan, bail }).to.deep.equal({ plan: '1..4', bail: undefined });
    expect(points.map(({ isOk, number, skip }) => [isOk, number, skip])).to.deep.equal([
      [true, 1, undefined],
      [false, 2, undefined],
      [true, 3, skipped.reason],
      [false, 4, undefined],
    ]);
    expect(points[0]?.diagnostics).to.equal(undefined);
    const { details, ...told } = points[1]?.diagnostics ?? {};
    expect(told).to.deep.equal({
      message: 'B did not get what it expects within 20 chars',
      severity: 'fail',
      at: { file: 'a/spec.lab7.yaml', line: 7 },
    });
    expect(details).to.match(/^B did not get .*\n {2}at \S+:7, step 2.*\n {2}5 bytes wanted, 5 came\n/);
    expect(points[3]?.diagnostics).to.include({ severity: 'error', code: 'port-busy' });
    expect(text).to.match(/\n# 1 passed, 1 failed, 1 skipped, 1 error\n$/);
  });

  it('is TAP whatever a file says: no name becomes a directive, no line a test point', async () => {
    const { points } = parsed(testAnything.played(runOf(await hostilePlays())));
    expect(points.map(({ isOk }) => isOk)).to.deep.equal([true, false, true, false]);
    expect(points[0]?.description).to.contain('\\# TODO').and.to.contain('\\\\ ::error');
    expect(points[1]?.diagnostics?.message).to.contain('<script>').and.to.contain('not ok 9');
  });

  it('bails out when Ctrl-C has ended the run, and when nothing was played', async () => {
    expect(parsed(testAnything.played(runOf([], { interrupted: true }))).bail).to.equal('interrupted');
    const text = testAnything.unplayed(PROBLEMS, '1');
    expect(
      text.split('\n').filter((line) => line !== '' && !/^(# |Bail out! |TAP version 14$)/.test(line)),
    ).to.deep.equal([]);
    expect(text).to.contain('\nBail out! <script>');
  });
});
