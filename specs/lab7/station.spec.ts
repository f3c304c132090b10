import { expect } from 'chai';
import sinon from 'sinon';
import { type StationOptions, station } from '../../harness/lab7/station.ts';
import { accesses, type Machine, Pair, PORT, text, writesTo } from './support.ts';

type Mode = StationOptions['mode'];
/** A character of 115200 8N1. */
const CHARACTER = 160;

/** A station on a machine, with what it is to send and what it has received. */
class Station {
  readonly queue: number[] = [];
  readonly bytes: number[] = [];
  readonly flags: number[] = [];
  private readonly machine: Machine;

  constructor(pair: Pair, machine: Machine, mode: Mode, more: Partial<StationOptions> = {}) {
    this.machine = machine;
    const program = station({
      ...PORT,
      mode,
      next: () => this.queue.shift(),
      onByte: (byte, flags) => {
        this.bytes.push(byte);
        this.flags.push(flags);
      },
      ...more,
    });
    pair.start(machine, program);
  }

  send(bytes: Iterable<number>): void {
    this.queue.push(...bytes);
    this.machine.processor.ring();
  }
}

const ramp = (count: number): number[] => Array.from({ length: count }, (_, i) => i & 0xff);

describe('lab7 station', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
    for (const machine of [pair.a, pair.b]) machine.setLine(0x03, 1);
  });
  afterEach(() => sinon.restore());

  for (const mode of ['poll', 'int', 'fifo'] as const) {
    it(`carries 256 bytes each way at once by ${mode}, in the time of 261 characters`, async () => {
      const [a, b] = [new Station(pair, pair.a, mode), new Station(pair, pair.b, mode)];
      await pair.pass(100);
      a.send(ramp(256));
      b.send(ramp(256).reverse());
      await pair.pass(261 * CHARACTER);
      expect(b.bytes).to.deep.equal(ramp(256));
      expect(a.bytes).to.deep.equal(ramp(256).reverse());
      expect(new Set([...a.flags, ...b.flags])).to.deep.equal(new Set([0]));
    });

    it(`sends by ${mode} what there is from the start, and 2 times more when it is rung`, async () => {
      const a = new Station(pair, pair.a, mode);
      const b = new Station(pair, pair.b, mode);
      a.queue.push(0x61);
      await pair.pass(2000);
      a.send([0x62]);
      await pair.pass(2000);
      a.send([0x63, 0x64]);
      await pair.pass(2000);
      expect(text(b.bytes)).to.equal('abcd');
    });

    it(`answers by ${mode} 1 byte for each of 40, without a bell`, async () => {
      const a = new Station(pair, pair.a, mode);
      const replies: number[] = [];
      new Station(pair, pair.b, mode, {
        next: () => replies.shift(),
        onByte: (byte) => replies.push(byte ^ 0x20),
      });
      await pair.pass(100);
      a.send(ramp(40));
      await pair.pass(80 * CHARACTER);
      expect(a.bytes).to.deep.equal(ramp(40).map((byte) => byte ^ 0x20));
    });

    it(`goes on by ${mode} after a parity error, and tells PE, 04, with the 1 byte that has it`, async () => {
      const b = new Station(pair, pair.b, mode);
      for (const machine of [pair.a, pair.b]) machine.setLine(0x1b, 1);
      await pair.pass(100);
      for (const lcr of [0x1b, 0x0b, 0x1b]) {
        pair.a.out([3, lcr], [0, 0x55]);
        await pair.pass(1000);
      }
      expect(b.bytes).to.deep.equal([0x55, 0x55, 0x55]);
      expect(b.flags).to.deep.equal([0, 0x04, 0]);
    });

    it(`takes a break by ${mode} for a 00 with FE and BI, 18`, async () => {
      const b = new Station(pair, pair.b, mode);
      await pair.pass(100);
      pair.a.out([3, 0x43]);
      await pair.pass(1000);
      pair.a.out([3, 0x03]);
      await pair.pass(1000);
      expect(b.bytes).to.deep.equal([0]);
      expect(b.flags).to.deep.equal([0x18]);
    });

    it(`reads by ${mode} the byte that was there before it began`, async () => {
      pair.a.out([0, 0x21]);
      await pair.pass(1000);
      const b = new Station(pair, pair.b, mode);
      await pair.pass(1000);
      expect(text(b.bytes)).to.equal('!');
    });

    it(`writes 0 times to LCR by ${mode}, and to port 3F8 only what it sends`, async () => {
      const made = accesses(pair.a);
      const a = new Station(pair, pair.a, mode);
      new Station(pair, pair.b, mode);
      await pair.pass(100);
      a.send([1, 2, 3]);
      await pair.pass(1000);
      expect(writesTo(made(), '3FB', '3F8')).to.deep.equal(['out 3F8 01', 'out 3F8 02', 'out 3F8 03']);
    });
  }

  it('sees by poll an overrun, OE 02, at the next byte: of 3 sent while it sleeps the last is left', async () => {
    const b = new Station(pair, pair.b, 'poll', { every: 4 * CHARACTER });
    await pair.pass(2);
    pair.a.out([0, 0x61], [0, 0x62]);
    await pair.pass(CHARACTER + 1);
    pair.a.out([0, 0x63]);
    await pair.pass(2000);
    expect(text(b.bytes)).to.equal('c');
    expect(b.flags).to.deep.equal([0x02]);
  });

  it('loses no byte in silence, whatever of 160 delays a poll has: all 30 come, or OE does', async () => {
    const silent: number[] = [];
    for (let every = 161; every <= 320; every += 1) {
      pair = await Pair.joined();
      for (const machine of [pair.a, pair.b]) machine.setLine(0x03, 1);
      const a = new Station(pair, pair.a, 'poll');
      const b = new Station(pair, pair.b, 'poll', { every });
      a.send(ramp(30));
      await pair.pass(40 * CHARACTER);
      const overruns = pair.records('B', 'lost').length;
      a.send([0x7e]);
      await pair.pass(4 * CHARACTER);
      if (overruns > 0 !== b.flags.some((flags) => flags === 0x02)) silent.push(every);
    }
    expect(silent).to.deep.equal([]);
  });

  it('reads by poll within 12 ticks of its coming each of 40 bytes while it sends 40', async () => {
    const a = new Station(pair, pair.a, 'poll');
    const b = new Station(pair, pair.b, 'poll');
    await pair.pass(50);
    a.send(ramp(40));
    await pair.pass(37);
    b.send(ramp(40));
    await pair.pass(45 * CHARACTER);
    const came = pair.records('B', 'char').map(({ t }) => t);
    const read = pair.records('B', 'in').filter(({ port }) => port === 0x3f8);
    expect(came).to.have.length(40);
    expect(read.map(({ t }, i) => t - (came[i] ?? 0)).filter((ticks) => ticks > 12)).to.deep.equal([]);
  });

  it('tells PE by fifo with the 2nd of 3 bytes that are read in one go', async () => {
    const b = new Station(pair, pair.b, 'fifo');
    for (const machine of [pair.a, pair.b]) machine.setLine(0x1b, 1);
    await pair.pass(100);
    for (const lcr of [0x1b, 0x0b, 0x1b]) {
      pair.a.out([3, lcr], [0, 0x55]);
      await pair.pass(200);
    }
    expect(b.bytes).to.deep.equal([]);
    await pair.pass(1000);
    expect(b.bytes).to.deep.equal([0x55, 0x55, 0x55]);
    expect(b.flags).to.deep.equal([0, 0x04, 0]);
  });

  it('loses 0 of 200 bytes by poll with a poll every 150 ticks, where a character has 160', async () => {
    const a = new Station(pair, pair.a, 'poll');
    const b = new Station(pair, pair.b, 'poll', { every: 150 });
    await pair.pass(100);
    a.send(ramp(200));
    await pair.pass(210 * CHARACTER);
    expect(b.bytes).to.deep.equal(ramp(200));
  });

  for (const [mode, fcr] of [
    ['int', []],
    ['fifo', ['out 3FA C1']],
  ] as const) {
    it(`enables IER 05 and MCR 0B by ${mode}, THRE (IER 07) only while it sends, and FCR ${fcr.length} times`, async () => {
      const made = accesses(pair.a);
      const a = new Station(pair, pair.a, mode);
      await pair.pass(100);
      a.send([0x61, 0x62]);
      await pair.pass(1000);
      expect(writesTo(made(), '3F9')).to.deep.equal(['out 3F9 05', 'out 3F9 07', 'out 3F9 05']);
      expect(writesTo(made(), '3FC')).to.deep.equal(['out 3FC 0B']);
      expect(writesTo(made(), '3FA')).to.deep.equal(fcr);
    });
  }

  it('writes FCR 41 for trigger 4, and none where the FIFOs are ready', async () => {
    const made = accesses(pair.a);
    new Station(pair, pair.a, 'fifo', { trigger: 4 });
    await pair.pass(100);
    expect(writesTo(made(), '3FA')).to.deep.equal(['out 3FA 41']);
    const madeByB = accesses(pair.b);
    new Station(pair, pair.b, 'fifo', { fifoReady: true });
    await pair.pass(100);
    expect(writesTo(madeByB(), '3FA')).to.deep.equal([]);
  });

  for (const [mode, fcr, bursts] of [
    ['fifo', 0x00, [16, 16, 8]],
    ['int', 0xc7, [16, 16, 8]],
    ['int', 0x00, []],
    ['poll', 0xc7, []],
  ] as const) {
    it(`writes 40 bytes by ${mode} after FCR ${fcr.toString(16)} in bursts of [${bursts}], else one by one`, async () => {
      pair.a.out([2, fcr]);
      const made = accesses(pair.a);
      const a = new Station(pair, pair.a, mode);
      new Station(pair, pair.b, 'poll');
      await pair.pass(100);
      a.send(ramp(40));
      await pair.pass(45 * CHARACTER);
      const writes = made().map((access) => (access.startsWith('out 3F8') ? 'w' : '.'));
      expect(writes.filter((mark) => mark === 'w')).to.have.length(40);
      const runs = writes.join('').match(/w{2,}/g) ?? [];
      expect(runs.map((run) => run.length)).to.deep.equal(bursts);
    });
  }

  it('reads the last 3 of 17 bytes by fifo at trigger 14, 4 character times after the last came', async () => {
    const ticks: number[] = [];
    new Station(pair, pair.b, 'fifo', { onByte: () => ticks.push(pair.clock.now) });
    const a = new Station(pair, pair.a, 'poll');
    await pair.pass(100);
    a.send(ramp(17));
    await pair.pass(30 * CHARACTER);
    expect(ticks).to.have.length(17);
    const last = pair.records('B', 'char').at(-1)?.t ?? 0;
    expect((ticks[14] ?? 0) - last).to.be.within(640, 652);
  });

  it('sends by int 16 bytes for 16 THRE causes, and switches THRE off with the last byte', async () => {
    const made = accesses(pair.a);
    const a = new Station(pair, pair.a, 'int');
    await pair.pass(100);
    a.send(ramp(16));
    await pair.pass(20 * CHARACTER);
    expect(made().filter((access) => access === 'in 3FA 02')).to.have.length(16);
  });

  it('falls asleep when nothing happens: 0 accesses in a second by int', async () => {
    new Station(pair, pair.a, 'int');
    await pair.pass(100);
    const made = accesses(pair.a);
    await pair.pass(1_843_200);
    expect(made()).to.deep.equal([]);
  });
});
