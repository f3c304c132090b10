import { expect } from 'chai';
import fc from 'fast-check';
import type { TraceBody, TraceRecord } from '../../harness/ground/trace.ts';
import {
  compareGolden,
  GoldenText,
  goldenFileName,
  goldenHeader,
  goldenLine,
} from '../../harness/run/golden.ts';
import { goldenRecord } from '../../harness/run/golden-record.ts';
import { play } from '../../harness/run/play.ts';
import { BYTES, type Script, scenario } from '../report/results.ts';
import { anyCharacter } from '../support/characters.ts';

const SUBJECT = { name: 'echo', seed: 1, profile: 'virtualbox5' } as const;

async function goldenOf(script: Script, seed = 1): Promise<string> {
  const golden = new GoldenText(goldenHeader({ ...SUBJECT, seed }));
  await play(scenario(script), { seed, sinks: [golden.sink] });
  return golden.text();
}

const rest = (body: TraceBody): string =>
  goldenLine({ t: 160, m: 'B', ...body }).slice('      160 B '.length);

describe('a golden line', () => {
  const char = { k: 'char', serial: 1, char: 0x41, errors: 0, held: 1 } as const;
  const read = { k: 'in', port: 0x3fd, v: 0x60 } as const;

  it('begins with the tick in nine columns, the machine and the kind', () => {
    expect(goldenLine({ t: 160, m: 'B', ...char })).to.equal("      160 B char 41 'A' #1 held 1");
    expect(goldenLine({ t: 1_234_567_890, m: 'A', k: 'irq', irq: 4 })).to.equal('1234567890 A irq 4');
    expect(goldenLine({ t: 0, m: '-', k: 'verdict', passed: true })).to.equal('        0 - verdict passed');
  });
  it('has ports and values in hex', () => {
    expect(rest({ k: 'out', port: 0x3fb, v: 0x83 })).to.equal('out 3FB 83');
    expect(rest({ k: 'out', port: 0x21, v: 0x0f })).to.equal('out 021 0F');
  });
  it('has the number of reads and their first tick, but for one read', () => {
    expect(rest({ ...read, n: 231, since: 2 })).to.equal('in 3FD 60 x231 from 2');
    expect(rest({ ...read, n: 1, since: 160 })).to.equal('in 3FD 60');
    expect(rest({ ...read, n: 2, since: 160 })).to.equal('in 3FD 60 x2 from 160');
  });
  it('shows a character from 21 to 7E, and no other', () => {
    for (const [code, shown] of [
      [0x20, '20'],
      [0x21, "21 '!'"],
      [0x5c, "5C '\\\\'"],
      [0x7e, "7E '~'"],
      [0x7f, '7F'],
    ] as const) {
      expect(rest({ ...char, char: code })).to.equal(`char ${shown} #1 held 1`);
    }
  });
  it('has errors by value and name, and nothing when there are none', () => {
    expect(rest({ ...char, errors: 0x0c })).to.equal("char 41 'A' #1 held 1 errors 0C PE FE");
    expect(rest({ ...char, errors: 0x12 })).to.equal("char 41 'A' #1 held 1 errors 12 OE BI");
  });
  it('is one line, whatever was printed', () => {
    expect(rest({ k: 'print', text: 'a\r\n\tb\\ "c"\x1b' })).to.equal('print "a\\r\\n\\tb\\\\ "c"\\x1B"');
    expect(rest({ k: 'print', text: 'é\u2028\u00a0' })).to.equal('print "é\\u{2028}\\u{a0}"');
  });

  const number = fc.nat(0xffff);
  const byte = fc.nat(0xff);
  const text = fc.oneof(fc.string(), fc.string({ unit: anyCharacter }));
  const kind = <K extends TraceBody['k']>(k: K) => fc.constant(k);
  const bodies: readonly fc.Arbitrary<TraceBody>[] = [
    fc.record({ k: kind('out'), port: number, v: byte }),
    fc.record({ k: kind('in'), port: number, v: byte, n: number, since: number }),
    fc.record({ k: kind('frame'), serial: number, char: byte, ends: number }),
    fc.record({
      k: kind('char'),
      serial: fc.integer({ min: -9, max: 9 }),
      char: byte,
      errors: byte,
      held: byte,
    }),
    fc.record({ k: kind('lost'), serial: number, char: byte, how: fc.constantFrom('overrun', 'reset') }),
    fc.record({ k: kind('timeout'), held: byte }),
    fc.record({ k: kind('intr'), level: fc.constantFrom(0, 1), iir: byte }),
    fc.record({ k: kind('irq'), irq: byte }),
    fc.record({ k: kind('power'), on: fc.boolean() }),
    fc.record({ k: kind('link'), event: text }),
    fc.record({ k: kind('print'), text }),
    fc.record({ k: kind('step'), n: fc.constantFrom('1', '2', '2.1'), what: text }),
    fc.record({ k: kind('verdict'), passed: fc.boolean(), why: text }),
  ];
  const record: fc.Arbitrary<TraceRecord> = fc
    .tuple(number, fc.constantFrom('A', 'B', '-'), fc.oneof(...bodies))
    .map(([t, m, body]) => ({ t, m, ...body }) as TraceRecord);

  it('is another one when any field of the record is another', () => {
    const changed = (value: unknown): unknown => {
      if (typeof value === 'number') return value === 0 ? 1 : value - 1;
      if (typeof value === 'boolean') return !value;
      return value === 'A' ? 'B' : `${value}\\`;
    };
    fc.assert(
      fc.property(record, (one) => {
        for (const [field, value] of Object.entries(one)) {
          if (field === 'k') continue;
          const other = { ...one, [field]: changed(value) } as TraceRecord;
          expect(goldenLine(other), field).to.not.equal(goldenLine(one));
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
  it('is the same for the same record only: 2 000 pairs', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        expect(goldenLine(a) === goldenLine(b)).to.equal(JSON.stringify(a) === JSON.stringify(b));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
  it('gives its record again: 500 of them', () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(goldenRecord(goldenLine(one))).to.deep.equal(one);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
  it('gives no record where a person has written something else', () => {
    for (const line of [
      '',
      '# seed: 1',
      '  160 B char 41',
      "      160 B char 41 'B' #1 held 1",
      '        2 A out 3FB 8g',
    ])
      expect(goldenRecord(line), line).to.equal(undefined);
  });
  it('has no line end and no invisible character in it', () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(goldenLine(one)).to.not.match(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('the golden text of a run', () => {
  const script: Script = {
    steps: [
      'out: { on: A, port: 0x3F8, value: 0x41 }',
      'wait: { for: 1chars }',
      'in: { on: B, port: 0x3F8, is: 0x41 }',
    ],
  };

  it('is a header of four lines, then a line for each record', async () => {
    expect((await goldenOf(script)).split('\n')).to.deep.equal([
      '# nullmodem golden 1',
      '# name: echo',
      '# seed: 1',
      '# profile: virtualbox5',
      '        0 A power on',
      '        0 A out 3FB 83',
      '        2 A out 3F8 01',
      '        4 A out 3F9 00',
      '        6 A out 3FB 03',
      '        8 A link connected',
      '        8 B link connected',
      '        8 B power on',
      '        8 B out 3FB 83',
      '       10 B out 3F8 01',
      '       12 B out 3F9 00',
      '       14 B out 3FB 03',
      '       16 A out 3F8 41 #1',
      "       16 A frame 41 'A' #1 ends 176",
      '       16 - step 1 out on A: 3F8 41',
      '       18 - step 2 wait for 1 chars',
      "      168 B char 41 'A' #1 held 1",
      '      178 B in 3F8 41 #1',
      '      178 - step 3 in on B: 3F8 & FF is 41',
      '      180 - verdict passed',
      '',
    ]);
  });
  it('is the same over a cable, TCP and a pipe of one profile', async () => {
    const steps = ['send: { from: A, text: "hi" }', 'send: { from: B, mode: int, text: "there" }'];
    const cable = await goldenOf({ steps, link: BYTES });
    expect(await goldenOf({ steps, link: '{ transport: tcp }' })).to.equal(cable);
    expect(await goldenOf({ steps, link: '{ transport: pipe }' })).to.equal(cable);
    expect(cable.split('\n').length).to.be.above(50);
  });
  it('has a name on one line, and no machine-made line can pass for its header', () => {
    expect(goldenHeader({ ...SUBJECT, name: 'a\nb' })[1]).to.equal('# name: a\\nb');
  });
});

describe('a comparison with a golden text', () => {
  const golden = [
    ...goldenHeader(SUBJECT),
    '        2 A out 3FB 83',
    "      160 B char 41 'A' #1 held 1",
    '      162 B in 3F8 41',
    '',
  ].join('\n');
  const line = (from: string, to: string) => compareGolden(golden, golden.replace(from, to));

  it('finds no difference in equal texts', () => {
    expect(compareGolden(golden, golden)).to.equal(null);
    expect(compareGolden('', '')).to.equal(null);
  });
  it('finds none in CRLF, nor in a missing last line end', () => {
    expect(compareGolden(golden.replaceAll('\n', '\r\n'), golden)).to.equal(null);
    expect(compareGolden(golden, golden.replaceAll('\n', '\r\n'))).to.equal(null);
    expect(compareGolden(golden.trimEnd(), golden)).to.equal(null);
  });
  it('names tick and event where a value differs', () => {
    expect(line("41 'A'", "42 'B'")).to.deep.equal({
      line: 6,
      tick: 160,
      expected: "      160 B char 41 'A' #1 held 1",
      actual: "      160 B char 42 'B' #1 held 1",
      what: "at tick 160, golden has B char 41 'A' #1 held 1; this run has B char 42 'B' #1 held 1",
    });
  });
  it('names both ticks where the tick differs', () => {
    expect(line('      160 B', '      176 B')).to.deep.include({
      tick: 176,
      what: "at tick 176, golden has tick 160: B char 41 'A' #1 held 1; this run has B char 41 'A' #1 held 1",
    });
  });
  it('tells the first of several differences', () => {
    expect(compareGolden(golden, golden.replaceAll('41', '42'))).to.include({ line: 6 });
  });
  it('tells a run that ends before golden', () => {
    expect(line('      162 B in 3F8 41\n', '')).to.deep.equal({
      line: 7,
      tick: 162,
      expected: '      162 B in 3F8 41',
      actual: undefined,
      what: 'golden goes on with tick 162: B in 3F8 41; this run ends before it',
    });
  });
  it('tells a run that goes on behind golden', () => {
    expect(compareGolden(golden.replace('      162 B in 3F8 41\n', ''), golden)).to.deep.equal({
      line: 7,
      tick: 162,
      expected: undefined,
      actual: '      162 B in 3F8 41',
      what: 'golden ends; this run goes on with tick 162: B in 3F8 41',
    });
  });
  it('says that golden is of another version, or no golden text, or empty', () => {
    const what =
      'golden does not begin with `# nullmodem golden 1`: it is of another version, or no golden text';
    for (const other of [golden.replace('golden 1', 'golden 2'), 'hello\n', ''])
      expect(compareGolden(other, golden)).to.include({ line: 1, tick: null, what });
  });
  it('says that golden is of another seed, name or profile, before any record', () => {
    const of = (subject: Partial<Record<'name' | 'seed' | 'profile', unknown>>) =>
      compareGolden(
        golden,
        golden.replace(
          goldenHeader(SUBJECT).join('\n'),
          goldenHeader({ ...SUBJECT, ...subject } as typeof SUBJECT).join('\n'),
        ),
      );
    expect(of({ seed: 2 })).to.include({
      line: 3,
      tick: null,
      what: 'golden has seed 1; this run has seed 2',
    });
    expect(of({ name: 'chat' })?.what).to.equal('golden has name echo; this run has name chat');
    expect(of({ profile: 'qemu' })?.what).to.equal(
      'golden has profile virtualbox5; this run has profile qemu',
    );
  });
  it('says what a line is that golden should not have', () => {
    expect(compareGolden(golden.replace('        2 A', '\n        2 A'), golden)?.what).to.equal(
      'at tick 2, golden has ``; this run has A out 3FB 83',
    );
  });
  it('finds the tick at which a slower line departs', async () => {
    const steps = ['out: { on: A, port: 0x3F8, value: 0x41 }', 'wait: { for: 500ticks }'];
    const [fast, slow] = [await goldenOf({ steps }), await goldenOf({ steps, A: '{ line: 115200 8N2 }' })];
    expect(compareGolden(fast, slow)?.what).to.equal(
      'at tick 0, golden has A out 3FB 83; this run has A out 3FB 87',
    );
  });
});

describe('the file of a golden text', () => {
  it('is named after the scenario and its transport', () => {
    expect(goldenFileName('echo twice 2', 'cable')).to.equal('echo-twice-2.cable.golden.txt');
    expect(goldenFileName('echo', 'tcp')).to.equal('echo.tcp.golden.txt');
  });
  it('has a hash where characters were dropped, always the same', () => {
    expect(goldenFileName('echo (mode=poll)', 'pipe')).to.equal('echo-mode-poll-93f776ca.pipe.golden.txt');
    expect(goldenFileName('poll, A to B', 'cable')).to.equal('poll-a-to-b-5e9a2372.cable.golden.txt');
  });
  it('differs for names that differ in case, in blanks, in signs, in accents', () => {
    const names = [
      'a b',
      'A b',
      'a  b',
      ' a b',
      'a-b',
      'a_b',
      'a/b',
      'a.b',
      'á b',
      'a b!',
      '',
      '!',
      'ü',
      '漢',
    ];
    expect(new Set(names.map((name) => goldenFileName(name, 'cable').toLowerCase())).size).to.equal(
      names.length,
    );
  });
  it('stays in its folder, and is one that every system takes', () => {
    for (const name of [
      '../../etc/passwd',
      'C:\\x',
      'con',
      'NUL',
      'com1',
      'a\0b',
      '.',
      '..',
      '~',
      'x'.repeat(500),
    ]) {
      const file = goldenFileName(name, 'cable');
      expect(file, name).to.match(/^[a-z0-9]+(-[a-z0-9]+)*\.cable\.golden\.txt$/);
      expect(file.length, name).to.be.below(120);
      expect(file, name).to.not.match(/^(con|nul|com1)\./);
    }
  });
  it('differs for long names that differ at their end', () => {
    const long = 'x'.repeat(200);
    expect(goldenFileName(`${long}1`, 'cable')).to.not.equal(goldenFileName(`${long}2`, 'cable'));
  });
});
