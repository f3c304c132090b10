import { expect } from 'chai';
import { played } from './stage.ts';

const USUAL = '{ line: 115200 8N1 }';

describe('a machine with another chip', () => {
  for (const [type, scratch, fifos] of [
    ['8250', 0xff, 0x01],
    ['16450', 0x5a, 0x01],
    ['16550', 0x5a, 0x81],
    ['16550A', 0x5a, 0xc1],
    ['16750', 0x5a, 0xc1],
  ] as const)
    it(`is found to be a ${type} by a driver that looks at SCR and IIR`, async () => {
      const { outcome } = await played({
        A: `{ line: 115200 8N1, type: ${type} }`,
        B: USUAL,
        steps: [
          'out: { on: A, port: 0x3FF, value: 0x5A }',
          `in: { on: A, port: 0x3FF, is: ${scratch} }`,
          'out: { on: A, port: 0x3FA, value: 0x01 }',
          `in: { on: A, port: 0x3FA, is: ${fifos} }`,
        ],
      });
      expect(outcome).to.equal('passed');
    });

  for (const [type, modes] of [
    ['8250', ['poll', 'int']],
    ['16450', ['poll', 'int']],
    ['16550', ['poll', 'int']],
    ['16750', ['poll', 'int', 'fifo']],
  ] as const)
    for (const mode of modes)
      it(`carries 300 bytes each way at once in ${mode} mode: ${type} and 16550A`, async () => {
        const { outcome } = await played({
          A: `{ line: 115200 8N1, type: ${type} }`,
          B: USUAL,
          steps: [
            `send: { from: A, mode: ${mode}, random: 300 }`,
            `send: { from: B, mode: ${mode}, random: 300 }`,
          ],
        });
        expect(outcome).to.equal('passed');
      });

  it("runs the lab's int test on a 16450 against a FIFO at the other end", async () => {
    const { outcome } = await played({
      A: '{ type: 16450 }',
      B: '{}',
      steps: [
        "lab7: [{ on: A, args: 'int 1 tx 8 1 even 9600 hello' }, { on: B, args: 'fifo 1 rx 8 1 even 9600', prints: hello }]",
      ],
    });
    expect(outcome).to.equal('passed');
  });
});
