import { expect } from 'chai';
import { goldenLine } from '../../harness/run/golden.ts';
import { type PlayOptions, play } from '../../harness/run/play.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { LateUart } from '../support/late-uart.ts';
import { MODES, type Script, SEED, scenario } from './stage.ts';

/** What programs do and see, and not what happens inside a chip: nobody can tell that of a foreign one. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'in',
  'out',
  'print',
  'irq',
  'link',
  'power',
  'step',
  'verdict',
]);

const LATE: NonNullable<PlayOptions['chips']> = { qemu: () => new LateUart() };
const BYTES = '{ profile: qemu }';

async function outsideOf(script: Script): Promise<{ result: ScenarioResult; trace: readonly string[] }> {
  const trace: string[] = [];
  const sink: NonNullable<PlayOptions['sinks']>[number] = (record) => {
    if (OUTSIDE.has(record.k)) trace.push(goldenLine(record));
  };
  const result = await play(scenario({ link: BYTES, ...script }), { seed: SEED, sinks: [sink], chips: LATE });
  return { result, trace };
}

const FOREIGN = '{ line: 115200 8N1, chip: qemu }';

describe('a chip of ours that answers later, in place of one that answers at once', () => {
  const scripts: readonly (readonly [string, readonly string[]])[] = [
    ...MODES.map(
      (mode) =>
        [
          `lab7 ${mode}`,
          [
            `lab7: [{ on: A, args: "${mode} 1 tx 8 1 even 38400 hello" }, { on: B, args: "${mode} 1 rx 8 1 even 38400" }]`,
          ],
        ] as const,
    ),
    ...MODES.map(
      (mode) =>
        [
          `send, ${mode}`,
          [
            `parallel: [{ send: { from: A, mode: ${mode}, random: 40 } }, { send: { from: B, mode: ${mode}, text: "to and fro" } }]`,
            'expect: { on: A, text: fro }',
          ],
        ] as const,
    ),
    ['in and out', ['out: { on: A, port: 0x3FF, value: 0x5A }', 'in: { on: A, port: 0x3FF, is: 0x5A }']],
    ['a port where nothing is', ['in: { on: A, port: 0x2F8, is: 0xFF }']],
  ];

  for (const [name, steps] of scripts) {
    it(`leaves the same trace: ${name}`, async () => {
      const ours = await outsideOf({ steps });
      expect(ours.result.failures.map(({ what }) => what)).to.deep.equal([]);
      const late = await outsideOf({ A: FOREIGN, B: FOREIGN, steps });
      expect(late.trace).to.deep.equal(ours.trace);
      expect(late.result.ledger).to.deep.equal(ours.result.ledger);
    });
  }
});

describe('a scenario that asks for a chip', () => {
  it('is played with no other one when nobody says where to get it', async () => {
    const why = await play(scenario({ A: FOREIGN, steps: ['wait: { for: 1ms }'] }), { seed: SEED }).catch(
      (error: Error) => error.message,
    );
    expect(why).to.equal('the scenario asks for a chip of qemu, and nobody has said where to get one');
  });

  it('turns its chip on with the machine and off at the end, however it ends', async () => {
    for (const steps of [['wait: { for: 1ms }'], ['in: { on: A, port: 0x3FD, is: 0 }']]) {
      const chips: LateUart[] = [];
      const make = () => {
        const chip = new LateUart();
        chips.push(chip);
        return chip;
      };
      const result = await play(scenario({ A: FOREIGN, steps }), { seed: SEED, chips: { qemu: make } });
      expect(result.outcome).to.equal(steps[0]?.startsWith('wait') ? 'passed' : 'failed');
      expect(chips.map(({ power, asked }) => [power, asked.length > 0])).to.deep.equal(
        chips.map(() => ['off', true]),
      );
    }
  });

  it('is told when its chip fails in the middle', async () => {
    const make = () => {
      const chip = new LateUart();
      chip.fault = new Error('the chip is gone');
      return chip;
    };
    const why = await play(scenario({ A: FOREIGN, steps: ['wait: { for: 1ms }'] }), {
      seed: SEED,
      chips: { qemu: make },
    }).catch((error: Error) => error.message);
    expect(why).to.equal('the chip is gone');
  });
});
