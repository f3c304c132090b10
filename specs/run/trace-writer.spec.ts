import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { RecordsAround, TraceWriter } from '../../harness/run/trace-writer.ts';

const print = (m: TraceRecord['m'], text: string, t = 0): TraceRecord => ({ t, m, k: 'print', text });
const words = (records: readonly TraceRecord[]): string =>
  records.map((record) => (record.k === 'print' ? record.text : '?')).join(' ');

describe('the trace writer', () => {
  let now: number;
  let written: TraceRecord[];
  let writer: TraceWriter;
  beforeEach(() => {
    now = 0;
    written = [];
    writer = new TraceWriter(() => now, [(record) => void written.push(record)]);
  });

  it('passes on by machine what is recorded in 1 tick: A, B, then the run', () => {
    for (const m of ['-', 'B', 'A'] as const) writer.record(print(m, m));
    writer.flush();
    expect(words(written)).to.equal('A B -');
  });

  it('keeps the order of 3 records of one machine within a tick', () => {
    for (const [m, text] of [
      ['B', 'b1'],
      ['A', 'a1'],
      ['B', 'b2'],
      ['A', 'a2'],
      ['B', 'b3'],
    ] as const)
      writer.record(print(m, text));
    writer.flush();
    expect(words(written)).to.equal('a1 a2 b1 b2 b3');
  });

  it('passes nothing on before the tick is over, and everything with the 1st record of the next', () => {
    writer.record(print('B', 'early'));
    expect(written).to.have.length(0);
    now = 1;
    writer.record(print('A', 'late', 1));
    expect(words(written)).to.equal('early');
    writer.flush();
    expect(words(written)).to.equal('early late');
  });

  it('goes by the tick in which a record is made, and not by the one that it tells of', () => {
    now = 10;
    writer.record(print('B', 'of 10', 10));
    writer.record(print('A', 'of 4', 4));
    writer.flush();
    expect(words(written)).to.equal('of 4 of 10');
  });

  it('passes each record on once, flushed twice', () => {
    writer.record(print('A', 'once'));
    writer.flush();
    writer.flush();
    expect(words(written)).to.equal('once');
  });

  it('serves 2 sinks alike', () => {
    const more: TraceRecord[] = [];
    const both = new TraceWriter(
      () => 0,
      [(record) => void written.push(record), (record) => void more.push(record)],
    );
    for (const m of ['B', 'A'] as const) both.record(print(m, m));
    both.flush();
    expect(words(more)).to.equal('A B');
    expect(written).to.deep.equal(more);
  });
});

describe('the records around a tick', () => {
  const around = (focus: number, count: number): RecordsAround => {
    const story = new RecordsAround(focus, 4);
    for (let i = 0; i < count; i += 1) story.sink(print('A', `${i}`, i));
    return story;
  };

  it('are the last 4 of as many as there were, or fewer, when the tick never comes', () => {
    const kept = [0, 2, 4, 5, 1000].map((count) => words(around(Number.POSITIVE_INFINITY, count).records));
    expect(kept).to.deep.equal(['', '0 1', '0 1 2 3', '1 2 3 4', '996 997 998 999']);
  });

  it('are 3 up to the tick and 1 behind it, of 4', () => {
    expect(words(around(500, 1000).records)).to.equal('498 499 500 501');
    expect(words(around(500, 501).records)).to.equal('497 498 499 500');
  });
});
