import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { UNKNOWN } from '../../harness/report/line/chip-settings.ts';
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

  it('names DLL and not RBR where the trace begins with DLAB on', () => {
    const settings = { lcr: 0x83, dll: null, dlm: 0, looped: false };
    const header = { ...VIEWED.header, begins: { t: 5, settings: { A: settings, B: UNKNOWN } } };
    const read = (m: 'A' | 'B'): TraceRecord => ({ t: 6, m, k: 'in', port: 0x2f8, v: 12, n: 1, since: 6 });
    const sentences = sentencesOf({ ...VIEWED, header, records: [read('A'), read('B')] });
    expect([0, 1].map((index) => sentences.registerOf(index))).to.deep.equal(['DLL', 'RBR']);
    expect(sentences.of(0)).to.equal('A read 0x0C from DLL: divisor 12, 9600 bit/s');
  });
});
