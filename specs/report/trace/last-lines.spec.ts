import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { Growth } from '../../../harness/report/trace/grown-record.ts';
import type { TraceHeader } from '../../../harness/report/trace/header.ts';
import { LastLines } from '../../../harness/report/trace/last-lines.ts';
import { parsedLine } from '../../../harness/report/trace/parsed-line.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { errorPlay } from '../runs.ts';
import { textOf } from './traces.ts';

const COM1 = { base: 0x3f8, irq: 4, type: '16550A' } as const;
const HEADER: TraceHeader = { name: 'long', seed: 1, profile: 'wire', machines: { A: COM1, B: COM1 } };
const PLAY = errorPlay();

/** LCR is another one each time, and so is what a trace that begins there has to know. */
const recordsOf = (count: number): readonly TraceRecord[] =>
  Array.from({ length: count }, (_, t) => ({ t, m: 'A', k: 'out', port: 0x3fb, v: t % 0x40 }));

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

const whole = (records: readonly TraceRecord[]): string =>
  textOf((chunks) => {
    const lines = new TraceLines(HEADER, chunks);
    lines.header();
    for (const record of records) lines.record(record);
    lines.play(PLAY);
  });

function last(records: readonly TraceRecord[], most: number): string {
  const lines = new LastLines(HEADER, most);
  for (const record of records) lines.take(record);
  let text = '';
  lines.writeTo((chunk) => {
    text += Buffer.from(chunk).toString('latin1');
  }, PLAY);
  return text;
}

describe('the last lines of a trace', () => {
  it('are all of it, where they are no more than may be held', () => {
    for (const count of [0, 1, 1100]) {
      const records = recordsOf(count);
      expect(last(records, 1 << 20) === whole(records), String(count)).to.equal(true);
    }
  });

  it('are its end, line by line, in little more than so many bytes, behind what was set there', () => {
    const records = recordsOf(4000);
    const [most, all] = [120_000, whole(records)];
    const text = last(records, most);
    const lines = linesOf(text);
    // Header and play are held besides, and of the records up to a piece more.
    expect(text.length)
      .to.be.within(most, 2 * most)
      .and.below(all.length);
    expect(
      lines.slice(1).join('\n') ===
        linesOf(all)
          .slice(1 - lines.length)
          .join('\n'),
    ).to.equal(true);
    const left = records.length - (lines.length - 2);
    const growth = new Growth(HEADER.machines);
    for (const record of records.slice(0, left)) growth.take(record);
    const [header, ...others] = lines.map(parsedLine);
    expect(header).to.deep.equal({ header: { ...HEADER, begins: growth.reached } });
    expect(others[0]).to.deep.equal({ record: records[left] });
    expect(others.at(-1)).to.deep.equal({ play: PLAY });
    expect(others.filter((line) => 'fault' in line)).to.deep.equal([]);
  });

  it('are never none, however little may be held', () => {
    expect(linesOf(last(recordsOf(1030), 0)).length - 2).to.be.within(1, 1024);
  });
});
