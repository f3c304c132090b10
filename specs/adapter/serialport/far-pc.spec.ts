import { expect } from 'chai';
import { type NullModemToPc, nullModemToPc } from '../../../harness/adapter/serialport/null-modem.ts';
import type { NullModemPort } from '../../../harness/adapter/serialport/port.ts';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';
import type { Program } from '../../../harness/program/operation.ts';
import { listening, rejection } from './ends.ts';

const DATA = 0;
const LSR = 5;
const DR = 0x01;

/** Sends back what comes, one higher, until a 0 has come. */
function* adder(base: number): Program<number> {
  for (let count = 0; ; count += 1) {
    yield { op: 'until', port: base + LSR, mask: DR, is: DR };
    const byte = yield { op: 'in', port: base + DATA };
    if (byte === 0) return count;
    yield { op: 'out', port: base + DATA, value: byte + 1 };
  }
}

describe('the PC at the other end', () => {
  let time: SteppedTime;
  let line: NullModemToPc;
  let port: NullModemPort;
  let got: number[];

  beforeEach(async () => {
    time = new SteppedTime();
    line = nullModemToPc({ time });
    port = await line.binding.open({ path: '/dev/ttyNM0', baudRate: 9600 });
    got = listening(port);
  });

  afterEach(() => line.close());

  for (const mode of ['poll', 'int', 'fifo'])
    it(`sends and receives with ${mode} of the lab`, async () => {
      const sent = await time.until(line.pc.lab7(`${mode} 1 tx 8 1 none 9600 hello`));
      expect(sent.ok).to.equal(true);
      expect(String.fromCharCode(...got)).to.equal('hello.');
      const receives = line.pc.lab7(`${mode} 1 rx 8 1 none 9600`);
      await time.advance({ ms: 1 });
      await port.write(Buffer.from('thanks.'));
      const received = await time.until(receives);
      expect(Buffer.from(received.received ?? []).toString()).to.equal('thanks.');
      expect(line.pc.output).to.equal('thanks.');
    });

  it('stops at PE when the parities differ, as the lab asks for', async () => {
    const receives = line.pc.lab7('poll 1 rx 8 1 even 9600');
    await time.advance({ ms: 1 });
    await port.write(Buffer.from('c'));
    const result = await time.until(receives);
    expect(result.ok).to.equal(false);
    expect(line.pc.output).to.include('PE (parity error)');
  });

  it("runs a program of one's own, and gives what it returns", async () => {
    await time.until(line.pc.lab7('set 1 8 1 none 9600'));
    const program = line.pc.run(adder(line.pc.port.base));
    for (const byte of [1, 2, 0]) {
      await port.write(Buffer.of(byte));
      await time.advance({ bits: 20, at: 9600 });
    }
    expect(await time.until(program)).to.equal(2);
    expect(got).to.deep.equal([2, 3]);
  });

  it('rejects with what the program throws', async () => {
    function* failing(): Program {
      yield { op: 'sleep', ticks: 5 };
      throw new Error('the program is wrong');
    }
    const error = await rejection(time.until(line.pc.run(failing())));
    expect(error.message).to.equal('the program is wrong');
  });

  it('runs one program at a time, and rejects when it is stopped', async () => {
    const first = rejection(line.pc.run(adder(line.pc.port.base)));
    expect(await rejection(line.pc.run(adder(0)))).to.include({ code: 'usage' });
    await line.close();
    expect((await first).message).to.equal('the program was stopped');
    expect(port.isOpen).to.equal(false);
  });

  it('takes no command that it cannot read, and none for COM2', async () => {
    expect((await rejection(line.pc.lab7('pol 1 rx 8 1 none 9600'))).message).to.include('pol');
    const error = await rejection(line.pc.lab7('poll 2 rx 8 1 none 9600'));
    expect(error.message).to.equal('the cable is in COM1');
  });
});
