import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import type { Viewed } from '../../harness/report/viewer/viewed.ts';
import { sentencesOf } from '../../harness/viewer/sentences.ts';

const COM2 = { base: 0x2f8, irq: 3, type: '16550A' } as const;
const out = (t: number, offset: number, v: number): TraceRecord => ({
  t,
  m: 'A',
  k: 'out',
  port: 0x2f8 + offset,
  v,
});
const RECORDS: readonly TraceRecord[] = [
  out(0, 3, 0x83),
  out(2, 0, 12),
  out(4, 3, 0x03),
  out(6, 0, 0x41),
  { t: 8, m: 'B', k: 'timeout', held: 2 },
  { t: 9, m: '-', k: 'step', n: '1', what: 'send from A' },
];
const VIEWED: Viewed = {
  version: '1',
  header: { name: '', seed: 1, profile: 'wire', machines: { A: COM2, B: COM2 } },
  records: RECORDS,
  play: null,
  cutAt: null,
};

describe('a record in words', () => {
  it('names the register that DLAB makes of a port, at the base that the machine has', () => {
    const sentences = sentencesOf(VIEWED);
    expect(RECORDS.map((_, index) => sentences.of(index))).to.deep.equal([
      'A wrote 0x83 to LCR: 8 bits, DLAB on',
      'A wrote 0x0C to DLL',
      'A wrote 0x03 to LCR: 8 bits',
      "A wrote 0x41 to THR: 'A'",
      'B has a character timeout, 2 held',
      'step 1: send from A',
    ]);
  });
});
