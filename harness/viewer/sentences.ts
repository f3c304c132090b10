import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { type ChipSettings, settingsAfter, UNKNOWN } from '../report/line/chip-settings.ts';
import { accessInWords } from '../report/register/access-words.ts';
import { type RegisterName, registerName } from '../report/registers.ts';
import { type Bases, recordInWords, registerAt } from '../report/story.ts';
import { basesOf } from '../report/trace/header.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import { LCR } from '../uart/registers.ts';

/** A trace's records in words. What a register access means hangs on what was written before: DLAB, the divisor. */
export class Sentences {
  private readonly viewed: Viewed;
  private readonly bases: Bases;
  /** Whether DLAB is set as a record is made. */
  private readonly latched: Uint8Array;
  /** What the divisor latch holds behind an access to it. */
  private readonly divisors = new Map<number, number>();

  constructor(viewed: Viewed) {
    const { records, header } = viewed;
    this.viewed = viewed;
    this.bases = basesOf(viewed.header);
    this.latched = new Uint8Array(records.length);
    const known: Record<Side, ChipSettings> = { A: UNKNOWN, B: UNKNOWN, ...header.begins?.settings };
    records.forEach((record, i) => {
      const { m, k } = record;
      if (m === '-' || (k !== 'in' && k !== 'out' && k !== 'power')) return;
      const before = known[m];
      const after = settingsAfter(before, record, m, this.bases);
      known[m] = after;
      if (k === 'power' || before.lcr === null || (before.lcr & LCR.DLAB) === 0) return;
      this.latched[i] = 1;
      if (after.dll !== null && after.dlm !== null) this.divisors.set(i, after.dll | (after.dlm << 8));
    });
  }

  /** `A wrote 0x83 to LCR: 8 bits, DLAB on`. */
  of(index: number): string {
    const record = this.viewed.records[index];
    if (record === undefined) return '';
    if (!isAccess(record)) return recordInWords(record, this.bases);
    const divisor = this.divisors.get(index);
    const dlab = this.latched[index] === 1;
    const place = { offset: this.offsetOf(record), dlab, ...(divisor === undefined ? {} : { divisor }) };
    return `${record.m} ${accessInWords(record, place)}`;
  }

  /** The register that a record reads or writes; null where no UART stands. */
  registerOf(index: number): RegisterName | null {
    const record = this.viewed.records[index];
    if (record === undefined || !isAccess(record)) return null;
    const offset = this.offsetOf(record);
    return offset === null ? null : registerName(offset, record.k, this.latched[index] === 1);
  }

  private offsetOf({ m, port }: AccessRecord): number | null {
    return m === '-' ? null : registerAt(port, m, this.bases);
  }
}

type AccessRecord = TraceRecord & { readonly k: 'in' | 'out' };

const isAccess = (record: TraceRecord): record is AccessRecord => record.k === 'in' || record.k === 'out';

const made = new WeakMap<Viewed, Sentences>();

export function sentencesOf(viewed: Viewed): Sentences {
  const known = made.get(viewed);
  if (known !== undefined) return known;
  const sentences = new Sentences(viewed);
  made.set(viewed, sentences);
  return sentences;
}
