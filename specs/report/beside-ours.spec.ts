import { expect } from 'chai';
import type { Reply } from '../../harness/machine/foreign-chip.ts';
import { renderBesideOurs } from '../../harness/report/beside-ours.ts';
import { jsonReport } from '../../harness/report/json.ts';
import type { AccessDifferences } from '../../harness/run/access-differences.ts';
import { type ChipComparison, playBesideOurs, Watched } from '../../harness/run/beside-ours.ts';
import { play } from '../../harness/run/play.ts';
import { MCR, REG } from '../support/datasheet.ts';
import { LateUart } from '../support/late-uart.ts';
import { type Script, scenario } from './results.ts';

/** Shows OUT2 on, as QEMU's does at its start. */
class WithOut2 extends LateUart {
  override async read(offset: number, at: number): Promise<Reply> {
    const reply = await super.read(offset, at);
    return offset === REG.MCR ? { ...reply, value: reply.value | MCR.OUT2 } : reply;
  }
}

const FOREIGN = '{ line: 115200 8N1, chip: qemu }';

const beside = (script: Script, make: () => LateUart = () => new LateUart()): Promise<ChipComparison> =>
  playBesideOurs(scenario({ link: '{}', A: FOREIGN, ...script }), { seed: 1, chips: { qemu: make } });

const linesOf = (comparison: ChipComparison, columns = 100): readonly string[] =>
  renderBesideOurs(comparison, { colour: false, columns }).split('\n');

const LAB7: Script = {
  steps: ['lab7: [{ on: A, args: "int 1 tx 8 1 none 9600 hi" }, { on: B, args: "int 1 rx 8 1 none 9600" }]'],
};

describe('another’s chip and ours, side by side', () => {
  it('are said to come to the same when they do', async () => {
    const lines = linesOf(await beside(LAB7));
    expect(lines[0]).to.equal("  QEMU's chip in A; with ours it comes to the same");
    expect(lines.at(-1)).to.equal("  A has read the same from QEMU's chip as from ours.");
  });

  it('have a column each: verdict, bytes, what the lab printed, accesses, interrupts, the last byte', async () => {
    const comparison = await beside(LAB7);
    const text = linesOf(comparison).join('\n');
    for (const row of [
      /^ +QEMU's chip +ours$/m,
      /^ +passed +passed$/m,
      /^ {2}A -> B {2}3 of 3 bytes +3 of 3 bytes$/m,
      /^ +\| hi\. +\| hi\.$/m,
      /^ {2}at A +[\d ]+ reads, (\d+ writes) +[\d ]+ reads, \1$/m,
      /^ +3 interrupts +3 interrupts$/m,
      /^ +IIR: data-available 3 +IIR: data-available 3$/m,
      /^ +last byte read at 3\.1\d ms +last byte read at 3\.1\d ms$/m,
    ])
      expect(text).to.match(row);
    expect(comparison.theirs.accounts.A).to.deep.equal(comparison.ours.accounts.A);
  });

  it('show what was read otherwise, and why where that is known', async () => {
    const lines = linesOf(await beside(LAB7, () => new WithOut2()));
    const at = lines.indexOf("  A has read from QEMU's chip:");
    expect(lines.slice(at + 1)).to.deep.equal([
      '    MCR 0x08 (OUT2), ours 0x00, at tick 28: QEMU starts with OUT2 on, as a BIOS leaves it',
    ]);
  });

  it('say what fails with ours alone, and where the programs went different ways', async () => {
    const comparison = await beside(
      { steps: ['in: { on: A, port: 0x3FC, is: 0x08 }', 'wait: { for: 1ms }', 'in: { on: A, port: 0x3FF }'] },
      () => new WithOut2(),
    );
    const lines = linesOf(comparison);
    expect(lines[0]).to.equal("  QEMU's chip in A; with ours it fails: A read another value than expected");
    expect(lines.at(-1)).to.match(
      /^ {4}then A does in SCR at tick \d+, and with ours nothing more: no more is/,
    );
    expect(comparison.theirs.result.outcome).to.equal('passed');
    expect(comparison.ours.result.outcome).to.equal('failed');
  });

  it('say how far they have been compared, where the program did more than is kept', async () => {
    const [same, other] = [await beside(LAB7), await beside(LAB7, () => new WithOut2())];
    const cut = (one: ChipComparison): ChipComparison => ({
      ...one,
      differences: {
        A: { ...(one.differences.A as AccessDifferences), untold: 2, comparedUntil: 1_843_200 },
      },
    });
    expect(linesOf(cut(same)).slice(-2)).to.deep.equal([
      "  A has read the same from QEMU's chip as from ours until 1.000 s: later accesses are too many to be",
      '  compared.',
    ]);
    expect(linesOf(cut(other)).slice(-2)).to.deep.equal([
      '    other differences: 2 more reads',
      '    until 1.000 s: later accesses are too many to be compared',
    ]);
    const report = JSON.parse(
      jsonReport([], { version: '1', wallMs: 0, errors: [], chips: [cut(same), same] }),
    );
    expect(report.chips.map((one: object) => 'comparedUntil' in one)).to.deep.equal([true, false]);
    expect(report.chips[0].comparedUntil).to.deep.equal({ A: 1_843_200 });
  });

  it('keep no access of a machine whose chip is ours', async () => {
    const watched = new Watched(scenario({ link: '{}', A: FOREIGN, ...LAB7 }));
    await play(scenario({ link: '{}', ...LAB7 }), { seed: 1, sinks: [watched.sink] });
    const { A, B } = watched.accesses;
    expect([A.sequence.length > 0, B.sequence.length]).to.deep.equal([true, 0]);
    expect(B.account.reads).to.be.above(0);
  });

  it('stand in the JSON, with every difference', async () => {
    const chips = [await beside(LAB7, () => new WithOut2())];
    const report = JSON.parse(jsonReport([], { version: '1', wallMs: 0, errors: [], chips }));
    const [one] = report.chips;
    expect(one).to.include({ name: 'spec', headline: "QEMU's chip in A; with ours it comes to the same" });
    expect(one.machines).to.deep.equal({ A: 'qemu' });
    expect(
      one.plays.map((play: { chips: string; outcome: string }) => [play.chips, play.outcome]),
    ).to.deep.equal([
      ['theirs', 'passed'],
      ['ours', 'passed'],
    ]);
    expect(one.differences).to.deep.equal([
      {
        on: 'A',
        register: 'MCR',
        theirs: { value: 8, at: 28 },
        ours: { value: 0, at: 28 },
        times: 1,
        known: 'QEMU starts with OUT2 on, as a BIOS leaves it',
      },
    ]);
  });

  it('are not in the JSON of a run that had none', () => {
    expect(JSON.parse(jsonReport([], { version: '1', wallMs: 0, errors: [] }))).to.not.have.property('chips');
  });

  it('are both skipped where the link cannot carry what the scenario asks for', async () => {
    const { theirs, ours } = await beside({ steps: ['break: { from: B, for: 3chars }'] });
    expect([theirs.result.outcome, ours.result.outcome]).to.deep.equal(['skipped', 'skipped']);
    expect(ours.result.reason).to.equal(theirs.result.reason);
  });
});
