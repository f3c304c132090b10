import { expect } from 'chai';
import { ByteRecords } from '../../../harness/report/viewer/byte-records.ts';
import { wayOf } from '../../../harness/report/viewer/byte-way.ts';
import { MachinesAt } from '../../../harness/report/viewer/machines-at.ts';
import type { Script } from '../results.ts';
import { ANY, FIFO, out, viewed } from './viewed.ts';

async function way(script: Script, serial: number) {
  const page = await viewed(script);
  return wayOf({ side: 'A', serial }, page, new ByteRecords(page.records), new MachinesAt(page));
}

describe('the way of a byte', () => {
  it('leads from the write over the queue, the line and the FIFO to the read, with the times between', async () => {
    const found = await way(
      {
        A: FIFO,
        B: FIFO,
        steps: ['send: { from: A, mode: fifo, text: hey }', 'expect: { on: B, text: hey }'],
      },
      2,
    );
    expect(found?.title).to.equal("0x65 'e' (#2), from A to B");
    expect(found?.stops.map(({ t, words, between }) => [t, between, words])).to.deep.equal([
      [36, null, "A's program writes 0x65 to THR"],
      [
        194,
        'waits 158 ticks (9.9 bits, 85.7 µs) to be sent',
        'its frame leaves SOUT until tick 354, 115200 8N1',
      ],
      [
        346,
        '152 ticks (9.5 bits, 82.5 µs) on the line, to the middle of its stop bit',
        'it comes to B as 0x65 without an error, place 2 of the receive FIFO',
      ],
      [1156, 'stands unread for 810 ticks (50.6 bits, 439.5 µs)', "B's program reads 0x65 from RBR"],
    ]);
    expect(found?.end).to.equal(null);
  });

  it('ends where it was lost, or was not read', async () => {
    const script = {
      assert: ANY,
      steps: [out('A', 0x3f8, 1), out('A', 0x3f8, 2), out('A', 0x3f8, 3), 'wait: { for: 30bits }'],
    };
    const lost = await way(script, 2);
    expect(lost?.stops.at(-1)).to.include({
      isLoss: true,
      words: 'it is lost at A: THR was written again before it could leave',
    });
    const overrun = await way(script, 1);
    expect(overrun?.stops.at(-1)?.words).to.equal('it is lost at B: the receiver was full');
    const unread = await way(script, 3);
    expect(unread?.end).to.equal("B's program has not read it by the end of the trace.");
  });

  it('is not there for a byte that nobody wrote', async () => {
    expect(await way({ steps: ['wait: { for: 1bits }'] }, 1)).to.equal(null);
  });
});
