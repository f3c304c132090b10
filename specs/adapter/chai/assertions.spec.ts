import { AssertionError } from 'chai';
import { bits, byte, chars, ms, s, ticks, us } from '../../../harness/adapter/chai/assertions.ts';
import { HarnessError } from '../../../harness/ground/errors.ts';
import { goldenOf } from '../../../harness/run/golden.ts';
import type { Run } from '../../../harness/run/recorded.ts';
import { LSR } from '../../../harness/uart/registers.ts';
import { BOOTED, CHARACTER, recorded, type Script } from '../../run/stage.ts';
import { expect } from '../../support/expect.ts';

/** The words of the assertion that does not hold. */
function wordsOf(claim: () => unknown): string {
  try {
    claim();
  } catch (error) {
    expect(error).to.be.an.instanceOf(AssertionError);
    return (error as Error).message;
  }
  throw new Error('it holds');
}

const HELLO: Script = { steps: ['send: { from: A, text: hello }'] };
/** The last of 5 characters is read 2 ticks after the sample of its stop bit, plus the access that saw it. */
const LAST_READ = BOOTED + 2 + 4 * CHARACTER + 152 + 4;
const oddParity: Script = { ...HELLO, A: '{ line: 9600 8O1 }', B: '{ line: 9600 8E1 }' };

describe('expect(run)', () => {
  let hello: Run;
  let parity: Run;
  before(async () => {
    [hello, parity] = await Promise.all([recorded(HELLO), recorded(oddParity)]);
  });

  describe('to.deliver', () => {
    it('holds for what was read, whole or in part, from A, to B, and for bytes', () => {
      expect(hello).to.deliver('hello').from('A').to('B').and.to.deliver('ell').to('B').from('A');
      expect(hello).to.deliver(Uint8Array.of(0x6c, 0x6c));
    });

    it('says what was wanted and what came, the first wrong byte marked, and the story around it', () => {
      const words = wordsOf(() => expect(hello).to.deliver('help').from('A')).split('\n');
      expect(words.slice(0, 7)).to.deep.equal([
        'expected "spec" to deliver "help"',
        '  B did not read "help" from A',
        '    at spec.lab7.yaml, the end, tick 654 (0.35 ms)',
        '    4 bytes wanted, 5 came',
        '    wanted  0000  68 65 6C 70                                      |help            |',
        '    came    0000  68 65 6C 6C 6F                                   |hello           |',
        `${' '.repeat(27)}^^${' '.repeat(42)}^`,
      ]);
      expect(words).to.include("    652 B read RBR 0x6C ('l')");
    });

    it('says why, where line settings are why', async () => {
      const run = await recorded({ ...HELLO, A: '{ line: 9600 7E1 }', B: '{ line: 9600 8N1 }' });
      expect(wordsOf(() => expect(run).to.deliver('hello'))).to.contain(
        'why: A sends 9600 7E1 and B reads 9600 8N1 (the word length and the parity differ)',
      );
    });

    it('does not hold for the other way', () => {
      expect(wordsOf(() => expect(hello).to.deliver('hello').from('B'))).to.contain(
        'A did not read "hello" from B',
      );
    });

    const took = LAST_READ - BOOTED;
    for (const [what, enough, little] of [
      ['ticks', ticks(took), ticks(took - 1)],
      ['bits', bits(50), bits(49)],
      ['chars', chars(5), chars(4.9)],
      ['us', us(433), us(432)],
      ['ms', ms(0.433), ms(0.432)],
      ['s', s(0.000433), s(0.000432)],
    ] as const)
      it(`counts ${what} from the send to the last byte read: ${took} ticks`, () => {
        expect(hello).to.deliver('hello').within(enough);
        const words = wordsOf(() => expect(hello).to.deliver('hello').within(little));
        expect(words).to.match(/B read "hello" from A \d+ ticks? too late: from tick 16 to 814, and /);
      });

    it("counts bits at the reader's rate when it read, though a program has put back another one since", async () => {
      const run = await recorded({
        assert: '{ delivery: any, unread: any }',
        steps: [
          'lab7: [{ on: A, args: "poll 1 tx 8 1 none 9600 hi" }, { on: B, args: "poll 1 rx 8 1 none 9600" }]',
        ],
      });
      expect(run.lines?.B?.divisor).to.equal(1);
      expect(run).to.deliver('hi').within(bits(25));
      wordsOf(() => expect(run).to.deliver('hi').within(bits(19)));
    });

    it('may be negated, and says then who read it', () => {
      expect(hello).not.to.deliver('help');
      expect(wordsOf(() => expect(hello).not.to.deliver('hello'))).to.equal(
        'expected "spec" not to deliver "hello", and it did: B read "hello" from A, until tick 814',
      );
    });
  });

  describe('to.raise', () => {
    it('holds for a flag, at a byte, on a machine', () => {
      expect(parity).to.raise(LSR.PE).at(byte(4)).on('B').and.not.to.raise(LSR.FE);
    });

    it('says which flags came instead', () => {
      const words = wordsOf(() => expect(parity).to.raise(LSR.FE).at(byte(5)).on('B'));
      expect(words).to.contain('no byte came to B with FE').and.to.contain('came    "h" 0x68 with PE');
      expect(wordsOf(() => expect(parity).to.raise(LSR.PE).at(byte(5)))).to.contain(
        'byte 5 did not come to B',
      );
      expect(wordsOf(() => expect(parity).to.raise(LSR.PE).on('A'))).to.contain('no byte came to A with PE');
      expect(wordsOf(() => expect(parity).not.to.raise(LSR.PE))).to.equal(
        'expected "spec" not to raise PE, and it did: byte 0 "h" came to B with PE, at tick 2034',
      );
    });

    for (const [what, B, place] of [
      ['a FIFO of 16 is full: the 17th is lost', '{ line: 115200 8N1, fifo: 14 }', 16],
      ['there is none: the 2nd takes the place of the 1st', '{ line: 115200 8N1 }', 1],
    ] as const)
      it(`has OE where ${what}`, async () => {
        const steps = ['lab7: { on: A, args: "poll 1 tx 8 1 none 115200 abcdefghijklmnop" }'];
        const run = await recorded({ B, assert: '{ delivery: any, unread: any }', steps });
        expect(run).to.raise(LSR.OE).at(byte(place)).on('B');
        for (const other of [0, 17]) wordsOf(() => expect(run).to.raise(LSR.OE).at(byte(other)));
      });
  });

  describe('to.keepTime', () => {
    it('holds for its own golden text, with either line end', () => {
      expect(hello).to.keepTime(goldenOf(hello)).and.to.keepTime(goldenOf(hello).replaceAll('\n', '\r\n'));
    });

    it('names the line and the tick at which it departs', () => {
      const golden = goldenOf(hello).replace('      814 ', '      815 ').replace('812 B in', '813 B in');
      expect(golden).to.not.equal(goldenOf(hello));
      expect(wordsOf(() => expect(hello).to.keepTime(golden))).to.match(
        /^expected "spec" to keep its time\n {2}line \d+ of the golden text: at tick 812, golden has tick 813: B in/,
      );
      expect(wordsOf(() => expect(hello).not.to.keepTime(goldenOf(hello)))).to.contain('and it did');
    });

    it('says which event of which machine departs, and draws both frames', () => {
      const golden = goldenOf(hello).replace(
        /(A frame .* ends )(\d+)/,
        (_, words, end) => `${words}${end - 16}`,
      );
      expect(wordsOf(() => expect(hello).to.keepTime(golden)))
        .to.match(/\n {2}A's first frame ended at tick \d+, was \d+: one bit later, with the line at /)
        .and.to.match(/\n {2}golden: {2}A, tick .*/)
        .and.to.match(/\n {2}this run: A, tick .*\n.*S {2}0 {2}1/);
    });

    it('lets times be off by a tolerance, and names it where they are off by more', () => {
      const golden = (by: number) =>
        goldenOf(hello).replace(/(\d+) (B char 65 )/, (_, tick, rest) => `${Number(tick) - by} ${rest}`);
      expect(hello).to.keepTime(golden(16), { within: bits(1) });
      expect(hello).to.not.keepTime(golden(16), { within: ticks(15) });
      expect(hello).to.not.keepTime(golden(16));
      expect(wordsOf(() => expect(hello).to.keepTime(golden(17), { within: bits(1) }))).to.match(
        /\n {2}B's second received character came at tick \d+, was \d+: 17 ticks .*later; within 1bit allows 16$/,
      );
    });

    it('keeps to the rules of the golden text', () => {
      const ruled = (rule: string) =>
        goldenOf(hello)
          .replace(/(# profile: .*\n)/, `$1# ${rule}\n`)
          .replace(/(\d+) (B char 65 )/, (_, tick, rest) => `${Number(tick) - 1} ${rest}`);
      expect(hello).to.keepTime(ruled('within: 1tick of B')).and.to.not.keepTime(ruled('within: 1tick of A'));
      expect(() => expect(hello).to.keepTime(ruled('within: 1tock'))).to.throw(
        /the golden text, line 5: `tock` is not a unit of time/,
      );
    });
  });

  describe('to.pass', () => {
    it('holds for a run that passed, and tells the story of one that did not', async () => {
      expect(hello).to.pass();
      const failed = await recorded({
        steps: [...HELLO.steps, 'expect: { on: B, text: help, within: 1ms }'],
      });
      const words = wordsOf(() => expect(failed, 'the lab').to.pass());
      expect(words).to.match(
        /^the lab: expected "spec" to pass\n {2}B did not get what it expects within 1 ms\n/,
      );
      expect(words).to.contain('registers').and.to.contain('story:').and.to.not.contain('replay');
      expect(failed).not.to.pass();
    });
  });

  const misuses: readonly (readonly [what: string, claim: () => unknown, message: RegExp])[] = [
    ['a promise', () => expect(recorded(HELLO)).to.deliver('hello'), /given a promise of a run/],
    ['what is no run', () => expect('hello').to.pass(), /asks about a run, as playRecorded\(\) gives it/],
    ['no bytes', () => expect(hello).to.deliver(''), /of one byte at least/],
    [
      'a machine C',
      () =>
        expect(hello)
          .to.deliver('hello')
          .from('C' as 'A'),
      /no machine "C"/,
    ],
    ['A to A', () => expect(hello).to.deliver('hello').from('A').to('A'), /what A sends goes to B/],
    ['no flag', () => expect(hello).to.raise(0), /wants LSR bits of OE, PE, FE and BI/],
    ['another bit', () => expect(hello).to.raise(LSR.PE | LSR.DR), /wants LSR bits of OE, PE, FE and BI/],
    [
      'more behind a negated one',
      () => expect(hello).not.to.deliver('x').from('A'),
      /nothing may stand behind/,
    ],
    [
      'more behind a negated one',
      () => expect(hello).not.to.raise(LSR.PE).on('A'),
      /nothing may stand behind/,
    ],
  ];
  for (const [what, claim, message] of misuses)
    it(`refuses ${what}: ${message.source.replaceAll('\\', '')}`, () => {
      expect(claim).to.throw(HarnessError, message);
    });

  it('refuses a run that was skipped, with the reason', async () => {
    const run = await recorded({ link: '{ transport: tcp }', steps: ['break: { from: A, for: 1ms }'] });
    expect(() => expect(run).not.to.deliver('hello')).to.throw(
      HarnessError,
      /was not played: it sends a break/,
    );
  });
});
