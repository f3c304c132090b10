import { expect } from 'chai';
import { happenedIn } from '../../../harness/report/viewer/happened/happened.ts';
import type { Script } from '../results.ts';
import { ANY, FIFO, out, viewed } from './viewed.ts';

/** COM1's registers. */
const [DATA, IER, FCR, LCR, MCR] = [0x3f8, 0x3f9, 0x3fa, 0x3fb, 0x3fc];
const SEND = 'send: { from: A, text: hello }';
const A_WRITES = out('A', DATA, 0x41);
const BARE = '{}';

interface Case {
  readonly what: string;
  readonly script: Script;
  /** What is the cause instead. */
  readonly cause?: RegExp;
}

const CASES: readonly Case[] = [
  {
    what: 'a silent sender, where a program alone prints something else',
    script: { B: BARE, steps: ['lab7: { on: A, args: conf 1, prints: ODD parity }'] },
  },
  {
    what: 'a silent sender, where a program should have failed',
    script: { steps: ['lab7: { on: A, args: set 1 8 1 even 9600, fails: true }'] },
  },
  {
    what: 'the way of characters, where all have come and another text is printed',
    script: {
      A: BARE,
      B: BARE,
      steps: [
        'lab7: [{ on: A, args: poll 1 tx 8 1 even 9600 hello }, { on: B, args: poll 1 rx 8 1 even 9600, prints: hallo. }]',
      ],
    },
  },
  {
    what: 'the way of characters, where an interrupt of the modem lines is wanted',
    script: {
      assert: ANY,
      steps: [
        out('A', MCR, 0x0b),
        out('A', IER, 0x08),
        out('B', DATA, 0x41),
        'expect: { on: A, irq: modem-status, within: 1bits }',
      ],
    },
  },
  {
    what: 'the way of characters, where more time brings another text',
    script: { steps: [SEND, 'expect: { on: B, text: hellp, within: 45bits }'] },
    cause: /^"hellp" is not in what A had sent/,
  },
  {
    what: 'an overrun, where OUT2 was turned off before it',
    script: {
      steps: [
        'send: { from: A, mode: int, text: h }',
        'expect: { on: B, text: h }',
        out('B', MCR, 0x03),
        'send: { from: A, mode: int, text: ello }',
        'expect: { on: B, text: ello }',
      ],
    },
    cause: /OUT2 \(MCR bit 3\) was off/,
  },
  {
    what: 'an overrun, where IER was cleared before it',
    script: {
      steps: [
        'send: { from: A, mode: int, text: h }',
        'expect: { on: B, mode: int, text: h }',
        out('B', IER, 0),
        'send: { from: A, mode: int, text: ell }',
        'expect: { on: B, text: ell, within: 200bits }',
      ],
    },
    cause: /^Bit 0 of B's IER \(RDA\) was off/,
  },
  {
    what: 'an overrun, where a handler reads IIR and not RBR',
    script: {
      assert: ANY,
      steps: [
        out('B', IER, 1),
        out('B', MCR, 0x0b),
        A_WRITES,
        'expect: { on: B, irq: data-available, within: 20ms }',
        `in: { on: B, port: ${FCR}, is: 0x04 }`,
        A_WRITES,
        'expect: { on: B, irq: data-available, within: 20ms }',
      ],
    },
    cause: /^INTR of B has been high .* Its program has read IIR and not RBR/,
  },
  {
    what: 'an overrun that an earlier step has looked at',
    script: {
      assert: ANY,
      steps: [
        A_WRITES,
        'wait: { for: 2chars }',
        A_WRITES,
        'wait: { for: 2chars }',
        'in: { on: B, port: 0x3FD, mask: 0x03, is: 0x03 }',
        'in: { on: B, port: 0x3F8, is: 0x41 }',
        'expect: { on: B, count: 1, within: 20bits }',
      ],
    },
  },
  {
    what: 'an overrun, where the value that is wanted was not lost',
    script: {
      assert: ANY,
      steps: [
        A_WRITES,
        'wait: { for: 2chars }',
        A_WRITES,
        'wait: { for: 2chars }',
        'in: { on: B, port: 0x3F8, is: 0x7A }',
      ],
    },
  },
  {
    what: 'FCR, where a step has looked at the empty FIFO since',
    script: {
      B: FIFO,
      assert: ANY,
      steps: [
        A_WRITES,
        'wait: { for: 2chars }',
        out('B', FCR, 0xc7),
        'in: { on: B, port: 0x3FD, mask: 0x01, is: 0x00 }',
        'expect: { on: B, count: 1, within: 20bits }',
      ],
    },
  },
  {
    what: 'a break that a step has made',
    script: {
      assert: ANY,
      steps: ['break: { from: A, for: 3chars }', 'expect: { on: B, text: x, within: 100bits }'],
    },
  },
  {
    what: 'a machine that is off, where a register of the other one is asked',
    script: {
      steps: ['stop: { machine: B }', 'in: { on: A, port: 0x3FF, is: 2 }'],
    },
  },
  {
    what: 'DLAB, where the divisor is read back',
    script: {
      A: BARE,
      B: BARE,
      steps: [
        out('A', LCR, 0x83),
        out('A', DATA, 12),
        out('A', IER, 0),
        'in: { on: A, port: 0x3F8, is: 12 }',
        'in: { on: A, port: 0x3F9, is: 1 }',
      ],
    },
  },
  {
    what: 'a trigger level, where a modem line is wanted',
    script: {
      B: FIFO,
      assert: ANY,
      steps: [
        out('B', IER, 1),
        out('B', MCR, 0x0b),
        A_WRITES,
        'wait: { for: 2chars }',
        'in: { on: B, port: 0x3FE, mask: 0xF0, is: 0xB0 }',
      ],
    },
  },
  {
    what: 'OUT2, where a program that polls sees another bit of LSR than wanted',
    script: {
      assert: ANY,
      steps: [out('B', IER, 1), A_WRITES, 'wait: { for: 2chars }', 'in: { on: B, port: 0x3FD, is: 0x21 }'],
    },
  },
  {
    what: 'IER, where a program that polls has stopped at an error',
    script: {
      A: BARE,
      B: BARE,
      steps: [
        'lab7: [{ on: A, args: poll 1 tx 8 1 even 9600 hi, within: 1s }, { on: B, args: poll 1 rx 8 1 odd 9600 }]',
      ],
    },
    cause: /^A sends 9600 8E1 and B reads 9600 8O1/,
  },
  {
    what: 'settings, where a program reaches for a UART that is not there',
    script: {
      A: BARE,
      B: BARE,
      steps: [
        'lab7: [{ on: A, args: poll 1 tx 8 1 none 9600 hi, within: 100ms }, { on: B, args: poll 2 rx 8 1 none 9600 }]',
      ],
    },
    cause: /^B's program uses ports from 0x2F8 on/,
  },
  {
    what: 'an earlier step, where the same text was sent once more and not heard',
    script: {
      steps: [
        'send: { from: A, mode: int, text: h }',
        'expect: { on: B, text: h }',
        out('B', MCR, 0x03),
        'send: { from: A, mode: int, text: h }',
        'expect: { on: B, text: h, within: 100bits }',
      ],
    },
    cause: /OUT2 \(MCR bit 3\) was off/,
  },
  {
    what: 'FCR, where what it threw away is not what is wanted',
    script: {
      B: FIFO,
      assert: ANY,
      steps: [
        A_WRITES,
        'wait: { for: 2chars }',
        out('B', FCR, 0xc7),
        out('A', DATA, 0x42),
        'expect: { on: B, text: x, within: 100bits }',
      ],
    },
    cause: /^"x" is not in what A had sent/,
  },
  {
    what: 'a machine that is off, where the other one waits for its own transmitter',
    script: {
      assert: ANY,
      steps: ['boot: { machine: A }', out('A', MCR, 0x0b), 'expect: { on: A, irq: thre, within: 20bits }'],
    },
    cause: /^A's IER was 0x00: bit 1 of IER \(THRE\) was off/,
  },
  {
    what: 'the way of characters, where the first ones are others than wanted',
    script: { steps: [SEND, 'expect: { on: B, text: goodbye, within: 25bits }'] },
  },
  {
    what: 'the other machine, where one in loopback waits for what it sends itself',
    script: {
      assert: ANY,
      steps: [
        out('A', MCR, 0x1b),
        out('A', IER, 1),
        A_WRITES,
        'expect: { on: A, irq: data-available, within: 4bits }',
      ],
    },
  },
  {
    what: 'loopback that was left before the text was sent',
    script: {
      assert: ANY,
      steps: [
        out('A', MCR, 0x1b),
        A_WRITES,
        'wait: { for: 2chars }',
        out('A', MCR, 0x0b),
        SEND,
        'expect: { on: B, text: hallo, within: 100bits }',
      ],
    },
    cause: /^"hallo" is not in what A had sent/,
  },
];

describe('what happened, and what did not', () => {
  for (const { what, script, cause } of CASES) {
    it(`does not name ${what}`, async () => {
      const happened = happenedIn(await viewed(script));
      expect(happened).to.not.equal(null);
      if (cause === undefined) expect(happened?.cause).to.equal(null);
      else expect(happened?.cause).to.match(cause);
    });
  }

  it('names no cause where the trace ends before the failure', async () => {
    const page = await viewed({ steps: [SEND, 'expect: { on: B, text: hallo, within: 100bits }'] });
    const at = happenedIn(page)?.at ?? 0;
    expect(happenedIn({ ...page, cutAt: at })).to.deep.include({ cause: null, fix: null });
    expect(happenedIn({ ...page, cutAt: at + 1 })?.cause).to.match(/^"hallo" is not/);
  });

  it('takes nothing for left undone where the trace begins in the middle', async () => {
    const { records, header, ...page } = await viewed({
      steps: ['expect: { on: B, count: 1, within: 10bits }'],
    });
    expect(happenedIn({ ...page, header, records })?.cause).to.match(/^A wrote nothing/);
    const settings = { lcr: null, dll: null, dlm: null, looped: false };
    const begins = { t: 100, settings: { A: settings, B: settings } };
    const later = records.filter(({ t }) => t > 100);
    expect(happenedIn({ ...page, header: { ...header, begins }, records: later })?.cause).to.equal(null);
  });

  it('says of a golden trace what its departure says, and nothing where there is none', async () => {
    const page = await viewed({ steps: [SEND, 'expect: { on: B, text: hallo, within: 100bits }'] });
    const { play } = page;
    if (play === null || 'error' in play) return expect.fail();
    const [failure = expect.fail()] = play.result.failures;
    const story = { records: [], lines: { A: null, B: null }, dlab: { A: false, B: false } };
    const came = { t: 7, m: 'A', k: 'out', port: MCR, v: 3 } as const;
    const departure = {
      change: 'new',
      wanted: null,
      came,
      line: 4,
      nth: 1,
      dlab: false,
      set: null,
      frame: null,
      stories: { wanted: story, came: story },
    } as const;
    const causeOf = (golden: object): string | null | undefined => {
      const failures = [{ ...failure, cause: { kind: 'golden' as const, ...golden } }];
      return happenedIn({ ...page, play: { ...play, result: { ...play.result, failures } } })?.cause;
    };
    expect(causeOf({ departure })).to.match(/^New at tick 7: A wrote MCR 0x03 .*nothing more here\.$/);
    expect(causeOf({})).to.equal(null);
  });
});
