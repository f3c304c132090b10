import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { SIDES } from '../harness/ground/side.ts';
import type { TraceRecord } from '../harness/ground/trace.ts';
import { profileOf } from '../harness/run/bench.ts';
import { compareGolden, GoldenText, goldenFileName, goldenHeader } from '../harness/run/golden.ts';
import { play } from '../harness/run/play.ts';
import type { ScenarioResult } from '../harness/run/result.ts';
import { loadScenario } from '../harness/scenario/load.ts';
import type { Lab7Run, Scenario, Step } from '../harness/scenario/model.ts';
import { LSR, MCR, REG } from './support/datasheet.ts';

const SCENARIOS = fileURLToPath(new URL('../fixtures/scenarios/', import.meta.url));
const GOLDENS = fileURLToPath(new URL('../fixtures/goldens/', import.meta.url));
/** What the command line takes when nobody says. */
const SEED = 1;

const files = readdirSync(SCENARIOS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(SCENARIOS.length).replace(/^\/+/, ''))
  .sort();
const loaded = files.map((file) => ({ file, ...loadScenario(readFileSync(SCENARIOS + file), file) }));
const scenarios = loaded.flatMap((one) => one.scenarios);

interface Played {
  readonly result: ScenarioResult;
  /** One line a record. */
  readonly records: readonly string[];
  readonly golden: string;
}

async function played(scenario: Scenario): Promise<Played> {
  const records: string[] = [];
  const header = goldenHeader({ name: scenario.name, seed: SEED, profile: profileOf(scenario.link) });
  const golden = new GoldenText(header);
  const keep = (record: TraceRecord): void => {
    records.push(JSON.stringify(record));
  };
  const result = await play(scenario, { seed: SEED, sinks: [keep, golden.sink] });
  return { result, records, golden: golden.text() };
}

/** Where two traces part: short where a whole diff would be long. */
function parting(a: readonly string[], b: readonly string[]): string | null {
  const place = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, i) => a[i] !== b[i]);
  return place < 0 ? null : `record ${place}: ${a[place]} and then ${b[place]}`;
}

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

describe('a scenario of the catalogue', () => {
  for (const scenario of scenarios) {
    const { name, link } = scenario;
    let first: Promise<Played> | undefined;
    /** Played once for whichever of these specs comes first. */
    const once = (): Promise<Played> => {
      first ??= played(scenario);
      return first;
    };

    it(`passes, and again with the same trace: ${name}`, async () => {
      const [{ result, records }, again] = [await once(), await played(scenario)];
      expect(result.failures.map(({ what }) => what)).to.deep.equal([]);
      expect(result.outcome).to.equal('passed');
      expect(records).to.have.length.greaterThan(3);
      expect(parting(records, again.records)).to.equal(null);
      expect({ ...again.result, wallMs: 0, linkEvents: [] }).to.deep.equal({
        ...result,
        wallMs: 0,
        linkEvents: [],
      });
    });

    it(`balances both sums of its bytes: ${name}`, async () => {
      const { ledger } = (await once()).result;
      if (ledger === null) throw new Error('it has no ledger');
      const { fates, written, seen, seenSourced, madeByLine, balanced } = ledger;
      expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).to.equal(written);
      expect(seenSourced + madeByLine).to.equal(seen);
      expect(seenSourced).to.be.at.least(fates.read + fates.readWithError + fates.overrun + fates.unread);
      for (const count of [...Object.values(fates), written, seen, seenSourced, madeByLine])
        expect(count).to.be.at.least(0);
      expect(balanced).to.equal(true);
    });

    it(`keeps its golden trace: ${name}`, async () => {
      const { golden } = await once();
      const kept = readFileSync(GOLDENS + goldenFileName(name, link.transport), 'utf8');
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

describe('what the catalogue covers', () => {
  const within = (steps: readonly Step[]): readonly Step[] =>
    steps.flatMap((step) => (step.verb === 'parallel' ? [step, ...within(step.steps)] : [step]));
  const labRuns = ({ steps }: Scenario): readonly Lab7Run[] =>
    within(steps).flatMap((step) => (step.verb === 'lab7' ? step.runs : []));
  const words = ({ args }: Lab7Run): readonly string[] => args.split(/\s+/);
  const transports = (some: readonly Scenario[]): readonly string[] =>
    [...new Set(some.map(({ link }) => link.transport))].sort();
  const EACH_LINK = ['cable', 'pipe', 'tcp'];
  /** Whether a step touches this register of the machine that it is for. */
  const isAt = (
    { machines }: Scenario,
    step: Step & { readonly on: 'A' | 'B'; readonly port: number },
    offset: number,
  ) => step.port === machines[step.on].base + offset;

  for (const test of ['conf', 'set', 'poll', 'int', 'fifo']) {
    it(`is the lab's ${test}, over each link`, () => {
      expect(
        transports(scenarios.filter((one) => labRuns(one).some((run) => words(run)[0] === test))),
      ).to.deep.equal(EACH_LINK);
    });
  }

  for (const test of ['com', 'poll', 'int', 'fifo']) {
    it(`is ${test} from A to B and from B to A, over each link`, () => {
      for (const from of SIDES) {
        const sends = (run: Lab7Run): boolean =>
          run.on === from && words(run)[0] === test && words(run)[2] === 'tx' && !run.fails;
        const receives = (run: Lab7Run): boolean =>
          run.on !== from && words(run)[0] === test && words(run)[2] === 'rx' && run.prints !== undefined;
        const carry = scenarios.filter((one) => labRuns(one).some(sends) && labRuns(one).some(receives));
        expect(transports(carry), from).to.deep.equal(EACH_LINK);
      }
    });
  }

  it('is set that is refused, and leaves LCR as it was', () => {
    expect(
      scenarios.some((one) =>
        one.steps.some((step, i) => {
          const next = one.steps[i + 1];
          return (
            step.verb === 'lab7' &&
            step.runs.some((run) => run.fails && words(run)[0] === 'set') &&
            next?.verb === 'in' &&
            isAt(one, next, REG.LCR)
          );
        }),
      ),
    ).to.equal(true);
  });

  it('is each profile', () => {
    expect([...new Set(scenarios.map(({ link }) => profileOf(link)))].sort()).to.deep.equal([
      'qemu',
      'virtualbox',
      'virtualbox5',
      'wire',
    ]);
  });

  it('is each trigger level with a message that is no multiple of it, over each link', () => {
    for (const level of [1, 4, 8, 14]) {
      const some = scenarios.filter((one) =>
        one.steps.some(
          (step) =>
            step.verb === 'send' &&
            step.mode === 'fifo' &&
            one.machines.B.fifo === level &&
            'bytes' in step.payload &&
            (level === 1 || step.payload.bytes.length % level !== 0),
        ),
      );
      expect(transports(some), `${level}`).to.deep.equal(EACH_LINK);
    }
  });

  it('is full duplex in each mode, over each link', () => {
    for (const mode of ['poll', 'int', 'fifo']) {
      const some = scenarios.filter(({ steps }) =>
        steps.some(
          (step) =>
            step.verb === 'parallel' &&
            SIDES.every((side) =>
              step.steps.some((part) => part.verb === 'send' && part.from === side && part.mode === mode),
            ),
        ),
      );
      expect(transports(some), mode).to.deep.equal(EACH_LINK);
    }
  });

  it('is loopback, over each link', () => {
    const some = scenarios.filter((one) =>
      one.steps.some(
        (step) => step.verb === 'out' && isAt(one, step, REG.MCR) && (step.value & MCR.LOOP) !== 0,
      ),
    );
    expect(transports(some)).to.deep.equal(EACH_LINK);
  });

  it('is the boot order: refused before the listener is there, and let in behind it', () => {
    const some = scenarios.filter(({ link, steps }) => {
      const boots = steps.flatMap((step) => (step.verb === 'boot' ? [step] : []));
      const refused = boots.findIndex(({ machine, fails }) => machine !== link.listen && fails === 'refused');
      const listens = boots.findIndex(({ machine }) => machine === link.listen);
      const joins = boots.findIndex(({ machine, fails }) => machine !== link.listen && fails === undefined);
      return refused >= 0 && refused < listens && listens < joins;
    });
    expect(transports(some)).to.deep.equal(['pipe', 'tcp']);
  });

  it('is an overrun that LSR tells, with FIFOs and without, on a wire and over each link', () => {
    const tells = scenarios.filter((one) =>
      one.steps.some(
        (step) =>
          step.verb === 'in' &&
          isAt(one, step, REG.LSR) &&
          (step.mask & LSR.OE) !== 0 &&
          ((step.is ?? 0) & LSR.OE) !== 0,
      ),
    );
    const onWire = tells.filter(({ link }) => profileOf(link) === 'wire');
    expect(onWire.some(({ machines }) => machines.B.fifo !== undefined)).to.equal(true);
    expect(onWire.some(({ machines }) => machines.B.fifo === undefined)).to.equal(true);
    expect(transports(tells)).to.deep.equal(EACH_LINK);
  });

  it('is an overrun that loses characters: as many as the ledger says', async () => {
    const overruns = await Promise.all(
      scenarios
        .filter((one) => one.link.transport === 'cable' && one.steps.some((step) => step.verb === 'in'))
        .map(async (one) => (await play(one, { seed: SEED })).ledger?.fates.overrun ?? 0),
    );
    expect(overruns.filter((count) => count > 0)).to.have.length.greaterThan(1);
  });

  it('is each word length with each parity', () => {
    const settings = new Set(
      scenarios.flatMap(({ machines: { B }, steps }) =>
        B.line !== undefined && steps.some(({ verb }) => verb === 'send')
          ? [`${B.line.bits} ${B.line.parity}`]
          : [],
      ),
    );
    for (const bits of [5, 6, 7, 8])
      for (const parity of ['none', 'odd', 'even', 'mark', 'space'])
        expect(settings).to.include(`${bits} ${parity}`);
  });

  it('is a peer that leaves and comes back, over each link', () => {
    const some = scenarios.filter(({ steps }) =>
      steps.some(
        (step, i) =>
          step.verb === 'stop' &&
          steps.slice(i).some((later) => later.verb === 'boot' && later.machine === step.machine),
      ),
    );
    expect(transports(some)).to.deep.equal(EACH_LINK);
  });

  it('is each of the three ends of a message', () => {
    const ends = new Set(scenarios.flatMap(labRuns).map(({ terminator }) => terminator));
    expect([...ends].sort()).to.deep.equal(['\0', '\n', '.']);
  });
});
