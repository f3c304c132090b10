import { expect } from 'chai';
import { renderSummary, renderWorldError } from '../../harness/report/terminal.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { played, withoutColour } from './results.ts';

describe('the summary of a run', () => {
  let passed: ScenarioResult;
  let failed: ScenarioResult;
  let skipped: ScenarioResult;
  before(async () => {
    passed = await played({ steps: ['send: { from: A, text: "hello" }'] });
    failed = await played({
      steps: ['send: { from: A, text: "hello" }', 'wait: { for: 3chars }', 'stop: { machine: B }'],
    });
    skipped = await played({ steps: ['boot: { machine: B, fails: refused }'] });
  });
  const summary = (results: readonly ScenarioResult[], wallMs = 1900, errors = 0): string =>
    renderSummary(results, { colour: false, wallMs, errors });

  it('has the counts, both times, what became of the characters, and that the sums balance', () => {
    expect(summary([passed, failed, skipped, passed])).to.equal(
      '2 passed, 1 failed, 1 skipped in 1.9 s (virtual 2.0 s); ' +
        '15 characters written: 13 read, 2 lost without a peer; both sums balance',
    );
  });
  it('leaves out what there is none of, but not the passed', () => {
    expect(summary([passed])).to.match(/^1 passed in 1\.9 s \(virtual 1 ms\); 5 characters written: 5 read;/);
    expect(summary([failed])).to.match(/^0 passed, 1 failed in /);
  });
  it('counts what the world did not let us play', () => {
    expect(summary([passed], 10, 1)).to.match(/^1 passed, 1 error in 10 ms /);
    expect(summary([passed], 10, 2)).to.match(/^1 passed, 2 errors in 10 ms /);
  });
  it('says that Ctrl-C ended the run, and is not green then', () => {
    const options = { wallMs: 10, errors: 0, interrupted: true };
    expect(renderSummary([], { ...options, colour: false })).to.match(/^0 passed, interrupted in 10 ms/);
    expect(renderSummary([passed], { ...options, colour: true })).to.match(
      /^1 passed, .\[33minterrupted.\[0m in/,
    );
  });
  it('says nothing of characters when none was written', () => {
    expect(summary([skipped], 0)).to.equal('0 passed, 1 skipped in 0 ms (virtual 0 ms)');
    expect(summary([], 0)).to.equal('0 passed in 0 ms (virtual 0 ms)');
  });
  it('gives milliseconds up to 999, then seconds', () => {
    expect(summary([], 999.4)).to.include('in 999 ms ');
    expect(summary([], 999.5)).to.include('in 1.0 s ');
  });
  it('groups the digits of large counts', () => {
    expect(summary(Array.from({ length: 1200 }, () => passed))).to.match(
      /^1 200 passed in .*; 6 000 characters written: 6 000 read; both sums balance$/,
    );
  });
  it('says how many scenarios have sums that do not balance', () => {
    if (passed.ledger === null) throw new Error('no ledger');
    const wrong: ScenarioResult = { ...passed, ledger: { ...passed.ledger, balanced: false } };
    expect(summary([passed, wrong])).to.match(/; the sums of 1 scenario do not balance$/);
    expect(summary([wrong, wrong])).to.match(/; the sums of 2 scenarios do not balance$/);
  });
  it('is green only when nothing failed', () => {
    const coloured = (results: readonly ScenarioResult[], errors = 0) =>
      renderSummary(results, { colour: true, wallMs: 1, errors });
    expect(coloured([passed])).to.match(/^.\[32m1 passed.\[0m in/);
    expect(coloured([passed, failed])).to.match(/^1 passed, .\[31m1 failed.\[0m in/);
    expect(coloured([passed], 1)).to.match(/^1 passed, .\[31m1 error.\[0m in/);
  });
});

describe('an error of the world, for a person', () => {
  const error = { name: 'echo', message: 'port 4000 is busy', replay: 'nullmodem run' };

  it('has the name, the message, what to do, and the replay', () => {
    expect(renderWorldError({ ...error, fix: 'Close it.' }, { colour: false }).split('\n')).to.deep.equal([
      'ERROR echo',
      '  port 4000 is busy',
      '  fix: Close it.',
      '  replay: nullmodem run',
    ]);
  });
  it('has no fix when there is none', () => {
    expect(renderWorldError(error, { colour: false })).to.not.include('fix');
  });
  it('is red in colour, and says the same', () => {
    const coloured = renderWorldError(error, { colour: true });
    expect(coloured).to.match(/^.\[31mERROR.\[0m/);
    expect(withoutColour(coloured)).to.equal(renderWorldError(error, { colour: false }));
  });
});
