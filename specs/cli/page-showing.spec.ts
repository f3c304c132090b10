import { expect } from 'chai';
import { type PageOrder, PageRecords } from '../../harness/cli/page-records.ts';
import { type Page, PageShowing } from '../../harness/cli/page-showing.ts';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import type { TraceHeader } from '../../harness/report/trace/header.ts';

const COM1 = { base: 0x3f8, irq: 4, type: '16550A' } as const;
const HEADER: TraceHeader = { name: 'long', seed: 1, profile: 'wire', machines: { A: COM1, B: COM1 } };

const ORDER: Page & PageOrder = {
  header: HEADER,
  window: { from: 0, to: Number.POSITIVE_INFINITY },
  script: '',
  version: '1',
  command: 'nullmodem show t --html',
  focus: undefined,
  most: 100,
};

/** A page of so many records, one a tick: its first and its last tick, and where the trace goes on. */
function shown(count: number, order: Partial<PageOrder>) {
  let page = '';
  const write = (text: string): void => {
    page += text;
  };
  const showing = new PageShowing({ ...ORDER, ...order }, { ...ORDER, ...order }, write);
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

  it('begins with what was set in the part that it leaves out', () => {
    const set: readonly TraceRecord[] = (
      [
        ['A', 3, 0x80],
        ['A', 0, 6],
        ['A', 1, 0],
        ['A', 3, 0x1b],
        ['B', 3, 0x83],
      ] as const
    ).map(([m, offset, v], t) => ({ t, m, k: 'out', port: COM1.base + offset, v }));
    for (const order of [{ focus: 500 }, { focus: 499 }, { window: { from: 20, to: 30 } }]) {
      const records = new PageRecords({ ...ORDER, ...order });
      for (const record of set) records.take(record);
      for (let t = set.length; t < 500; t += 1) records.take({ t, m: 'A', k: 'irq', irq: 4 });
      expect(records.viewed.header.begins?.settings, JSON.stringify(order)).to.deep.equal({
        A: { lcr: 0x1b, dll: 6, dlm: 0, looped: false },
        B: { lcr: 0x83, dll: null, dlm: null, looped: false },
      });
    }
  });
});
