import { expect } from 'chai';
import { LSR, setting } from '../../support/datasheet.ts';
import { readAnnotations } from './annotations.ts';
import { decode, type Program } from './decoder.ts';

/** A shell script in sigrok-cli's place. */
const standIn = (script: string, milliseconds = 8000): Program => ({
  file: 'sh',
  first: ['-c', script, 'sh'],
  milliseconds,
});

const CHANNEL = { signal: 'a', line: setting('8E2'), divisor: 12 };
const run = (program: Program) => () => decode('', '1 us', [CHANNEL], program);

describe('The run of sigrok-cli', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('asks for the line settings of each channel, and for sample numbers', () => {
    const echo = standIn('echo "$*" >&2');
    expect(run(echo)).to.throw('-P uart:rx=a:baudrate=9600:data_bits=8:parity=even:stop_bits=0.5');
    expect(run(echo)).to.throw('--protocol-decoder-samplenum');
  });

  it('is broken off when it does not end, and that is said', () => {
    expect(run(standIn('while :; do :; done', 50))).to.throw(/did not end within 50 ms/);
  });

  it('is an error when it ends with one, and its words are kept', () => {
    expect(run(standIn('echo no such thing >&2; exit 4'))).to.throw(/failed with 4: no such thing/);
  });

  it('is an error with its words when it ends without having read what it is given', () => {
    const hasty = standIn('echo no such thing >&2; exit 4');
    expect(() => decode('#'.repeat(1_000_000), '1 us', [CHANNEL], hasty)).to.throw(
      /failed with 4: no such thing/,
    );
  });

  it('is an error when it says something on stderr, and ends with 0', () => {
    expect(run(standIn('echo No channel >&2'))).to.throw(/failed with 0: No channel/);
  });

  it('is an error when something kills it', () => {
    expect(run(standIn('kill -ABRT $$'))).to.throw(/failed with SIGABRT/);
  });

  it('is an error when there is nothing to run', () => {
    const missing = { file: 'no-such-program-anywhere', first: [], milliseconds: 8000 };
    expect(run(missing)).to.throw(/no-such-program-anywhere could not be run: .*ENOENT/);
  });
});

describe('What sigrok-cli prints', () => {
  /** At 16 samples a bit: start bit, data, parity bit, stop bit. */
  const FRAME = [
    '32-48 uart-1: Start bit',
    '48-176 uart-1: 41',
    '176-192 uart-1: Parity bit',
    '192-208 uart-1: Stop bit',
  ];
  const read = (lines: readonly string[], bit = 16) =>
    readAnnotations(lines.map((line) => `${line}\n`).join(''), [{ bit, parity: true }])[0];
  const instead = (index: number, ...lines: readonly string[]) => FRAME.toSpliced(index, 1, ...lines);
  const FRAME_ERROR = '192-208 uart-1: Frame error';

  it('is a character at its start edge', () => {
    expect(read(FRAME)).to.deep.equal({
      characters: [{ at: 32, char: 0x41, flags: 0 }],
      breaks: [],
      noise: [],
    });
  });

  it('is PE where it says parity error, and FE where it says frame error before the stop bit', () => {
    const parity = instead(2, '176-192 uart-1: Parity error');
    expect(read(parity)?.characters).to.deep.equal([{ at: 32, char: 0x41, flags: LSR.PE }]);
    const stop = FRAME.toSpliced(3, 0, FRAME_ERROR);
    expect(read(stop)?.characters).to.deep.equal([{ at: 32, char: 0x41, flags: LSR.FE }]);
  });

  it('is noise where it says frame error and no character is under way', () => {
    expect(read(['32-48 uart-1: Frame error'])?.noise).to.deep.equal([32]);
  });

  it('is a break at its end', () => {
    expect(read(['32-999 uart-1: Break condition'])?.breaks).to.deep.equal([999]);
  });

  it('is one list for each decoder', () => {
    const both = [...FRAME, ...FRAME.map((line) => line.replace('uart-1', 'uart-2'))].join('\n');
    const [first, second] = readAnnotations(`${both}\n`, [
      { bit: 16, parity: true },
      { bit: 16, parity: true },
    ]);
    expect(first).to.deep.equal(second);
    expect(first?.characters).to.have.length(1);
  });

  for (const [what, lines] of [
    ['a line in another form', ['hello']],
    ['a decoder that was not asked for', ['32-48 uart-2: Start bit']],
    ['an unknown word', ['32-48 uart-1: Packet']],
    ['a character without a start bit', FRAME.slice(1)],
    ['a character without a parity bit', FRAME.toSpliced(2, 1)],
    ['a character that is cut off', FRAME.slice(0, 3)],
    ['a second start bit in a character', instead(1, FRAME[0] as string)],
    ['a frame error in the place of data', instead(1, FRAME_ERROR)],
    ['two frame errors', FRAME.toSpliced(3, 0, FRAME_ERROR, FRAME_ERROR)],
    ['a break within a character', FRAME.toSpliced(2, 0, '0-99 uart-1: Break condition')],
  ] as const) {
    it(`is refused with ${what}`, () => {
      expect(() => read(lines)).to.throw(/sigrok/);
    });
  }
});
