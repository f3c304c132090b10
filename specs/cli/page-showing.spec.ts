import { expect } from 'chai';
import type { PageOrder } from '../../harness/cli/page-records.ts';
import { PageShowing } from '../../harness/cli/page-showing.ts';
import type { TraceHeader } from '../../harness/report/trace/header.ts';

const COM1 = { base: 0x3f8, irq: 4, type: '16550A' } as const;
const HEADER: TraceHeader = { name: 'long', seed: 1, profile: 'wire', machines: { A: COM1, B: COM1 } };

/** A page of so many records, one a tick: its first and its last tick, and where the trace goes on. */
function shown(count: number, order: Partial<PageOrder>) {
  let page = '';
  const showing = new PageShowing(
    { script: '', version: '1', command: 'nullmodem show t --html', focus: undefined, most: 100, ...order },
    { header: HEADER, window: { from: 0, to: Number.POSITIVE_INFINITY }, ...order },
    (text) => {
      page += text;
    },
  );
  for (let t = 0; t < count; t += 1) showing.take({ t, m: 'A', k: 'irq', irq: 4 });
  showing.end();
  const data = JSON.parse(/id="viewed">(.*?)<\/script>/s.exec(page)?.[1] ?? 'null');
  const { header, records, cutAt } = data;
  return {
    from: records[0].t,
    to: records.at(-1).t,
    begins: header.begins?.t,
    cutAt,
    notes: showing.notes().length,
  };
}

describe('how much of a trace is on its page', () => {
  it('is all of it, up to a limit', () => {
    const all = { from: 0, to: 99, begins: undefined, cutAt: null, notes: 0 };
    expect(shown(100, {})).to.deep.equal(all);
    for (const focus of [0, 50, 99]) expect(shown(100, { focus }), String(focus)).to.deep.equal(all);
  });

  it('is its beginning, where nothing failed', () => {
    expect(shown(101, {})).to.deep.equal({ from: 0, to: 99, begins: undefined, cutAt: 100, notes: 1 });
  });

  it('is what led to the failure and some that followed, where something failed', () => {
    expect(shown(1000, { focus: 500 })).to.deep.equal({
      from: 411,
      to: 510,
      begins: 411,
      cutAt: 511,
      notes: 1,
    });
    expect(shown(1000, { focus: 999 })).to.deep.equal({
      from: 900,
      to: 999,
      begins: 900,
      cutAt: null,
      notes: 1,
    });
    expect(shown(1000, { focus: 5 })).to.deep.equal({
      from: 0,
      to: 99,
      begins: undefined,
      cutAt: 100,
      notes: 1,
    });
  });

  it('is what was asked for', () => {
    const window = { from: 20, to: 30 };
    expect(shown(1000, { window })).to.deep.equal({ from: 20, to: 29, begins: 20, cutAt: 30, notes: 1 });
  });
});
