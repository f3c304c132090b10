import { expect } from 'chai';
import type { ProfileName } from '../../harness/link/profile.ts';
import { type Comparison, differs, headline } from '../../harness/report/comparison.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { compared, played, type Script } from './results.ts';

const BOTH: readonly ProfileName[] = ['virtualbox5', 'wire'];
const HELLO = ['send: { from: A, text: "hello" }', 'expect: { on: B, text: "hello", within: 20chars }'];

const said = async (script: Script, profiles = BOTH): Promise<string> =>
  headline(await compared(script, profiles));
/** Between two machines whose lines are these. */
const saidBetween = (A: string, B: string, steps = HELLO): Promise<string> =>
  said({ A: `{ line: ${A} }`, B: `{ line: ${B} }`, steps });

describe('the headline of a comparison', () => {
  it('says that all pass where the lines are equal', async () => {
    expect(await saidBetween('9600 8E1', '9600 8E1')).to.equal('passes under virtualbox5 and on the wire');
  });
  it('names the parity when a program of the lab meets another: it stops at the error', async () => {
    const steps = [
      'lab7: [ { on: A, args: "poll 1 tx 8 1 even 9600 hello" }, { on: B, args: "poll 1 rx 8 1 none 9600" } ]',
    ];
    expect(await said({ steps })).to.equal(
      'passes under virtualbox5, fails on the wire: A sends 9600 8E1 and B reads 9600 8N1 (the parity differs)',
    );
  });
  it('names word length and parity for 7E1 against 8N1, where no flag shows it', async () => {
    expect(await saidBetween('9600 7E1', '9600 8N1')).to.equal(
      'passes under virtualbox5, fails on the wire: ' +
        'A sends 9600 7E1 and B reads 9600 8N1 (the word length and the parity differ)',
    );
  });
  it('names the crystals where the settings are equal', async () => {
    const script: Script = {
      A: '{ line: 9600 8N1, crystal: +40000ppm }',
      B: '{ line: 9600 8N1, crystal: -40000ppm }',
      steps: HELLO,
    };
    expect(await said(script)).to.equal(
      'passes under virtualbox5, fails on the wire: A sends 9600 8N1 crystal +40000ppm ' +
        'and B reads 9600 8N1 crystal -40000ppm (the crystals differ)',
    );
  });
  it('blames no line of a machine that is off before it has sent anything', async () => {
    const steps = ['send: { from: A, text: hello }', 'stop: { machine: A }'];
    expect(await saidBetween('9600 8N1', '9600 8N1', steps)).to.equal(
      'fails under virtualbox5 and on the wire',
    );
  });
  it('names the rate, and neither as the sender where both send', async () => {
    const steps = [...HELLO, 'send: { from: B, text: "you" }', 'expect: { on: A, text: "you" }'];
    expect(await saidBetween('9600 8N1', '19200 8N1', ['send: { from: B, text: "x" }', ...steps])).to.equal(
      'passes under virtualbox5, fails on the wire: A is set to 9600 8N1 and B to 19200 8N1 (the rate differs)',
    );
  });
  it('says which one sends when it is B', async () => {
    const steps = ['send: { from: B, text: "hello" }', 'expect: { on: A, text: "hello" }'];
    expect(await saidBetween('9600 8N1', '9600 7N1', steps)).to.match(
      /: B sends 9600 7N1 and A reads 9600 8N1 /,
    );
  });
  it('says that error flags came where the bytes are right', async () => {
    expect(await saidBetween('9600 8E1', '9600 8O1')).to.equal(
      'passes under virtualbox5, passes with error flags on the wire: ' +
        'A sends 9600 8E1 and B reads 9600 8O1 (the parity differs)',
    );
  });
  it('blames no line when the text wanted is another than the one sent', async () => {
    const steps = ['send: { from: A, text: "hello" }', 'expect: { on: B, text: "help", within: 20chars }'];
    expect(await saidBetween('9600 8N1', '9600 8N1', steps)).to.equal(
      'fails under virtualbox5 and on the wire',
    );
    expect(await saidBetween('9600 8N2', '9600 8N1', steps)).to.equal(
      'fails under virtualbox5 and on the wire',
    );
  });
  it('blames the word length under a profile of bytes too: they are cut', async () => {
    const script: Script = { B: '{ line: 115200 7N1 }', steps: ['send: { from: A, hex: "80" }'] };
    expect(await said(script, ['virtualbox5', 'qemu'])).to.equal(
      'fails under virtualbox5 and qemu: A sends 115200 8N1 and B reads 115200 7N1 (the word length differs)',
    );
  });
  it('says so when the receiver is too slow for a wire', async () => {
    const run = (on: string, rest: string) => `{ on: ${on}, args: "poll 1 ${rest}" }`;
    const rx = '{ on: B, args: "poll 1 rx 8 1 even 9600", delay: 20ms }';
    const steps = [`lab7: [ ${run('A', 'tx 8 1 even 9600 hello')}, ${rx} ]`];
    expect(await said({ steps })).to.equal(
      'passes under virtualbox5, fails on the wire: ' +
        'the receiver is too slow there, and 5 characters are lost by overrun',
    );
  });
  it('says that what comes differs where the verdicts do not', async () => {
    const script: Script = {
      A: '{ line: 9600 7E1 }',
      B: '{ line: 9600 8N1 }',
      assert: '{ delivery: any }',
      steps: ['send: { from: A, text: "hello" }', 'expect: { on: B, count: 5 }'],
    };
    const why = 'A sends 9600 7E1 and B reads 9600 8N1 (the word length and the parity differ)';
    expect(await said(script)).to.equal(
      `passes under virtualbox5 and on the wire, and what comes differs: ${why}`,
    );
    const failing = { ...script, steps: [...script.steps, 'expect: { on: B, text: x }'] };
    expect(await said(failing)).to.equal(
      `fails under virtualbox5 and on the wire, and what comes differs: ${why}`,
    );
  });
  it('lists profiles, and keeps the wire apart', async () => {
    expect(await said({ steps: HELLO }, ['wire', 'qemu', 'virtualbox5', 'virtualbox'])).to.equal(
      'passes under qemu, virtualbox5 and virtualbox, and on the wire',
    );
    expect(await said({ steps: HELLO }, ['qemu', 'virtualbox'])).to.equal('passes under qemu and virtualbox');
  });
  it('has what was not played behind what was', async () => {
    const steps = ['send: { from: A, text: "hi" }', 'expect: { on: B, flags: [PE] }'];
    const script: Script = { A: '{ line: 9600 8O1 }', B: '{ line: 9600 8E1 }', steps };
    const one = await compared(script, BOTH);
    const sentence =
      'passes with error flags on the wire: A sends 9600 8O1 and B reads 9600 8E1 (the parity differs); ' +
      'is skipped under virtualbox5';
    expect(headline(one)).to.equal(sentence);
    const error = { profile: 'qemu', transport: 'tcp', error: { message: 'busy' } } as const;
    expect(headline({ ...one, plays: [error, ...one.plays] })).to.equal(
      `${sentence}; cannot be played under qemu`,
    );
    expect(headline({ ...one, plays: [error] })).to.equal('cannot be played under qemu');
  });
});

describe('a comparison differs', () => {
  let passed: ScenarioResult;
  let skipped: ScenarioResult;
  before(async () => {
    const [tx, rx] = ['tx 8 1 even 9600 hi', 'rx 8 1 even 9600'].map((rest) => `"poll 1 ${rest}"`);
    passed = await played({ steps: [`lab7: [ { on: A, args: ${tx} }, { on: B, args: ${rx} } ]`] });
    skipped = await played({ steps: ['boot: { machine: B, fails: refused }'] });
  });
  const isOther = (...results: readonly ScenarioResult[]): boolean => {
    const plays = results.map((result) => ({ profile: 'wire', transport: 'cable', result }) as const);
    const comparison: Comparison = { name: 'spec', file: 'x', plays };
    return differs(comparison);
  };

  it('not when all came to the same, in whatever time', () => {
    expect(isOther(passed, { ...passed, profile: 'wire', ticks: 1, wallMs: 2, seed: 3 })).to.equal(false);
  });
  it('by its verdict', () => {
    expect(isOther(passed, { ...passed, outcome: 'failed' })).to.equal(true);
  });
  it('by a byte, by how many there were, and by a flag', () => {
    const [direction] = passed.directions;
    if (direction === undefined) throw new Error('nothing was sent');
    const withOther = (parts: Partial<typeof direction>): boolean =>
      isOther(passed, { ...passed, directions: [{ ...direction, ...parts }] });
    expect(withOther({})).to.equal(false);
    expect(withOther({ first: [0x68, 0x6a] })).to.equal(true);
    expect(withOther({ received: 2 })).to.equal(true);
    expect(withOther({ flags: { ...direction.flags, OE: 1 } })).to.equal(true);
  });
  it('by the step that failed first, and by what came there', async () => {
    const steps = [
      'out: { on: A, port: 0x3F8, value: 0x41 }',
      'out: { on: A, port: 0x3F8, value: 0x42 }',
      'wait: { for: 40bits }',
      'in: { on: B, port: 0x3F8, is: 0x41 }',
      'in: { on: B, port: 0x3F8, is: 0x42 }',
    ];
    expect(
      differs(await compared({ steps, A: '{ line: 9600 8N1 }', B: '{ line: 9600 8N1 }' }, BOTH)),
    ).to.equal(true);
    const failed = await played({ steps: ['in: { on: A, port: 0x3FF, is: 1 }'] });
    const [first] = failed.failures;
    if (first?.cause.kind !== 'register') throw new Error('nothing failed');
    expect(isOther(failed, { ...failed, failures: [{ ...first, around: 1 }] })).to.equal(false);
    const other = { ...first, cause: { ...first.cause, came: 2 } };
    expect(isOther(failed, { ...failed, failures: [other] })).to.equal(true);
    expect(isOther(failed, { ...failed, failures: [{ ...first, step: '2' }] })).to.equal(true);
  });
  it('by what the lab printed', () => {
    const [output] = passed.lab7;
    if (output === undefined) throw new Error('the lab did nothing');
    expect(isOther(passed, { ...passed, lab7: [{ ...output, printed: 'other' }] })).to.equal(true);
  });
  it('not by a profile under which it is skipped', () => {
    expect(isOther(passed, skipped)).to.equal(false);
    expect(isOther(skipped)).to.equal(false);
  });
});
