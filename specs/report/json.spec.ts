import { expect } from 'chai';
import { jsonReport } from '../../harness/report/json.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { played, type Script } from './results.ts';

const options = { version: '1.2.3', wallMs: 12.5, errors: [] };
const FAILING: Script = {
  steps: ['send: { from: A, text: "hellX" }', 'expect: { on: B, text: "hello", within: 20chars }'],
};

/** The document without what hangs on the wall clock. */
const timeless = (text: string): string =>
  JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === 'wallMs' ? undefined : value)));

describe('the JSON report', () => {
  let passed: ScenarioResult;
  let failed: ScenarioResult;
  let skipped: ScenarioResult;
  before(async () => {
    passed = await played({ steps: ['send: { from: A, text: "hi" }'] });
    failed = await played(FAILING);
    skipped = await played({ steps: ['boot: { machine: B, fails: refused }'] });
  });
  const documentOf = (results: readonly ScenarioResult[]) => JSON.parse(jsonReport(results, options));

  it('is one document with its version, a summary and the scenarios in their order', () => {
    const document = documentOf([failed, passed, skipped, passed]);
    expect(Object.keys(document)).to.deep.equal(['nullmodem', 'version', 'summary', 'scenarios', 'errors']);
    expect(document.nullmodem).to.equal(1);
    expect(document.version).to.equal('1.2.3');
    expect(document.summary).to.deep.equal({ passed: 2, failed: 1, skipped: 1, errors: 0, wallMs: 12.5 });
    expect(document.scenarios.map(({ outcome }: ScenarioResult) => outcome)).to.deep.equal([
      'failed',
      'passed',
      'skipped',
      'passed',
    ]);
  });
  it('has the same keys in the same order, whatever the order in the results', () => {
    const reversed = Object.fromEntries(Object.entries(passed).reverse()) as unknown as ScenarioResult;
    expect(jsonReport([reversed], options)).to.equal(jsonReport([passed], options));
    expect(Object.keys(documentOf([passed]).scenarios[0])).to.deep.equal([
      'name',
      'file',
      'transport',
      'profile',
      'seed',
      'outcome',
      'ticks',
      'wallMs',
      'failures',
      'directions',
      'lab7',
      'lines',
      'ledger',
      'linkEvents',
    ]);
  });
  it('has bytes as arrays of numbers', () => {
    expect(documentOf([passed]).scenarios[0].directions).to.deep.equal([
      { from: 'A', to: 'B', sent: 2, received: 2, flagged: 0, first: [0x68, 0x69] },
    ]);
  });
  it('has a failure with its place, its cause, the registers and the story', () => {
    const [failure] = documentOf([failed]).scenarios[0].failures;
    expect(Object.keys(failure)).to.deep.equal([
      'what',
      'line',
      'step',
      'at',
      'cause',
      'around',
      'registers',
      'story',
    ]);
    expect(failure).to.deep.include({ line: 7, step: '2', at: 3216 });
    expect(failure.cause).to.deep.equal({
      kind: 'expect',
      on: 'B',
      wanted: [0x68, 0x65, 0x6c, 0x6c, 0x6f],
      wantedCount: 5,
      came: [0x68, 0x65, 0x6c, 0x6c, 0x58],
      cameCount: 5,
    });
    expect(failure.registers.B.registers.LSR).to.equal(0x60);
    expect(failure.story).to.have.length(24);
  });
  it('has the reason of a skipped scenario, and none of a passed one', () => {
    const [first, second] = documentOf([skipped, passed]).scenarios;
    expect(first.reason).to.match(/^asks for a refused connection/);
    expect(second).to.not.have.property('reason');
  });
  it('has the errors of the world, and counts them', () => {
    const errors = [
      { name: 'a', file: 'a.yaml', code: 'port-busy', message: 'busy', fix: 'Close it.' },
      { name: 'b', file: 'b.yaml', code: 'world', message: 'gone' },
    ];
    const document = JSON.parse(jsonReport([], { ...options, errors }));
    expect(document.errors).to.deep.equal(errors);
    expect(document.summary.errors).to.equal(2);
  });
  it('is the same for two runs but for wallMs, over TCP too: no address, no port', async () => {
    for (const link of ['{ transport: cable }', '{ transport: tcp }']) {
      const [first, second] = [await played({ ...FAILING, link }), await played({ ...FAILING, link })];
      const [one, other] = [jsonReport([first], options), jsonReport([second], { ...options, wallMs: 99 })];
      expect(one).to.not.equal(other);
      expect(timeless(one)).to.equal(timeless(other));
    }
  });
  it('is one line, safe in a stream of lines', () => {
    expect(jsonReport([failed], options)).to.not.include('\n');
  });
});
