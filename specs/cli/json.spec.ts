import { expect } from 'chai';
import {
  BOOT_ORDER,
  linesOf,
  Paper,
  REFUSED,
  script,
  temporaryPlace,
  VERSION,
  verdicts,
  WRONG,
} from './stage.ts';

/** A document without what hangs on the wall clock, as text: so the order of the keys counts as well. */
const timeless = (document: string): string =>
  JSON.stringify(JSON.parse(document), (key, value: unknown) => (key === 'wallMs' ? undefined : value), 1);

interface Wrong {
  readonly spans: readonly [{ readonly file: string; readonly line: number }];
}

describe('--json', () => {
  const place = temporaryPlace();

  const all = () => {
    place.write('1-right.lab7.yaml', script({ name: 'right' }));
    place.write('2-wrong.lab7.yaml', script({ name: 'wrong', steps: WRONG }));
    place.write('3-wire.lab7.yaml', script({ name: 'wire', link: '{ profile: wire }' }));
    place.write('4-boot.lab7.yaml', script(BOOT_ORDER));
  };

  it('puts one document on stdout, and the words for a person on stderr', async () => {
    all();
    const { exit, stdout, stderr } = await place.run(['run', '.', '--json']);
    expect(exit).to.equal(1);
    expect(verdicts(stderr)).to.deep.equal(['ok right', 'FAIL wrong', 'ok wire', 'ok is refused at first']);
    expect(linesOf(stderr).at(-1)).to.match(/^3 passed, 1 failed in /);
    expect(linesOf(stdout)).to.have.lengthOf(1);
    const { version, summary, scenarios } = JSON.parse(stdout);
    expect(version).to.equal(VERSION);
    expect(summary).to.include({ passed: 3, failed: 1, skipped: 0, errors: 0 });
    expect(scenarios.map(({ name }: { name: string }) => name)).to.deep.equal([
      'right',
      'wrong',
      'wire',
      'is refused at first',
    ]);
  });

  it('puts warnings and progress on stderr', async () => {
    place.write('warns.lab7.yaml', script({ matrix: '{ unused: [1] }' }));
    const stderr = new Paper({ isTerminal: true });
    const { stdout } = await place.run(['run', '.', '--json'], { stderr });
    expect(JSON.parse(stdout).summary).to.include({ passed: 1 });
    expect(stderr.text).to.contain('warning').and.to.contain('[1/1]');
  });

  it('has no colour on a terminal', async () => {
    all();
    const { stdout } = await place.run(['run', '.', '--json'], {
      stdout: new Paper({ isTerminal: true }),
      env: { FORCE_COLOR: '1' },
    });
    expect(stdout).not.to.contain('\x1b');
    expect(JSON.parse(stdout).summary).to.include({ failed: 1 });
  });

  it('is the same twice over each link, but for what stands under wallMs', async () => {
    all();
    for (const link of ['cable', 'tcp', 'pipe']) {
      const argv = ['run', '.', '--json', '--link', link];
      const [first, second] = [await place.run(argv), await place.run(argv)];
      expect(timeless(second.stdout)).to.equal(timeless(first.stdout));
      expect(timeless(first.stdout)).not.to.contain('wallMs');
      expect(JSON.parse(first.stdout).summary.wallMs).to.be.a('number').and.to.be.greaterThan(0);
    }
  });

  it('is the same twice where the world refuses', async () => {
    place.write('refused.lab7.yaml', script(REFUSED));
    const [first, second] = [
      await place.run(['run', '.', '--json']),
      await place.run(['run', '.', '--json']),
    ];
    expect(timeless(second.stdout)).to.equal(timeless(first.stdout));
  });

  it('tells of a failure its line, step, tick, bytes, registers and story', async () => {
    place.write('wrong.lab7.yaml', script({ steps: WRONG }));
    const { stdout } = await place.run(['run', '.', '--json']);
    const [{ file, outcome, seed, failures }] = JSON.parse(stdout).scenarios;
    expect({ file, outcome, seed }).to.deep.equal({ file: 'wrong.lab7.yaml', outcome: 'failed', seed: 1 });
    expect(failures).to.have.lengthOf(1);
    const [{ line, step, at, around, cause, registers, story }] = failures;
    expect({ line, step }).to.deep.equal({ line: 9, step: '2' });
    // 2 ms are 3686.4 ticks behind the send.
    expect(at).to.be.greaterThan(3686).and.to.be.lessThan(3800);
    expect(cause).to.include({ kind: 'expect', on: 'B', wantedCount: 5, cameCount: 5 });
    expect(Buffer.from(cause.wanted).toString('latin1')).to.equal('helpo');
    expect(Buffer.from(cause.came).toString('latin1')).to.equal('hello');
    // The 4th byte is the wrong one: it has been read, and the 5th is on its way.
    expect(around).to.be.lessThan(at);
    expect(registers.B.registers).to.include({ LSR: 0x60, RBR: 0x6c });
    expect(story).to.have.length.greaterThan(5);
  });

  it('tells of a refusal its code, its words and what to do', async () => {
    place.write('refused.lab7.yaml', script(REFUSED));
    const { exit, stdout, stderr } = await place.run(['run', '.', '--json']);
    expect(exit).to.equal(3);
    expect(verdicts(stderr)).to.deep.equal(['ERROR starts the connecting PC first']);
    const { summary, errors } = JSON.parse(stdout);
    expect(summary).to.include({ passed: 0, errors: 1 });
    expect(errors).to.have.lengthOf(1);
    expect(errors[0]).to.include({ name: 'starts the connecting PC first', code: 'link-refused' });
    expect(errors[0].file).to.equal('refused.lab7.yaml');
    expect(errors[0].fix).to.contain('Start machine A first');
  });

  const problems: readonly (readonly [what: string, argv: readonly string[], exit: number, code: string])[] =
    [
      ['an unknown option', ['run', '--trce', 'x'], 2, 'usage'],
      ['an unknown command', ['rum'], 2, 'usage'],
      ['no command', [], 2, 'usage'],
      ['a file that is not there', ['run', 'absent.lab7.yaml'], 2, 'usage'],
      ['a name that nothing has', ['run', '.', '--grep', 'nothing-such'], 2, 'nothing-selected'],
      ['a trace that cannot be written', ['run', '.', '--trace', 'absent/out.ndjson'], 3, 'trace-unwritable'],
    ];
  for (const [what, argv, exit, code] of problems)
    it(`has one error for ${what}, and stderr has it in words`, async () => {
      place.write('right.lab7.yaml', script());
      const ran = await place.run([...argv, '--json']);
      expect(ran.exit).to.equal(exit);
      expect(linesOf(ran.stdout)).to.have.lengthOf(1);
      const { nullmodem, version, errors } = JSON.parse(ran.stdout);
      expect({ nullmodem, version }).to.deep.equal({ nullmodem: 1, version: VERSION });
      expect(errors).to.have.lengthOf(1);
      expect(errors[0]).to.deep.include({ code, spans: [] });
      expect(errors[0].what).to.be.a('string').and.not.to.equal('');
      expect(ran.stderr).to.not.equal('');
      expect((await place.run(argv)).stdout).to.equal('');
    });

  it('has each mistake of a file with its place and what to do', async () => {
    place.write('key.lab7.yaml', script({ steps: ['send: { form: A, text: x }', 'wait: { for: 5 }'] }));
    const { exit, stdout, stderr } = await place.run(['run', '.', '--json']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('key.lab7.yaml:8:13');
    const { errors } = JSON.parse(stdout);
    expect(errors.map(({ spans: [{ file, line }] }: Wrong) => [file, line])).to.deep.include.members([
      ['key.lab7.yaml', 8],
      ['key.lab7.yaml', 9],
    ]);
    for (const { code, what, fix } of errors) {
      expect(code).to.match(/^scenario-/);
      for (const words of [what, fix]) expect(words).to.be.a('string').and.not.to.equal('');
    }
  });

  it('is not asked for by a file of that name behind --', async () => {
    expect((await place.run(['run', '--', '--json'])).stdout).to.equal('');
  });

  it('counts each byte once: what was sent, what came, and the ledger agree', async () => {
    place.write('right.lab7.yaml', script());
    const { stdout } = await place.run(['run', '.', '--json']);
    const [{ directions, ledger }] = JSON.parse(stdout).scenarios;
    expect(directions).to.have.lengthOf(1);
    expect(directions[0]).to.include({ from: 'A', to: 'B', sent: 5, received: 5, flagged: 0 });
    expect(ledger).to.deep.include({ written: 5, seen: 5, madeByLine: 0, balanced: true });
    expect(ledger.fates.read).to.equal(5);
  });
});
