import { expect } from 'chai';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';
import { RANK } from '../../../harness/time/clock.ts';
import { Ends, listening, rejection, TO_STOP_SAMPLE } from './ends.ts';

const never = new Promise<never>(() => {});

describe('stepped time', () => {
  it('passes as it is told, in ms, ticks, or bits at a rate, rounded up to whole ticks', async () => {
    const time = new SteppedTime();
    await time.advance({ ms: 1 });
    expect(time.clock.now).to.equal(1844);
    await time.advance({ ticks: 156 });
    expect(time.clock.now).to.equal(2000);
    await time.advance({ bits: 10, at: 9600 });
    expect(time.clock.now).to.equal(3920);
    await time.advance({ ms: 0 });
    expect(time.ms).to.equal(3920 / 1843.2);
  });

  it('does not pass by less than nothing, and not for ever', async () => {
    const time = new SteppedTime();
    for (const span of [{ ms: -1 }, { ticks: Number.NaN }, { bits: 1, at: 0 }])
      expect(await rejection(time.advance(span))).to.include({ code: 'usage' });
    expect(time.clock.now).to.equal(0);
  });

  it('lets a program answer what it reads at the tick at which it comes', async () => {
    const { line, time, ...ends } = new Ends();
    const open = (i: number) => line.binding.open({ path: line.ports[i] as string, baudRate: 9600 });
    const [a, b] = [await open(0), await open(1)];
    const got = listening(a);
    const echo = async (): Promise<void> => {
      const buffer = Buffer.alloc(1);
      await b.read(buffer, 0, 1);
      await Promise.resolve();
      await b.write(buffer);
    };
    const echoed = echo();
    await a.write(Buffer.of(7));
    await time.advance({ ticks: 2 * TO_STOP_SAMPLE - 1 });
    expect(got).to.deep.equal([]);
    await time.advance({ ticks: 1 });
    expect(got).to.deep.equal([7]);
    expect(ends.errors).to.deep.equal([]);
    await echoed;
  });

  it('until gives what the promise gives, at the tick at which it does', async () => {
    const ends = new Ends();
    const [a, b] = await ends.both();
    await a.write(Buffer.of(7));
    const { bytesRead } = await ends.time.until(b.read(Buffer.alloc(4), 0, 4));
    expect([bytesRead, ends.time.clock.now]).to.deep.equal([1, TO_STOP_SAMPLE]);
  });

  it('until rejects as the promise does, and without letting time pass when it has already', async () => {
    const time = new SteppedTime();
    expect(await rejection(time.until(Promise.reject(new Error('no'))))).to.include({ message: 'no' });
    expect(time.clock.now).to.equal(0);
  });

  it('until says so when nothing more can happen', async () => {
    const error = await rejection(new SteppedTime().until(never));
    expect(error).to.include({ code: 'line-waits' });
    expect(error.message).to.include('nothing more can happen on the line');
  });

  describe('when something goes on for ever', () => {
    let time: SteppedTime;

    beforeEach(() => {
      time = new SteppedTime();
      const slot = time.clock.slot({ name: 'a metronome', rank: RANK.PROGRAM }, beat);
      function beat(): void {
        time.clock.book(slot, time.clock.now + 100_000);
      }
      beat();
    });

    it('until and settle end at their limit, a minute when not given, and say so', async () => {
      for (const [step, words] of [
        [() => time.until(never, { ms: 500 }), 'has not come within 500 ms'],
        [() => time.settle({ ticks: 9 }), 'does not come to rest within 9 ticks'],
        [() => time.settle(), 'does not come to rest within 60000 ms'],
      ] as const) {
        const before = time.ms;
        const error = await rejection(step());
        expect(error).to.include({ code: 'line-waits' });
        expect(error.message).to.include(words);
        expect(time.ms - before).to.be.within(0, 60_001);
      }
    });

    it('advance ends when its time is up', async () => {
      await time.advance({ ticks: 250_000 });
      expect(time.clock.now).to.equal(250_000);
    });
  });

  it('takes one step at a time', async () => {
    const time = new SteppedTime();
    const first = time.advance({ ms: 1 });
    expect(await rejection(time.settle())).to.include({ code: 'usage' });
    await first;
    await time.settle();
  });
});
