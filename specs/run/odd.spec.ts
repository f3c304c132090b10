import { expect } from 'chai';
import { LCR, REG } from '../support/datasheet.ts';
import { ANYTHING, played, type Script, wordsOf } from './stage.ts';

const out = (on: string, offset: number, value: number): string =>
  `out: { on: ${on}, port: ${0x3f8 + offset}, value: ${value} }`;
const wait = (time: string): string => `wait: { for: ${time} }`;

/** Writes the high byte of a divisor: the low one stays 1. */
const divisor = (on: string, value: number): string[] => [
  out(on, REG.LCR, LCR.DLAB | 0x03),
  out(on, REG.DLM, value >> 8),
  out(on, REG.LCR, 0x03),
];

/** Plays it to its end: it neither throws nor hangs, and its ledger balances. */
async function expectAnEnd(script: Script): Promise<void> {
  const { ledger, ticks } = await played({ assert: ANYTHING, ...script });
  expect(ledger?.balanced).to.equal(true);
  expect(ticks).to.be.finite;
}

const LAB = '{ lab7: { on: A, args: "fifo 1 rx 8 1 none 9600", within: 1s } }';

describe('an odd scenario', () => {
  it('has a line become 2304 times as fast while a character lies in the FIFO: its timeout is now', async () => {
    const result = await played({
      assert: ANYTHING,
      A: '{ line: 50 8N1, fifo: 14 }',
      B: '{ line: 50 8N1, fifo: 14 }',
      steps: [
        out('A', REG.THR, 0x41),
        wait('1chars'),
        'lab7: { on: B, args: "set 1 8 1 none 115200" }',
        'in: { on: B, port: 0x3F8, is: 0x41 }',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('has a line become 2304 times as fast in the middle of a slow frame: its next edge is of the new line', () =>
    expectAnEnd({
      A: '{ line: 9600 7E1, fifo: 14 }',
      B: '{ line: 115200 8N1 }',
      steps: [
        'send: { from: A, mode: fifo, text: hello }',
        wait('20ticks'),
        ...divisor('B', 0x0901),
        wait('1bits'),
        ...divisor('B', 0x0001),
      ],
    }));

  for (const [what, offset, value] of [
    ['LOOP', REG.MCR, 0x10],
    ['FCR 07', REG.FCR, 0x07],
    ['FCR 00', REG.FCR, 0],
    ['a break', REG.LCR, 0x43],
    ['5 bits', REG.LCR, 0x00],
    ['IER 00', REG.IER, 0],
    ['IER 0F', REG.IER, 0x0f],
    ['a byte of its own', REG.THR, 0x55],
  ] as const) {
    it(`has ${what} written at either machine in the middle of 60 bytes each way, in each mode`, async () => {
      const machine = '{ line: 115200 8N1, fifo: 8 }';
      for (const on of ['A', 'B'])
        for (const mode of ['poll', 'int', 'fifo'])
          await expectAnEnd({
            A: machine,
            B: machine,
            steps: [
              `send: { from: A, mode: ${mode}, random: 60 }`,
              `send: { from: B, mode: ${mode}, random: 60 }`,
              wait('2005ticks'),
              out(on, offset, value),
            ],
          });
    });
  }

  it("has the lab's registers poked under it: each bit of IER, FCR, LCR and MCR", async () => {
    for (const offset of [REG.IER, REG.FCR, REG.LCR, REG.MCR])
      for (let bit = 0; bit < 8; bit += 1)
        await expectAnEnd({
          steps: [`parallel: [${LAB}, { ${out('A', offset, 1 << bit)} }, { ${out('B', REG.THR, 0x2e)} }]`],
        });
  });

  it('has expectations on both sides at once, of both directions', async () => {
    const result = await played({
      steps: [
        'parallel: [{ expect: { on: A, text: b } }, { expect: { on: B, text: a } }, { send: { from: A, text: a } }, { send: { from: B, text: b } }]',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('has the slowest line there is, divisor 0, and ends', () =>
    expectAnEnd({
      steps: [
        out('A', REG.LCR, LCR.DLAB | 3),
        out('A', REG.DLL, 0),
        out('A', REG.LCR, 3),
        'send: { from: A, text: ab }',
      ],
    }));

  it('has 50 bits a second to 115 200, and back: 3 bytes each way', () =>
    expectAnEnd({
      A: '{ line: 50 8N1 }',
      steps: ['parallel: [{ send: { from: A, text: abc } }, { send: { from: B, text: abc } }]'],
    }));

  for (const machine of ['A', 'B']) {
    it(`stops ${machine} in each phase of 3 characters each way, and boots it again`, async () => {
      for (let at = 0; at < 500; at += 23)
        await expectAnEnd({
          steps: [
            'send: { from: A, text: abc }',
            'send: { from: B, text: def }',
            wait(`${at}ticks`),
            `stop: { machine: ${machine} }`,
            wait('37ticks'),
            `boot: { machine: ${machine} }`,
            'send: { from: A, text: ghi }',
            wait('2chars'),
          ],
        });
    });
  }
});
