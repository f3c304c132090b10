import { expect } from 'chai';
import { type JsonError, jsonReport } from '../../harness/report/json.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { compared, played, type Script } from './results.ts';

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
    expect(document.summary).to.deep.equal({
      passed: 2,
      failed: 1,
      skipped: 1,
      errors: 0,
      interrupted: false,
      wallMs: 12.5,
    });
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
      {
        from: 'A',
        to: 'B',
        sent: 2,
        received: 2,
        flagged: 0,
        flags: { OE: 0, PE: 0, FE: 0, BI: 0 },
        difference: null,
        first: [0x68, 0x69],
      },
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
      'lines',
      'story',
      'dlab',
    ]);
    expect(failure).to.deep.include({ line: 7, step: '2', at: 3216 });
    expect(failure.lines.B).to.deep.equal({ bits: 8, parity: 'none', stop: 1, divisor: 1 });
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
  it('has the flags of a direction by kind, and its first wrong byte', async () => {
    const wrong = await played({
      link: '{}',
      A: '{ line: 115200 8O1 }',
      B: '{ line: 115200 7O1 }',
      steps: ['send: { from: A, hex: "41 C3" }'],
    });
    const [{ flagged, flags, difference }] = documentOf([wrong]).scenarios[0].directions;
    // Bit 7 is read as the parity: with it 41 has two ones and C3 four, and odd is wanted. The stop bit reads the parity, 1.
    expect({ flagged, flags }).to.deep.equal({ flagged: 2, flags: { OE: 0, PE: 2, FE: 0, BI: 0 } });
    expect(difference).to.deep.equal({ place: 1, from: 0, wanted: [0x41, 0xc3], came: [0x41, 0x43] });
  });
  it('has no comparisons when there are none', () => {
    expect(documentOf([passed])).to.not.have.property('comparisons');
  });
  it('has comparisons behind the scenarios: the sentence, and what came under each profile', async () => {
    const script = { A: '{ line: 115200 7E1 }', steps: ['send: { from: A, text: "hi" }'] };
    const one = await compared(script, ['virtualbox5', 'wire']);
    const error = { profile: 'qemu', transport: 'tcp', error: { message: 'port 4000 is busy' } } as const;
    const skip = { profile: 'virtualbox', transport: 'cable', result: skipped } as const;
    const comparisons = [{ ...one, plays: [...one.plays, error, skip] }];
    const document = JSON.parse(jsonReport([], { ...options, comparisons }));
    expect(Object.keys(document).slice(3, 5)).to.deep.equal(['scenarios', 'comparisons']);
    const [{ name, file, headline, differs, profiles }] = document.comparisons;
    expect({ name, file, differs }).to.deep.equal({ name: 'spec', file: 'x.lab7.yaml', differs: true });
    expect(headline).to.match(/^passes under virtualbox5, fails on the wire: A sends 115200 7E1 and B reads/);
    expect(profiles.map(({ profile, outcome }: Record<string, string>) => [profile, outcome])).to.deep.equal([
      ['virtualbox5', 'passed'],
      ['wire', 'failed'],
      ['qemu', 'error'],
      ['virtualbox', 'skipped'],
    ]);
    const [, wire, busy, left] = profiles;
    expect(Object.keys(wire)).to.deep.equal([
      'profile',
      'transport',
      'outcome',
      'reason',
      'lines',
      'directions',
    ]);
    expect(wire.reason).to.equal('A to B: byte 0 is not the one that was sent');
    expect([wire.lines.A.bits, wire.lines.B.bits]).to.deep.equal([7, 8]);
    // Both have an even parity bit of 1 or 0: that is what bit 7 becomes.
    expect(wire.directions[0].difference.came).to.deep.equal([0xe8, 0x69]);
    expect(busy).to.deep.equal({
      profile: 'qemu',
      transport: 'tcp',
      outcome: 'error',
      reason: 'port 4000 is busy',
    });
    expect(left.reason).to.match(/^asks for a refused connection/);
  });
  it('has the errors of the world, and counts them', () => {
    const errors: readonly JsonError[] = [
      { name: 'a', file: 'a.yaml', code: 'port-busy', message: 'busy', fix: 'Close it.' },
      { name: 'b', file: 'b.yaml', profile: 'qemu', code: 'world', message: 'gone' },
    ];
    const document = JSON.parse(jsonReport([], { ...options, errors }));
    expect(document.errors).to.deep.equal(errors.map((error) => ({ ...error, what: error.message })));
    expect(document.summary.errors).to.equal(2);
  });
  it('says that a run was interrupted', () => {
    const document = JSON.parse(jsonReport([passed], { ...options, interrupted: true }));
    expect(document.summary.interrupted).to.equal(true);
  });
  it('has a crystal beside the line of a machine whose crystal is off, and no line of one without power', async () => {
    const one = await played({
      A: '{ line: 115200 8N1, crystal: -200ppm }',
      steps: ['wait: { for: 1ticks }', 'stop: { machine: B }'],
    });
    const { lines } = documentOf([one]).scenarios[0];
    expect(lines).to.deep.equal({
      A: { bits: 8, parity: 'none', stop: 1, divisor: 1, crystal: -200 },
      B: null,
    });
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
