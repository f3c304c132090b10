import { play } from '../../harness/run/play.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import { expect } from '../support/expect.ts';
import {
  ANYTHING,
  BOOTED,
  failureOf,
  MODES,
  played,
  recorded,
  type Script,
  SECOND,
  SEED,
  scenario,
  tracedOver,
  wordsOf,
} from './stage.ts';

const LINE = '8 1 none 115200';

const transfer = (mode: string, words: string, more = ''): string =>
  `lab7: [{ on: A, args: "${mode} 1 tx ${LINE} ${words}" }, { on: B, args: "${mode} 1 rx ${LINE}"${more} }]`;

/** The same lab step with other arguments than a file may have. */
const withArgs = (played: Scenario, args: string, fails: boolean): Scenario => ({
  ...played,
  steps: played.steps.map((step) =>
    step.verb === 'lab7' ? { ...step, runs: step.runs.map((run) => ({ ...run, args, fails })) } : step,
  ),
});

describe('lab7', () => {
  for (const mode of [...MODES, 'com'] as const) {
    it(`carries 12 bytes by ${mode}, and both programs end well`, async () => {
      const run = await recorded({ steps: [transfer(mode, 'hello world')] });
      expect(run).to.pass().and.to.deliver('hello world.').from('A').to('B');
      expect(run.directions).to.have.length(1);
      expect(run.directions[0]).to.deep.include({ sent: 12, received: 12 });
      expect(run.lab7.map(({ on, ok }) => [on, ok]).sort()).to.deep.equal([
        ['A', true],
        ['B', true],
      ]);
    });

    it(`carries 5 bytes by ${mode} from B to A as well`, async () => {
      const { outcome, directions } = await played({
        steps: [
          `lab7: [{ on: B, args: "${mode} 1 tx ${LINE} back" }, { on: A, args: "${mode} 1 rx ${LINE}" }]`,
        ],
      });
      expect(outcome).to.equal('passed');
      expect(directions[0]).to.deep.include({ from: 'B', to: 'A', sent: 5, received: 5 });
    });
  }

  for (const transport of ['cable', 'tcp', 'pipe'] as const) {
    it(`carries 201 bytes by fifo each way in turn over ${transport}`, async () => {
      const word = 'x'.repeat(200);
      const { result } = await tracedOver(transport, {
        steps: [
          transfer('fifo', word),
          `lab7: [{ on: B, args: "fifo 1 tx ${LINE} ${word}" }, { on: A, args: "fifo 1 rx ${LINE}" }]`,
        ],
      });
      expect(wordsOf(result)).to.deep.equal([]);
      expect(result.directions.map(({ received }) => received)).to.deep.equal([201, 201]);
    });
  }

  it('sends 5 bits of each byte at 5 bits a character, and expects no more', async () => {
    const run = await recorded({
      steps: [
        'lab7: [{ on: A, args: "poll 1 tx 5 1 none 9600 hello" }, { on: B, args: "poll 1 rx 5 1 none 9600" }]',
      ],
    });
    expect(run).to.pass();
    expect(run).to.deliver(Buffer.from('hello.').map((byte) => byte & 0x1f));
    expect(run.read.B).to.have.length(6);
  });

  it('has a terminator: "\\n" ends at the newline, and carries a full stop like any byte', async () => {
    const line = 'terminator: "\\n"';
    const run = await recorded({
      steps: [
        `lab7: [{ on: A, args: "poll 1 tx ${LINE} a.b", ${line} }, { on: B, args: "poll 1 rx ${LINE}", ${line} }]`,
      ],
    });
    expect(run).to.pass().and.to.deliver('a.b\n').to('B');
    expect(run.read.B).to.have.length(4);
  });

  it('leaves the line as `set` made it: LCR 1B and divisor 000C', async () => {
    const result = await played({
      steps: [
        'lab7: { on: A, args: "set 1 8 1 even 9600" }',
        'in: { on: A, port: 0x3FB, is: 0x1B }',
        'out: { on: A, port: 0x3FB, value: 0x9B }',
        'in: { on: A, port: 0x3F8, is: 0x0C }',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
    expect(result.lines?.A).to.deep.equal({ bits: 8, parity: 'even', stop: 1, divisor: 12 });
  });

  it('prints: `conf` tells 115200 bps, and fails where 9600 is asked for', async () => {
    const conf = (prints: string): Script => ({
      steps: [`lab7: { on: A, args: "conf 1", prints: "${prints}" }`],
    });
    expect((await played(conf('bitrate = 115200 bps'))).outcome).to.equal('passed');
    const { cause, line, step } = failureOf(await played(conf('bitrate = 9600 bps')));
    expect(cause).to.deep.include({ kind: 'lab7', on: 'A', args: 'conf 1' });
    expect(cause.kind === 'lab7' && cause.printed).to.include('bitrate = 115200 bps');
    expect([line, step]).to.deep.equal([8, '1']);
  });

  it('has its output in the result: 1 program, well ended', async () => {
    const { lab7 } = await played({ steps: ['lab7: { on: B, args: "conf 1" }'] });
    expect(lab7).to.have.length(1);
    expect(lab7[0]).to.deep.include({ on: 'B', args: 'conf 1', ok: true });
    expect(lab7[0]?.printed).to.include('16550A');
  });

  it('fails with arguments that are wrong, and passes where it is to fail', async () => {
    const file = scenario({ steps: ['lab7: { on: A, args: "conf 1" }'] });
    const wrong = 'poll 1 tx 9 1 none 9600 x';
    const failed = await play(withArgs(file, wrong, false), { seed: SEED });
    expect(failureOf(failed).cause).to.deep.include({ kind: 'lab7', on: 'A', args: wrong });
    expect(failed.lab7).to.have.length(1);
    const refused = await play(withArgs(file, wrong, true), { seed: SEED });
    expect(refused.outcome).to.equal('passed');
    expect(refused.lab7[0]).to.deep.include({ ok: false });
  });

  it('fails where it is to fail and does not', async () => {
    const { what, line, step } = failureOf(
      await played({ steps: ['lab7: { on: A, args: "conf 1", fails: true }'] }),
    );
    expect(what).to.equal('`conf 1` on A should have failed, and did not');
    expect([line, step]).to.deep.equal([8, '1']);
  });

  it('that waits for nothing ends within 3 s as a failure that names it, on B', async () => {
    const { what, at, line, step, cause } = failureOf(
      await played({ steps: [`lab7: { on: B, args: "poll 1 rx ${LINE}", within: 3s }`] }),
    );
    expect(what).to.include(`poll 1 rx ${LINE}`).and.to.include(' on B ').and.to.include('3 s');
    expect([at, line, step]).to.deep.equal([BOOTED + 3 * SECOND, 8, '1']);
    expect(cause).to.deep.include({ kind: 'lab7', on: 'B' });
  });

  it('that waits for nothing has 60 s without `within`', async () => {
    const { at } = failureOf(await played({ steps: [`lab7: { on: A, args: "int 1 rx ${LINE}" }`] }));
    expect(at).to.equal(BOOTED + 60 * SECOND);
  });

  it('names of 2 programs the one that hangs, and what it had printed', async () => {
    const { what, cause } = failureOf(
      await played({
        steps: [
          `lab7: [{ on: A, args: "poll 1 tx ${LINE} abc", within: 1s }, { on: B, args: "poll 1 rx ${LINE}", terminator: "\\n" }]`,
        ],
      }),
    );
    expect(what).to.include(' on B ');
    expect(cause).to.deep.include({ kind: 'lab7', on: 'B', printed: 'abc.' });
  });

  it('ends in time: 4 bytes in 45 bits and not in 40', async () => {
    const within = (time: string) =>
      played({
        assert: ANYTHING,
        steps: [`lab7: { on: A, args: "poll 1 tx ${LINE} abc", within: ${time} }`],
      });
    expect((await within('40bits')).outcome).to.equal('failed');
    expect((await within('45bits')).outcome).to.equal('passed');
  });

  it('has a receiver that stops at OE fail, and the ledger balance', async () => {
    const slow = (fails: boolean) =>
      played({ assert: ANYTHING, steps: [transfer('poll', 'hello', `, delay: 10ms, fails: ${fails}`)] });
    const failed = await slow(false);
    expect(failureOf(failed).what).to.match(/on B failed: stopped at OE/);
    expect(failureOf(failed)).to.deep.include({ line: 8, step: '1' });
    expect(failed.ledger?.balanced).to.equal(true);
    const refused = await slow(true);
    expect(refused.outcome).to.equal('passed');
    expect(refused.ledger?.fates.overrun).to.be.above(0);
  });

  it('has delivery asserted for what it sends, read or not: 4 bytes to nobody', async () => {
    const alone = { steps: [`lab7: { on: A, args: "poll 1 tx ${LINE} abc" }`] };
    const failed = await played(alone);
    expect(failed.failures.map(({ cause }) => cause.kind)).to.deep.equal(['delivery', 'unread']);
    expect((await played({ ...alone, assert: ANYTHING })).outcome).to.equal('passed');
  });

  it('runs alone on its machine: a 2nd one there at once is no program that hangs', async () => {
    const conf = '{ lab7: { on: A, args: "conf 1" } }';
    const twice = async () => played({ steps: [`parallel: [${conf}, ${conf}]`] });
    const result = await twice().catch((error: Error) => error);
    // Said by the loader or by the player, and at once.
    if (!(result instanceof Error)) expect(failureOf(result).at).to.be.below(SECOND);
  });

  it('fails on a machine that is off', async () => {
    const { what } = failureOf(
      await played({ steps: ['stop: { machine: A }', 'lab7: { on: A, args: "conf 1" }'] }),
    );
    expect(what).to.match(/^machine A is off/);
  });
});
