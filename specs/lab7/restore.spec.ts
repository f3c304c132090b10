import { expect } from 'chai';
import sinon from 'sinon';
import { type Command, runCommand } from '../../harness/lab7/command.ts';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import type { Program } from '../../harness/program/operation.ts';
import { accesses, type Machine, Pair, PORT } from './support.ts';

const LINE: LineRequest = { bits: 8, stop: 1, parity: 'even', rate: 9600 };
const OTHER: LineRequest = { ...LINE, parity: 'odd' };
const NAMES = ['com', 'poll', 'int', 'fifo'] as const;

/** A state that none of the functions would leave behind by chance. */
function disturb(machine: Machine, fifos: boolean): void {
  machine.setLine(0x2e, 0x0102);
  machine.out([1, 0x08], [4, 0x06]);
  if (fifos) machine.out([2, 0x07]);
}

describe('lab7 puts back what it changed', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  const run = (a: Command, b: Command) => pair.run(runCommand(a), runCommand(b));
  const sending = (name: (typeof NAMES)[number], line = LINE): Command => ({
    name,
    port: PORT,
    line,
    direction: 'tx',
    words: ['to', 'and', 'fro'],
  });
  const receiving = (name: (typeof NAMES)[number]): Command => ({
    name,
    port: PORT,
    line: LINE,
    direction: 'rx',
  });

  for (const name of NAMES) {
    for (const fifos of [false, true]) {
      const before = { lcr: 0x2e, divisor: 0x0102, ier: 0x08, mcr: 0x06, fifos };
      const where = `LCR 2E, divisor 258, IER 08, MCR 06, FIFOs ${fifos ? 'on' : 'off'}`;

      it(`${name} does after success on both sides: ${where}`, async () => {
        for (const machine of [pair.a, pair.b]) disturb(machine, fifos);
        const [sent, received] = await run(sending(name), receiving(name));
        expect([sent.ok, received.ok]).to.deep.equal([true, true]);
        expect(pair.a.state).to.deep.equal(before);
        expect(pair.b.state).to.deep.equal(before);
      });
    }

    it(`${name} does after a parity error, FIFOs off and FIFOs on`, async () => {
      for (const fifos of [false, true]) {
        disturb(pair.b, fifos);
        const [, received] = await run(sending(name, OTHER), receiving(name));
        expect(received.ok).to.equal(false);
        expect(pair.b.state).to.deep.equal({ lcr: 0x2e, divisor: 0x0102, ier: 0x08, mcr: 0x06, fifos });
      }
    });

    it(`${name} touches no port when it refuses 4 bits`, async () => {
      const made = accesses(pair.a);
      const line = { ...LINE, bits: 4 };
      const command = { name, port: PORT, line, direction: 'rx' } as const;
      const result = await pair.runAlone(pair.a, runCommand(command));
      expect(result.ok).to.equal(false);
      expect(made()).to.have.length(name === 'com' ? 10 : 0);
    });

    it(`${name} does when the one who hears of its bytes throws`, async () => {
      disturb(pair.b, false);
      const onByte = (): void => {
        throw new Error('enough');
      };
      pair.start(pair.a, runCommand(sending(name)));
      const holder = pair.start(pair.b, runCommand(receiving(name), { onByte }));
      await pair.until(() => holder.end !== undefined, 10_000_000);
      expect(holder.end?.error).to.be.an('error').with.property('message', 'enough');
      expect(pair.b.state).to.deep.equal({ lcr: 0x2e, divisor: 0x0102, ier: 0x08, mcr: 0x06, fifos: false });
    });
  }

  it('conf does where the FIFOs were off, and leaves IER, MCR and the line alone', async () => {
    disturb(pair.a, false);
    await pair.runAlone(pair.a, runCommand({ name: 'conf', port: PORT }));
    expect(pair.a.state).to.deep.equal({ lcr: 0x2e, divisor: 0x0102, ier: 0x08, mcr: 0x06, fifos: false });
  });

  it('poll does where DLAB stood set: LCR 9B again, and IER 08 and divisor 258 behind it', async () => {
    pair.b.setLine(0x1b, 0x0102);
    pair.b.out([1, 0x08], [3, 0x9b]);
    const [, received] = await run(sending('poll'), receiving('poll'));
    expect(received.ok).to.equal(true);
    expect(pair.b.state).to.include({ lcr: 0x9b, divisor: 0x0102, ier: 0x08 });
  });

  for (const name of ['int', 'fifo'] as const) {
    it(`${name} closes IRQ 4 when it ends: the program that goes on hears no more of it`, async () => {
      await pair.run(runCommand(sending(name)), goesOn(receiving(name)));
      expect(pair.records('B', 'irq')).to.have.length.above(0);
      expect(pair.b.chip.chip.intr).to.equal(true);
      expect(pair.b.processor.output.slice(-2)).to.equal('.0');
    });
  }
});

/** Runs a command, makes the chip ask for an interrupt, and prints what is noted of it within 1000 ticks. */
function* goesOn(command: Command): Program {
  yield* runCommand(command);
  yield { op: 'receive', limit: 1000 };
  yield { op: 'out', port: 0x3fc, value: 0x08 };
  yield { op: 'out', port: 0x3f9, value: 0x02 };
  const noted = yield { op: 'receive', limit: 1000 };
  yield { op: 'print', text: `${noted}` };
}
