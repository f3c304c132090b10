import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { compareGolden, goldenFileName } from '../harness/run/golden.ts';
import type { Scenario } from '../harness/scenario/model.ts';
import { files, loaded, played, scenarios, stepsOf } from './catalogue/catalogue.ts';

const GOLDENS = fileURLToPath(new URL('../fixtures/goldens/', import.meta.url));

describe('the catalogue', () => {
  for (const { file, scenarios, diagnostics } of loaded) {
    it(`loads ${file} without an error or a warning`, () => {
      expect(diagnostics.map(({ severity, what }) => `${severity}: ${what}`)).to.deep.equal([]);
      expect(scenarios).to.have.length.greaterThan(0);
    });
  }

  it('has nothing but scenario files', () => {
    expect(files.filter((file) => !file.endsWith('.lab7.yaml'))).to.deep.equal([]);
  });

  it('has no name twice', () => {
    const names = scenarios.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).to.deep.equal([]);
  });
});

/** A step that is about PE, FE or BI. */
const isAboutFlags = (scenario: Scenario): boolean =>
  stepsOf(scenario).some(
    (step) =>
      step.verb === 'break' ||
      (step.verb === 'expect-flags' && step.flags.length > 0) ||
      (step.verb === 'expect' && 'flags' in step.want),
  );

describe('a scenario of the catalogue', () => {
  for (const scenario of scenarios) {
    const { name, link } = scenario;
    let first: ReturnType<typeof played> | undefined;
    /** Played once for whichever of these specs comes first. */
    const once = (): ReturnType<typeof played> => {
      first ??= played(scenario);
      return first;
    };

    it(`passes, and its bytes add up: ${name}`, async () => {
      const { outcome, failures, ledger, directions } = (await once()).result;
      expect(failures.map(({ what }) => what)).to.deep.equal([]);
      expect(outcome).to.equal('passed');
      if (ledger === null) throw new Error('it has no ledger');
      const { fates, written, seen, seenSourced, madeByLine, balanced } = ledger;
      expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).to.equal(written);
      expect(seenSourced + madeByLine).to.equal(seen);
      expect(seenSourced).to.be.at.least(fates.read + fates.readWithError + fates.overrun + fates.unread);
      for (const count of [...Object.values(fates), written, seen, seenSourced, madeByLine])
        expect(count).to.be.at.least(0);
      expect(balanced).to.equal(true);
      if (!isAboutFlags(scenario)) for (const { flagged } of directions) expect(flagged).to.equal(0);
    });

    it(`comes to the same twice, and to its golden trace: ${name}`, async () => {
      const [{ result, golden }, again] = [await once(), await played(scenario)];
      const kept = readFileSync(GOLDENS + goldenFileName(name, link.transport), 'utf8');
      expect(golden.split('\n')).to.have.length.greaterThan(8);
      expect(compareGolden(golden, again.golden)?.what ?? null).to.equal(null);
      expect({ ...again.result, wallMs: 0, linkEvents: [] }).to.deep.equal({
        ...result,
        wallMs: 0,
        linkEvents: [],
      });
      expect(compareGolden(kept, golden)?.what ?? null).to.equal(null);
    });
  }
});

describe('the golden traces', () => {
  it('each belong to a scenario of the catalogue, and none to two', () => {
    const names = scenarios.map(({ name, link }) => goldenFileName(name, link.transport)).sort();
    expect(readdirSync(GOLDENS).sort()).to.deep.equal(names);
    expect(new Set(names).size).to.equal(names.length);
  });
});
