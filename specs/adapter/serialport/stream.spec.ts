import { once } from 'node:events';
import { Readable } from 'node:stream';
import { SerialPortStream } from '@serialport/stream';
import { expect } from 'chai';
import type { OpenOptions } from '../../../harness/adapter/serialport/bindings-interface.ts';
import { type NullModem, nullModem } from '../../../harness/adapter/serialport/null-modem.ts';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';

type Stream = SerialPortStream<NullModem['binding']>;
type Settings = Partial<OpenOptions> & { readonly highWaterMark?: number; readonly endOnClose?: boolean };

const stream = ({ binding, ports }: NullModem, end: 0 | 1, settings: Settings = {}): Stream =>
  new SerialPortStream({ binding, path: ports[end] as string, baudRate: 115_200, ...settings });

const collected = (from: Stream): Buffer[] => {
  const got: Buffer[] = [];
  from.on('data', (chunk: Buffer) => got.push(chunk));
  return got;
};

const bytes = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, i) => (i * 31) & 0xff));

/** A method of the stream that takes a callback. */
const done = (call: (callback: (error: Error | null | undefined) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

describe('SerialPortStream over a null modem', () => {
  let time: SteppedTime;
  let line: NullModem;

  const both = async (settings: Settings = {}): Promise<readonly [Stream, Stream]> => {
    const [a, b] = [stream(line, 0, settings), stream(line, 1, settings)];
    await time.until(Promise.all([once(a, 'open'), once(b, 'open')]));
    return [a, b];
  };

  beforeEach(() => {
    time = new SteppedTime();
    line = nullModem({ time, trigger: 14 });
  });

  afterEach(() => line.close());

  it('talks both ways', async () => {
    const [a, b] = await both({ baudRate: 9600 });
    const got = [collected(a), collected(b)] as const;
    a.write('hello');
    b.write('and good bye');
    await time.settle();
    expect(got.map((each) => Buffer.concat(each).toString())).to.deep.equal(['and good bye', 'hello']);
    expect(time.clock.now).to.be.within(12 * 1920, 16 * 1920);
  });

  it('sends what was written before it was open', async () => {
    const b = stream(line, 1);
    await time.until(once(b, 'open'));
    const got = collected(b);
    stream(line, 0).write('early');
    await time.settle();
    expect(Buffer.concat(got).toString()).to.equal('early');
  });

  it('has drained when the last stop bit is out', async () => {
    const [a] = await both();
    a.write(bytes(10));
    await time.until(done((callback) => a.drain(callback)));
    expect(time.clock.now).to.equal(10 * 160);
  });

  it('carries 12 kB at the rate of its line, and tells the writer to wait', async () => {
    const [a, b] = await both({ highWaterMark: 2048 });
    const got = collected(b);
    const sent = bytes(12_000);
    let drained = 0;
    a.on('drain', () => {
      drained += 1;
    });
    for (let at = 0; at < sent.length; at += 1000) {
      const goesOn = a.write(sent.subarray(at, at + 1000));
      if (!goesOn) await time.until(once(a, 'drain'));
    }
    await time.settle();
    expect(Buffer.concat(got).equals(sent)).to.equal(true);
    expect(drained).to.be.at.least(4);
    expect(time.clock.now).to.be.within(12_000 * 160, 12_000 * 160 + 1000);
  });

  it('pipes a source into one end, and the other end into a parser', async () => {
    const [a, b] = await both();
    const lines: string[] = [];
    Readable.from(['one\ntw', 'o\nthr', 'ee\n']).pipe(a, { end: false });
    b.setEncoding('utf8');
    let rest = '';
    b.on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
    await time.settle();
    expect(lines).to.deep.equal(['one', 'two', 'three']);
  });

  it('reads nothing while it is paused, and all of it afterwards', async () => {
    const [a, b] = await both({ rtscts: true, highWaterMark: 1024 });
    b.pause();
    const sent = bytes(9000);
    const written = done((callback) => a.write(sent, callback));
    await time.settle();
    expect(a.writableLength).to.equal(9000);
    const got = collected(b);
    b.resume();
    await time.until(written);
    await time.settle();
    expect(Buffer.concat(got).equals(sent)).to.equal(true);
  });

  it('closes with a read under way, without an error, and opens again', async () => {
    const [a, b] = await both();
    const got = collected(b);
    for (const times of [1, 2]) {
      await done((callback) => b.close(callback));
      expect(b.isOpen).to.equal(false);
      await done((callback) => b.open(callback));
      a.write('x');
      await time.settle();
      expect(Buffer.concat(got).toString()).to.equal('x'.repeat(times));
    }
  });

  it('gives a canceled error to a write that close cuts off, and is not disconnected by it', async () => {
    const [a] = await both();
    const write = done((callback) => a.write(bytes(50_000), callback));
    const failed = write.then(
      () => null,
      (error) => error,
    );
    a.on('error', () => {});
    const closed = once(a, 'close');
    a.close();
    expect(await failed).to.include({ canceled: true });
    expect((await closed)[0]).to.equal(null);
  });

  it('emits an error for a port that is not there, one that is locked, and a rate that no 16550A has', async () => {
    await both();
    for (const [settings, words] of [
      [{ path: '/dev/ttyNM7' }, 'there is no port /dev/ttyNM7; there is /dev/ttyNM0, /dev/ttyNM1'],
      [{}, '/dev/ttyNM0 is open already, and locked'],
    ] as const) {
      const [error] = await once(stream(line, 0, settings), 'error');
      expect((error as Error).message).to.include(words);
    }
    await line.close();
    const [error] = await once(stream(line, 0, { baudRate: 1_000_000 }), 'error');
    expect((error as Error).message).to.include('a 16550A has no 1000000 baud');
  });

  it('sets and gets modem lines, and changes its rate', async () => {
    const [a, b] = await both();
    const get = (): Promise<object | undefined> =>
      new Promise((resolve) => b.get((_, status) => resolve(status)));
    await done((callback) => a.set({ dtr: false }, callback));
    await time.settle();
    expect(await get()).to.deep.equal({ cts: true, dsr: false, dcd: false });
    await done((callback) => a.update({ baudRate: 300 }, callback));
    expect(await a.port?.getBaudRate()).to.deep.equal({ baudRate: 300 });
    await done((callback) => a.flush(callback));
  });

  it('does all the same twice, tick by tick', async () => {
    const stories = [1, 2].map(async () => {
      const own = new SteppedTime();
      const pair = nullModem({ time: own });
      const [a, b] = [stream(pair, 0), stream(pair, 1, { baudRate: 57_600 })];
      await own.until(Promise.all([once(a, 'open'), once(b, 'open')]));
      const story: string[] = [];
      b.on('data', (chunk: Buffer) => story.push(`${own.clock.now} ${chunk.toString('hex')}`));
      a.write(bytes(200));
      await own.settle();
      await pair.close();
      return story;
    });
    const [first, second] = await Promise.all(stories);
    expect(first).to.have.length.above(50);
    expect(second).to.deep.equal(first);
  });

  it('takes its time on the wall clock: 300 bytes at 115200 last 26 ms', async () => {
    const real = nullModem();
    const [a, b] = [stream(real, 0), stream(real, 1)];
    await Promise.all([once(a, 'open'), once(b, 'open')]);
    const got = collected(b);
    const before = performance.now();
    a.write(bytes(300));
    await done((callback) => a.drain(callback));
    expect(performance.now() - before).to.be.at.least(26);
    await new Promise((turn) => setImmediate(turn));
    expect(Buffer.concat(got).equals(bytes(300))).to.equal(true);
    await real.close();
    expect([a.isOpen, b.isOpen]).to.deep.equal([false, false]);
  });

  it('goes on in real time when it is opened after all has been closed', async () => {
    const real = nullModem();
    const open = async (): Promise<Stream> => {
      const port = stream(real, 0);
      await once(port, 'open');
      return port;
    };
    await open();
    await real.close();
    const again = await open();
    again.write('x');
    await done((callback) => again.drain(callback));
    await real.close();
  });
});
