import { expect } from 'chai';
import { SIDES, type Side } from '../../harness/ground/side.ts';
import { profileOf } from '../../harness/run/bench.ts';
import type { Lab7Run, LineSetup, Scenario, Step } from '../../harness/scenario/model.ts';
import { LCR, LSR, MCR, REG, SETTINGS, TRIGGERS } from '../support/datasheet.ts';
import { inFolder, labRuns, played, scenarios, stepsOf } from './catalogue.ts';

const words = ({ args }: Lab7Run): readonly string[] => args.split(/\s+/);

const transports = (some: readonly Scenario[]): readonly string[] =>
  [...new Set(some.map(({ link }) => link.transport))].sort();

const EACH_LINK = ['cable', 'pipe', 'tcp'];
const MODES = ['poll', 'int', 'fifo'];

/** Each rate that the lab and PC programs use and that divides 115200. */
const RATES = [
  50, 75, 150, 200, 300, 600, 1200, 1800, 2400, 3600, 4800, 7200, 9600, 14_400, 19_200, 28_800, 38_400,
  57_600, 115_200,
];

/** Whether a step touches this register of the machine that it is for. */
const isAt = (
  { machines }: Scenario,
  step: Step & { readonly on: Side; readonly port: number },
  offset: number,
) => step.port === machines[step.on].base + offset;

const lineName = ({ rate, bits, parity, stop }: LineSetup): string =>
  `${rate} ${bits}${parity.slice(0, 1).toUpperCase()}${stop}`;

/** The line that both ends have, in a scenario that sends both ways in this mode. */
function lineBothWays({ machines: { A, B }, steps }: Scenario, mode: string): readonly string[] {
  if (A.line === undefined || B.line === undefined || lineName(A.line) !== lineName(B.line)) return [];
  const bothWays = SIDES.every(
    (side) =>
      steps.some((step) => step.verb === 'send' && step.from === side && step.mode === mode) &&
      steps.some((step) => step.verb === 'expect' && step.on === side),
  );
  return bothWays ? [lineName(A.line)] : [];
}

const sorted = (some: Iterable<string>): readonly string[] => [...new Set(some)].sort();

describe('what the catalogue covers', () => {
  for (const rate of [9600, 115_200])
    it(`is each of the forty line settings, both ways and polled, at ${rate}`, () => {
      const covered = inFolder('line').flatMap((one) => lineBothWays(one, 'poll'));
      expect(covered).to.include.members(SETTINGS.map(({ name }) => `${rate} ${name}`));
    });

  for (const line of ['8N1', '7E2'])
    it(`is each rate, both ways and polled, in ${line}`, () => {
      const covered = inFolder('line').flatMap((one) => lineBothWays(one, 'poll'));
      expect(covered).to.include.members(RATES.map((rate) => `${rate} ${line}`));
    });

  it('is each value that a word length can hold', () => {
    for (const bits of [5, 6, 7, 8]) {
      const all = Array.from({ length: 2 ** bits }, (_, value) => value);
      const carried = scenarios.some(
        ({ machines, steps }) =>
          machines.A.line?.bits === bits &&
          machines.B.line?.bits === bits &&
          steps.some(
            (step) =>
              step.verb === 'expect' && 'bytes' in step.want && `${[...step.want.bytes]}` === `${all}`,
          ),
      );
      expect(carried, `${bits} bits`).to.equal(true);
    }
  });

  it('is fifo mode around each trigger: one character less, as many, one more, 16 and 17', () => {
    for (const { level } of TRIGGERS) {
      const counts = scenarios.flatMap(({ machines, steps }) =>
        machines.B.fifo === level
          ? steps.flatMap((step) =>
              step.verb === 'send' && step.mode === 'fifo' && 'random' in step.payload
                ? [step.payload.random]
                : [],
            )
          : [],
      );
      const around = [level - 1, level, level + 1, 16, 17].filter((count) => count > 0);
      expect(counts, `trigger ${level}`).to.include.members(around);
    }
  });

  it('is each trigger level with a message that is no multiple of it, in int and in fifo mode, over each link', () => {
    const kinds = TRIGGERS.flatMap(({ level }) => ['int', 'fifo'].map((mode) => ({ level, mode })));
    for (const { level, mode } of kinds) {
      const some = scenarios.filter((one) =>
        one.steps.some(
          (step) =>
            step.verb === 'send' &&
            step.mode === mode &&
            one.machines.B.fifo === level &&
            'bytes' in step.payload &&
            (level === 1 || step.payload.bytes.length % level !== 0),
        ),
      );
      expect(transports(some), `${mode} ${level}`).to.deep.equal(EACH_LINK);
    }
  });

  it('is each interrupt that a chip can ask for', () => {
    const asked = scenarios.flatMap((one) =>
      stepsOf(one).flatMap((step) => (step.verb === 'expect-irq' ? [step.irq] : [])),
    );
    expect(sorted(asked)).to.deep.equal([
      'character-timeout',
      'data-available',
      'line-status',
      'modem-status',
      'thre',
    ]);
  });

  it('is full duplex in each mode, over each link', () => {
    for (const mode of MODES) {
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

  it('is each mismatch that a wire shows', () => {
    const pairs = inFolder('mismatch').flatMap(({ machines: { A, B } }) =>
      A.line && B.line ? [`${lineName(A.line)} into ${lineName(B.line)}`] : [],
    );
    const formats = (
      '8E1 8O1, 8M1 8S1, 8N1 8E1, 8N1 8O1, 8N1 8M1, 8N1 8S1, 8E1 8N1, 8O1 8N1, 8S1 8N1, 7E1 8N1, 7O1 8N1, 7M1 8N1, ' +
      '8N1 7E1, 8N1 7O1, 5N1 8N1, 8N1 5N1, 7N1 8N1, 8N1 7N1'
    ).split(', ');
    expect(pairs).to.include.members([
      ...formats.map((two) => two.replace(/(\S+) (\S+)/, '9600 $1 into 9600 $2')),
      '9600 8N1 into 4800 8N1',
      '4800 8N1 into 9600 8N1',
    ]);
    expect(new Set(inFolder('mismatch').map(({ link }) => profileOf(link)))).to.deep.equal(new Set(['wire']));
  });

  it('is more stop bits at one end than at the other, either way, for each word length', () => {
    for (const bits of [5, 6, 7, 8]) {
      const more = bits === 5 ? 1.5 : 2;
      const some = inFolder('line').filter(
        ({ machines: { A, B } }) =>
          A.line?.bits === bits && B.line?.bits === bits && A.line.stop === more && B.line.stop === 1,
      );
      expect(some, `${bits} bits`).to.have.length.greaterThan(0);
      for (const side of SIDES)
        for (const { steps } of some)
          expect(steps.some((step) => step.verb === 'expect' && step.on === side)).to.equal(true);
    }
  });

  it('is crystals that are off by 2 %, and are sound, and by 3 %, and are not: each faster and slower', () => {
    const crystals = (folder: string) =>
      inFolder(folder).flatMap(({ machines: { A, B } }) =>
        (A.crystal ?? 0) === 0 ? [] : [`${A.crystal} ${B.crystal}`],
      );
    expect(sorted(crystals('line'))).to.deep.equal(['-20000 20000', '20000 -20000']);
    expect(sorted(crystals('mismatch'))).to.deep.equal(['-30000 30000', '30000 -30000']);
  });

  it('is a break in each mode: of one character and of many', () => {
    const breaks = scenarios.flatMap(({ steps }) => {
      const modes = steps.flatMap((step) => (step.verb === 'send' ? [step.mode] : []));
      return steps.flatMap((step) =>
        step.verb === 'break' && step.for.unit === 'chars'
          ? modes.map((mode) => `${mode} ${step.for.amount}`)
          : [],
      );
    });
    expect(breaks).to.include.members(MODES.flatMap((mode) => [`${mode} 1`, `${mode} 40`]));
  });

  it('is a break that is shorter than a character, and one that is shorter than a bit', () => {
    const lengths = scenarios.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.verb === 'break' && step.for.unit === 'bits' ? [step.for.amount] : [])),
    );
    expect(lengths.some((bits) => bits < 1)).to.equal(true);
    expect(lengths.some((bits) => bits >= 1 && bits < 10)).to.equal(true);
  });

  it('is OE with what is read, in each mode, with FIFOs and without', () => {
    const some = scenarios.flatMap(({ machines: { B }, steps }) =>
      steps.flatMap((step) =>
        step.verb === 'expect-flags' && step.flags.includes('OE')
          ? [`${step.mode} ${B.fifo === undefined ? 'without' : 'with'}`]
          : [],
      ),
    );
    expect(sorted(some)).to.deep.equal(sorted(MODES.flatMap((mode) => [`${mode} with`, `${mode} without`])));
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
        .filter(({ file, link }) => file.includes('overrun') && link.transport === 'cable')
        .map(async (one) => (await played(one)).result.ledger?.fates.overrun ?? 0),
    );
    expect(overruns.filter((count) => count > 0)).to.have.length.greaterThan(8);
  });

  it('is modem lines from A to B and from B to A, and what a hypervisor shows of them over each link', () => {
    const looks = (side: Side) => (one: Scenario) =>
      one.steps.some((step) => step.verb === 'in' && step.on === side && isAt(one, step, REG.MSR)) &&
      one.steps.some((step) => step.verb === 'out' && step.on !== side && isAt(one, step, REG.MCR));
    for (const side of SIDES) expect(scenarios.filter(looks(side)), side).to.have.length.greaterThan(0);
    const onBytes = scenarios.filter(looks('B')).filter(({ link }) => profileOf(link) !== 'wire');
    expect(transports(onBytes)).to.deep.equal(EACH_LINK);
  });

  it('is loopback, over each link', () => {
    const some = scenarios.filter((one) =>
      one.steps.some(
        (step) => step.verb === 'out' && isAt(one, step, REG.MCR) && (step.value & MCR.LOOP) !== 0,
      ),
    );
    expect(transports(some)).to.deep.equal(EACH_LINK);
    const breaks = some.filter(({ steps }) => steps.some((step) => step.verb === 'break'));
    expect(breaks).to.have.length.greaterThan(0);
  });

  it('is a break by LCR bit 6 as well', () => {
    const some = scenarios.filter((one) =>
      one.steps.some(
        (step) => step.verb === 'out' && isAt(one, step, REG.LCR) && (step.value & LCR.BREAK) !== 0,
      ),
    );
    expect(some).to.have.length.greaterThan(0);
  });

  for (const test of ['conf', 'set', 'poll', 'int', 'fifo'])
    it(`is the lab's ${test}, over each link`, () => {
      expect(
        transports(scenarios.filter((one) => labRuns(one).some((run) => words(run)[0] === test))),
      ).to.deep.equal(EACH_LINK);
    });

  for (const test of ['com', ...MODES])
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

  for (const direction of ['tx', 'rx'])
    it(`is the lab's ${direction} alone, in each mode and on each machine, with registers at the other end`, () => {
      const alone = scenarios.flatMap((one) => {
        const [run, ...others] = labRuns(one);
        const serves = one.steps.some((step) => 'on' in step && step.on !== run?.on);
        return run !== undefined && others.length === 0 && serves && words(run)[2] === direction
          ? [`${words(run)[0]} on ${run.on}`]
          : [];
      });
      expect(alone).to.include.members(MODES.flatMap((mode) => SIDES.map((side) => `${mode} on ${side}`)));
    });

  for (const direction of ['tx', 'rx'])
    it(`is the lab's ${direction} with our program at the other end, in each mode, on each machine and over each link`, () => {
      const verb = direction === 'tx' ? 'expect' : 'send';
      const joined = scenarios.flatMap((one) => {
        const [run, ...others] = labRuns(one);
        const ours = stepsOf(one).find((step) => step.verb === verb);
        return run !== undefined && others.length === 0 && ours !== undefined && words(run)[2] === direction
          ? [`${words(run)[0]} on ${run.on} over ${one.link.transport}`]
          : [];
      });
      const all = MODES.flatMap((mode) =>
        SIDES.flatMap((side) => EACH_LINK.map((link) => `${mode} on ${side} over ${link}`)),
      );
      expect(joined).to.include.members(all);
    });

  it('is each of the three ends of a message, in each mode', () => {
    const ends = scenarios.flatMap((one) =>
      labRuns(one).flatMap((run) =>
        words(run)[2] === 'rx' ? [`${words(run)[0]} ${JSON.stringify(run.terminator)}`] : [],
      ),
    );
    expect(ends).to.include.members(
      MODES.flatMap((mode) => ['.', '\n', '\0'].map((end) => `${mode} ${JSON.stringify(end)}`)),
    );
  });

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

  it("is set with each of the lab's 24 lines", () => {
    const lines = scenarios.flatMap((one) =>
      labRuns(one).flatMap((run) => (words(run)[0] === 'set' ? [words(run).slice(2, 5).join(' ')] : [])),
    );
    const all = [5, 6, 7, 8].flatMap((bits) =>
      [1, 2].flatMap((stop) => ['none', 'odd', 'even'].map((parity) => `${bits} ${stop} ${parity}`)),
    );
    expect(lines).to.include.members(all);
  });

  it('is each profile', () => {
    expect(sorted(scenarios.map(({ link }) => profileOf(link)))).to.deep.equal([
      'qemu',
      'virtualbox',
      'virtualbox5',
      'wire',
    ]);
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

  it('is output that only a pattern can tell', () => {
    const some = scenarios.filter((one) =>
      stepsOf(one).some((step) => step.verb === 'expect' && 'pattern' in step.want),
    );
    expect(some).to.have.length.greaterThan(0);
  });
});
