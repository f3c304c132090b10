import { expect } from 'chai';
import { hex2 } from '../../harness/ground/bytes.ts';
import { play } from '../../harness/run/play.ts';
import { FIRST_LINE, failureOf, played, type Script, SEED, scenario, traced, wordsOf } from './stage.ts';

const wrong: Script = { steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: world }'] };
const loseOne: Script = {
  steps: [
    'send: { from: A, text: hello }',
    'wait: { for: 25bits }',
    // A's line is loopback for 10 bits: what it sends then, B does not see.
    'out: { on: A, port: 0x3FC, value: 0x10 }',
    'wait: { for: 10bits }',
    'out: { on: A, port: 0x3FC, value: 0 }',
  ],
};

describe('the verdict', () => {
  it('is passed without failures, and says so in the last record', async () => {
    const { result, records } = await traced(scenario({ steps: ['send: { from: A, text: hello }'] }));
    expect([result.outcome, result.failures]).to.deep.equal(['passed', []]);
    const last = records.at(-1);
    expect(last).to.deep.equal({ t: result.ticks, m: '-', k: 'verdict', passed: true });
  });

  it("is failed with the failure's words in the last record", async () => {
    const { result, records } = await traced(scenario(wrong));
    expect(records.at(-1)).to.deep.include({ k: 'verdict', passed: false, why: failureOf(result).what });
  });

  it('is failed where a byte of 5 is lost, with the first that is wrong', async () => {
    const result = await played(loseOne);
    const [first] = result.failures;
    expect(first?.cause.kind).to.equal('delivery');
    if (first?.cause.kind !== 'delivery') return;
    expect(first.cause).to.deep.include({ from: 'A', to: 'B', sent: 5 });
    expect(first.cause.difference.wanted).to.deep.equal([...Buffer.from('hello')]);
    expect(first.cause.difference.place).to.be.within(1, 3);
    expect(first).to.not.have.any.keys('line', 'step');
    expect(result.ledger?.balanced).to.equal(true);
  });

  it('is passed for the same with `delivery: any`', async () => {
    const result = await played({ ...loseOne, assert: '{ delivery: any }' });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('is failed where a 6th byte comes that no step sent, for 5', async () => {
    const more: Script = {
      steps: [
        'send: { from: A, text: hello }',
        'expect: { on: B, text: hello }',
        'out: { on: A, port: 0x3F8, value: 0x21 }',
      ],
    };
    expect(failureOf(await played(more)).cause).to.deep.include({ kind: 'delivery', sent: 5, received: 6 });
    expect((await played({ ...more, assert: '{ delivery: any }' })).outcome).to.equal('passed');
  });

  it('is failed where 1 byte comes wrong: the 8th bit is lost at 7 bits', async () => {
    const { cause } = failureOf(
      await played({
        A: '{ line: 115200 7N1 }',
        B: '{ line: 115200 7N1 }',
        steps: ['send: { from: A, hex: "41 C2 43" }'],
      }),
    );
    expect(cause.kind === 'delivery' && cause.difference).to.deep.include({
      place: 1,
      wanted: [0x41, 0xc2, 0x43],
      came: [0x41, 0x42, 0x43],
    });
  });

  it('is failed where 4 bytes stay unread, and passed with `unread: any`', async () => {
    const abandoned = (assert: string): Script => ({
      B: '{ line: 115200 8N1, fifo: 14 }',
      assert,
      steps: ['lab7: { on: A, args: "poll 1 tx 8 1 none 115200 abc" }'],
    });
    expect(failureOf(await played(abandoned('{ delivery: any }'))).cause).to.deep.equal({
      kind: 'unread',
      on: 'B',
      bytes: [...Buffer.from('abc.')],
    });
    expect((await played(abandoned('{ delivery: any, unread: any }'))).outcome).to.equal('passed');
  });

  it('asks nothing of a direction without a send: a byte of `out` may stay unread', async () => {
    const result = await played({
      steps: ['out: { on: A, port: 0x3F8, value: 1 }', 'wait: { for: 2chars }'],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('reads in a FIFO what comes right behind the last byte, though its timeout takes 4 characters', async () => {
    const machine = '{ line: 115200 8N1, fifo: 14 }';
    for (const mode of ['poll', 'fifo']) {
      const result = await played({
        A: machine,
        B: machine,
        assert: '{ delivery: any }',
        steps: [
          `send: { from: A, mode: ${mode}, text: hello }`,
          `expect: { on: B, mode: ${mode}, text: hello }`,
          'out: { on: A, port: 0x3F8, value: 0x21 }',
        ],
      });
      expect(wordsOf(result), mode).to.deep.equal([]);
    }
  });
});

describe('a failing scenario', () => {
  it('carries the same story with a trace kept and without: records up to the failure', async () => {
    const without = failureOf(await played(wrong));
    const { result } = await traced(scenario(wrong));
    expect(without.story).to.have.length.within(10, 64);
    expect(without.story).to.deep.equal(failureOf(result).story);
    expect(without.story.some(({ k, m }) => k === 'in' && m === 'B')).to.equal(true);
    for (const { t } of without.story) expect(t).to.be.at.most(without.at);
  });

  it("carries both machines' registers as they were: LCR 03 of A, 1B of B", async () => {
    const { registers } = failureOf(
      await played({
        B: '{ line: 9600 8E1 }',
        steps: ['out: { on: A, port: 0x3FF, value: 0x5A }', 'in: { on: A, port: 0x3FF, is: 0 }'],
      }),
    );
    const shown = [registers?.A.registers.LCR, registers?.B.registers.LCR, registers?.A.registers.SCR];
    expect(shown.map((value) => hex2(value ?? 0))).to.deep.equal(['03', '1B', '5A']);
  });

  it('plays no step behind the one that fails', async () => {
    const { records } = await traced(scenario({ steps: [...wrong.steps, 'wait: { for: 1s }'] }));
    expect(records.filter(({ k }) => k === 'step')).to.have.length(2);
  });

  it('names the line of its file for each of 3 steps', async () => {
    for (let before = 0; before < 3; before += 1) {
      const steps = [
        ...Array<string>(before).fill('wait: { for: 1ticks }'),
        'in: { on: A, port: 0x3FB, is: 9 }',
      ];
      const { line, step } = failureOf(await played({ steps }));
      expect([line, step]).to.deep.equal([FIRST_LINE + before, `${before + 1}`]);
    }
  });
});

describe('a result', () => {
  it('names scenario, file, link, seed and the lines at the end', async () => {
    const result = await played({
      link: '{ transport: tcp }',
      B: '{ line: 9600 7E2 }',
      steps: ['wait: { for: 1ms }'],
    });
    expect(result).to.deep.include({
      name: 'spec',
      file: 'spec.lab7.yaml',
      transport: 'tcp',
      profile: 'virtualbox5',
      seed: SEED,
      directions: [],
      lab7: [],
    });
    expect(result.lines).to.deep.equal({
      A: { bits: 8, parity: 'none', stop: 1, divisor: 1 },
      B: { bits: 7, parity: 'even', stop: 2, divisor: 12 },
    });
  });

  it('tells the time of virtual events, and of the wall from the clock given: 40 ms', async () => {
    let now = 1000;
    const wallClock = () => {
      now += 40;
      return now;
    };
    const result = await play(scenario({ steps: ['wait: { for: 1s }'] }), { seed: SEED, wallClock });
    expect([result.wallMs, result.ticks]).to.deep.equal([40, 16 + 1_843_200]);
  });

  it('ends its link events with the scenario: what is taken down afterwards is none', async () => {
    const { linkEvents } = await played({
      link: '{ transport: tcp }',
      steps: ['send: { from: A, text: hello }'],
    });
    expect(linkEvents.map(({ side, event }) => `${side} ${event}`)).to.deep.equal([
      'A listening',
      'A connected',
      'B connected',
    ]);
  });
});
