import { expect } from 'chai';
import { happenedIn } from '../../../harness/report/viewer/happened/happened.ts';
import type { Script } from '../results.ts';
import { ANY, FIFO, out, viewed } from './viewed.ts';

/** COM1's registers. */
const [DATA, IER, FCR, LCR, MCR] = [0x3f8, 0x3f9, 0x3fa, 0x3fb, 0x3fc];
const SEND = 'send: { from: A, text: hello }';
/** B's interrupts reach its program, and data that has come asks for one. */
const LISTENING = [out('B', MCR, 0x0b), out('B', IER, 0x01)];
const A_WRITES = out('A', DATA, 0x41);
const expected = (irq: string): string => `expect: { on: B, irq: ${irq}, within: 100bits }`;

interface Case {
  readonly what: string;
  readonly script: Script;
  readonly cause: RegExp;
}

const CASES: readonly Case[] = [
  {
    what: 'characters below the trigger level, whose timeout was still to come',
    script: {
      A: FIFO,
      B: FIFO,
      steps: ['send: { from: A, mode: fifo, text: hello }', 'expect: { on: B, text: hello, within: 70bits }'],
    },
    cause:
      /^5 characters stood unread .* trigger level of 14, .* timeout was due at tick 1466, 20 bits .* after/,
  },
  {
    what: 'a character timeout whose program reads IIR and no RBR',
    script: {
      B: FIFO,
      steps: [
        ...LISTENING,
        A_WRITES,
        'wait: { for: 100bits }',
        `in: { on: B, port: ${FCR} }`,
        'in: { on: B, port: 0x3FD, mask: 1, is: 0 }',
      ],
    },
    cause: /^B's character timeout came at tick 814, its program read IIR 0xCC and then no RBR: 1 character /,
  },
  {
    what: 'OUT2 that is off',
    script: { B: FIFO, assert: ANY, steps: [out('B', IER, 1), A_WRITES, expected('character-timeout')] },
    cause:
      /^B's chip raised INTR at tick 812 \(IIR 0xCC, character timeout\), but OUT2 \(MCR bit 3\) was off/,
  },
  {
    what: 'a bit of IER that is off',
    script: { B: FIFO, assert: ANY, steps: [out('B', MCR, 0x0b), A_WRITES, expected('data-available')] },
    cause: /^B's IER was 0x00: bit 0 of IER \(RDA\) was off/,
  },
  {
    what: 'INTR that stays high',
    script: {
      B: '{ line: 115200 8N1, fifo: 1 }',
      assert: ANY,
      steps: [...LISTENING, A_WRITES, expected('data-available'), A_WRITES, expected('data-available')],
    },
    cause: /^INTR of B has been high since tick 174 .*: no further edge, and no further interrupt\.$/,
  },
  {
    what: 'an overrun',
    script: {
      assert: ANY,
      steps: [
        A_WRITES,
        'wait: { for: 12bits }',
        out('A', DATA, 0x42),
        'wait: { for: 12bits }',
        'in: { on: B, port: 0x3F8, is: 0x41 }',
      ],
    },
    cause:
      /^B's RBR still held a character .* 0x41 'A' \(#1\) was lost. Its program had not read RBR at all\.$/,
  },
  {
    what: 'a THR that is written too soon',
    script: {
      assert: ANY,
      steps: [A_WRITES, A_WRITES, A_WRITES, 'expect: { on: B, count: 3, within: 100bits }'],
    },
    cause: /^A wrote to THR at tick \d+ while the character before still stood in THR/,
  },
  {
    what: 'FCR that empties a FIFO',
    script: {
      B: FIFO,
      assert: ANY,
      steps: [A_WRITES, 'wait: { for: 12bits }', out('B', FCR, 0x83), 'in: { on: B, port: 0x3F8, is: 0x41 }'],
    },
    cause: /^B wrote FCR at tick 212, which threw away 1 character from the receive FIFO, unread\.$/,
  },
  {
    what: 'settings that differ',
    script: {
      A: '{ line: 115200 8E1 }',
      steps: [SEND, 'expect: { on: B, text: hello, within: 100bits }'],
    },
    cause: /^A sends 115200 8E1 and B reads 115200 8N1 \(the parity differs\)\.$/,
  },
  {
    what: 'DLAB that was left on',
    script: {
      assert: ANY,
      steps: [
        out('A', LCR, 0x83),
        A_WRITES,
        'in: { on: A, port: 0x3FD }',
        'expect: { on: B, count: 1, within: 9bits }',
      ],
    },
    cause: /^A has left DLAB \(LCR bit 7\) on since tick 16\./,
  },
  {
    what: 'DLAB that a receiver has left on',
    script: {
      steps: [out('B', LCR, 0x83), SEND, 'expect: { on: B, text: hello, within: 100bits }'],
    },
    cause: /^B has left DLAB \(LCR bit 7\) on since tick 16: where its program means RBR/,
  },
  {
    what: 'characters that are on the way behind the ones that are wanted',
    script: {
      steps: ['send: { from: A, text: hello world }', 'expect: { on: B, text: hello, within: 45bits }'],
    },
    cause: /^\d characters of A's were still on the way/,
  },
  {
    what: 'a break',
    script: {
      assert: ANY,
      steps: [out('A', LCR, 0x43), 'expect: { on: B, text: x, within: 100bits }'],
    },
    cause: /^0x00 \(made by the line\) came to B at tick \d+ with FE and BI: .* a break\.$/,
  },
  {
    what: 'a machine that is off',
    script: {
      link: '{}',
      assert: ANY,
      steps: ['stop: { machine: B }', SEND, 'expect: { on: B, text: hello }'],
    },
    cause: /^B was off: it was turned off at tick \d+\.$/,
  },
  {
    what: 'characters that are still on the way',
    script: { steps: [SEND, 'expect: { on: B, text: hello, within: 30bits }'] },
    cause: /^2 characters of A's were still on the way when the wait ended/,
  },
  {
    what: 'a sender that has written nothing',
    script: { steps: ['expect: { on: B, count: 1, within: 10bits }'] },
    cause: /^A wrote nothing to THR/,
  },
  {
    what: 'a step that expects what nobody sends',
    script: { steps: [SEND, 'expect: { on: B, text: hallo, within: 100bits }'] },
    cause: /^"hallo" is not in what A had sent when the wait ended, which is "hello"\.$/,
  },
  {
    what: 'a step that expects more than what is sent',
    script: { steps: [SEND, 'expect: { on: B, count: 6, within: 100bits }'] },
    cause: /^B read all that A sent \(5 characters\)/,
  },
  {
    what: 'a step that looks for what an earlier one has taken',
    script: {
      steps: [SEND, 'expect: { on: B, text: llo }', 'expect: { on: B, text: hello, within: 50bits }'],
    },
    cause: /^"hello" came to B before, and an earlier step has taken it/,
  },
  {
    what: 'a program that uses ports without a UART',
    script: {
      assert: ANY,
      steps: [out('A', 0x2f8, 0x41), 'wait: { for: 20bits }', 'in: { on: B, port: 0x3FD, mask: 1, is: 1 }'],
    },
    cause: /^A's program uses ports from 0x2F8 on, and no UART stands there: .* A's UART is at 0x3F8\.$/,
  },
  {
    what: 'a machine that was never turned on',
    script: { steps: ['boot: { machine: A }', SEND, 'expect: { on: B, text: hello }'] },
    cause: /^B was off: nothing has turned it on\.$/,
  },
  {
    what: 'an IRQ that the program does not wait for',
    script: {
      A: '{}',
      B: '{ port: { base: 0x3F8, irq: 3 } }',
      steps: [
        'lab7: [{ on: A, args: int 1 tx 8 1 none 9600 hi, within: 1s }, { on: B, args: int 1 rx 8 1 none 9600 }]',
      ],
    },
    cause: /^B's program waits for IRQ 4, and its UART is wired to IRQ 3: /,
  },
  {
    what: 'a sender in loopback',
    script: { steps: [out('A', MCR, 0x1b), SEND, 'expect: { on: B, text: hello }'] },
    cause: /^A was in loopback \(MCR bit 4\): what it sends comes back/,
  },
  {
    what: 'a receiver in loopback',
    script: { steps: [out('B', MCR, 0x1b), SEND, 'expect: { on: B, text: hello }'] },
    cause: /^B was in loopback \(MCR bit 4\): it hears itself/,
  },
  {
    what: 'a trigger level that is not reached',
    script: {
      B: FIFO,
      assert: ANY,
      steps: [...LISTENING, A_WRITES, expected('data-available')],
    },
    cause: /^Only 1 character stood in B's receive FIFO, and its trigger level is 14: /,
  },
  {
    what: 'FIFOs that are off, where a character timeout is expected',
    script: { assert: ANY, steps: [...LISTENING, A_WRITES, expected('character-timeout')] },
    cause: /^B's FIFOs are off \(FCR bit 0 is 0\)/,
  },
  {
    what: 'a UART without FIFOs',
    script: {
      B: '{ line: 115200 8N1, type: 16450 }',
      steps: [out('B', FCR, 0xc7), `in: { on: B, port: ${FCR}, mask: 0xC0, is: 0xC0 }`],
    },
    cause: /^B's UART is a 16450: it has no FIFO/,
  },
  {
    what: 'a handler that reads one character of a timeout',
    script: {
      A: FIFO,
      B: FIFO,
      assert: ANY,
      steps: [
        ...LISTENING,
        A_WRITES,
        A_WRITES,
        A_WRITES,
        'expect: { on: B, irq: character-timeout }',
        'in: { on: B, port: 0x3F8 }',
        'in: { on: B, port: 0x3FD, mask: 1, is: 0 }',
      ],
    },
    cause:
      /^B's character timeout came at tick \d+ with 3 characters in the FIFO, and its program read 1 of them: 2 /,
  },
];

describe('what happened', () => {
  for (const { what, script, cause } of CASES) {
    it(`names ${what}`, async () => {
      const happened = happenedIn(await viewed(script));
      expect(happened?.cause).to.match(cause);
      const ticks = happened?.moments.map(({ t }) => t) ?? [];
      expect(ticks).to.deep.equal([...ticks].sort((a, b) => a - b));
      expect(happened?.moments.map(({ words }) => words)).to.include(happened?.headline);
    });
  }

  it('gives a time that is enough where more time is what is missing', async () => {
    const wait = (bits: string): Script => ({
      A: FIFO,
      B: FIFO,
      steps: [
        'send: { from: A, mode: fifo, text: hello }',
        `expect: { on: B, text: hello, within: ${bits} }`,
      ],
    });
    const fix = happenedIn(await viewed(wait('70bits')))?.fix ?? '';
    const [enough = ''] = /\d+bits/.exec(fix) ?? [];
    expect(happenedIn(await viewed(wait(enough)))).to.equal(null);
    expect(happenedIn(await viewed(wait('89bits')))).to.not.equal(null);
  });

  it('names it too where the trace begins in the middle: the registers of the failure tell the trigger level', async () => {
    const [{ script, cause } = expect.fail()] = CASES;
    const { records, header, ...page } = await viewed(script);
    const settings = { lcr: null, dll: null, dlm: null, looped: false };
    const later = records.filter(({ t }) => t > 100);
    const begins = { t: 100, settings: { A: settings, B: settings } };
    const happened = happenedIn({ ...page, header: { ...header, begins }, records: later });
    expect(happened?.cause).to.match(cause);
    expect(happened?.moments.map(({ words }) => words)).to.include("B's FCR was 0xC1 (FIFOs on, trigger 14)");
  });

  it('names no cause where the trace shows none', async () => {
    const happened = happenedIn(await viewed({ steps: ['in: { on: B, port: 0x3FD, is: 0x61 }'] }));
    expect(happened).to.include({ headline: 'B read another value than expected', cause: null });
  });

  it('is silent of what has passed, and of a trace that does not say how it ended', async () => {
    const passed = await viewed({ steps: [SEND, 'expect: { on: B, text: hello }'] });
    expect(happenedIn(passed)).to.equal(null);
    expect(happenedIn({ ...passed, play: null })).to.equal(null);
  });
});
