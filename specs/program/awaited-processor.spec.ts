import { expect } from 'chai';
import { ForeignBus } from '../../harness/machine/foreign-bus.ts';
import { ForeignPort } from '../../harness/machine/foreign-port.ts';
import { Pc } from '../../harness/machine/pc.ts';
import { AwaitedProcessor } from '../../harness/program/awaited-processor.ts';
import { GAVE_UP, type Operation, type Program, RANG } from '../../harness/program/operation.ts';
import { RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import { LateUart } from '../support/late-uart.ts';

const LSR = 0x3fd;
const SCR = 0x3ff;
const READ_LSR: Operation = { op: 'in', port: LSR };
const RECEIVABLE: Operation = { op: 'until', port: LSR, mask: 0x01, is: 0x01, every: 10 };

describe('a processor whose accesses are answered later', () => {
  let clock: VirtualClock;
  let chip: LateUart;
  let port: ForeignPort;
  let processor: AwaitedProcessor;

  beforeEach(() => {
    clock = new VirtualClock();
    const pc = new Pc(clock, { machine: 'A', ports: [] });
    chip = new LateUart();
    port = new ForeignPort(clock, pc.pic, { machine: 'A', irq: 4, chip, recorder: null });
    processor = new AwaitedProcessor(pc, new ForeignBus(pc, 0x3f8, port), null);
  });

  const at = (tick: number, does: () => void) =>
    clock.book(clock.slot({ name: 'the spec', rank: RANK.PLAYER }, does), tick);

  /** What a program got for each operation, and the tick of each answer. */
  async function answersTo(...operations: readonly Operation[]): Promise<readonly (readonly number[])[]> {
    const seen: (readonly number[])[] = [];
    function* program(): Program {
      for (const operation of operations) seen.push([yield operation, clock.now]);
    }
    processor.start(program(), () => {});
    await clock.run(1_000_000);
    return seen;
  }

  it('takes two ticks for each access, as one that is answered at once', async () => {
    const seen = await answersTo({ op: 'out', port: SCR, value: 0x5a }, { op: 'in', port: SCR }, READ_LSR);
    expect(seen).to.deep.equal([
      [0, 2],
      [0x5a, 4],
      [0x60, 6],
    ]);
  });

  it('reads where nothing is as FF', async () =>
    expect(await answersTo({ op: 'in', port: 0x2f8 })).to.deep.equal([[0xff, 2]]));

  it('asks a chip again only when something may have changed, at a tick of the loop', async () => {
    at(5003, () => {
      chip.receive(0x41, 1);
      port.settle();
    });
    expect(await answersTo(RECEIVABLE)).to.deep.equal([[0x61, 5012]]);
    expect(chip.asked).to.deep.equal(['in 5', 'hear', 'in 5']);
  });

  it('gives up at its limit, and hears the bell', async () => {
    expect(await answersTo({ ...RECEIVABLE, limit: 95 } as Operation)).to.deep.equal([[GAVE_UP, 95]]);
    at(1003, () => processor.ring());
    expect(await answersTo({ ...RECEIVABLE, bell: true } as Operation)).to.deep.equal([[RANG, 1007]]);
  });

  for (const operation of [READ_LSR, RECEIVABLE]) {
    it(`answers nothing to a program that has been stopped meanwhile: ${operation.op}`, async () => {
      const seen: number[] = [];
      const stop = clock.slot({ name: 'the spec', rank: RANK.LINE }, () => processor.stop());
      function* program(): Program {
        clock.book(stop, clock.now);
        seen.push(yield operation);
      }
      processor.start(program(), () => seen.push(-1));
      chip.receive(0x41, 1);
      port.settle();
      await clock.run(1000);
      expect(seen).to.deep.equal([]);
      expect(processor.busy).to.equal(false);
    });
  }
});
