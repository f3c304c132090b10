import { Readable } from 'node:stream';
import { expect } from 'chai';
import { intake } from '../../scripts/intake.ts';

const NEVER = new AbortController().signal;
const stream = (...chunks: readonly string[]): Readable =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('standard input', () => {
  it('is read to its end', async () => {
    expect(textOf(await intake(() => stream('ab', 'c', ''), NEVER).read(100))).to.equal('abc');
  });
  it('is read one byte further than is wanted, so that one sees that there is more', async () => {
    expect(textOf(await intake(() => stream('abc'), NEVER).read(3))).to.equal('abc');
    expect(textOf(await intake(() => stream('ab', 'cdef', 'g'), NEVER).read(3))).to.equal('abcd');
  });
  it('without an end is left as soon as it has more than is wanted', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(1000));
      },
    });
    expect(await intake(() => endless, NEVER).read(2500)).to.have.length(2501);
    expect(endless.destroyed).to.equal(true);
  });
  it('that says nothing is left at Ctrl-C', async () => {
    const interrupt = new AbortController();
    const silent = new Readable({ read() {} });
    const reading = intake(() => silent, interrupt.signal).read(100);
    interrupt.abort();
    expect(await reading).to.have.length(0);
  });
  it('is not opened before it is needed', () => {
    intake(() => expect.fail('opened'), NEVER);
  });
});
