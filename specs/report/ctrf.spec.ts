import { expect } from 'chai';
import { z } from 'zod';
import { ctrf } from '../../harness/report/ctrf.ts';
import { errorPlay, failing, hostilePlays, PROBLEMS, passing, playOf, runOf, skipping } from './runs.ts';

const count = z.int().nonnegative();
const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;

/** As much of CTRF's own JSON Schema as we write; it allows no other keys. */
const SCHEMA = z.strictObject({
  reportFormat: z.literal('CTRF'),
  specVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  generatedBy: z.string(),
  results: z.strictObject({
    tool: z.strictObject({ name: z.string().min(1), version: z.string() }),
    summary: z.strictObject({
      tests: count,
      passed: count,
      failed: count,
      skipped: count,
      pending: count,
      other: count,
      suites: count.optional(),
      start: count,
      stop: count,
      extra: z.record(z.string(), z.unknown()).optional(),
    }),
    tests: z.array(
      z.strictObject({
        name: z.string().min(1),
        status: z.enum(STATUSES),
        duration: count,
        suite: z.array(z.string()).min(1).optional(),
        message: z.string().optional(),
        trace: z.string().optional(),
        line: count.optional(),
        rawStatus: z.string().optional(),
        filePath: z.string().optional(),
        stdout: z.array(z.string()).optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
        extra: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  }),
});

const parsed = (text: string) => SCHEMA.parse(JSON.parse(text));

describe('the CTRF report', () => {
  it('has a test for each play: what the world refused has failed, and its own status says error', async () => {
    const plays = [playOf(await passing()), playOf(await failing()), playOf(await skipping()), errorPlay()];
    const { results } = parsed(ctrf.played(runOf(plays)));
    expect(results.summary).to.deep.equal({
      tests: 4,
      passed: 1,
      failed: 2,
      skipped: 1,
      pending: 0,
      other: 0,
      suites: 1,
      start: 1_700_000_000_000,
      stop: 1_700_000_001_235,
    });
    expect(results.tests.map(({ status, rawStatus, line }) => [status, rawStatus, line])).to.deep.equal([
      ['passed', 'passed', undefined],
      ['failed', 'failed', 7],
      ['skipped', 'skipped', undefined],
      ['failed', 'error', undefined],
    ]);
    expect(results.tests[1]?.message).to.equal('B did not get what it expects within 20 chars');
    expect(results.tests[1]?.trace).to.contain('story:').and.to.contain('replay: nullmodem run');
    expect(results.tests[3]?.extra).to.include({ code: 'port-busy', replay: 'nullmodem run' });
  });

  it('keeps to the format whatever a file says, and when Ctrl-C has ended the run', async () => {
    const { results } = parsed(ctrf.played(runOf(await hostilePlays(), { interrupted: true })));
    expect(results.tests).to.have.lengthOf(4);
    expect(results.summary.extra).to.deep.equal({ interrupted: true });
  });

  it('keeps to the format when nothing was played', () => {
    const { results } = parsed(ctrf.unplayed(PROBLEMS, '1.2.3'));
    expect(results.summary).to.include({ tests: 2, failed: 2 });
    expect(results.tests.map(({ name }) => name)).to.deep.equal(['scenario-unknown-key', 'usage']);
  });
});
