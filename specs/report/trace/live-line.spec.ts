import { expect } from 'chai';
import type { Lab7Result } from '../../../harness/lab7/transfer.ts';
import type { LiveOutcome } from '../../../harness/peer/live-outcome.ts';
import { liveHeaderOf } from '../../../harness/report/trace/live-header.ts';
import { parsedLine } from '../../../harness/report/trace/parsed-line.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { textOf } from './traces.ts';

const LEDGER = {
  ...{ written: 0, carried: 0, lostWithoutPeer: 0, lostAtClose: 0, discarded: 0, unsent: 0 },
  ...{ came: 6, read: 6, overrun: 0, cleared: 0, notSeen: 0, flushed: 0, unread: 0, waiting: 0 },
  balanced: true,
};
const outcome = (end: LiveOutcome<Lab7Result>['end']): LiveOutcome<Lab7Result> => ({
  end,
  met: true,
  seconds: 0.5,
  ledger: LEDGER,
});

const header = liveHeaderOf('poll 1 rx 8 1 none 9600', 'virtualbox5', { base: 0x2f8, irq: 3 });

const linesOf = (one: LiveOutcome<Lab7Result>): readonly string[] =>
  textOf((chunks) => {
    const lines = new TraceLines(header, chunks);
    lines.header();
    lines.record({ t: 0, m: 'A', k: 'power', on: true });
    lines.live(one);
  }).split('\n');

describe('the trace of a run in real time', () => {
  it('has one machine in its header, which reads back', () => {
    const [first = ''] = linesOf(outcome({ why: 'timeout' }));
    expect(JSON.parse(first).machines).to.deep.equal({ A: { base: 0x2f8, irq: 3, type: '16550A' } });
    expect(parsedLine(first)).to.deep.equal({ header });
  });
  for (const end of [
    { why: 'timeout' },
    { why: 'interrupted' },
    { why: 'deserted' },
    { why: 'returned', result: { ok: true } },
    { why: 'returned', result: { ok: false, reason: 'OE' } },
  ] as const)
    it(`says in its last line what it came to: ${JSON.stringify(end)}`, () => {
      const last = linesOf(outcome(end)).at(-2) ?? '';
      expect(last).to.match(/^\{"nullmodem":"live","ticks":921600,/);
      expect(parsedLine(last)).to.deep.equal({ live: outcome(end) });
    });
  it('leaves the text out, which the records have', () => {
    const received = Uint8Array.of(0x68);
    const last = linesOf(outcome({ why: 'returned', result: { ok: true, received } })).at(-2) ?? '';
    expect(last).to.not.contain('received');
  });
  it('names what is wrong with a damaged one', () => {
    const last = linesOf(outcome({ why: 'timeout' })).at(-2) ?? '';
    expect(parsedLine(last.replace('"written":0', '"written":"0"'))).to.deep.include({
      fault: { column: last.indexOf('"written"') + 1, what: '`written` must be as docs/trace.md has it' },
    });
  });
});
