import type { Side } from '../ground/side.ts';
import { accessInWords } from '../report/register/access-words.ts';
import { recordInWords, registerAt } from '../report/story.ts';
import { basesOf } from '../report/trace/header.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import { LCR, OFFSET } from '../uart/registers.ts';

/** Each record in words. What an access to offset 0 or 1 reaches hangs on the LCR before it, so all are read once. */
class Sentences {
  private readonly viewed: Viewed;
  private readonly latched: Uint8Array;
  private readonly made: (string | undefined)[];

  constructor(viewed: Viewed) {
    const { header, records } = viewed;
    this.viewed = viewed;
    this.latched = new Uint8Array(records.length);
    this.made = new Array(records.length);
    const bases = basesOf(header);
    const lcr: Record<Side, number> = {
      A: header.begins?.settings.A.lcr ?? 0,
      B: header.begins?.settings.B.lcr ?? 0,
    };
    for (const [index, record] of records.entries()) {
      const { m } = record;
      if (m === '-') continue;
      this.latched[index] = lcr[m] & LCR.DLAB;
      if (record.k === 'power') lcr[m] = 0;
      else if ((record.k === 'in' || record.k === 'out') && registerAt(record.port, m, bases) === OFFSET.LCR)
        lcr[m] = record.v;
    }
  }

  /** Without the tick. */
  of(index: number): string {
    const made = this.made[index] ?? this.inWords(index);
    this.made[index] = made;
    return made;
  }

  private inWords(index: number): string {
    const { header, records } = this.viewed;
    const record = records[index];
    if (record === undefined) return '';
    const bases = basesOf(header);
    if (record.m === '-' || (record.k !== 'in' && record.k !== 'out')) return recordInWords(record, bases);
    const offset = registerAt(record.port, record.m, bases);
    return `${record.m} ${accessInWords(record, { offset, dlab: this.latched[index] !== 0 })}`;
  }
}

const known = new WeakMap<Viewed, Sentences>();

export function sentencesOf(viewed: Viewed): Pick<Sentences, 'of'> {
  const sentences = known.get(viewed) ?? new Sentences(viewed);
  known.set(viewed, sentences);
  return sentences;
}
