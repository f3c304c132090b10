import { expect } from 'chai';
import { play } from '../../harness/run/play.ts';
import { ANYTHING, failureOf, played, SEED, scenario, traced } from './stage.ts';

const outcomeOf = async (...steps: readonly string[]) => (await played({ steps })).outcome;
const wordsFor = async (...steps: readonly string[]) => failureOf(await played({ steps })).what;

describe('within', () => {
  // A lone byte is at B's program 2 + 152 + 4 ticks after a polled send.
  const LATE = ['send: { from: A, text: x }', 'wait: { for: 100bits }'];

  it('is about when the byte came, not about when it was looked for', async () => {
    expect(await outcomeOf(...LATE, 'expect: { on: B, text: x, within: 158ticks }')).to.equal('passed');
    expect(await wordsFor(...LATE, 'expect: { on: B, text: x, within: 157ticks }')).to.equal(
      'B got what it expects 1 tick too late: within 157 ticks',
    );
  });

  it('is so for the flags of a byte', async () => {
    const flags = 'expect: { on: B, flags: none, byte: 0, within';
    expect(await outcomeOf(...LATE, `${flags}: 158ticks }`)).to.equal('passed');
    expect(await wordsFor(...LATE, `${flags}: 157ticks }`)).to.equal(
      'byte 0 came to B 1 tick too late: within 157 ticks',
    );
  });

  it('is so for an interrupt: the first stop bit is sampled 2 + 2 + 152 ticks behind the send', async () => {
    const sent = ['send: { from: A, mode: int, text: x }', 'wait: { for: 100bits }'];
    const records = (await traced(scenario({ steps: sent }))).records;
    const rises =
      records.find((record) => record.k === 'intr' && record.m === 'B' && record.level === 1)?.t ?? 0;
    const step = records.find((record) => record.k === 'step')?.t ?? 0;
    const irq = 'expect: { on: B, irq: data-available, within';
    expect(await outcomeOf(...sent, `${irq}: ${rises - step}ticks }`)).to.equal('passed');
    expect(await wordsFor(...sent, `${irq}: ${rises - step - 1}ticks }`)).to.equal(
      `B's chip asked for data-available 1 tick too late: within ${rises - step - 1} ticks`,
    );
  });

  it('that is not given is 2 s from the step on, however old the last send is', async () => {
    const later = [
      'send: { from: A, mode: int, text: x }',
      'expect: { on: B, text: x }',
      'wait: { for: 3s }',
    ];
    expect(
      await outcomeOf(...later, 'send: { from: B, mode: int, text: y }', 'expect: { on: B, irq: thre }'),
    ).to.equal('passed');
    const steps = [
      ...later,
      'parallel: [{ break: { from: A, for: 2chars } }, { expect: { on: B, flags: [BI] } }]',
    ];
    expect((await played({ steps, assert: ANYTHING })).outcome).to.equal('passed');
  });

  it('counts from a break as from a send', async () => {
    const steps = [
      'send: { from: A, text: x }',
      'wait: { for: 1s }',
      'break: { from: A, for: 20bits }',
      'expect: { on: B, flags: [BI], within: 11bits }',
    ];
    expect((await played({ steps, assert: ANYTHING })).outcome).to.equal('passed');
  });
});

describe('an expect', () => {
  it('on a machine that is off says so at once', async () => {
    for (const want of ['text: x', 'flags: none, byte: 3', 'irq: thre']) {
      const { failures, ticks } = await played({
        steps: ['stop: { machine: B }', `expect: { on: B, ${want} }`],
      });
      expect(failures.map(({ what }) => what)).to.deep.equal(['machine B is off: a `boot` step turns it on']);
      expect(ticks).to.be.below(1000);
    }
  });

  it('still finds what came before its machine went off', async () => {
    const steps = [
      'send: { from: A, text: xy }',
      'expect: { on: B, text: x }',
      'wait: { for: 9chars }',
      'stop: { machine: B }',
    ];
    expect(await outcomeOf(...steps, 'expect: { on: B, text: y }')).to.equal('passed');
  });

  it('beside another one waits its turn, and says so', async () => {
    const { what, cause } = failureOf(
      await played({
        steps: [
          'send: { from: A, text: h }',
          'parallel: [{ expect: { on: B, text: hello, within: 2s } }, { expect: { on: B, text: hi, within: 99bits } }]',
        ],
      }),
    );
    expect(what).to.equal(
      'B did not get what it expects within 99 bits: an expect that began before has not ended',
    );
    expect(cause).to.deep.include({ came: [], cameCount: 0 });
  });

  it('that fails before another one has its turn says what came', async () => {
    const { what, cause } = failureOf(
      await played({
        steps: [
          'send: { from: A, text: h }',
          'parallel: [{ expect: { on: B, text: hello, within: 99bits } }, { expect: { on: B, text: x } }]',
        ],
      }),
    );
    expect(what).to.equal('B did not get what it expects within 99 bits');
    expect(cause).to.deep.include({ came: [0x68], cameCount: 1 });
  });

  it('costs no more for what it waits for in vain: 20 000 interrupts are looked at once each', async () => {
    const result = await played({
      steps: [
        'send: { from: A, random: 20000 }',
        'expect: { on: B, irq: line-status, mode: int, within: 20s }',
      ],
    });
    expect(result.outcome).to.equal('failed');
  });
});

describe('a send', () => {
  it("to a machine on which the lab's program receives starts no receiver of its own", async () => {
    for (const mode of ['poll', 'int', 'fifo']) {
      const { outcome, lab7 } = await played({
        A: '{ line: 9600 8E1 }',
        B: '{ line: 9600 8E1 }',
        steps: [
          `parallel: [{ lab7: { on: B, args: '${mode} 1 rx 8 1 even 9600', prints: hello } }, { send: { from: A, text: hello. } }]`,
        ],
      });
      expect([outcome, lab7[0]?.printed], mode).to.deep.equal(['passed', lab7[0]?.printed]);
      expect(lab7[0]?.printed, mode).to.contain('hello');
    }
  });
});

describe('time', () => {
  it('ends with an error where ticks are no whole numbers any more', async () => {
    const steps = Array.from({ length: 6 }, () => 'wait: { for: 1000000000s }');
    const error = await play(scenario({ steps }), { seed: SEED }).catch((thrown) => thrown);
    expect(error).to.have.property('code', 'time-over');
  });
});
