import { expect } from 'chai';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { parseCommand, runCommand } from '../../harness/lab7/command.ts';
import { Pair, text } from './support.ts';

const COM1 = { base: 0x3f8, irq: 4 };
const COM2 = { base: 0x2f8, irq: 3 };
const LINE = { bits: 8, stop: 1, parity: 'even', rate: 9600 };

function refusal(args: string): Diagnostic {
  const parsed = parseCommand(args);
  if (!('code' in parsed)) throw new Error(`${args} is understood`);
  return parsed;
}

const place = (args: string): readonly unknown[] => {
  const { code, spans } = refusal(args);
  return [code, spans[0]?.column, spans[0]?.length];
};

describe('lab7 command line', () => {
  for (const [args, command] of [
    ['conf 1', { name: 'conf', port: COM1 }],
    ['set 2 8 1 even 9600', { name: 'set', port: COM2, line: LINE }],
    ['set 1 5 2 odd 2', { name: 'set', port: COM1, line: { bits: 5, stop: 2, parity: 'odd', rate: 2 } }],
    ['com 1 tx 8 1 even 9600 hi', { name: 'com', port: COM1, line: LINE, direction: 'tx', words: ['hi'] }],
    ['poll 1 rx 8 1 even 9600', { name: 'poll', port: COM1, line: LINE, direction: 'rx' }],
    [
      'int 2 tx 8 1 even 9600 a "b c"',
      { name: 'int', port: COM2, line: LINE, direction: 'tx', words: ['a', '"b', 'c"'] },
    ],
    ['fifo 2 rx 8 1 even 9600', { name: 'fifo', port: COM2, line: LINE, direction: 'rx' }],
    ['  conf \t 1\n', { name: 'conf', port: COM1 }],
  ] as const) {
    it(`understands ${JSON.stringify(args)}`, () => {
      expect(parseCommand(args)).to.deep.equal(command);
    });
  }

  it('knows 2 ports by 3 names each, in any case', () => {
    for (const name of ['1', 'COM1', 'com1', 'Com1', '0x3f8', '0x3F8', '0X3F8'])
      expect(parseCommand(`conf ${name}`), name).to.deep.equal({ name: 'conf', port: COM1 });
    for (const name of ['2', 'COM2', 'com2', '0x2f8', '0x2F8'])
      expect(parseCommand(`conf ${name}`), name).to.deep.equal({ name: 'conf', port: COM2 });
  });

  /** The line, what is wrong with it, the first column and the length of the mark, what to do. */
  const REFUSALS = {
    'a function that is none of 6': [
      ['', 'args-missing', 1, 1, 'add the function'],
      ['conff 1', 'args-function', 1, 5, 'write `conf`'],
      ['CONF 1', 'args-function', 1, 4, 'write `conf`'],
      ['dance 1', 'args-function', 1, 5, 'write one of conf, set, com, poll, int, fifo'],
    ],
    'a port that is neither of 2': [
      ['conf 3', 'args-port', 6, 1, 'write one of 1, 2, com1, com2, 0x3f8, 0x2f8'],
      ['conf COMM1', 'args-port', 6, 5, 'write `com1`'],
      ['conf constructor', 'args-port', 6, 11, 'write one of 1, 2, com1, com2, 0x3f8, 0x2f8'],
    ],
    'a word length other than 5 to 8': [
      ['set  1  9 1 even 9600', 'args-word-length', 9, 1, 'write one of 5, 6, 7, 8'],
      ['set 1 4 1 even 9600', 'args-word-length', 7, 1, 'write one of 5, 6, 7, 8'],
    ],
    'stop bits other than 1 or 2': [
      ['set 1 8 1.5 even 9600', 'args-number-of-stop-bits', 9, 3, 'write one of 1, 2'],
    ],
    'a parity that is none of 3': [
      ['set 1 8 1 evn 9600', 'args-parity', 11, 3, 'write `even`'],
      ['set 1 8 1 mark 9600', 'args-parity', 11, 4, 'write one of even, odd, none'],
    ],
    'a rate that does not divide 115200, or whose divisor has more than 16 bits': [
      ['set 1 8 1 even 9700', 'args-rate', 16, 4, 'write `9600`'],
      ['set 1 8 1 even 960x', 'args-rate', 16, 4, 'write `9600`'],
      ['set 1 8 1 even 0', 'args-rate', 16, 1, undefined],
      ['set 1 8 1 even 1', 'args-rate', 16, 1, undefined],
      ['set 1 8 1 even 1e2', 'args-rate', 16, 3, undefined],
      ['set 1 8 1 even 230400', 'args-rate', 16, 6, undefined],
    ],
    'a direction that is neither of 2': [['poll 1 rc 8 1 even 9600', 'args-direction', 8, 2, 'write `rx`']],
    'words that are missing, behind the last one': [
      ['conf', 'args-missing', 5, 1, 'add the port'],
      ['conf  ', 'args-missing', 5, 1, 'add the port'],
      ['set 1 8 1 even', 'args-missing', 15, 1, 'add the rate'],
    ],
    'words that are too many, from the first to the last': [
      ['conf 1 2', 'args-too-many', 8, 1, 'leave out what is marked'],
      ['set 1 8 1 even 9600 a bc', 'args-too-many', 21, 4, 'leave out what is marked'],
    ],
  } as const;

  for (const [what, lines] of Object.entries(REFUSALS)) {
    it(`refuses ${what}`, () => {
      for (const [args, code, column, length, fix] of lines) {
        expect(place(args), args).to.deep.equal([code, column, length]);
        if (fix !== undefined) expect(refusal(args).fix, args).to.equal(fix);
      }
    });
  }

  it('marks the place in line 1 of <args>, with the line as it stands', () => {
    const { spans, severity } = refusal('set 1  8 1 evn 9600 ');
    expect(severity).to.equal('error');
    expect(spans).to.deep.equal([
      { file: '<args>', line: 1, column: 12, length: 3, source: 'set 1  8 1 evn 9600 ' },
    ]);
  });

  it('says what is allowed: the 3 parities, and what a rate is', () => {
    expect(refusal('set 1 8 1 mark 9600').why).to.equal('it is one of even, odd, none');
    expect(refusal('set 1 8 1 even 9601').why).to.match(/divides 115200.*16 bits/);
  });

  it('takes 10 arguments after com, and marks from the 11th on', () => {
    const ten = 'com 1 tx 8 1 even 9600 one two three';
    expect(parseCommand(ten)).to.have.property('words').with.length(3);
    expect(place(`${ten} four five`)).to.deep.equal(['args-too-many', 38, 9]);
    expect(refusal(`${ten} four`).why).to.match(/course.*10 arguments/);
  });

  it('takes 11 arguments and more after poll, int and fifo', () => {
    for (const name of ['poll', 'int', 'fifo'])
      expect(parseCommand(`${name} 1 tx 8 1 even 9600 a b c d e f`))
        .to.have.property('words')
        .with.length(6);
  });

  it('takes 512 characters, and marks the 513th', () => {
    const line = 'poll 1 tx 8 1 even 9600 '.padEnd(512, 'x');
    expect(parseCommand(line)).to.have.property('name', 'poll');
    expect(place(`${line}x`)).to.deep.equal(['args-too-long', 513, 1]);
  });

  const run = async (a: string, b: string) => {
    const pair = await Pair.joined();
    const programs = [a, b].map((args) => {
      const command = parseCommand(args);
      if ('code' in command) throw new Error(command.what);
      return runCommand(command);
    });
    const [one, two] = programs;
    if (one === undefined || two === undefined) throw new Error('there are two');
    return { pair, results: await pair.run(one, two) };
  };

  for (const name of ['com', 'poll', 'int', 'fifo']) {
    it(`runs ${name} both ways: 10 characters arrive`, async () => {
      const { results } = await run(`${name} 1 tx 8 1 odd 9600 good luck`, `${name} 1 rx 8 1 odd 9600`);
      expect(text(results[1].received ?? [])).to.equal('good luck.');
    });
  }

  it('runs com as conf and then poll: 8 lines and then the message', async () => {
    const { pair } = await run('com 1 tx 8 1 even 9600 hi', 'com 1 rx 8 1 even 9600');
    expect(pair.b.processor.output.split('\n')).to.have.length(9);
    expect(pair.b.processor.output)
      .to.match(/^COM1 configuration:\n/)
      .and.match(/FIFO\nhi\.$/);
    expect(pair.a.processor.output).to.match(/FIFO\n$/);
  });

  it('runs set and conf: what one sets the other prints, 1200 bps', async () => {
    const { pair } = await run('set 1 7 2 odd 1200', 'set 1 7 2 odd 1200');
    const command = parseCommand('conf 1');
    if ('code' in command) throw new Error(command.what);
    await pair.runAlone(pair.a, runCommand(command));
    expect(pair.a.processor.output).to.include('LCR = 0x0E: 7 bits per char').and.include('1200 bps');
  });
});
