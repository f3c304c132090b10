import { expect } from 'chai';
import { ForeignPort } from '../../harness/machine/foreign-port.ts';
import { Pic } from '../../harness/machine/pic.ts';
import { RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import { IER, IIR, LSR, MCR, REG } from '../support/datasheet.ts';
import { LateUart } from '../support/late-uart.ts';

describe('a chip that answers later, on the board', () => {
  let clock: VirtualClock;
  let pic: Pic;
  let chip: LateUart;
  let port: ForeignPort;
  let requests: number[];

  beforeEach(() => {
    clock = new VirtualClock();
    pic = new Pic();
    chip = new LateUart();
    requests = [];
    pic.onRequest = () => {
      requests.push(clock.now);
      pic.acknowledge();
    };
    pic.unmask(4);
    port = new ForeignPort(clock, pic, { machine: 'A', irq: 4, chip, recorder: null });
  });

  const at = (tick: number, does: () => void) =>
    clock.book(clock.slot({ name: 'the spec', rank: RANK.PROGRAM }, does), tick);
  const run = () => clock.run(1_000_000);
  const write = (offset: number, value: number) => port.write(offset, value, () => {});

  it('answers at the tick at which it was asked, and nothing later happens before', async () => {
    const seen: string[] = [];
    at(10, () => port.read(REG.LSR, (value) => seen.push(`${clock.now}: ${value.toString(16)}`)));
    at(11, () => seen.push(`${clock.now}: later`));
    await run();
    expect(seen).to.deep.equal(['10: 60', '11: later']);
  });

  it('has one command under way, and answers in order', async () => {
    const values: number[] = [];
    at(5, () => {
      write(REG.SCR, 0x5a);
      port.read(REG.SCR, (value) => values.push(value));
      write(REG.SCR, 0xa5);
      port.read(REG.SCR, (value) => values.push(value));
    });
    await run();
    expect(values).to.deep.equal([0x5a, 0xa5]);
    expect(chip.mostUnderWay).to.equal(1);
  });

  it('passes INTR on to the IRQ line, at the tick of the command that raised it', async () => {
    at(3, () => write(REG.MCR, MCR.OUT2));
    at(20, () => write(REG.IER, IER.THRE));
    await run();
    expect(requests).to.deep.equal([20]);
  });

  it('keeps INTR from the IRQ line while OUT2 is off, and lets it through when OUT2 comes on', async () => {
    at(20, () => write(REG.IER, IER.THRE));
    at(40, () => write(REG.MCR, MCR.OUT2));
    await run();
    expect(requests).to.deep.equal([40]);
  });

  it('asks the chip when it may have done something by itself: a character timeout', async () => {
    at(2, () => {
      for (const [offset, value] of [
        [REG.LCR, 0x83],
        [REG.DLL, 1],
        [REG.LCR, 0x03],
        [REG.FCR, 0xc1],
        [REG.IER, IER.RDA],
        [REG.MCR, MCR.OUT2],
      ] as const)
        write(offset, value);
    });
    at(100, () => {
      chip.receive(0x41, 1);
      port.settle();
    });
    await run();
    // Four characters of ten bits at 115200.
    expect(requests).to.deep.equal([100 + 640]);
  });

  it('gives the chip what a link brings, one by one', async () => {
    const values: number[] = [];
    at(2, () => write(REG.FCR, 0x01));
    at(8, () => {
      chip.receive(0x41, 1);
      chip.receive(0x42, 2);
      port.settle();
    });
    at(9, () => {
      port.read(REG.RBR, (value) => values.push(value));
      port.read(REG.RBR, (value) => values.push(value));
    });
    await run();
    // The word length after a reset is five bits.
    expect(values).to.deep.equal([0x01, 0x02]);
    expect(chip.asked.filter((what) => what === 'hear')).to.have.length(2);
  });

  it('tells who watches a register when a character has come, and not before', async () => {
    const told: number[] = [];
    at(2, () => port.watch(REG.LSR, 0x60, () => told.push(clock.now)));
    at(50, () => {
      chip.receive(0x41, 1);
      port.settle();
    });
    await run();
    expect(told).to.deep.equal([50]);
  });

  it('tells who watches at once when the read has changed the register', () => {
    let told = 0;
    for (const [offset, value] of [
      [REG.LSR, 0x60 | LSR.OE],
      [REG.IIR, IIR.THRE],
      [REG.MSR, 0x01],
    ] as const)
      port.watch(offset, value, () => {
        told += 1;
      });
    expect(told).to.equal(3);
  });

  it('tells nobody who no longer watches', async () => {
    let told = 0;
    at(2, () =>
      port.watch(REG.LSR, 0x60, () => {
        told += 1;
      }),
    );
    at(3, () => port.unwatch());
    at(50, () => {
      chip.receive(0x41, 1);
      port.settle();
    });
    await run();
    expect(told).to.equal(0);
  });

  it('tells each cause that a program reads from IIR', async () => {
    const causes: number[] = [];
    port.onInterrupt = (cause) => causes.push(cause);
    at(2, () => write(REG.IER, IER.THRE));
    at(4, () => port.read(REG.IIR, () => {}));
    at(6, () => port.read(REG.IIR, () => {}));
    await run();
    expect(causes).to.deep.equal([IIR.THRE]);
  });

  it('ends the run with the reason when the chip fails', async () => {
    chip.fault = new Error('the chip is gone');
    at(2, () => port.read(REG.LSR, () => {}));
    const why = await run().catch((error: Error) => error.message);
    expect(why).to.equal('the chip is gone');
  });

  it('forgets at a reset what it was asked, and lowers its line', async () => {
    let answered = 0;
    at(2, () => write(REG.MCR, MCR.OUT2));
    at(3, () => write(REG.IER, IER.THRE));
    at(8, () => {
      port.read(REG.LSR, () => {
        answered += 1;
      });
      port.reset();
    });
    at(9, () => write(REG.MCR, MCR.OUT2));
    at(10, () => write(REG.IER, IER.THRE));
    await run();
    expect(answered).to.equal(0);
    expect(requests).to.deep.equal([3, 10]);
  });
});
