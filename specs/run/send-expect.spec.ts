import { ticks } from '../../harness/adapter/chai/assertions.ts';
import { play } from '../../harness/run/play.ts';
import { expect } from '../support/expect.ts';
import {
  BOOTED,
  beginnings,
  CHARACTER,
  failureOf,
  played,
  recorded,
  type Script,
  SECOND,
  SEED,
  scenario,
  wordsOf,
} from './stage.ts';

/** From a polled send to its nth byte at the far program: 2 ticks to THR, to the stop bit's middle, 2 reads. */
const polled = (n: number): number => 2 + (n - 1) * CHARACTER + 152 + 4;

describe('send', () => {
  it('returns at once: the step behind it begins in the same tick', async () => {
    const [sent, waited] = await beginnings({
      steps: ['send: { from: A, random: 500 }', 'wait: { for: 1ticks }'],
    });
    expect([sent, waited]).to.deep.equal([BOOTED, BOOTED]);
  });

  it('is waited for at the end of the scenario: 500 bytes arrive after 1 step that took no time', async () => {
    const { outcome, ticks, directions } = await played({ steps: ['send: { from: A, random: 500 }'] });
    expect(outcome).to.equal('passed');
    expect(directions).to.deep.include({
      ...directions[0],
      from: 'A',
      to: 'B',
      sent: 500,
      received: 500,
      flagged: 0,
    });
    expect(ticks).to.equal(BOOTED + polled(500) + 3 * CHARACTER);
  });

  it('is waited for both ways', async () => {
    const { outcome, directions } = await played({
      steps: ['send: { from: B, random: 300 }', 'send: { from: A, random: 200 }'],
    });
    expect(outcome).to.equal('passed');
    expect(directions.map(({ from, received }) => [from, received])).to.deep.equal([
      ['A', 200],
      ['B', 300],
    ]);
  });

  it('queues behind the sends before it: 3 of them arrive as one, without a gap', async () => {
    const run = await recorded({
      steps: ['abc', 'de', 'f'].map((text) => `send: { from: A, text: ${text} }`),
    });
    expect(run)
      .to.deliver('abcdef')
      .from('A')
      .to('B')
      .within(ticks(polled(6)));
    const frames = run.records.flatMap((record) => (record.k === 'frame' ? [record.t] : []));
    expect(frames.map((at) => at - (frames[0] ?? 0))).to.deep.equal([0, 160, 320, 480, 640, 800]);
  });

  it('sends 2 bytes 3 times over, a range of 4, and a text', async () => {
    const run = await recorded({
      steps: [
        'send: { from: A, repeat: "55 AA", times: 3 }',
        'send: { from: A, hex: "FE FF 00..03" }',
        'send: { from: A, text: "a.b" }',
      ],
    });
    expect(run).to.pass();
    expect(run).to.deliver(Buffer.from('55aa55aa55aafeff00010203', 'hex'));
    expect(run).to.deliver('\x03a.b').and.not.to.deliver('a.b\0');
    expect(run.read.B).to.have.length(15);
  });

  it('sends other random bytes for another seed, and the same for the same', async () => {
    const script: Script = { steps: ['send: { from: A, random: 100 }'] };
    const [one, same, other] = [await played(script, 1), await played(script, 1), await played(script, 2)];
    expect(one.directions).to.deep.equal(same.directions);
    expect(one.directions[0]?.first).to.not.deep.equal(other.directions[0]?.first);
  });

  it('sends other random bytes in a 2nd step than in the 1st', async () => {
    const { directions } = await played({
      steps: ['send: { from: A, random: 100 }', 'send: { from: A, random: 100 }'],
    });
    const first = directions[0]?.first ?? [];
    expect(first.slice(0, 100)).to.not.deep.equal(first.slice(100));
  });

  it('says at step 2 that machine A is off', async () => {
    const { what, line, step, cause } = failureOf(
      await played({ steps: ['stop: { machine: A }', 'send: { from: A, text: hello }'] }),
    );
    expect(what).to.match(/^machine A is off/);
    expect([line, step]).to.deep.equal([9, '2']);
    expect(cause).to.deep.equal({ kind: 'boot', machine: 'A' });
  });

  for (const mode of ['poll', 'int', 'fifo']) {
    it(`goes on by ${mode} until 100 bytes are through at 50 baud, where nothing is read for 2.8 s`, async () => {
      const machine = '{ line: 50 8N1, fifo: 14 }';
      const result = await played({
        A: machine,
        B: machine,
        steps: [`send: { from: A, mode: ${mode}, random: 100 }`],
      });
      expect(wordsOf(result)).to.deep.equal([]);
      expect(result.directions[0]?.received).to.equal(100);
      expect(result.ticks).to.be.within(20 * SECOND, 28 * SECOND);
    });
  }
});

describe('expect', () => {
  const sixBytes = (within: string): Script => ({
    steps: ['send: { from: A, text: hello! }', `expect: { on: B, text: hello!, within: ${within} }`],
  });

  it('ends at the tick of the matching byte: 958 ticks after the send of 6', async () => {
    const [sent, , then] = await beginnings({
      steps: [...sixBytes('1s').steps, 'wait: { for: 1ticks }'],
    });
    expect((then ?? 0) - (sent ?? 0)).to.equal(polled(6));
    expect(polled(6)).to.equal(958);
  });

  for (const [too, enough] of [
    ['59bits', '60bits'],
    ['957ticks', '958ticks'],
    ['5.9chars', '6chars'],
    ['519us', '520us'],
    ['0.51ms', '0.52ms'],
    ['0.000519s', '0.00052s'],
  ] as const) {
    it(`fails within ${too} for 6 bytes, and passes within ${enough}`, async () => {
      expect(failureOf(await played(sixBytes(too))).what).to.match(/^B did not get what it expects within /);
      expect((await played(sixBytes(enough))).outcome).to.equal('passed');
    });
  }

  it('fails at tick 960 within 59 bits, 944 ticks from the send', async () => {
    expect(failureOf(await played(sixBytes('59bits'))).at).to.equal(BOOTED + 944);
  });

  it('fails for wrong text with what was wanted and what came', async () => {
    const { cause, line, step } = failureOf(
      await played({ steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: world }'] }),
    );
    expect(cause).to.deep.equal({
      kind: 'expect',
      on: 'B',
      wanted: [...Buffer.from('world')],
      wantedCount: 5,
      came: [...Buffer.from('hello')],
      cameCount: 5,
    });
    expect([line, step]).to.deep.equal([9, '2']);
  });

  it('fails for 6 bytes where 5 came, and passes for 5', async () => {
    const counting = (count: number) =>
      played({ steps: ['send: { from: A, text: hello }', `expect: { on: B, count: ${count} }`] });
    expect(failureOf(await counting(6)).cause).to.deep.include({ wantedCount: 6, wanted: [], cameCount: 5 });
    expect((await counting(5)).outcome).to.equal('passed');
  });

  it('counts from the last send, and not from its own beginning', async () => {
    const steps = (within: string) => [
      'send: { from: A, text: hello! }',
      'wait: { for: 900ticks }',
      `expect: { on: B, text: hello!, within: ${within} }`,
    ];
    expect((await played({ steps: steps('957ticks') })).outcome).to.equal('failed');
    expect((await played({ steps: steps('958ticks') })).outcome).to.equal('passed');
  });

  it('counts from the last of 2 sends', async () => {
    const steps = (within: string) => [
      'send: { from: A, text: hel }',
      'wait: { for: 200ticks }',
      'send: { from: A, text: lo! }',
      `expect: { on: B, text: hello!, within: ${within} }`,
    ];
    expect((await played({ steps: steps('757ticks') })).outcome).to.equal('failed');
    expect((await played({ steps: steps('758ticks') })).outcome).to.equal('passed');
  });

  it("counts from its own direction's last send: one the other way is none", async () => {
    const steps = (within: string) => [
      'send: { from: A, text: hello! }',
      'wait: { for: 400ticks }',
      'send: { from: B, text: x }',
      `expect: { on: B, text: hello!, within: ${within} }`,
    ];
    expect((await played({ steps: steps('957ticks') })).outcome).to.equal('failed');
    expect((await played({ steps: steps('962ticks') })).outcome).to.equal('passed');
  });

  it('counts from its own beginning where nothing was sent: fails at tick 116 within 100', async () => {
    expect(failureOf(await played({ steps: ['expect: { on: B, count: 1, within: 100ticks }'] })).at).to.equal(
      BOOTED + 100,
    );
  });

  it('has 2 s without `within`: fails 3 686 400 ticks after the send', async () => {
    const script = { steps: ['send: { from: A, text: a }', 'expect: { on: B, text: b }'] };
    expect(failureOf(await played(script)).at).to.equal(BOOTED + 2 * SECOND);
  });

  it('finds at once what has come already, though its time is over', async () => {
    const [, , expected, then] = await beginnings({
      steps: [
        'send: { from: A, text: hello }',
        'wait: { for: 3s }',
        'expect: { on: B, text: hello }',
        'wait: { for: 1ticks }',
      ],
    });
    expect(then).to.equal(expected);
  });

  it('needs no newline, and leaves what stands behind the match to the next', async () => {
    const { outcome } = await played({
      steps: [
        'send: { from: A, text: "login: password: " }',
        'expect: { on: B, text: "login:" }',
        'expect: { on: B, text: " pass" }',
        'expect: { on: B, count: 6 }',
      ],
    });
    expect(outcome).to.equal('passed');
  });

  it('fails the 2nd time for what came once', async () => {
    const once = 'expect: { on: B, text: hello, within: 1s }';
    const result = await played({ steps: ['send: { from: A, text: hello }', once, once] });
    expect(failureOf(result)).to.deep.include({ step: '3', line: 10 });
    expect(failureOf(result).cause).to.deep.include({ came: [], cameCount: 0 });
  });

  it("has the other direction's cursor left alone", async () => {
    const { outcome } = await played({
      steps: [
        'send: { from: A, text: ab }',
        'send: { from: B, text: ab }',
        'expect: { on: B, text: ab }',
        'expect: { on: A, text: ab }',
      ],
    });
    expect(outcome).to.equal('passed');
  });

  it('reads by the mode of the first step of its direction: 5 by fifo wait for the timeout, 640 ticks', async () => {
    const script = (mode: string): Script => ({
      steps: [`expect: { on: B, mode: ${mode}, count: 5, within: 1s }`, 'wait: { for: 1ticks }'],
    });
    const withSender = (mode: string): Script => ({
      steps: [`send: { from: A, mode: ${mode}, text: hello }`, ...script(mode).steps],
    });
    const took = async (mode: string) => {
      const [sent, , then] = await beginnings(withSender(mode));
      return (then ?? 0) - (sent ?? 0);
    };
    expect(await took('poll')).to.equal(polled(5));
    expect((await took('fifo')) - polled(5)).to.be.within(640, 680);
  });

  it('starts a receiver on its machine where nothing is sent by a step: it reads what `out` sends', async () => {
    const out = 'out: { on: A, port: 0x3F8, value: 0x41 }';
    const { outcome } = await played({
      steps: [`parallel: [{ expect: { on: B, text: A } }, { ${out} }]`],
    });
    expect(outcome).to.equal('passed');
  });

  it('may stand beside another of its direction: each gets what the one before it left', async () => {
    const both = '{ expect: { on: B, text: ab } }, { expect: { on: B, text: cd } }';
    for (const steps of [
      ['send: { from: A, text: abcd }', `parallel: [${both}]`],
      [`parallel: [${both}, { send: { from: A, text: abcd } }]`],
    ])
      expect(wordsOf(await played({ steps })), steps[0]).to.deep.equal([]);
  });

  it('plays what is written in TypeScript as it plays a file', async () => {
    const file = scenario(sixBytes('60bits'));
    const [send, wanted] = file.steps;
    if (send === undefined || wanted?.verb !== 'expect') return expect.fail();
    const { outcome } = await play(
      { ...file, steps: [send, { ...wanted, within: { amount: 59, unit: 'bits' } }] },
      { seed: SEED },
    );
    expect(outcome).to.equal('failed');
  });
});
