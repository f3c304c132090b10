import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { FailureFolder } from '../../harness/cli/failure-folder.ts';
import type { Kept } from '../../harness/report/run.ts';
import { errorPlay } from '../report/runs.ts';
import { linesOf, script, temporaryPlace, VIEWER } from './stage.ts';

const FAILS = {
  name: 'never comes',
  steps: ['send: { from: A, text: "a" }', 'expect: { on: B, text: "b", within: 40bits }'],
};
const STEM = 'never-comes.cable.wire';

describe('the folder of what failed', () => {
  const place = temporaryPlace();
  const run = (...argv: readonly string[]) => place.run(['run', '.', ...argv], { failures: 'kept' });

  it('has the trace and the page of each failure, and the report names both', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    place.write('two.lab7.yaml', script());
    const { exit, stdout } = await run();
    expect(exit).to.equal(1);
    expect(place.names('kept')).to.deep.equal([`${STEM}.html`, `${STEM}.trace.ndjson`]);
    expect(stdout).to.include(`look: open kept/${STEM}.html in a browser`);
    expect(stdout).to.include(`trace: kept/${STEM}.trace.ndjson`);
    expect(place.read(`kept/${STEM}.html`))
      .to.include(VIEWER)
      .and.to.include('never comes');
  });

  it('has the very trace that --trace writes', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    await run('--trace', 'out.ndjson');
    expect(place.read(`kept/${STEM}.trace.ndjson`)).to.equal(place.read('out.ndjson'));
  });

  it('has the trace of a play that departs from its golden text', async () => {
    place.write('one.lab7.yaml', script({ steps: ['out: { on: A, port: 0x3F9, value: 1 }'] }));
    await run('--golden', 'goldens', '--update');
    place.write('one.lab7.yaml', script({ steps: ['out: { on: A, port: 0x3F9, value: 2 }'] }));
    const { exit } = await run('--golden', 'goldens');
    expect(exit).to.equal(1);
    const [, ...records] = linesOf(place.read('kept/carries-a-word.cable.wire.trace.ndjson'));
    expect(records.join()).to.include('"port":1017,"v":2');
  });

  it('is not made where nothing fails, and what an earlier run has left goes', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    await run();
    place.write('one.lab7.yaml', script());
    const { exit } = await run();
    expect(exit).to.equal(0);
    expect(existsSync(place.path('kept'))).to.equal(false);
  });

  it('stays where somebody else has made it, and so does the folder that the user is in', async () => {
    place.write('one.lab7.yaml', script());
    mkdirSync(place.path('kept'));
    await run();
    expect(place.names('kept')).to.deep.equal([]);
    place.write('one.lab7.yaml', script(FAILS));
    await run('--failures', '.');
    place.write('one.lab7.yaml', script());
    await run('--failures', '.');
    expect(place.names('.')).to.deep.equal(['kept', 'one.lab7.yaml']);
  });

  it('ends a run as it was where the world does not let it be played again', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    const viewer = async (): Promise<string> => {
      const { HarnessError } = await import('../../harness/ground/errors.ts');
      throw new HarnessError('port-busy', 'not now');
    };
    const { exit, stdout, stderr } = await place.run(['run', '.'], { failures: 'kept', viewer });
    expect(exit).to.equal(1);
    expect(stderr).to.include('nothing can be kept in kept: not now');
    expect(stdout).to.include('FAIL').and.not.include('look:');
  });

  it('has nothing to do with why: that stands in the report without it, and in the trace', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    const { stdout } = await run('--no-failures', '--trace', 'out.ndjson');
    expect(stdout).to.match(/^ {2}why: \S/m);
    const words = await place.run(['show', 'out.ndjson']);
    expect(words.stdout).to.match(/^ {2}why: \S/m);
  });

  it('keeps what is not its own, and nothing that is', async () => {
    const own = ['a.cable.wire.html', 'a-2.tcp.qemu.trace.ndjson', 'a.pipe.virtualbox5-12.html'];
    const others = ['a.cable.wire.html.bak', 'a.cable.wire.txt', 'a.trace.ndjson', 'notes.html', 'wire.html'];
    for (const name of [...own, ...others]) place.write(`kept/${name}`, 'mine');
    place.write('one.lab7.yaml', script());
    await run();
    expect(place.names('kept')).to.deep.equal(others);
  });

  it('has 100 failures and no more, and says so', async () => {
    const folder = new FailureFolder('kept', place.folder);
    const writing = async ({ trace, page }: Kept) => {
      for (const file of [trace, page]) writeFileSync(file, '');
    };
    const keep = () => folder.keep(errorPlay(), writing);
    for (let n = 1; n < 100; n += 1) await keep();
    expect(folder.note).to.equal(null);
    expect(await keep()).to.have.property('page', 'kept/spec.cable.virtualbox5-100.html');
    expect(await keep()).to.equal(undefined);
    expect(place.names('kept')).to.have.length(200);
    expect(folder.note).to.equal('kept has 100 of the failures, and no more');
  });

  it('tells two scenarios of one name apart', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    place.write('two.lab7.yaml', script(FAILS));
    await run();
    expect(place.names('kept').filter((name) => name.endsWith('.html'))).to.deep.equal([
      `${STEM}-2.html`,
      `${STEM}.html`,
    ]);
  });

  it('is the one that --failures names, and none with --no-failures', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    await run('--failures', 'elsewhere/deep');
    expect(place.names('elsewhere/deep')).to.have.length(2);
    const { stdout } = await run('--no-failures');
    expect(stdout).to.not.include('look:');
    expect(existsSync(place.path('kept'))).to.equal(false);
  });

  it('is said not to be writable, and the run is what it is all the same', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    place.write('kept', 'a file');
    const { exit, stdout, stderr } = await run();
    expect(exit).to.equal(1);
    expect(stdout).to.not.include('look:');
    expect(stderr).to.match(/^nothing can be kept in kept: /m);
  });

  it('has each profile of a comparison that fails', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    const { stdout } = await run('--profile', 'wire,qemu');
    expect(place.names('kept').filter((name) => name.endsWith('.html'))).to.deep.equal([
      'never-comes.cable.qemu.html',
      `${STEM}.html`,
    ]);
    expect(stdout).to.include(`look: open kept/${STEM}.html in a browser`);
  });

  it('shows a cause that the story alone does not, and what to do', async () => {
    place.write(
      'one.lab7.yaml',
      script({
        steps: [
          'send: { from: A, mode: fifo, text: "hello" }',
          'expect: { on: B, text: "hello", within: 70bits }',
        ],
      }),
    );
    const { stdout } = await run();
    expect(stdout).to.match(/^ {2}why: 5 characters stood unread in B's receive FIFO/m);
    expect(stdout).to.match(/^ {2}fix: \S/m);
  });

  it('stands in the reports', async () => {
    place.write('one.lab7.yaml', script(FAILS));
    await run('--report', 'json:run.json', '--report', 'ctrf:ctrf.json', '--report', 'html:run.html');
    const [failed] = JSON.parse(place.read('run.json')).scenarios;
    expect(failed.kept).to.include({
      trace: `kept/${STEM}.trace.ndjson`,
      page: `kept/${STEM}.html`,
    });
    expect(place.read('ctrf.json')).to.include(`"path": "kept/${STEM}.html"`);
    expect(place.read('run.html')).to.include(`kept/${STEM}.html`);
  });
});
