import { expect } from 'chai';
import type { Side } from '../../../harness/ground/side.ts';
import type { TraceBody, TraceRecord } from '../../../harness/ground/trace.ts';
import { changesOf } from '../../../harness/report/line/timeline.ts';
import type { Additions } from '../../../harness/report/trace/additions.ts';
import { Growth } from '../../../harness/report/trace/grown-record.ts';
import type { TracedMachine } from '../../../harness/report/trace/header.ts';
import type { UartType } from '../../../harness/uart/types.ts';
import { recordsOf, type Script } from '../results.ts';

const BASE = 0x220;
const machines = (type: UartType = '16550A'): Readonly<Record<Side, TracedMachine>> => ({
  A: { base: BASE, irq: 5, type },
  B: { base: 0x3f8, irq: 4, type: '16550A' },
});

const ON = { k: 'power', on: true } as const;
const out = (offset: number, v: number, serial?: number): TraceBody => ({
  k: 'out',
  port: BASE + offset,
  v,
  ...(serial === undefined ? {} : { serial }),
});
const read = (offset: number, v: number, serial?: number): TraceBody => ({
  k: 'in',
  port: BASE + offset,
  v,
  n: 1,
  since: 0,
  ...(serial === undefined ? {} : { serial }),
});
const frame = (char: number, length: number): TraceBody => ({
  k: 'frame',
  serial: 1,
  char,
  ends: 100 + length,
});
const came = (held: number, errors = 0): TraceBody => ({ k: 'char', serial: 1, char: 65, errors, held });

/** What follows from the last of these records of A's, all at tick 100. */
function grown(bodies: readonly TraceBody[], type?: UartType): Additions {
  const growth = new Growth(machines(type));
  return bodies.map((body) => growth.take({ t: 100, m: 'A', ...body })).at(-1) ?? {};
}

/** 115200 8E1, FIFOs on. */
const SET = [ON, out(3, 0x80), out(0, 1), out(1, 0), out(3, 0x1b), out(2, 0xc1)];

describe('What follows from a record of a trace', () => {
  it('is the register, by the base of the UART and by DLAB, and what its bits say', () => {
    expect(grown([ON, read(5, 0x61)])).to.deep.equal({ reg: 'LSR', bits: ['DR', 'THRE', 'TEMT'] });
    expect(grown([ON, out(3, 0x83)])).to.deep.equal({ reg: 'LCR', bits: ['8N1', 'DLAB'] });
    expect(grown([ON, read(2, 0xcc)])).to.deep.equal({ reg: 'IIR', bits: ['character timeout', 'FIFOs'] });
    expect(grown([ON, out(3, 0x80), out(0, 6)])).to.deep.equal({ reg: 'DLL', bits: ['19200 bit/s'] });
    expect(grown([ON, out(0, 72, 1)])).to.deep.equal({ reg: 'THR', bits: ["'H'"], queued: 1 });
    expect(grown([ON, read(5, 0)])).to.deep.equal({ reg: 'LSR', bits: [] });
    expect(grown([ON, out(7, 0)])).to.deep.equal({ reg: 'SCR' });
  });
  it('is nothing where no UART stands', () => {
    expect(grown([{ k: 'out', port: 0x3f8, v: 1 }])).to.deep.equal({});
    expect(grown([{ k: 'in', port: 0x228, v: 255, n: 1, since: 0 }])).to.deep.equal({});
  });
  it('is how many are unread behind a read that takes one, and none behind an FCR write that empties the receiver', () => {
    expect(grown([...SET, came(1), came(2), read(0, 65, 1)]).held).to.equal(1);
    expect(grown([...SET, came(1), read(0, 65)]).held).to.equal(undefined);
    expect(grown([...SET, came(3), out(2, 0xc3)]))
      .to.include({ held: 0 })
      .and.not.have.property('queued');
    expect(grown([...SET, came(3), out(2, 0xc1)])).not.to.have.any.keys('held', 'queued');
    expect(grown([...SET, came(3), out(2, 0)])).to.include({ held: 0, queued: 0 });
    expect(grown([ON, out(2, 0xc7)], '16450')).not.to.have.any.keys('held', 'queued');
  });
  it('is how many wait to be sent: 16 in a FIFO and no 17th, 1 in THR', () => {
    const writes = (count: number) => Array.from({ length: count }, (_, i) => out(0, 65, i + 1));
    expect(grown([...SET, ...writes(16)]).queued).to.equal(16);
    expect(grown([...SET, ...writes(17)]).queued).to.equal(16);
    expect(grown([...SET, ...writes(3), frame(65, 176)]).queued).to.equal(2);
    expect(grown([ON, ...writes(2)]).queued).to.equal(1);
    expect(grown([ON, out(2, 1), ...writes(2)], '16550').queued).to.equal(1);
    expect(grown([...SET, ...writes(3), out(2, 0xc5)]).queued).to.equal(0);
  });
  it('is the line of a frame, the length of its bits, and their levels up to the parity bit', () => {
    expect(grown([...SET, out(0, 65, 1), frame(65, 176)])).to.deep.equal({
      line: '115200 8E1',
      bit: 16,
      levels: '0100000100',
      queued: 0,
    });
    expect(grown([...SET, frame(67, 176)]).levels).to.equal('0110000101');
    expect(grown([...SET, frame(65, 175)]).bit).to.equal(15.9091);
    expect(grown([...SET, frame(65, 0)])).to.include({ bit: 16, line: '115200 8E1' });
    expect(grown([frame(65, 160)])).to.deep.equal({ queued: 0 });
  });
  it('is the names of the errors of a character, and the interrupt behind an edge of INTR', () => {
    expect(grown([came(1, 0x0c)])).to.deep.equal({ flags: ['PE', 'FE'] });
    expect(grown([came(1)])).to.deep.equal({ flags: [] });
    expect(grown([{ k: 'intr', level: 1, iir: 0xc6 }])).to.deep.equal({ cause: 'receiver line status' });
    expect(grown([{ k: 'intr', level: 0, iir: 0xc1 }])).to.deep.equal({ cause: 'no interrupt' });
  });
  it('is the level of SOUT where a break or loopback begins or ends, and nowhere else', () => {
    expect(grown([...SET, out(3, 0x5b)]).sout).to.equal(0);
    expect(grown([...SET, out(3, 0x5b), out(3, 0x5f)])).not.to.have.property('sout');
    expect(grown([...SET, out(3, 0x5b), out(3, 0x1b)]).sout).to.equal(1);
    expect(grown([...SET, out(3, 0x5b), out(4, 0x10)]).sout).to.equal(1);
    expect(grown([...SET, out(4, 0x0b)])).not.to.have.property('sout');
  });
  for (const power of [ON, { k: 'power', on: false } as const])
    it(`forgets with the power ${power.on ? 'on' : 'off'} what the chip held: FIFOs, characters, a break`, () => {
      const writes = [out(0, 65, 1), out(0, 66, 2)];
      expect(grown([...SET, came(3), power, read(0, 65, 1)]).held).to.equal(0);
      expect(grown([...SET, ...writes, power, frame(65, 176)]).queued).to.equal(0);
      expect(grown([...SET, power, ...writes]).queued).to.equal(1);
      expect(grown([...SET, out(3, 0x5b), power, out(3, 0x03)])).not.to.have.property('sout');
      expect(grown([...SET, frame(0, 176), power, out(3, 0x43), out(3, 0x03)]).sout).to.equal(1);
    });
  it('is known from what was before: the settings that it has come to can begin another trace', () => {
    const growth = new Growth(machines());
    for (const [i, body] of SET.entries()) growth.take({ t: i, m: 'A', ...body });
    expect(growth.reached).to.deep.equal({
      t: 5,
      settings: {
        A: { lcr: 0x1b, dll: 1, dlm: 0, looped: false },
        B: { lcr: null, dll: null, dlm: null, looped: false },
      },
    });
  });
});

const BREAKS: Script = {
  link: '{ profile: wire }',
  steps: [
    'send: { from: A, hex: "00 55 FF 00" }',
    'wait: { for: 33bits }',
    'out: { on: A, port: 0x3FB, value: 0x43 }',
    'wait: { for: 4bits }',
    'out: { on: A, port: 0x3FB, value: 0x03 }',
    'out: { on: A, port: 0x3FC, value: 0x10 }',
    'wait: { for: 2bits }',
    'out: { on: A, port: 0x3FC, value: 0x00 }',
    'wait: { for: 60bits }',
  ],
  assert: '{ delivery: any, unread: any }',
};

describe('The levels of SOUT in a trace', () => {
  it('are those of the timeline, also where a break ends inside a frame', async () => {
    const records = await recordsOf(BREAKS);
    const bases = { A: 0x3f8, B: 0x3f8 };
    const changes = changesOf(records, bases);
    const levelAt = (t: number) =>
      changes.findLast((one) => one.kind === 'sout' && one.side === 'A' && one.at <= t);
    const growth = new Growth({
      A: { base: 0x3f8, irq: 4, type: '16550A' },
      B: { base: 0x3f8, irq: 4, type: '16550A' },
    });
    const told = records.flatMap((record: TraceRecord) => {
      const { sout } = growth.take(record);
      return sout === undefined ? [] : [{ at: record.t, sout }];
    });
    expect(told.map(({ sout }) => sout)).to.include.members([0, 1]);
    expect(told).to.have.length.of.at.least(4);
    for (const { at, sout } of told) expect(levelAt(at), `tick ${at}`).to.include({ level: sout });
  });
});
