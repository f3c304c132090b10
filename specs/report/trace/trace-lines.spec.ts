import { expect } from 'chai';
import { shapeOf } from '../../../harness/report/line/frame-parts.ts';
import { changesOf } from '../../../harness/report/line/timeline.ts';
import { Growth } from '../../../harness/report/trace/grown-record.ts';
import { basesOf } from '../../../harness/report/trace/header.ts';
import { parsedLine } from '../../../harness/report/trace/parsed-line.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { scenario } from '../results.ts';
import { type Traced, textOf, traced, variedTraces } from './traces.ts';

const ODD = 'ä€😀\u2028\u007f';
const FAILING = {
  steps: ['lab7: { on: A, args: "conf 1" }', 'expect: { on: B, text: helpo, within: 2ms }'],
};

describe("A trace's lines", () => {
  let traces: readonly Traced[];
  before(async () => {
    traces = [...(await variedTraces()), await traced({ ...scenario(FAILING), name: ODD })];
  });

  it('give back the header, the records and what came of it as they were, but for the wall clock', () => {
    for (const { header, records, play, text } of traces) {
      const lines = text.trimEnd().split('\n').map(parsedLine);
      expect(lines[0]).to.deep.equal({ header });
      expect(lines.slice(1, -1)).to.deep.equal(records.map((record) => ({ record })));
      const result = 'result' in play ? { ...play.result, wallMs: 0 } : undefined;
      expect(lines.at(-1)).to.deep.equal({ play: { ...play, result } });
    }
  });
  it('are ASCII', () => {
    for (const { text } of traces) expect(text).to.match(/^[\x20-\x7e\n]*$/);
    expect(traces.at(-1)?.text).to.contain('"name":"\\u00e4\\u20ac\\ud83d\\ude00\\u2028\\u007f"');
  });
  it('are the same however small the chunks are that they go out in', () => {
    for (const { header, records, play, text } of traces) {
      const inSmall = textOf((chunks) => {
        const lines = new TraceLines(header, chunks);
        lines.header();
        for (const record of records) lines.record(record);
        lines.play(play);
      }, 2048);
      expect(inSmall === text).to.equal(true);
    }
  });
  it('hold as many unread characters as the chip counts: each that comes is one more, if none is lost', () => {
    let seen = 0;
    for (const { header, records } of traces) {
      const growth = new Growth(header.machines);
      const held = { A: 0, B: 0 };
      for (const [i, record] of records.entries()) {
        const added = growth.take(record);
        if (record.m === '-') continue;
        if (record.k === 'char') {
          const isLost = records
            .slice(Math.max(0, i - 2), i)
            .some(({ k, t }) => k === 'lost' && t === record.t);
          if (!isLost) expect(record.held, JSON.stringify(record)).to.equal(held[record.m] + 1);
          held[record.m] = record.held;
          seen += 1;
        } else if (record.k === 'power') held[record.m] = 0;
        else held[record.m] = added.held ?? held[record.m];
      }
    }
    expect(seen).to.be.greaterThan(50);
  });
  it('have the levels of the timeline', () => {
    let seen = 0;
    for (const { header, records } of traces) {
      const changes = changesOf(records, basesOf(header));
      const growth = new Growth(header.machines);
      for (const record of records) {
        const { sout, levels, bit } = growth.take(record);
        const { t, m } = record;
        if (sout !== undefined) {
          const last = changes.findLast(({ kind, side, at }) => kind === 'sout' && side === m && at <= t);
          expect(last, JSON.stringify(record)).to.include({ level: sout });
          seen += 1;
        }
        if (record.k !== 'frame') continue;
        const found = changes.find(({ kind, side, at }) => kind === 'frame' && side === m && at === t);
        const { parts } = found?.kind === 'frame' ? found.frame : shapeOf(record, null);
        expect(levels).to.equal(
          parts
            .slice(0, -1)
            .map(({ level }) => level)
            .join(''),
        );
        expect(bit).to.be.closeTo((parts[0]?.to ?? 0) - (parts[0]?.from ?? 0), 0.0001);
      }
    }
    expect(seen).to.be.at.least(3);
  });
});
