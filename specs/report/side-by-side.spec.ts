import { expect } from 'chai';
import stringWidth from 'string-width';
import type { ProfileName } from '../../harness/link/profile.ts';
import type { Comparison } from '../../harness/report/comparison.ts';
import { comparisonsInWords, renderComparison } from '../../harness/report/side-by-side.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { compared, played, type Script, withoutColour } from './results.ts';

const BOTH: readonly ProfileName[] = ['virtualbox5', 'wire'];
const FOUR: readonly ProfileName[] = ['virtualbox5', 'wire', 'virtualbox', 'qemu'];

const linesOf = (comparison: Comparison, columns = 80, more = {}): readonly string[] =>
  renderComparison(comparison, { colour: false, columns, replay: 'nullmodem run', ...more }).split('\n');
const table = async (script: Script, profiles = BOTH, columns = 80): Promise<readonly string[]> =>
  linesOf(await compared(script, profiles), columns);
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => stringWidth(line)));
/** The lines of a row of a table of one column. */
const rowIn = (lines: readonly string[], label: string): readonly string[] => {
  const start = lines.findIndex((line) => line.startsWith(`  ${label.padEnd(8)}`));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith(' '.repeat(10)));
  return start < 0 ? [] : lines.slice(start, end).map((line) => line.slice(10));
};

/** Blanks in a row as one. */
const narrowed = (line: string): string => line.replace(/ +/g, ' ');

const SEVEN: Script = {
  name: 'seven',
  A: '{ line: 9600 7E1 }',
  B: '{ line: 9600 8N1 }',
  steps: [
    'send: { from: A, text: "hello, world" }',
    'expect: { on: B, text: "hello, world", within: 20chars }',
  ],
};

describe('a scenario that passes alike under all profiles', () => {
  it('is one line: where it was played, and what was delivered', async () => {
    expect(await table({ link: '{ transport: tcp }', steps: ['send: { from: A, text: hi }'] })).to.deep.equal(
      ['ok    spec  [tcp: virtualbox5; cable: wire]  A -> B "hi" 2 bytes'],
    );
  });
  it('has a line for each reason for which it was skipped elsewhere', async () => {
    const script: Script = { link: '{ transport: tcp }', steps: ['boot: { machine: B, fails: refused }'] };
    expect(await table(script, ['virtualbox5', 'wire', 'qemu'])).to.deep.equal([
      'ok    spec  [tcp: virtualbox5, qemu; cable: wire]',
      '      skipped on the wire: asks for a refused connection, and a cable refuses nobody',
    ]);
    expect(await table({ ...script, link: '{}' }, ['virtualbox5', 'wire'])).to.deep.equal([
      'skip  spec  [cable: virtualbox5, wire]',
      '      skipped under virtualbox5 and on the wire: asks for a refused connection, and a cable refuses nobody',
    ]);
  });
});

describe('a scenario that does not', () => {
  let blank: ScenarioResult;
  before(async () => {
    blank = await played({ steps: ['boot: { machine: B, fails: refused }'] });
  });

  it('has its profiles side by side in 80 columns, the first wrong byte marked', async () => {
    expect(linesOf(await compared(SEVEN, BOTH), 80, { story: 'nullmodem one' })).to.deep.equal([
      'DIFF  seven  [cable: virtualbox5, wire]',
      '  passes under virtualbox5, fails on the wire: A sends 9600 7E1 and B reads',
      '  9600 8N1 (the word length and the parity differ)',
      '',
      '          virtualbox5                        wire',
      '          passed                             FAILED',
      '  lines   A 9600 7E1                         A 9600 7E1',
      '          B 9600 8N1                         B 9600 8N1',
      '  A -> B  12 of 12 bytes                     12 of 12 bytes',
      '          68 65 6C 6C 6F 2C 20 77  hello, w  E8 65 6C 6C 6F AC A0 77  .ello..w',
      '          6F 72 6C 64              orld      ^^                       ^',
      '                                             6F 72 6C E4              orl.',
      '  failed                                     B did not get what it expects',
      '                                             within 20 chars',
      '                                             12 bytes wanted, 12 came',
      '                                             wanted  "hello, world"',
      '                                             came    "\\xE8ello\\xAC\\xA0worl…"',
      '                                             (line 7, step 2)',
      '',
      '  story: nullmodem one',
      '  replay: nullmodem run',
    ]);
  });
  it('has four columns in 148, two of four in 78, and one in 77', async () => {
    const heads = async (columns: number) =>
      (await table(SEVEN, FOUR, columns)).filter((line) => /^ {10}(virtualbox|wire|qemu)/.test(line));
    expect((await heads(148)).map((line) => line.trim().split(/ +/))).to.deep.equal([[...FOUR]]);
    expect(await heads(147)).to.have.lengthOf(2);
    expect(await heads(78)).to.have.lengthOf(2);
    expect(await heads(77)).to.have.lengthOf(4);
  });
  it('fits into a screen of any width from 40 on', async () => {
    const four = await compared({ ...SEVEN, link: '{ transport: tcp }' }, FOUR);
    const between = (lines: readonly string[]) => lines.slice(1, lines.lastIndexOf(''));
    for (const columns of [40, 41, 60, 77, 78, 80, 100, 112, 113, 147, 148, 160, 250])
      expect(widest(between(linesOf(four, columns))), `${columns}`).to.be.at.most(columns);
  });
  it('shows four bytes a row where eight have no room, and sixteen where they have', async () => {
    const first = async (columns: number) =>
      (await table(SEVEN, ['wire'], columns)).find((line) => line.includes('E8 65'))?.trim();
    expect(await first(42)).to.equal('E8 65 6C 6C  .ell');
    expect(await first(43)).to.equal('E8 65 6C 6C 6F AC A0 77  .ello..w');
    expect(await first(75)).to.match(/^E8 65 6C 6C 6F AC A0 77 6F 72 6C E4 {14}\.ello\.\.worl\.$/);
  });
  it('has a crystal that is off beside its line, and says which machine is off', async () => {
    const lines = await table({
      A: '{ line: 9600 8N1, crystal: +200ppm }',
      steps: ['send: { from: A, text: hello }', 'wait: { for: 3chars }', 'stop: { machine: B }'],
    });
    expect(rowIn(lines, 'lines').map((line) => line.split(/ {2,}/)[0])).to.deep.equal([
      'A 9600 8N1 crystal +200ppm',
      'B 115200 8N1',
    ]);
    const off = await table({ steps: ['send: { from: B, text: hello }', 'stop: { machine: B }'] });
    expect(rowIn(off, 'lines').map((line) => line.split(/ {2,}/)[0])).to.deep.equal([
      'A 115200 8N1',
      'B off',
    ]);
  });
  it('says over which link each was played, where that differs', async () => {
    const lines = await table({ ...SEVEN, link: '{ transport: pipe }' });
    expect(lines[0]).to.equal('DIFF  seven  [pipe: virtualbox5; cable: wire]');
    expect(lines).to.include('  link    pipe                               cable');
  });
  it('shows what was sent where nothing came as it was', async () => {
    const lines = await table(SEVEN, ['wire']);
    expect(lines[0]).to.equal('FAIL  seven  [cable: wire]');
    expect(rowIn(lines, 'A sent').map(narrowed)).to.deep.equal([
      '68 65 6C 6C 6F 2C 20 77 6F 72 6C 64 hello, world',
    ]);
  });
  it('begins with the row of the first wrong byte, beside the same row elsewhere', async () => {
    const script: Script = {
      B: '{ line: 115200 7N1 }',
      link: '{}',
      steps: ['send: { from: A, hex: "00..1F" }', 'send: { from: A, hex: "80 7F" }'],
    };
    const { plays, ...rest } = await compared(script, ['virtualbox5']);
    const [cut] = plays;
    if (cut === undefined || !('result' in cut)) throw new Error('not played');
    const [direction] = cut.result.directions;
    if (direction === undefined) throw new Error('nothing was sent');
    const whole = { ...direction, difference: null, first: [...direction.first.slice(0, 32), 0x80, 0x7f] };
    const right = { ...cut, profile: 'qemu', result: { ...cut.result, directions: [whole] } } as const;
    const lines = linesOf({ ...rest, plays: [right, cut] });
    expect(lines.map(narrowed)).to.include.members([
      ' from byte 32 on: from byte 32 on:',
      ' 80 7F .. 00 7F ..',
      ' ^^ ^',
    ]);
  });
  it('says that a byte far behind came as it was sent, where it is not kept', async () => {
    const script: Script = {
      B: '{ line: 115200 7N1 }',
      steps: [`send: { from: A, repeat: "41 42", times: 150 }`, 'send: { from: A, hex: "80" }'],
    };
    const { plays, ...rest } = await compared(script, ['virtualbox5']);
    const [cut] = plays;
    if (cut === undefined || !('result' in cut)) throw new Error('not played');
    const directions = cut.result.directions.map((direction) => ({ ...direction, difference: null }));
    const right = { ...cut, profile: 'qemu', result: { ...cut.result, directions } } as const;
    const lines = linesOf({ ...rest, plays: [right, cut] });
    expect(lines.map(narrowed)).to.include.members([
      ' as it was sent from byte 296 on:',
      ' 41 42 41 42 00 ABAB.',
      ' ^^ ^',
    ]);
  });
  it('has dashes where bytes are missing, and says when there are too many', async () => {
    const script: Script = { ...SEVEN, B: '{ line: 19200 8N1 }', A: '{ line: 9600 8N1 }' };
    const [amount, flags, ...bytes] = rowIn(await table(script, ['wire']), 'A -> B');
    expect(amount).to.match(/^\d+ bytes came, 12 were sent$/);
    expect(flags).to.match(/^\d+ with an error flag: FE \d/);
    expect(bytes.join(' ')).not.to.contain('--');
    const lines = await table({ ...script, A: '{ line: 115200 8N1 }' }, ['wire']);
    expect(rowIn(lines, 'A -> B').join('\n')).to.match(/^\d of 12 bytes\n(.*\n)*.*--/);
  });
  it('counts the flags of a direction by kind', async () => {
    const lines = await table({ ...SEVEN, A: '{ line: 9600 8E1 }', B: '{ line: 9600 8O1 }' });
    expect(lines[0]).to.match(/^DIFF /);
    expect(lines.find((line) => line.includes('with an error flag'))?.trim()).to.equal(
      '12 with an error flag: PE 12',
    );
    expect(lines).to.include('          passed                             passed, with error flags');
  });

  describe('with programs of the lab', () => {
    const run = (on: string, args: string) => `{ on: ${on}, args: "${args}" }`;
    const script: Script = {
      steps: [`lab7: [ ${run('A', 'poll 1 tx 8 1 even 9600 hi')}, ${run('B', 'poll 1 rx 8 1 none 9600')} ]`],
    };

    it('has what each printed, and the settings that it worked with instead of those that it put back', async () => {
      const lines = await table(script);
      expect(lines.map(narrowed)).to.include.members([
        ' lines A 9600 8E1',
        ' B 9600 8N1',
        ' lab7 B poll 1 rx 8 1 none 9600 poll 1 rx 8 1 none 9600',
        ' ok failed',
        ' | hi. | h',
        ' | stopped at FE (framing error)',
      ]);
      expect(lines.join('\n')).not.to.contain('115200');
    });
    it('says which one did not end', async () => {
      const alone: Script = {
        assert: '{ delivery: any }',
        steps: ['lab7: { on: B, args: "poll 1 rx 8 1 none 9600", within: 1ms }'],
      };
      expect(rowIn(await table(alone, ['wire']), 'lab7 B')).to.deep.equal([
        'poll 1 rx 8 1 none 9600',
        'did not end',
      ]);
    });
    it('has the last six lines of many', async () => {
      const { plays, ...rest } = await compared(
        { steps: ['lab7: { on: A, args: "conf 1", prints: "such" }'] },
        ['wire'],
      );
      const [play] = plays;
      if (play === undefined || !('result' in play)) throw new Error('not played');
      const printed = (text: string) => {
        const result: ScenarioResult = {
          ...play.result,
          lab7: play.result.lab7.map((output) => ({ ...output, printed: text })),
        };
        return rowIn(linesOf({ ...rest, plays: [{ ...play, result }] }), 'lab7 A').slice(2);
      };
      expect(printed('1\n2\n3\n4\n5\n6\n')).to.deep.equal(['| 1', '| 2', '| 3', '| 4', '| 5', '| 6']);
      expect(printed('1\n2\n3\n4\n5\n6\n7\n')[0]).to.equal('| 1 line, and then');
      expect(printed('1\n2\n3\n4\n5\n6\n7\n')[1]).to.equal('| 2');
      expect(printed('\x1b[2J\ta')).to.deep.equal(['| ␛[2J    a']);
      expect(printed('x'.repeat(100))[0]).to.match(/^\| x{62}…$/);
    });
  });

  it('has a failed register with both values, and a place', async () => {
    const steps = ['in: { on: A, port: 0x3FE, mask: 0xB0, is: 0xB0 }'];
    const lines = await table({ steps });
    expect(lines.slice(-8)).to.deep.equal([
      '  lines   115200 8N1 at both ends  115200 8N1 at both ends',
      '  failed                           A read another value than expected',
      '                                   wanted  MSR & 0xB0 = 0xB0 (CTS DSR',
      '                                   DCD)',
      '                                   came    MSR & 0xB0 = 0x00, of 0x00',
      '                                   (line 6, step 1)',
      '',
      '  replay: nullmodem run',
    ]);
  });
  it('has the reason in the column in which it was skipped, and what the world refused', async () => {
    const script: Script = {
      link: '{ transport: tcp }',
      steps: [
        'boot: { machine: B, fails: refused }',
        'boot: { machine: A }',
        'in: { on: A, port: 0x3FF, is: 0 }',
      ],
    };
    const one = await compared(script, BOTH);
    const busy = {
      profile: 'qemu',
      transport: 'tcp',
      error: { message: 'port 4000 is busy', fix: 'Close it.' },
    } as const;
    const lines = linesOf({ ...one, plays: [...one.plays, busy] }, 115);
    expect(lines[0]).to.equal('FAIL  spec  [tcp: virtualbox5, qemu; cable: wire]');
    expect(lines[1]).to.equal(
      '  fails under virtualbox5; is skipped on the wire; cannot be played under qemu',
    );
    expect(lines.slice(3, 7).map((line) => line.slice(10).trim().split(/ {2,}/))).to.deep.equal([
      ['virtualbox5', 'wire', 'qemu'],
      ['FAILED', 'skipped: asks for a refused', 'ERROR: port 4000 is busy'],
      ['connection, and a cable refuses', 'fix: Close it.'],
      ['nobody'],
    ]);
    expect(linesOf({ ...one, plays: [busy] })[0]).to.equal('ERROR spec  [tcp: qemu]');
  });
  it('keeps control characters and reversed text away from the terminal', async () => {
    const evil = 'a\u001b[2J\u202eb';
    const one = await compared({ steps: ['lab7: { on: A, args: "conf 1", prints: such }'] }, BOTH);
    const plays = one.plays.map((play) => {
      if (!('result' in play)) return play;
      const failures = play.result.failures.map((failure) => ({ ...failure, what: evil }));
      const lab7 = play.result.lab7.map((output) => ({ ...output, args: evil, printed: evil }));
      return { ...play, result: { ...play.result, failures, lab7 } };
    });
    const skip = { profile: 'qemu', transport: 'cable', result: { ...blank, reason: evil } } as const;
    const error = { profile: 'qemu', transport: 'cable', error: { message: evil, fix: evil } } as const;
    const lines = linesOf({ name: evil, file: evil, plays: [...plays, skip, error] }, 80, {
      replay: evil,
      story: evil,
    });
    expect(/[\p{Cc}\u202e]/u.test(lines.join(''))).to.equal(false);
    expect(lines.filter((line) => line.includes('a␛[2J\ufffdb'))).to.have.length.greaterThan(6);
  });
  it('stands in columns where a text has wide letters', async () => {
    const steps = ['lab7: { on: A, args: "conf 1", prints: "大きな名前を持つシナリオ大きな名前を持つ" }'];
    const lines = await table({ steps });
    expect(widest(lines.filter((line) => !line.includes('replay')))).to.be.at.most(80);
    const [first = '', second = ''] = lines.filter((line) => line.includes('大') || line.includes('持'));
    expect(stringWidth(first)).to.be.greaterThan(45);
    expect(first + second).to.match(/大.*大/s);
  });
  it('says the same in colour as without', async () => {
    const one = await compared(SEVEN, BOTH);
    const coloured = renderComparison(one, { colour: true, columns: 80, replay: 'nullmodem run' });
    expect(coloured).to.match(/^.\[31mDIFF .\[0m/);
    expect(withoutColour(coloured)).to.equal(linesOf(one).join('\n'));
    for (const word of ['passed', 'FAILED', 'passes', 'fails'])
      expect(linesOf(one).join('')).to.contain(word);
  });
});

describe('the summary of comparisons', () => {
  it('counts scenarios, profiles, and those that differ', async () => {
    const [same, other] = [
      await compared({ steps: ['wait: { for: 1ticks }'] }, BOTH),
      await compared(SEVEN, BOTH),
    ];
    expect(comparisonsInWords([same, other, same], 2)).to.equal('3 scenarios under 2 profiles; 1 differs');
    expect(comparisonsInWords([other, other], 4)).to.equal('2 scenarios under 4 profiles; 2 differ');
    expect(comparisonsInWords([same], 2)).to.equal('1 scenario under 2 profiles; 0 differ');
  });
});
