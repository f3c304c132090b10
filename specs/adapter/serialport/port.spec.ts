import { expect } from 'chai';
import type { OpenOptions } from '../../../harness/adapter/serialport/bindings-interface.ts';
import { nullModem } from '../../../harness/adapter/serialport/null-modem.ts';
import { CHARACTER, Ends, listening, rejection, TO_STOP_SAMPLE } from './ends.ts';

const OFF = { cts: false, dsr: false, dcd: false };
const ON = { cts: true, dsr: true, dcd: true };
const ODD = { parity: 'odd' } as const;
const EVEN = { parity: 'even' } as const;
const HELLO = [...Buffer.from('hello')];
/** Without XON and XOFF. */
const LARGE = Buffer.from(Array.from({ length: 9000 }, (_, i) => ((i * 7) & 0xff) | 0x20));

describe('a port of a null modem', () => {
  let ends: Ends;

  beforeEach(() => {
    ends = new Ends();
  });

  afterEach(() => ends.line.close());

  describe('its time', () => {
    it('has a character at 9600 after 1824 ticks, in the middle of its stop bit, and not at 1823', async () => {
      const [a, b] = await ends.both();
      const got = listening(b);
      await a.write(Buffer.of(0x41));
      await ends.time.advance({ ticks: TO_STOP_SAMPLE - 1 });
      expect(got).to.deep.equal([]);
      await ends.time.advance({ ticks: 1 });
      expect(got).to.deep.equal([0x41]);
    });

    it('is drained of five characters at the end of the fifth, and not one tick before', async () => {
      const [a] = await ends.both();
      await a.write(Buffer.from(HELLO));
      let drained = false;
      const drain = a.drain().then(() => {
        drained = true;
      });
      await ends.time.advance({ ticks: 5 * CHARACTER - 1 });
      expect(drained).to.equal(false);
      await ends.time.advance({ ticks: 1 });
      expect(drained).to.equal(true);
      await drain;
    });

    it('is done with a write when 4096 bytes at most are left of it', async () => {
      const [a] = await ends.both({ baudRate: 115_200 });
      await ends.time.until(a.write(Buffer.alloc(4096)));
      expect(ends.time.clock.now).to.equal(0);
      await ends.time.until(a.write(Buffer.alloc(100)));
      expect(ends.time.clock.now).to.be.above(80 * 160);
    });

    it('gives eight characters at once with a trigger of 8, and the rest four characters later', async () => {
      ends = new Ends({ trigger: 8 });
      const [a, b] = await ends.both();
      const got = listening(b);
      await a.write(Buffer.alloc(10));
      await ends.time.advance({ ticks: 7 * CHARACTER + TO_STOP_SAMPLE - 1 });
      expect(got).to.have.length(0);
      await ends.time.advance({ ticks: 1 });
      expect(got).to.have.length(8);
      await ends.time.advance({ ticks: 2 * CHARACTER + 4 * CHARACTER - 1 });
      expect(got).to.have.length(8);
      await ends.time.advance({ ticks: 1 });
      expect(got).to.have.length(10);
    });
  });

  describe('its line', () => {
    const CHARACTERS = [0x00, 0x01, 0x15, 0x1f, 0x0a];

    for (const dataBits of [5, 6, 7, 8] as const)
      it(`carries ${dataBits} data bits both ways with each parity and each number of stop bits`, async () => {
        for (const parity of ['none', 'even', 'odd', 'mark', 'space'])
          for (const stopBits of dataBits === 5 ? ([1, 1.5] as const) : ([1, 2] as const)) {
            const line = new Ends();
            const [a, b] = await line.both({ dataBits, parity, stopBits });
            const got = [listening(a), listening(b)];
            await Promise.all([a.write(Buffer.from(CHARACTERS)), b.write(Buffer.from(CHARACTERS))]);
            await line.time.settle();
            expect(got, `${parity} ${stopBits}`).to.deep.equal([CHARACTERS, CHARACTERS]);
            expect(line.errors).to.deep.equal([]);
          }
      });

    for (const [options, words] of [
      [{ dataBits: 9 }, /no 9 data bits; it has 5, 6, 7 or 8/],
      [{ parity: 'both' }, /no parity both; it has none, odd, even, mark, space/],
      [{ stopBits: 1.5 }, /no 1\.5 stop bits with 8 data bits; it has 1 or 2/],
      [{ dataBits: 5, stopBits: 2 }, /no 2 stop bits with 5 data bits; it has 1 or 1\.5/],
      [
        { baudRate: 230_400 },
        /no 230400 baud; it has 115200 divided by a whole number: the nearest is 115200/,
      ],
      [{ baudRate: 1 }, /no 1 baud.*the nearest is 1\.76/],
      [{ baudRate: 119_000 }, /no 119000 baud/],
    ] as const)
      it(`does not open with ${JSON.stringify(options)}, and says what there is`, async () => {
        const error = await rejection(ends.open(0, options as unknown as Partial<OpenOptions>));
        expect(error).to.include({ name: 'HarnessError', code: 'usage' });
        expect(error.message).to.match(words);
        expect((await ends.open(0)).isOpen).to.equal(true);
      });

    for (const [asked, has] of [
      [110, 110],
      [134.5, 134],
      [56_000, 57_600],
      [118_000, 115_200],
      [2, 2],
    ] as const)
      it(`takes ${asked} baud for the nearest that there is, ${has}`, async () => {
        const a = await ends.open(0, { baudRate: asked });
        expect(await a.getBaudRate()).to.deep.equal({ baudRate: has });
      });

    it('passes a character of the wrong parity on as it came, and tells of PE', async () => {
      const [a, b] = [await ends.open(0, ODD), await ends.open(1, EVEN)];
      const got = listening(b);
      await ends.send(a, [0x41]);
      expect(got).to.deep.equal([0x41]);
      expect(ends.errors).to.deep.equal([
        { path: '/dev/ttyNM1', byte: 0x41, errors: ['PE'], ms: (11 - 0.5) / 9.6 },
      ]);
    });

    it('sees a character of half its rate as one with FE', async () => {
      const [a, b] = [await ends.open(0, { baudRate: 4800 }), await ends.open(1)];
      const got = listening(b);
      await ends.send(a, [0x00]);
      // Nine low bits of twice the length: there is no stop bit where it should be.
      expect(got[0]).to.equal(0);
      expect(ends.errors[0]?.errors).to.include('FE');
    });

    it('understands the other end again after both have changed their rate', async () => {
      const [a, b] = await ends.both();
      const got = listening(b);
      await ends.send(a, HELLO);
      await Promise.all([a.update({ baudRate: 57_600 }), b.update({ baudRate: 57_600 })]);
      const before = ends.time.clock.now;
      await ends.send(a, HELLO);
      expect(ends.time.clock.now - before).to.equal((5 * CHARACTER) / 6);
      expect(got).to.deep.equal([...HELLO, ...HELLO]);
    });

    it('shows a break at the other end as one 0 with BI, and what is sent after it', async () => {
      const [a, b] = await ends.both();
      const got = listening(b);
      await a.set({ brk: true });
      await ends.time.advance({ bits: 30, at: 9600 });
      await a.set({ brk: false });
      // The line marks in between: else the start bit is more of the break.
      await ends.time.advance({ bits: 1, at: 9600 });
      await ends.send(a, HELLO);
      expect(got).to.deep.equal([0, ...HELLO]);
      expect(ends.errors.map(({ errors }) => errors)).to.deep.equal([['FE', 'BI']]);
    });
  });

  describe('its modem lines', () => {
    it('shows the other end DSR and DCD for DTR, and CTS for RTS, from open on', async () => {
      const a = await ends.open(0);
      await ends.time.settle();
      expect(await a.get()).to.deep.equal(OFF);
      const b = await ends.open(1);
      await ends.time.settle();
      expect(await a.get()).to.deep.equal(ON);
      await b.set({ dtr: false });
      await ends.time.settle();
      expect(await a.get()).to.deep.equal({ ...OFF, cts: true });
      await b.set({ rts: false });
      await ends.time.settle();
      expect(await a.get()).to.deep.equal({ ...ON, cts: false });
    });

    for (const [hupcl, after] of [
      [true, OFF],
      [false, ON],
    ] as const)
      it(`${hupcl ? 'drops' : 'keeps'} DTR and RTS at close with hupcl: ${hupcl}`, async () => {
        const [a, b] = await ends.both({ hupcl });
        await b.close();
        await ends.time.settle();
        expect(await a.get()).to.deep.equal(after);
      });
  });

  describe('close', () => {
    it('lets what was written leave, and then drops DTR', async () => {
      const [a, b] = await ends.both();
      const got = listening(b);
      await a.write(Buffer.from(HELLO));
      await a.close();
      await ends.time.advance({ ticks: 5 * CHARACTER - 1 });
      expect(got).to.deep.equal(HELLO);
      expect(await b.get()).to.deep.equal(ON);
      await ends.time.settle();
      expect(await b.get()).to.deep.equal(OFF);
    });

    it('drops what the other end does not let leave', async () => {
      const [a, b] = await ends.both({ rtscts: true });
      await b.set({ rts: false });
      await ends.time.settle();
      await a.write(Buffer.from(HELLO));
      await a.close();
      await b.set({ rts: true });
      await ends.time.settle();
      expect(listening(b)).to.deep.equal([]);
      expect(await b.get()).to.deep.equal(OFF);
    });

    it('makes a drain under way reject as canceled', async () => {
      const [a] = await ends.both();
      await a.write(Buffer.from(HELLO));
      const drain = rejection(a.drain());
      await ends.time.advance({ ticks: 100 });
      await a.close();
      expect(await drain).to.include({ canceled: true });
    });

    it('leaves nothing of before to who opens it again', async () => {
      const [a, b] = await ends.both();
      await ends.send(a, HELLO);
      await b.close();
      await ends.send(a, HELLO);
      const got = listening(await ends.open(1));
      await ends.send(a, [1, 2]);
      expect(got).to.deep.equal([1, 2]);
    });

    it('ends a break', async () => {
      const [a, b] = await ends.both();
      await a.set({ brk: true });
      await ends.time.advance({ bits: 30, at: 9600 });
      await a.close();
      const again = await ends.open(0);
      await ends.time.advance({ bits: 1, at: 9600 });
      const got = listening(b);
      await ends.send(again, HELLO);
      expect(got).to.deep.equal([0, ...HELLO]);
    });

    it('of one of two that have opened a port cancels its own read alone, and the other one reads on', async () => {
      const shared = { lock: false } as const;
      const [a, b] = [await ends.open(0), await ends.open(1, shared)];
      const other = await ends.open(1, shared);
      const canceled = rejection(b.read(Buffer.alloc(9), 0, 9));
      const got = listening(other);
      await b.close();
      expect(await canceled).to.include({ canceled: true });
      await ends.send(a, HELLO);
      expect(got).to.deep.equal(HELLO);
    });
  });

  describe('flow control', () => {
    for (const [name, sender, receiver] of [
      ['RTS and CTS', { rtscts: true }, { rtscts: true }],
      ['XON and XOFF', { xon: true }, { xoff: true }],
    ] as const)
      it(`by ${name} waits for who does not read, and loses nothing`, async () => {
        ends = new Ends({ trigger: 14 });
        const [a, b] = [
          await ends.open(0, { baudRate: 115_200, ...sender }),
          await ends.open(1, { baudRate: 115_200, ...receiver }),
        ];
        const write = a.write(LARGE);
        await ends.time.settle();
        const waitsSince = ends.time.clock.now;
        expect(waitsSince / 160).to.be.within(3968, 4096);
        const got = listening(b);
        await ends.time.until(write);
        await ends.time.settle();
        expect(Buffer.from(got).equals(LARGE)).to.equal(true);
        expect(ends.errors).to.deep.equal([]);
      });

    it('by XOFF ends with any character when xany is set', async () => {
      const [a, b] = [await ends.open(0, { xon: true, xany: true }), await ends.open(1)];
      const got = [listening(a), listening(b)];
      await ends.send(b, [0x13]);
      await a.write(Buffer.from(HELLO));
      await ends.time.settle();
      expect(got).to.deep.equal([[], []]);
      await ends.send(b, [0x21]);
      await ends.time.settle();
      expect(got).to.deep.equal([[0x21], HELLO]);
    });

    it('by CTS waits to be let go, and a drain waits with it', async () => {
      const [a, b] = await ends.both({ rtscts: true });
      const got = listening(b);
      await b.set({ rts: false });
      await ends.time.settle();
      await a.write(Buffer.from(HELLO));
      const drain = a.drain();
      await ends.time.settle();
      expect(got).to.deep.equal([]);
      await b.set({ rts: true });
      await ends.time.until(drain);
      expect(got).to.deep.equal(HELLO);
    });
  });

  it('rejects a write while one is under way', async () => {
    const [a] = await ends.both();
    const first = rejection(a.write(Buffer.alloc(5000)));
    expect((await rejection(a.write(Buffer.alloc(1)))).message).to.include('a write is under way');
    await a.close();
    expect(await first).to.include({ canceled: true });
  });
});

describe('null modems', () => {
  it('are joined two and two: what goes over one is not heard on the other', async () => {
    const ends = new Ends({ paths: ['COM1', 'COM2', 'COM3', 'COM4'] });
    const ports = await Promise.all(
      ends.line.ports.map((path) => ends.line.binding.open({ path, baudRate: 9600 })),
    );
    const got = ports.map(listening);
    await Promise.all(ports.map((port, i) => port.write(Buffer.of(i))));
    await ends.time.settle();
    expect(got).to.deep.equal([[1], [0], [3], [2]]);
    await ends.line.close();
    expect(ports.map((port) => port.isOpen)).to.deep.equal([false, false, false, false]);
  });

  it('have two ends each, all of different names', () => {
    for (const paths of [['a'], ['a', 'a'], ['a', 'b', 'c']])
      expect(() => nullModem({ paths }), `${paths}`).to.throw(/an even number of paths, all different/);
  });
});
