import { expect } from 'chai';
import type { TraceBody, TraceRecord } from '../../harness/ground/trace.ts';
import { recordInWords, storyInWords } from '../../harness/report/story.ts';
import { played, recordsOf } from './results.ts';

const words = (body: TraceBody): string => recordInWords({ t: 5, m: 'B', ...body });
const out = (t: number, port: number, v: number): TraceRecord => ({ t, m: 'A', k: 'out', port, v });

describe('a record in words', () => {
  it('is a write to a register by its name, with what it says', () => {
    expect(words({ k: 'out', port: 0x3f8, v: 0x68 })).to.equal("B wrote THR 0x68 ('h')");
    expect(words({ k: 'out', port: 0x3f9, v: 0x01 })).to.equal('B wrote IER 0x01 (RDA)');
  });
  it('is a read, with how often when it was more than once', () => {
    const read = { k: 'in', port: 0x3fd, v: 0x61, since: 1 } as const;
    expect(words({ ...read, n: 1 })).to.equal('B read LSR 0x61 (DR THRE TEMT)');
    expect(words({ ...read, n: 412 })).to.equal('B read LSR 0x61 (DR THRE TEMT), 412 times');
  });
  it('knows the UARTs of COM1 to COM4', () => {
    for (const port of [0x3ff, 0x2ff, 0x3ef, 0x2ef])
      expect(words({ k: 'out', port, v: 1 })).to.equal('B wrote SCR 0x01');
  });
  it('is a port by its number where no UART stands', () => {
    expect(words({ k: 'out', port: 0x21, v: 0xef })).to.equal('B wrote port 0x021 0xEF');
    expect(words({ k: 'out', port: 0x400, v: 0 })).to.equal('B wrote port 0x400 0x00');
  });
  it('takes the bases that it is given, and then no other', () => {
    const bases = { A: 0x3f8, B: 0x1c8 };
    const record = (port: number): TraceRecord => ({ t: 0, m: 'B', k: 'out', port, v: 1 });
    expect(recordInWords(record(0x1cf), bases)).to.equal('B wrote SCR 0x01');
    expect(recordInWords(record(0x1d0), bases)).to.equal('B wrote port 0x1D0 0x01');
    expect(recordInWords(record(0x3ff), bases)).to.equal('B wrote port 0x3FF 0x01');
  });
  it('is a frame with its end', () => {
    expect(words({ k: 'frame', serial: 3, char: 0x68, ends: 160 })).to.equal(
      "B begins to send 0x68 'h' (#3), until 160",
    );
  });
  it('is a character with its errors and how many are held', () => {
    const char = { k: 'char', serial: 3, char: 0x0a, held: 2 } as const;
    expect(words({ ...char, errors: 0 })).to.equal('B receives 0x0A (#3), 2 held');
    expect(words({ ...char, errors: 0x1e })).to.equal('B receives 0x0A (#3) with OE PE FE BI, 2 held');
  });
  it('tells a character of the line, and one of its own in loopback', () => {
    const char = { k: 'char', char: 0, errors: 0, held: 1 } as const;
    expect(words({ ...char, serial: 0 })).to.equal('B receives 0x00 (made by the line), 1 held');
    expect(words({ ...char, serial: -7 })).to.equal('B receives 0x00 (its own #7), 1 held');
  });
  it('is a loss with its reason', () => {
    expect(words({ k: 'lost', serial: 9, char: 0x21, how: 'overrun' })).to.equal(
      "B loses 0x21 '!' (#9): overrun",
    );
  });
  it('is a timeout, an edge of INTR, an interrupt taken', () => {
    expect(words({ k: 'timeout', held: 2 })).to.equal('B has a character timeout, 2 held');
    expect(words({ k: 'intr', level: 1, iir: 0xc6 })).to.equal(
      'B raises INTR, IIR 0xC6 (receiver line status)',
    );
    expect(words({ k: 'intr', level: 0, iir: 0x01 })).to.equal('B lowers INTR, IIR 0x01 (no interrupt)');
    expect(words({ k: 'irq', irq: 4 })).to.equal('B takes IRQ 4');
  });
  it('is the power, the link, what was printed', () => {
    expect(words({ k: 'power', on: true })).to.equal('B is turned on');
    expect(words({ k: 'power', on: false })).to.equal('B is turned off');
    expect(words({ k: 'link', event: 'peer-gone' })).to.equal('B link: peer-gone');
    expect(words({ k: 'print', text: '\tone\n' })).to.equal('B prints "\\tone\\n"');
  });
  it('cuts a print at 60 characters', () => {
    expect(words({ k: 'print', text: 'x'.repeat(60) })).to.equal(`B prints "${'x'.repeat(60)}"`);
    expect(words({ k: 'print', text: 'x'.repeat(61) })).to.equal(`B prints "${'x'.repeat(60)}…"`);
  });
  it('keeps the terminal safe from what a program prints', () => {
    expect(words({ k: 'print', text: '\x1b[2J\u202e' })).to.equal('B prints "\\x1B[2J\ufffd"');
  });
  it('names no machine where it concerns the run', () => {
    expect(recordInWords({ t: 0, m: '-', k: 'step', n: '2.1', what: 'stop B' })).to.equal('step 2.1: stop B');
    expect(recordInWords({ t: 0, m: '-', k: 'verdict', passed: false, why: 'x' })).to.equal('failed: x');
    expect(recordInWords({ t: 0, m: '-', k: 'verdict', passed: true })).to.equal('passed');
  });
});

describe('a story', () => {
  it('has each tick before its record, aligned', () => {
    expect(storyInWords([out(8, 0x3ff, 1), out(1234, 0x3ff, 2)])).to.deep.equal([
      '   8 A wrote SCR 0x01',
      '1234 A wrote SCR 0x02',
    ]);
  });
  it('names the divisor latch between the writes of LCR that open and close it, for each machine', () => {
    const onB: TraceRecord = { ...out(3, 0x3f8, 0x41), m: 'B' };
    expect(
      storyInWords([out(1, 0x3fb, 0x83), out(3, 0x3f8, 0x0c), onB, out(5, 0x3fb, 3), out(7, 0x3f8, 0x0c)]),
    ).to.deep.equal([
      '1 A wrote LCR 0x83 (8N1 DLAB)',
      '3 A wrote DLL 0x0C',
      "3 B wrote THR 0x41 ('A')",
      '5 A wrote LCR 0x03 (8N1)',
      '7 A wrote THR 0x0C',
    ]);
  });
  it('names the divisor latch from its first record on when DLAB was set before it', () => {
    const records = [out(1, 0x3f8, 0x0c), out(2, 0x3f9, 0), out(3, 0x3fb, 3), out(4, 0x3f9, 0)];
    expect(storyInWords(records, undefined, { A: true, B: false })).to.deep.equal([
      '1 A wrote DLL 0x0C',
      '2 A wrote DLM 0x00',
      '3 A wrote LCR 0x03 (8N1)',
      '4 A wrote IER 0x00',
    ]);
  });
  it('knows DLAB though the write that set it is no longer told: 24 records are', async () => {
    const { failures, bases } = await played({
      link: '{}',
      A: '{ line: 9600 8E1 }',
      B: '{ line: 9600 8O1 }',
      steps: ['send: { from: A, text: xy }', 'expect: { on: B, flags: [PE], byte: 2, within: 60bits }'],
    });
    const [{ story, dlab } = { story: [], dlab: { A: false, B: false } }] = failures;
    expect(story).to.have.lengthOf(24);
    const words = storyInWords(story, bases, dlab).map((line) => line.trim());
    expect(words.slice(0, 3)).to.deep.equal([
      '10 B wrote DLL 0x0C',
      '12 B wrote DLM 0x00',
      '14 B wrote LCR 0x0B (8O1)',
    ]);
  });
  it('learns DLAB from a read of LCR, and from a reset', () => {
    const read: TraceRecord = { t: 1, m: 'A', k: 'in', port: 0x3fb, v: 0x80, n: 1, since: 1 };
    const off: TraceRecord = { t: 3, m: 'A', k: 'power', on: false };
    const [, second, , fourth] = storyInWords([read, out(2, 0x3f8, 1), off, out(4, 0x3f8, 1)]);
    expect([second, fourth]).to.deep.equal(['2 A wrote DLL 0x01', '4 A wrote THR 0x01']);
  });
  it('is told by ticks, a step before what it does, and without the verdict', async () => {
    const records = await recordsOf({
      steps: [
        'out: { on: A, port: 0x3FF, value: 7 }',
        'wait: { for: 20ticks }',
        'in: { on: A, port: 0x3FF }',
      ],
    });
    expect(storyInWords(records).slice(-5)).to.deep.equal([
      '16 step 1: out on A: 3FF 07',
      '16 A wrote SCR 0x07',
      '18 step 2: wait for 20 ticks',
      '38 step 3: in on A: 3FF',
      '38 A read SCR 0x07',
    ]);
  });
  it('is empty when there are no records', () => {
    expect(storyInWords([])).to.deep.equal([]);
  });
});
