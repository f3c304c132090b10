import { once } from 'node:events';
import { SerialPortStream } from '@serialport/stream';
import { expect } from 'chai';
import type { NullModem } from '../../../harness/adapter/serialport/null-modem.ts';
import { nullModem } from '../../../harness/adapter/serialport/null-modem.ts';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';
import { Ends, listening } from './ends.ts';

const bytes = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, i) => (i * 31) & 0xff));

const streams = ({ binding, ports }: NullModem): SerialPortStream<NullModem['binding']>[] =>
  ports.map((path) => new SerialPortStream({ binding, path, baudRate: 115_200 }));

const collected = (from: SerialPortStream<NullModem['binding']>, count: number): Promise<Buffer> =>
  new Promise((done) => {
    const got: Buffer[] = [];
    let left = count;
    from.on('data', (chunk: Buffer) => {
      got.push(chunk);
      left -= chunk.length;
      if (left <= 0) done(Buffer.concat(got));
    });
  });

describe('a null modem under a large load', () => {
  for (const trigger of [1, 14] as const)
    it(`carries 100 kB both ways at once in stepped time with a trigger of ${trigger}`, async () => {
      const time = new SteppedTime();
      const line = nullModem({ time, trigger });
      const [a, b] = streams(line) as [
        SerialPortStream<NullModem['binding']>,
        SerialPortStream<NullModem['binding']>,
      ];
      await time.until(Promise.all([once(a, 'open'), once(b, 'open')]));
      const sent = bytes(102_400);
      const got = Promise.all([collected(a, sent.length), collected(b, sent.length)]);
      a.write(sent);
      b.write(sent);
      for (const each of await time.until(got)) expect(each.equals(sent)).to.equal(true);
      expect(time.clock.now).to.be.within(102_399 * 160, 102_405 * 160);
      await line.close();
    });

  it('carries 24 kB both ways at once on the wall clock in the 2.1 s that they last', async () => {
    const line = nullModem();
    const [a, b] = streams(line) as [
      SerialPortStream<NullModem['binding']>,
      SerialPortStream<NullModem['binding']>,
    ];
    await Promise.all([once(a, 'open'), once(b, 'open')]);
    const sent = bytes(24_000);
    const got = Promise.all([collected(a, sent.length), collected(b, sent.length)]);
    const before = performance.now();
    a.write(sent);
    b.write(sent);
    for (const each of await got) expect(each.equals(sent)).to.equal(true);
    expect(performance.now() - before).to.be.within(2083, 4000);
    await line.close();
  });

  it('overruns when 64 KiB are unread, tells of OE, and gives all that came before', async () => {
    const ends = new Ends({ trigger: 14 });
    const [a, b] = await ends.both({ baudRate: 115_200 });
    const sent = bytes(70_000);
    await ends.send(a, sent);
    const got = listening(b);
    await ends.send(a, [1]);
    expect(sent.subarray(0, 65_536).equals(Buffer.from(got.slice(0, 65_536)))).to.equal(true);
    expect(got.length).to.be.below(sent.length);
    expect(ends.errors[0]?.errors).to.deep.equal(['OE']);
  });
});
