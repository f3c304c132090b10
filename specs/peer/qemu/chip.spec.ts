import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { QemuChip, qemuChip } from '../../../harness/peer/qemu/chip.ts';
import { goldenLine } from '../../../harness/run/golden.ts';
import { play } from '../../../harness/run/play.ts';
import type { ScenarioResult } from '../../../harness/run/result.ts';
import { ANYTHING, CHARACTER, type Script, SEED, scenario, wordsOf } from '../../run/stage.ts';
import { MCR, REG } from '../../support/datasheet.ts';
import { describeWithQemu } from './describe-with-qemu.ts';

const QEMU = '{ line: 115200 8N1, chip: qemu }';

interface Traced {
  readonly result: ScenarioResult;
  readonly records: readonly TraceRecord[];
}

async function traced(script: Script): Promise<Traced> {
  const records: TraceRecord[] = [];
  const options = {
    seed: SEED,
    chips: { qemu: qemuChip },
    sinks: [(one: TraceRecord) => void records.push(one)],
  };
  return { result: await play(scenario(script), options), records };
}

describeWithQemu('QEMU’s chip under our programs', () => {
  it('sends and receives at once, and leaves the same trace each time', async () => {
    const script = {
      A: QEMU,
      steps: [
        'parallel: [{ send: { from: A, mode: fifo, text: "hello QEMU" } }, { send: { from: B, mode: fifo, text: "and back" } }]',
      ],
    };
    const [first, second] = [await traced(script), await traced(script)];
    expect(wordsOf(first.result)).to.deep.equal([]);
    expect(first.result.ledger).to.deep.include({ written: 18, balanced: true });
    expect(first.result.ledger?.fates).to.deep.include({ read: 18 });
    expect(second.records.map(goldenLine)).to.deep.equal(first.records.map(goldenLine));
  });

  it('asks for its timeout four characters after the last one, and not one tick sooner', async () => {
    const { result, records } = await traced({
      B: QEMU,
      steps: [
        'lab7: [{ on: A, args: "fifo 1 tx 8 1 none 115200 hi" }, { on: B, args: "fifo 1 rx 8 1 none 115200" }]',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
    const last = records.findLast((one) => one.m === 'B' && one.k === 'char')?.t ?? 0;
    const asked = records.filter((one) => one.m === 'B' && one.k === 'irq').map(({ t }) => t);
    expect(asked).to.deep.equal([last + 4 * CHARACTER]);
  });

  it('loses nothing where there is no room: what does not fit waits in the socket, and goes with the power', async () => {
    const two = [
      'out: { on: A, port: 0x3F8, value: 0x41 }',
      'wait: { for: 2chars }',
      'out: { on: A, port: 0x3F8, value: 0x42 }',
      'wait: { for: 300ms }',
    ];
    const { result } = await traced({
      B: QEMU,
      link: '{ profile: virtualbox5 }',
      steps: [
        ...two,
        'in: { on: B, port: 0x3FD, is: 0x61 }',
        'in: { on: B, port: 0x3F8, is: 0x41 }',
        'in: { on: B, port: 0x3FD, is: 0x61 }',
        'in: { on: B, port: 0x3F8, is: 0x42 }',
        'in: { on: B, port: 0x3FD, is: 0x60 }',
        ...two,
        // Switching the FIFOs on empties the receiver, which then takes what waits.
        'out: { on: B, port: 0x3FA, value: 0x01 }',
        'in: { on: B, port: 0x3F8, is: 0x42 }',
        'out: { on: B, port: 0x3FA, value: 0x00 }',
        ...two,
        'stop: { machine: B }',
      ],
      assert: ANYTHING,
    });
    expect(wordsOf(result)).to.deep.equal([]);
    expect(result.ledger?.balanced).to.equal(true);
    // The first of the last two was in the chip, the second in the socket.
    expect(result.ledger?.fates).to.deep.include({ read: 3, overrun: 0, discarded: 2, lostAtClose: 1 });
  });

  it('accounts for what FCR empties, for what is left unread and for what its power takes with it', async () => {
    const { result } = await traced({
      B: QEMU,
      steps: [
        'out: { on: A, port: 0x3F8, value: 0x41 }',
        'wait: { for: 2chars }',
        'out: { on: B, port: 0x3FA, value: 0x01 }',
        'out: { on: A, port: 0x3F8, value: 0x42 }',
        'wait: { for: 2chars }',
        'stop: { machine: B }',
        'boot: { machine: B }',
        'out: { on: A, port: 0x3F8, value: 0x43 }',
        'wait: { for: 2chars }',
        'in: { on: B, port: 0x3FC, is: 0x08 }',
      ],
      assert: ANYTHING,
    });
    expect(wordsOf(result)).to.deep.equal([]);
    expect(result.ledger?.balanced).to.equal(true);
    expect(result.ledger?.fates).to.deep.include({ discarded: 2, unread: 1 });
  });

  it('in loopback hears itself, and loses by overrun as a 16550A does', async () => {
    const { result } = await traced({
      A: QEMU,
      steps: [
        'out: { on: A, port: 0x3FC, value: 0x18 }',
        'out: { on: A, port: 0x3F8, value: 0x55 }',
        'out: { on: A, port: 0x3F8, value: 0x56 }',
        'in: { on: A, port: 0x3FD, is: 0x63 }',
        'in: { on: A, port: 0x3F8, is: 0x56 }',
      ],
      assert: ANYTHING,
    });
    expect(wordsOf(result)).to.deep.equal([]);
    expect(result.ledger?.fates).to.deep.include({ read: 1, overrun: 1 });
  });

  it('has its gate to the IRQ open from the start, and shut without OUT2 and in loopback', async () => {
    const chip = new QemuChip();
    await chip.powerOn(0);
    try {
      const open = [chip.gateOpen];
      for (const mcr of [0x00, MCR.OUT2, MCR.OUT2 | MCR.LOOP]) {
        await chip.write(REG.MCR, mcr, 2);
        open.push(chip.gateOpen);
      }
      expect(open).to.deep.equal([true, false, true, false]);
    } finally {
      await chip.powerOff();
    }
  });
});
