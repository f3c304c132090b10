import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { basesOf, type TraceHeader } from '../../../harness/report/trace/header.ts';
import { registerOf } from '../../../harness/report/viewer/machine-seen.ts';
import { MachinesAt } from '../../../harness/report/viewer/machines-at.ts';
import { iirOf, lsrOf, registersOf } from '../../../harness/report/viewer/register-view.ts';
import type { Viewed } from '../../../harness/report/viewer/viewed.ts';
import { FIFO, out, viewed } from './viewed.ts';

const COM1 = { base: 0x3f8, irq: 4, type: '16550A' } as const;
const HEADER: TraceHeader = { name: '', seed: 1, profile: 'wire', machines: { A: COM1, B: COM1 } };

/** Each read of a chip is what the model says of it just before. */
function misreadings({ header, records }: Viewed): readonly string[] {
  const machines = new MachinesAt({ header, records });
  return records.flatMap((record, index) => {
    if (record.k !== 'in' || record.m === '-') return [];
    const seen = machines.before(index)[record.m];
    const name = registerOf(seen, record, record.m, basesOf(header));
    // A read of IIR that takes THRE back has let INTR fall before it is written down.
    const isTakenBack = name === 'IIR' && seen.intr?.at === record.t && seen.intr.level === 0;
    const wanted =
      name === 'LSR'
        ? lsrOf(seen, record.t)
        : name === 'IIR' && !isTakenBack
          ? iirOf(seen, '16550A')
          : name === 'RBR' && record.serial !== undefined
            ? seen.received[0]?.char
            : record.v;
    return wanted === record.v ? [] : [`tick ${record.t}: ${record.m} ${name} ${wanted} is ${record.v}`];
  });
}

describe('both machines at a tick', () => {
  it('are as each read of LSR, IIR and RBR shows: polled, by interrupts, with FIFOs, with errors, overrun', async () => {
    for (const script of [
      { steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: hello }'] },
      { steps: ['send: { from: A, mode: int, text: hello }', 'expect: { on: B, text: hello }'] },
      {
        A: FIFO,
        B: FIFO,
        steps: ['send: { from: A, mode: fifo, text: hello }', 'expect: { on: B, text: hello }'],
      },
      { A: '{ line: 115200 8E1 }', steps: ['send: { from: A, text: hello }', 'wait: { for: 100bits }'] },
      {
        steps: [
          out('A', 0x3f8, 1),
          'wait: { for: 12bits }',
          out('A', 0x3f8, 2),
          'wait: { for: 12bits }',
          ...['0x3FD', '0x3F8', '0x3FD'].map((port) => `in: { on: B, port: ${port} }`),
        ],
      },
    ])
      expect(misreadings(await viewed(script))).to.deep.equal([]);
  });

  it('are the same by a jump as from the beginning', () => {
    const records = Array.from(
      { length: 1200 },
      (_, t): TraceRecord =>
        t % 2 === 0
          ? { t, m: 'B', k: 'char', serial: 1 + t / 2, char: t & 0xff, errors: 0, held: 1 + ((t / 2) % 3) }
          : { t, m: 'B', k: 'in', port: 0x3f8, v: 0, n: 1, since: t, ...(t % 6 === 5 ? {} : { serial: t }) },
    );
    const machines = new MachinesAt({ header: HEADER, records });
    for (const count of [0, 511, 512, 513, 1100, records.length])
      expect(machines.before(count), String(count)).to.deep.equal(
        new MachinesAt({ header: HEADER, records: records.slice(0, count) }).at(Number.MAX_SAFE_INTEGER),
      );
  });

  it('do not pretend to know what nobody has told', () => {
    const records: readonly TraceRecord[] = [{ t: 9, m: 'A', k: 'out', port: 0x3fc, v: 0x0b }];
    const settings = { lcr: 0x03, dll: null, dlm: null, looped: false };
    const machines = new MachinesAt({
      header: { ...HEADER, begins: { t: 5, settings: { A: settings, B: settings } } },
      records,
    });
    const shown = registersOf(machines.at(9).A, 9, '16550A');
    const known = shown.flatMap(({ name, value }) => (value === null ? [] : [`${name} ${value}`]));
    expect(known).to.deep.equal(['LCR 3', 'MCR 11']);
  });

  it('do not tell IIR where its read has taken THRE back, and something else keeps INTR up', () => {
    const machines = new MachinesAt({
      header: HEADER,
      records: [
        { t: 0, m: 'A', k: 'power', on: true },
        { t: 1, m: 'A', k: 'out', port: 0x3f9, v: 0x0a },
        { t: 2, m: 'A', k: 'intr', level: 1, iir: 0x02 },
        { t: 4, m: 'A', k: 'in', port: 0x3fa, v: 0x02, n: 1, since: 4 },
      ],
    });
    expect([1, 2, 4].map((tick) => iirOf(machines.at(tick).A, '16550A'))).to.deep.equal([1, 2, null]);
  });

  it('show the errors of the first character until LSR is read, and then those of the next', () => {
    const [PE, FE] = [0x04, 0x08];
    const come = (t: number, errors: number, held: number): TraceRecord => ({
      t,
      m: 'B',
      k: 'char',
      serial: t,
      char: 65,
      errors,
      held,
    });
    const read = (t: number, offset: number, serial?: number): TraceRecord => ({
      t,
      m: 'B',
      k: 'in',
      port: 0x3f8 + offset,
      v: 0,
      n: 1,
      since: t,
      ...(serial === undefined ? {} : { serial }),
    });
    const machines = new MachinesAt({
      header: HEADER,
      records: [
        { t: 0, m: 'B', k: 'power', on: true },
        { t: 1, m: 'B', k: 'out', port: 0x3fa, v: 0x01 },
        come(2, PE, 1),
        read(3, 5),
        come(4, FE, 2),
        read(5, 0, 2),
        read(6, 5),
        read(7, 0, 4),
        come(8, PE, 1),
        read(9, 5),
        { t: 10, m: 'B', k: 'out', port: 0x3fa, v: 0x03 },
        come(11, PE, 1),
      ],
    });
    const errors = (tick: number): number => (lsrOf(machines.at(tick).B, tick) ?? expect.fail()) & (PE | FE);
    expect([2, 3, 4, 5, 6, 8, 9, 11].map(errors)).to.deep.equal([PE, 0, 0, FE, 0, PE, 0, PE]);
  });

  it('count as read what a program wrote, and not what the line made', () => {
    const records = [0, 7].flatMap((serial, i): readonly TraceRecord[] => [
      { t: 10 * i, m: 'B', k: 'char', serial, char: 0, errors: 0, held: 1 },
      { t: 10 * i + 5, m: 'B', k: 'in', port: 0x3f8, v: 0, n: 1, since: 10 * i + 5, serial },
    ]);
    const { B } = new MachinesAt({ header: HEADER, records }).at(20);
    expect(B.received).to.deep.equal([]);
    expect(B.counts).to.include({ read: 1, madeByLine: 1 });
  });
});
