import { expect } from 'chai';
import { ANYTHING, failureOf, played, type Script } from './stage.ts';

const outcomeOf = async (script: Script) => (await played(script)).outcome;

describe('an expect of an interrupt', () => {
  for (const [irq, mode, payload] of [
    ['data-available', 'int', 'text: a'],
    ['data-available', 'fifo', 'random: 14'],
    ['character-timeout', 'fifo', 'text: a'],
  ])
    it(`holds when the chip asks for it: ${irq} in ${mode} mode`, async () => {
      const steps = [
        `send: { from: A, mode: ${mode}, ${payload} }`,
        `expect: { on: B, mode: ${mode}, irq: ${irq} }`,
      ];
      expect(await outcomeOf({ steps })).to.equal('passed');
    });

  it('does not hold for one that does not come: 13 characters are below the trigger of 14', async () => {
    const steps = [
      'send: { from: A, mode: fifo, random: 13 }',
      'expect: { on: B, irq: data-available, within: 400bits }',
    ];
    const { what, cause } = failureOf(await played({ steps }));
    expect(what).to.equal('no data-available interrupt came from B within 400 bits');
    expect(cause).to.deep.equal({
      kind: 'irq',
      on: 'B',
      wanted: 'data-available',
      came: ['character-timeout'],
    });
  });

  it('is of the sender too: thre', async () => {
    const steps = ['send: { from: A, mode: int, text: abc }', 'expect: { on: A, irq: thre }'];
    expect(await outcomeOf({ steps })).to.equal('passed');
  });

  it('starts a receiver in int mode when no step names a mode', async () => {
    const steps = ['break: { from: A, for: 2chars }', 'expect: { on: B, irq: line-status }'];
    expect(await outcomeOf({ steps, assert: ANYTHING })).to.equal('passed');
  });

  it('takes the mode that another step names: character-timeout is of fifo mode', async () => {
    const steps = [
      'expect: { on: A, irq: thre }',
      'send: { from: A, mode: fifo, text: a }',
      'expect: { on: B, irq: character-timeout }',
    ];
    expect(await outcomeOf({ steps: [...steps.slice(1)] })).to.equal('passed');
  });

  it('starts no program on a machine whose registers `out` writes', async () => {
    const steps = [
      'out: { on: B, port: 0x3F9, value: 0x08 }',
      'out: { on: B, port: 0x3FC, value: 0x08 }',
      'out: { on: A, port: 0x3FC, value: 0x01 }',
      'expect: { on: B, irq: modem-status }',
      'in: { on: B, port: 0x3FA, mask: 0x0F, is: 0x00 }',
      'in: { on: B, port: 0x3FE, mask: 0xAA, is: 0xAA }',
    ];
    expect(await outcomeOf({ steps })).to.equal('passed');
  });

  it('needs OUT2: without it no interrupt leaves the chip', async () => {
    const steps = [
      'out: { on: B, port: 0x3F9, value: 0x08 }',
      'out: { on: A, port: 0x3FC, value: 0x01 }',
      'expect: { on: B, irq: modem-status, within: 1ms }',
    ];
    const { cause } = failureOf(await played({ steps }));
    expect(cause).to.deep.include({ kind: 'irq', came: [] });
  });

  it('consumes what it found: the second needs a second one', async () => {
    const one = ['send: { from: A, mode: int, text: a }', 'expect: { on: B, irq: data-available }'];
    const two = [...one, 'expect: { on: B, irq: data-available, within: 99bits }'];
    expect(await outcomeOf({ steps: two })).to.equal('failed');
    const both = ['send: { from: A, mode: int, text: ab }', ...two.slice(1)];
    expect(await outcomeOf({ steps: both })).to.equal('passed');
  });

  it("looks on while the lab's program has the machine", async () => {
    const steps = [
      "lab7: [{ on: A, args: 'int 1 tx 8 1 even 9600 hi' }, { on: B, args: 'int 1 rx 8 1 even 9600', prints: hi }]",
      'expect: { on: B, irq: data-available }',
    ];
    expect(await outcomeOf({ steps })).to.equal('passed');
  });
});
