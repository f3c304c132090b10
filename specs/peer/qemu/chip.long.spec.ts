import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { qemuChip } from '../../../harness/peer/qemu/chip.ts';
import { goldenLine } from '../../../harness/run/golden.ts';
import { over, play } from '../../../harness/run/play.ts';
import type { ScenarioResult } from '../../../harness/run/result.ts';
import type { Scenario } from '../../../harness/scenario/model.ts';
import { LINKS, MODES, type Script, SEED, scenario, wordsOf } from '../../run/stage.ts';
import { scenariosOf } from '../../scenario/files.ts';
import { describeWithQemu } from './describe-with-qemu.ts';

const QEMU = '{ line: 38400 8E1, chip: qemu }';
const OURS = '{ line: 38400 8E1 }';
const MACHINES = {
  'A alone': { A: QEMU, B: OURS },
  'B alone': { A: OURS, B: QEMU },
  both: { A: QEMU, B: QEMU },
};

interface Traced {
  readonly result: ScenarioResult;
  readonly trace: readonly string[];
}

async function traced(what: Scenario): Promise<Traced> {
  const trace: string[] = [];
  const result = await play(what, {
    seed: SEED,
    chips: { qemu: qemuChip },
    sinks: [(record) => trace.push(goldenLine(record))],
  });
  return { result, trace };
}

const FIXTURES = new URL('../../../fixtures/qemu/', import.meta.url);

describeWithQemu('QEMU’s chip', () => {
  for (const name of readdirSync(FIXTURES).sort())
    it(`passes ${name}`, async () => {
      for (const one of scenariosOf(readFileSync(new URL(name, FIXTURES)))) {
        const { result } = await traced(one);
        expect([one.name, result.outcome, wordsOf(result)]).to.deep.equal([one.name, 'passed', []]);
      }
    });

  for (const mode of MODES)
    for (const [which, machines] of Object.entries(MACHINES)) {
      const steps = [
        `lab7: [{ on: A, args: "${mode} 1 tx 8 1 even 38400 the quick brown fox jumps" }, { on: B, args: "${mode} 1 rx 8 1 even 38400", prints: jumps. }]`,
        `lab7: [{ on: B, args: "${mode} 1 tx 8 1 even 38400 over the lazy dog" }, { on: A, args: "${mode} 1 rx 8 1 even 38400", prints: dog. }]`,
      ];
      it(`runs the lab's ${mode} in ${which}, with one trace over cable, TCP and pipe`, async () => {
        const script: Script = { ...machines, steps };
        const plays: Traced[] = [];
        for (const link of LINKS) plays.push(await traced(over(scenario(script), link)));
        const [first] = plays;
        for (const { result, trace } of plays) {
          expect(wordsOf(result)).to.deep.equal([]);
          expect(result.ledger).to.deep.include({ written: 44, balanced: true });
          expect(result.ledger?.fates).to.deep.include({ read: 44 });
          expect(trace).to.deep.equal(first?.trace);
        }
      });
    }

  for (const mode of MODES)
    it(`sends and receives 512 bytes each way at once, by ${mode}, in both`, async () => {
      const { result } = await traced(
        scenario({
          ...MACHINES.both,
          steps: [
            `parallel: [{ send: { from: A, mode: ${mode}, random: 512 } }, { send: { from: B, mode: ${mode}, random: 512 } }]`,
          ],
        }),
      );
      expect(wordsOf(result)).to.deep.equal([]);
      expect(result.ledger?.fates).to.deep.include({ read: 1024 });
    });

  it('holds what its program sends too fast for the link, and loses none of it', async () => {
    const steps = ['send: { from: A, random: 600 }', 'expect: { on: B, count: 600 }'];
    const { result, trace } = await traced(scenario({ ...MACHINES['A alone'], steps }));
    expect(wordsOf(result)).to.deep.equal([]);
    const came = trace.flatMap((line) => {
      const [, serial] = / B char .* #(\d+) /.exec(line) ?? [];
      return serial === undefined ? [] : [Number(serial)];
    });
    expect(came).to.deep.equal(Array.from({ length: 600 }, (_, i) => i + 1));
  });
});
