import { expect } from 'chai';
import { FCR, LCR, MCR } from '../support/datasheet.ts';
import {
  ANYTHING,
  BOOTED,
  beginnings,
  CHARACTER,
  failureOf,
  played,
  type Script,
  scenario,
  traced,
  wordsOf,
} from './stage.ts';

const read = (on: string, port: string, is: number): string => `in: { on: ${on}, port: ${port}, is: ${is} }`;
const write = (on: string, port: string, value: number): string =>
  `out: { on: ${on}, port: ${port}, value: ${value} }`;

describe('in and out', () => {
  it('cost 2 ticks each', async () => {
    expect(
      await beginnings({
        steps: [write('A', '0x3FF', 1), read('A', '0x3FF', 1), 'wait: { for: 1ticks }'],
      }),
    ).to.deep.equal([BOOTED, BOOTED + 2, BOOTED + 4]);
  });

  it('read back from SCR the A5 that was written, and fail for A4', async () => {
    const steps = (is: number) => [write('A', '0x3FF', 0xa5), read('A', '0x3FF', is)];
    expect((await played({ steps: steps(0xa5) })).outcome).to.equal('passed');
    const { cause, line, step, at } = failureOf(await played({ steps: steps(0xa4) }));
    expect(cause).to.deep.include({
      kind: 'register',
      on: 'A',
      port: 0x3ff,
      mask: 0xff,
      wanted: 0xa4,
      came: 0xa5,
    });
    expect([line, step, at]).to.deep.equal([9, '2', BOOTED + 2]);
  });

  it('look through a mask: A5 & 0F is 05, and not 25', async () => {
    const masked = (is: number): Script => ({
      steps: [write('A', '0x3FF', 0xa5), `in: { on: A, port: 0x3FF, mask: 0x0F, is: ${is} }`],
    });
    expect((await played(masked(0x05))).outcome).to.equal('passed');
    expect((await played(masked(0x25))).outcome).to.equal('failed');
  });

  it('read without `is` whatever is there', async () => {
    expect((await played({ steps: ['in: { on: A, port: 0x3FD }'] })).outcome).to.equal('passed');
  });

  it('read FF where no chip answers, at 2F8 of a machine with COM1', async () => {
    expect((await played({ steps: [read('A', '0x2F8', 0xff)] })).outcome).to.equal('passed');
  });

  it('reach the chip at the base and nowhere else: COM2 at 2FF', async () => {
    const result = await played({
      A: '{ port: COM2 }',
      steps: [write('A', '0x2FF', 0x5a), read('A', '0x2FF', 0x5a), read('A', '0x3FF', 0xff)],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('fail on a machine that is off', async () => {
    for (const step of [read('B', '0x3FD', 0x60), write('B', '0x3FF', 0)])
      expect(failureOf(await played({ steps: ['stop: { machine: B }', step] })).what).to.match(
        /^machine B is off/,
      );
  });
});

describe('a machine', () => {
  it('without line and fifo is in the reset state: LCR, IER and MCR 00, IIR 01, LSR 60', async () => {
    const result = await played({
      A: '{}',
      steps: [
        read('A', '0x3FB', 0x00),
        read('A', '0x3F9', 0x00),
        read('A', '0x3FC', 0x00),
        read('A', '0x3FA', 0x01),
        read('A', '0x3FD', 0x60),
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('without line and fifo is not written to by its boot: 0 writes', async () => {
    const { records } = await traced(scenario({ A: '{}', B: '{}', steps: ['wait: { for: 1ms }'] }));
    expect(records.filter(({ k }) => k === 'out' || k === 'in')).to.deep.equal([]);
  });

  it('with 9600 8E1 and fifo 14 has LCR 1B, divisor 000C and IIR C1 after its boot', async () => {
    const result = await played({
      A: '{ line: 9600 8E1, fifo: 14 }',
      steps: [
        read('A', '0x3FB', 0x1b),
        read('A', '0x3FA', 0xc1),
        write('A', '0x3FB', LCR.DLAB),
        read('A', '0x3F8', 0x0c),
        read('A', '0x3F9', 0x00),
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('with 50 8N1 has divisor 0900', async () => {
    const result = await played({
      A: '{ line: 50 8N1 }',
      steps: [write('A', '0x3FB', LCR.DLAB), read('A', '0x3F8', 0x00), read('A', '0x3F9', 0x09)],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('with fifo 1, 4, 8 or 14 has its boot write 07, 47, 87 or C7 to FCR', async () => {
    const writes = async (level: number) => {
      const { records } = await traced(scenario({ A: `{ fifo: ${level} }`, steps: ['wait: { for: 1ms }'] }));
      return records.flatMap((record) =>
        record.m === 'A' && record.k === 'out' ? [[record.port, record.v & ~FCR.DMA]] : [],
      );
    };
    expect(await writes(1)).to.deep.equal([[0x3fa, 0x07]]);
    expect(await writes(4)).to.deep.equal([[0x3fa, 0x47]]);
    expect(await writes(8)).to.deep.equal([[0x3fa, 0x87]]);
    expect(await writes(14)).to.deep.equal([[0x3fa, 0xc7]]);
  });

  it('that no send, expect or lab7 names runs no program: its 1 character stays in RBR for 1 s', async () => {
    const { result, records } = await traced(
      scenario({
        steps: [
          write('A', '0x3F8', 0x41),
          'wait: { for: 1s }',
          read('B', '0x3FD', 0x61),
          read('B', '0x3F8', 0x41),
          read('B', '0x3FD', 0x60),
        ],
      }),
    );
    expect(wordsOf(result)).to.deep.equal([]);
    expect(records.filter(({ m, k, t }) => m === 'B' && k === 'in' && t < 1_843_200)).to.deep.equal([]);
  });

  it('that nobody drains keeps 1 of 3 characters and says OE, 63, without a FIFO', async () => {
    const three = [1, 2, 3].flatMap((byte) => [write('A', '0x3F8', byte), 'wait: { for: 1chars }']);
    const result = await played({
      steps: [...three, read('B', '0x3FD', 0x63), read('B', '0x3F8', 0x03)],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('shows in its registers the tick of the matching byte: THRE then, and TEMT 4 ticks later', async () => {
    const steps = (lsr: number, wait?: string) => [
      'send: { from: A, text: hello }',
      'expect: { on: B, text: hello }',
      ...(wait === undefined ? [] : [`wait: { for: ${wait} }`]),
      read('A', '0x3FD', lsr),
    ];
    // The last stop bit's middle has passed by 4 ticks: the stop bit ends 4 ticks later.
    expect(wordsOf(await played({ steps: steps(0x20) }))).to.deep.equal([]);
    expect(wordsOf(await played({ steps: steps(0x20, '3ticks') }))).to.deep.equal([]);
    expect(wordsOf(await played({ steps: steps(0x60, '4ticks') }))).to.deep.equal([]);
  });

  it("has its modem lines crossed over the wire: DTR and RTS of A are B's DSR, DCD and CTS", async () => {
    const result = await played({
      steps: [
        write('A', '0x3FC', MCR.DTR | MCR.RTS),
        'in: { on: B, port: 0x3FE, mask: 0xF0, is: 0xB0 }',
        write('A', '0x3FC', 0),
        'in: { on: B, port: 0x3FE, mask: 0xF0, is: 0 }',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });
});

describe('wait', () => {
  it("takes ticks, s, ms, us, bits and chars of A's 9600 8E1, rounded up", async () => {
    const durations = ['160ticks', '1s', '20ms', '87us', '0.1ms', '2bits', '0.5bits', '4chars', '0ticks'];
    const begun = await beginnings({
      A: '{ line: 9600 8E1 }',
      steps: [...durations.map((duration) => `wait: { for: ${duration} }`), 'wait: { for: 0ticks }'],
    });
    expect(begun.slice(1).map((at, i) => at - (begun[i] ?? 0))).to.deep.equal([
      160, 1_843_200, 36_864, 161, 185, 384, 96, 8448, 0,
    ]);
  });

  it('has the bits of the line as it is at that moment: 16 ticks, and 192 after divisor 12', async () => {
    const [, , , first, second, end] = await beginnings({
      steps: [
        write('A', '0x3FB', 0x83),
        'wait: { for: 10bits }',
        write('A', '0x3F8', 12),
        'wait: { for: 10bits }',
        'wait: { for: 1chars }',
        'wait: { for: 0ticks }',
      ],
    });
    expect((second ?? 0) - (first ?? 0)).to.equal(10 * 192);
    expect((end ?? 0) - (second ?? 0)).to.equal(10 * 192);
  });

  it('of a character at divisor 0 takes 65 536 times 160 ticks, and nothing hangs', async () => {
    const [, , , from, to] = await beginnings({
      steps: [
        write('A', '0x3FB', 0x83),
        write('A', '0x3F8', 0),
        write('A', '0x3F9', 0),
        'wait: { for: 1chars }',
        'wait: { for: 0ticks }',
      ],
    });
    expect((to ?? 0) - (from ?? 0)).to.equal(65_536 * CHARACTER);
  });

  for (const [on, ticks] of [
    ['A', 100 * 192],
    ['B', 100 * 16],
  ] as const) {
    it(`within 100 bits on ${on} has the bits of ${on}'s line: ${ticks} ticks`, async () => {
      const { at } = failureOf(
        await played({
          A: '{ line: 9600 8N1 }',
          assert: ANYTHING,
          steps: ['wait: { for: 0ticks }', `expect: { on: ${on}, count: 1, within: 100bits }`],
        }),
      );
      expect(at - BOOTED).to.equal(ticks);
    });
  }
});

describe('parallel', () => {
  it('begins all its steps in one tick, and the next step when the longest is over', async () => {
    expect(
      await beginnings({
        steps: [
          'parallel: [{ wait: { for: 300ticks } }, { wait: { for: 100ticks } }, { wait: { for: 200ticks } }]',
          'wait: { for: 0ticks }',
        ],
      }),
    ).to.deep.equal([BOOTED, BOOTED, BOOTED, BOOTED, BOOTED + 300]);
  });

  it('names its steps 1.1, 1.2 and 1.3 in the trace', async () => {
    const { records } = await traced(
      scenario({ steps: [`parallel: [${'{ wait: { for: 1ticks } },'.repeat(3)}]`] }),
    );
    expect(records.flatMap((record) => (record.k === 'step' ? [record.n] : []))).to.deep.equal([
      '1',
      '1.1',
      '1.2',
      '1.3',
    ]);
  });

  it('fails with its 2nd step, at once, and names it 1.2', async () => {
    const { at, step } = failureOf(
      await played({
        steps: [
          'parallel: [{ wait: { for: 1s } }, { expect: { on: B, count: 1, within: 50ticks } }]',
          'wait: { for: 1s }',
        ],
      }),
    );
    expect([at, step]).to.deep.equal([BOOTED + 50, '1.2']);
  });

  it('sends 256 bytes one way and 128 the other in the time of 256', async () => {
    const { outcome, ticks } = await played({
      steps: [
        'parallel: [{ send: { from: A, hex: "00..FF" } }, { send: { from: B, repeat: "55 AA", times: 64 } }]',
        'expect: { on: A, count: 128, within: 2s }',
      ],
    });
    expect(outcome).to.equal('passed');
    expect(ticks / CHARACTER).to.be.within(256, 265);
  });
});
