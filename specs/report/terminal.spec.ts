import { expect } from 'chai';
import { renderScenario } from '../../harness/report/terminal.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { played, type Script, section, shown, told, withoutColour } from './results.ts';

const line = async (script: Script): Promise<string> => shown(await played(script)).join('\n');
const failure = async (script: Script): Promise<readonly string[]> => told(shown(await played(script)));

describe('a scenario that passed, for a person', () => {
  it('is one line: ok, name, link, what was delivered', async () => {
    const script = {
      name: 'poll, A to B',
      link: '{ transport: tcp }',
      steps: ['send: { from: A, text: "hello world." }'],
    };
    expect(await line(script)).to.equal(
      'ok    poll, A to B  [tcp, virtualbox5]  A -> B "hello world." 12 bytes',
    );
  });
  it('has both directions where both were used', async () => {
    expect(await line({ steps: ['send: { from: B, text: "y" }', 'send: { from: A, text: "xx" }'] })).to.equal(
      'ok    spec  [cable, virtualbox5]  A -> B "xx" 2 bytes, B -> A "y" 1 byte',
    );
  });
  it('has no delivery where there was none', async () => {
    expect(await line({ steps: ['wait: { for: 1ticks }'] })).to.equal('ok    spec  [cable, virtualbox5]');
  });
  it('has what a program of the lab delivered', async () => {
    const run = (on: string, args: string) => `{ on: ${on}, args: "poll 1 ${args} 8 1 none 115200" }`;
    const tx = '{ on: A, args: "poll 1 tx 8 1 none 115200 hi" }';
    expect(await line({ steps: [`lab7: [ ${tx}, ${run('B', 'rx')} ]`] })).to.equal(
      'ok    spec  [cable, virtualbox5]  A -> B "hi." 3 bytes',
    );
  });
  it('shows 32 columns of a content whole, and cuts 33', async () => {
    const sent = (text: string) => line({ steps: [`send: { from: A, text: "${text}" }`] });
    expect(await sent('x'.repeat(32))).to.include(` "${'x'.repeat(32)}" 32 bytes`);
    expect(await sent('x'.repeat(33))).to.include(` "${'x'.repeat(32)}…" 33 bytes`);
  });
  it('shows what is not printable by its code, and no code in half', async () => {
    expect(await line({ steps: ['send: { from: A, hex: "00..FF" }'] })).to.include(
      ' "\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07…" 256 bytes',
    );
    expect(await line({ steps: ['send: { from: A, text: "a\\n\\\\" }'] })).to.include(' "a\\n\\\\" 3 bytes');
  });
  it('groups the digits of a large count', async () => {
    expect(await line({ steps: ['send: { from: A, repeat: "55 AA", times: 600 }'] })).to.include(
      '…" 1 200 bytes',
    );
  });
  it('says how many of the sent bytes came, and how many with an error flag', async () => {
    const script = {
      assert: '{ delivery: any }',
      steps: ['send: { from: A, text: "hello" }', 'wait: { for: 3chars }', 'stop: { machine: B }'],
    };
    expect(await line(script)).to.equal('ok    spec  [cable, virtualbox5]  A -> B "hel" 3 of 5 bytes');
    const odd = {
      link: '{}',
      B: '{ line: 115200 8E1 }',
      assert: '{ delivery: any }',
      steps: ['send: { from: A, hex: "41 42 43" }'],
    };
    expect(await line(odd)).to.equal(
      'ok    spec  [cable, wire]  A -> B "ABC" 3 bytes (2 with an error flag): ' +
        'A sends 115200 8N1 and B reads 115200 8E1 (the parity differs)',
    );
  });
  it('blames no line of a machine that is off', async () => {
    const script: Script = {
      link: '{}',
      assert: '{ delivery: any }',
      steps: ['send: { from: A, text: "hello" }', 'stop: { machine: A }'],
    };
    expect(await line(script)).to.equal('ok    spec  [cable, wire]  A -> B 0 of 5 bytes');
  });
  it('does not cut a long name', async () => {
    const name = 'a name '.repeat(40).trim();
    expect(await line({ name, steps: ['wait: { for: 1ticks }'] })).to.equal(
      `ok    ${name}  [cable, virtualbox5]`,
    );
  });
  it('keeps the terminal safe from its name', async () => {
    const passed = await played({ steps: ['wait: { for: 1ticks }'] });
    expect(shown({ ...passed, name: 'a\x1b[2J\nb' })).to.deep.equal(['ok    a␛[2J b  [cable, virtualbox5]']);
  });
});

describe('a scenario that was skipped, for a person', () => {
  it('is one line with the reason', async () => {
    expect(await line({ steps: ['boot: { machine: B, fails: refused }'] })).to.equal(
      'skip  spec  [cable, virtualbox5]  asks for a refused connection, and a cable refuses nobody',
    );
  });
});

describe('a scenario that failed, for a person', () => {
  it('is told whole: what, where, bytes, registers, story, replay', async () => {
    const result = await played({ name: 'late', steps: ['expect: { on: B, text: "hi", within: 10bits }'] });
    expect(shown(result, 'nullmodem run x.lab7.yaml --seed 1')).to.deep.equal([
      'FAIL  late  [cable, virtualbox5]',
      '  B did not get what it expects within 10 bits',
      '    at x.lab7.yaml:6, step 1, tick 176 (0.10 ms)',
      '    2 bytes wanted, 0 came',
      '    wanted  0000  68 69                                            |hi              |',
      '    came    0000  -- --                                            |                |',
      '                  ^^                                                ^',
      '  registers:',
      '    A  LCR 0x03 (115200 8N1)  IER 0x00  IIR 0x01 (no interrupt)  MCR 0x00',
      '       LSR 0x60 (THRE TEMT)  MSR 0xB0 (CTS DSR DCD)',
      '       FIFOs off; nothing unread; nothing to send',
      '    B  LCR 0x03 (115200 8N1)  IER 0x00  IIR 0x01 (no interrupt)  MCR 0x00',
      '       LSR 0x60 (THRE TEMT)  MSR 0xB0 (CTS DSR DCD)',
      '       FIFOs off; nothing unread; nothing to send',
      '  story:',
      '      0 A is turned on',
      '      0 A wrote LCR 0x83 (8N1 DLAB)',
      '      2 A wrote DLL 0x01',
      '      4 A wrote DLM 0x00',
      '      6 A wrote LCR 0x03 (8N1)',
      '      8 A link: connected',
      '      8 B link: connected',
      '      8 B is turned on',
      '      8 B wrote LCR 0x83 (8N1 DLAB)',
      '     10 B wrote DLL 0x01',
      '     12 B wrote DLM 0x00',
      '     14 B wrote LCR 0x03 (8N1)',
      '     16 step 1: expect on B: "hi"',
      '    176 B read LSR 0x60 (THRE TEMT), 81 times',
      '  replay: nullmodem run x.lab7.yaml --seed 1',
    ]);
  });

  describe('by an expectation', () => {
    it('has a caret under the byte that came for another', async () => {
      const steps = ['send: { from: A, text: "hellX" }', 'expect: { on: B, text: "hello", within: 20chars }'];
      expect(await failure({ steps })).to.deep.equal([
        '  B did not get what it expects within 20 chars',
        '    at x.lab7.yaml:7, step 2, tick 3216 (1.74 ms)',
        '    5 bytes wanted, 5 came',
        '    wanted  0000  68 65 6C 6C 6F                                   |hello           |',
        '    came    0000  68 65 6C 6C 58                                   |hellX           |',
        '                              ^^                                        ^',
      ]);
    });
    it('shows what was wanted below the best beginning of it in what came', async () => {
      const steps = [
        'send: { from: A, text: "he said hellX" }',
        'expect: { on: B, text: "hello", within: 20chars }',
      ];
      const [, , counts, wanted, came, caret = ''] = await failure({ steps });
      expect(counts).to.equal('    5 bytes wanted, 13 came');
      expect(wanted).to.match(/0000 {26}68 65 6C 6C 6F {11}\| {8}hello {3}\|$/);
      expect(came).to.match(/0000 {26}68 65 6C 6C 58 {11}\| {8}hellX {3}\|$/);
      expect(came?.[caret.indexOf('^^')]).to.equal('5');
      expect(came?.[caret.lastIndexOf('^')]).to.equal('X');
    });
    it('has its place in a parallel step', async () => {
      const steps = [
        'parallel: [ { wait: { for: 1ticks } }, { expect: { on: B, count: 1, within: 10bits } } ]',
      ];
      expect((await failure({ steps }))[1]).to.include('at x.lab7.yaml:6, step 1.2, tick 176');
    });
    it('of a count has the counts and what came', async () => {
      const steps = ['send: { from: A, text: "abc" }', 'expect: { on: B, count: 4, within: 20chars }'];
      expect((await failure({ steps })).slice(2)).to.deep.equal(['    4 bytes wanted, 3 came: "abc"']);
    });
    it('shows what came from its beginning when nothing of it is what was wanted', async () => {
      const steps = ['send: { from: A, text: "abc" }', 'expect: { on: B, text: "xyz", within: 20chars }'];
      expect((await failure({ steps })).slice(3)).to.deep.equal([
        '    wanted  0000  78 79 7A                                         |xyz             |',
        '    came    0000  61 62 63                                         |abc             |',
        '                  ^^                                                ^',
      ]);
    });
    it('says how much agrees when that is all that is kept of one: 256 bytes', async () => {
      const lines = (sent: string) =>
        failure({
          steps: [
            `send: { from: A, text: ${sent} }`,
            `expect: { on: B, text: ${'x'.repeat(301)}, within: 400chars }`,
          ],
        });
      expect((await lines('x'.repeat(256))).slice(2)).to.deep.equal([
        '    301 bytes wanted, 256 came; the first 256 bytes agree',
      ]);
      expect((await lines(`ab${'x'.repeat(300)}`)).slice(2)).to.deep.equal([
        '    301 bytes wanted, 302 came; the first 254 bytes agree',
      ]);
    });
    it('of more than is kept says how much agrees', async () => {
      const send = `send: { from: A, text: ${'x'.repeat(300)} }`;
      const steps = [send, `expect: { on: B, text: ${'x'.repeat(301)}, within: 400chars }`];
      expect((await failure({ steps })).slice(2)).to.deep.equal([
        '    301 bytes wanted, 300 came; the first 256 bytes agree',
      ]);
    });
  });

  describe('by its delivery', () => {
    it('has the row of the wrong byte and the row before, by their offsets', async () => {
      const script = { B: '{ line: 115200 7N1 }', steps: ['send: { from: A, hex: "00..1F 80 20" }'] };
      expect(await failure(script)).to.deep.equal([
        '  A to B: byte 32 is not the one that was sent',
        '    at x.lab7.yaml, the end, tick 5918 (3.21 ms)',
        '    wanted  0010  10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F  |................|',
        '    came    0010  10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F  |................|',
        '    wanted  0020  80 20                                            |.               |',
        '    came    0020  00 20                                            |.               |',
        '                  ^^                                                ^',
        '  why: A sends 115200 8N1 and B reads 115200 7N1 (the word length differs); both ends need the same settings',
      ]);
    });
    it('has a caret where the first byte is missing, and the ledger says where the rest is', async () => {
      const steps = ['send: { from: A, text: "hello" }', 'wait: { for: 3chars }', 'stop: { machine: B }'];
      const lines = shown(await played({ steps }));
      expect(told(lines).slice(2)).to.deep.equal([
        '    wanted  0000  68 65 6C 6C 6F                                   |hello           |',
        '    came    0000  68 65 6C -- --                                   |hel             |',
        '                           ^^                                          ^',
      ]);
      expect(lines.at(-2)).to.equal('  ledger: 5 characters written: 3 read, 2 lost without a peer');
    });
    it('has what the line made in its ledger', async () => {
      const slow = {
        steps: ['send: { from: A, text: "hello" }'],
        link: '{}',
        A: '{ line: 9600 8N1 }',
        B: '{ line: 19200 8N1 }',
      };
      expect(shown(await played(slow)).at(-2)).to.equal(
        '  ledger: 5 characters written: 4 read, 1 read with an error flag; 5 made by the line',
      );
    });
  });

  describe('with a reason', () => {
    const why = async (script: Script): Promise<string | undefined> =>
      shown(await played({ link: '{}', ...script })).find((text) => text.startsWith('  why:'));
    const HELLO = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 20chars }'];

    it('that is the lines: both ends need the same', async () => {
      const script = { A: '{ line: 9600 7E1 }', B: '{ line: 9600 7O1 }', steps: HELLO };
      expect(
        await why({ ...script, steps: [...HELLO, 'expect: { on: B, count: 1, within: 1chars }'] }),
      ).to.equal(
        '  why: A sends 9600 7E1 and B reads 9600 7O1 (the parity differs); both ends need the same settings',
      );
    });
    it('that is the crystals says how far the rates are apart', async () => {
      const script = {
        A: '{ line: 9600 8N1, crystal: +40000ppm }',
        B: '{ line: 9600 8N1, crystal: -40000ppm }',
        steps: HELLO,
      };
      expect(await why(script)).to.equal(
        '  why: A sends 9600 8N1 crystal +40000ppm and B reads 9600 8N1 crystal -40000ppm (the crystals differ); ' +
          'the rates are 8.3 % apart, bring the crystals closer',
      );
      expect(shown(await played({ link: '{}', ...script })).join('\n')).to.include(
        'LCR 0x03 (9600 8N1)  crystal +40000ppm  IER',
      );
    });
    it('that is not the crystals when both are off alike', async () => {
      const steps = ['send: { from: A, text: hellX }', ...HELLO.slice(1)];
      const crystal = '{ line: 9600 8N1, crystal: +40000ppm }';
      expect(await why({ A: crystal, B: crystal, steps })).to.equal(undefined);
    });
    it('that is a character too short for the text, and a machine without `line`', async () => {
      expect(await why({ A: '{}', B: '{}', steps: HELLO })).to.equal(
        '  why: A sends 9600 5N1, as a machine without `line` does: 5-bit characters cannot carry 0x68; ' +
          'give both machines a `line` of 8 bits',
      );
      const seven = {
        A: '{ line: 9600 7E1 }',
        B: '{ line: 9600 7E1 }',
        steps: ['send: { from: A, hex: "41 C3" }'],
      };
      expect(await why(seven)).to.equal(
        '  why: A sends 9600 7E1: 7-bit characters cannot carry 0xC3; give both machines a `line` of 8 bits',
      );
      expect(await why({ A: '{}', B: '{ line: 9600 8N1 }', steps: HELLO })).to.equal(
        '  why: A sends 9600 5N1 and B reads 9600 8N1 (the word length differs): A has no `line`; ' +
          'both ends need the same settings',
      );
    });
    it('that is none when the sender is off, or has not yet begun', async () => {
      const unlike = { A: '{ line: 9600 7E1 }', B: '{ line: 9600 8N1 }' };
      const send = 'send: { from: A, text: hello }';
      expect(await why({ ...unlike, steps: [send, 'stop: { machine: A }'] })).to.equal(undefined);
      const early = [send, 'in: { on: B, port: 0x3FF, is: 0x5A }'];
      expect(await why({ ...unlike, steps: early })).to.equal(undefined);
    });
  });

  describe('by an interrupt', () => {
    const steps = (outs: readonly string[]) => [
      ...outs,
      'out: { on: A, port: 0x3F8, value: 0x41 }',
      'expect: { on: B, irq: data-available, within: 100bits }',
    ];
    const IER = 'out: { on: B, port: 0x3F9, value: 1 }';

    it('says that the chip asks and OUT2 is off', async () => {
      expect((await failure({ steps: steps([IER]) })).slice(-2)).to.deep.equal([
        '    wanted  data-available',
        '    came    no interrupt: the chip asks, IIR 0x04 (received data available), ' +
          'but OUT2 (MCR bit 3) is off, so none reaches the PC',
      ]);
    });
    it('says that OUT2 is off where the chip asks for nothing either', async () => {
      expect((await failure({ steps: steps([IER.replace('1 }', '0 }')]) })).at(-1)).to.equal(
        '    came    no interrupt: OUT2 (MCR bit 3) is off, so none reaches the PC',
      );
    });
    it('says only that none came where OUT2 is on', async () => {
      const on = 'out: { on: B, port: 0x3FC, value: 8 }';
      expect((await failure({ steps: steps([on]) })).at(-1)).to.equal('    came    no interrupt');
    });
  });

  describe('by a register', () => {
    it('has both values with their bits', async () => {
      expect(await failure({ steps: ['in: { on: B, port: 0x3FD, is: 0x61 }'] })).to.deep.equal([
        '  B read another value than expected',
        '    at x.lab7.yaml:6, step 1, tick 16 (0.01 ms)',
        '    wanted  LSR 0x61 (DR THRE TEMT)',
        '    came    LSR 0x60 (THRE TEMT)',
      ]);
    });
    it('has the bits under its mask, and the whole value', async () => {
      const steps = ['in: { on: B, port: 0x3FD, mask: 0x41, is: 0x01 }'];
      expect((await failure({ steps })).slice(2)).to.deep.equal([
        '    wanted  LSR & 0x41 = 0x01 (DR)',
        '    came    LSR & 0x41 = 0x40 (TEMT), of 0x60 (THRE TEMT)',
      ]);
    });
    it('has no words for a part of IIR, whose bits mean something only together', async () => {
      const steps = ['in: { on: B, port: 0x3FA, mask: 0xC1, is: 0xC0 }'];
      expect((await failure({ steps })).slice(2)).to.deep.equal([
        '    wanted  IIR & 0xC1 = 0xC0',
        '    came    IIR & 0xC1 = 0x01, of 0x01 (no interrupt)',
      ]);
    });
    it('has none for a part of LCR either', async () => {
      const steps = ['in: { on: B, port: 0x3FB, mask: 0x83, is: 0x83 }'];
      expect((await failure({ steps })).slice(2)).to.deep.equal([
        '    wanted  LCR & 0x83 = 0x83',
        '    came    LCR & 0x83 = 0x03, of 0x03 (8N1)',
      ]);
    });
    it('is the divisor latch while DLAB is set', async () => {
      const steps = ['out: { on: A, port: 0x3FB, value: 0x80 }', 'in: { on: A, port: 0x3F8, is: 2 }'];
      const lines = shown(await played({ steps }));
      expect(told(lines).slice(2)).to.deep.equal(['    wanted  DLL 0x02', '    came    DLL 0x01']);
      expect(section(lines, 'registers')[0]).to.include('LCR 0x80 (115200 5N1 DLAB)');
    });
    it('is a port by its number where no UART stands', async () => {
      expect((await failure({ steps: ['in: { on: A, port: 0x61, is: 0 }'] })).slice(2)).to.deep.equal([
        '    wanted  port 0x061 0x00',
        '    came    port 0x061 0xFF',
      ]);
    });
  });

  describe('by a program of the lab', () => {
    const failed = (printed: string): ScenarioResult => ({
      ...example,
      failures: [
        {
          what: 'x',
          at: 0,
          around: 0,
          cause: { kind: 'lab7', on: 'A', args: 'y', printed },
          registers: null,
          lines: null,
          story: [],
          dlab: { A: false, B: false },
        },
      ],
    });
    let example: ScenarioResult;
    before(async () => {
      example = await played({ steps: ['lab7: { on: A, args: "conf 1", prints: "COM2" }'] });
    });
    const printed = (text: string) => shown(failed(text)).slice(3, -1);

    it('has what it printed', () => {
      const lines = told(shown(example));
      expect(lines[0]).to.equal('  `conf 1` on A did not print "COM2"');
      expect(lines.slice(2, 5)).to.deep.equal([
        '    it printed:',
        '      | COM1 configuration:',
        '      |     LCR = 0x03: 8 bits per char',
      ]);
    });
    it('says so when it printed nothing', () => {
      expect(printed('')).to.deep.equal(['    it printed nothing']);
    });
    it('has the last 16 lines of 17, and all of 16', () => {
      const text = (count: number) => 'line\n'.repeat(count);
      expect(printed(text(16))).to.have.length(17);
      expect(printed(text(16))[0]).to.equal('    it printed:');
      expect(printed(text(17))).to.have.length(17);
      expect(printed(text(17))[0]).to.equal('    it printed, after 1 line:');
    });
    it('cuts a line at 120 characters, and keeps the terminal safe', () => {
      expect(printed('y'.repeat(120))[1]).to.equal(`      | ${'y'.repeat(120)}`);
      expect(printed('y'.repeat(121))[1]).to.equal(`      | ${'y'.repeat(120)}…`);
      expect(printed('a\x1b[2J\r\nb')).to.deep.equal(['    it printed:', '      | a␛[2J', '      | b']);
    });
  });

  describe('by characters that stay unread', () => {
    const steps = ['lab7: { on: A, args: "poll 1 tx 8 1 none 115200 hi" }'];

    it('has them, the registers that hold them, and their fates', async () => {
      const lines = shown(await played({ steps, assert: '{ delivery: any }' }));
      expect(told(lines).at(-1)).to.equal('    unread  "." 1 byte');
      expect(section(lines, 'registers').slice(4)).to.deep.equal([
        '   LSR 0x63 (DR OE THRE TEMT)  MSR 0xB0 (CTS DSR DCD)',
        '   FIFOs off; 1 byte unread, "."; nothing to send',
      ]);
      expect(lines.at(-2)).to.equal('  ledger: 3 characters written: 2 overrun, 1 unread');
    });
    it('comes behind the delivery when that fails too, with one story for both', async () => {
      const lines = shown(await played({ steps }));
      expect(told(lines).filter((text) => /^ {2}\S/.test(text))).to.have.length(2);
      expect(lines.filter((text) => text === '  story:')).to.have.length(1);
    });
    it('shows a FIFO with its trigger, and what is still to be sent', async () => {
      const result = await played({
        A: '{ line: 115200 8N1, fifo: 8 }',
        steps: [
          'out: { on: A, port: 0x3F8, value: 0x41 }',
          'out: { on: A, port: 0x3F8, value: 0x42 }',
          'in: { on: A, port: 0x3FF, is: 0 }',
        ],
      });
      expect(section(shown(result), 'registers').slice(1, 3)).to.deep.equal([
        '   LSR 0x00  MSR 0xB0 (CTS DSR DCD)',
        '   FIFOs on, trigger 8; nothing unread; 2 bytes to send, "AB"',
      ]);
    });
  });

  it('has a ledger when all that was written is read, and the line made more, or the sums do not balance', async () => {
    const result = await played({ steps: ['send: { from: A, text: "x" }', 'expect: { on: B, text: "y" }'] });
    if (result.ledger === null) throw new Error('no ledger');
    expect(shown(result).at(-2)).to.not.include('ledger');
    expect(shown({ ...result, ledger: { ...result.ledger, madeByLine: 2 } }).at(-2)).to.equal(
      '  ledger: 1 character written: 1 read; 2 made by the line',
    );
    expect(shown({ ...result, ledger: { ...result.ledger, balanced: false } }).at(-2)).to.equal(
      '  ledger: 1 character written: 1 read; the sums do not balance',
    );
  });
  it('leaves out what there is none of: registers, story', async () => {
    const result = await played({ steps: ['wait: { for: 1ticks }'] });
    const failures = [
      {
        what: 'its trace departs',
        at: 9,
        around: 9,
        cause: { kind: 'golden' },
        registers: null,
        lines: null,
        story: [],
        dlab: { A: false, B: false },
      },
    ] as const;
    expect(shown({ ...result, outcome: 'failed', failures })).to.deep.equal([
      'FAIL  spec  [cable, virtualbox5]',
      '  its trace departs',
      '    at x.lab7.yaml, the end, tick 9 (0.00 ms)',
      '  replay: nullmodem run',
    ]);
  });
  it('says the same in colour as without', async () => {
    const result = await played({ steps: ['expect: { on: B, text: "hi", within: 10bits }'] });
    const coloured = renderScenario(result, { colour: true, replay: 'again' });
    expect(coloured).to.match(/^.\[31mFAIL.\[0m/);
    expect(withoutColour(coloured)).to.equal(shown(result, 'again').join('\n'));
    expect(shown(result).join('')).to.not.include('\u001b');
  });
});
