import { expect } from 'chai';
import { replayArguments } from './shell-words.ts';
import { ON_EACH_LINK, Paper, script, temporaryPlace, verdicts, WRONG } from './stage.ts';

describe('--golden', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('one.lab7.yaml', script());
  });

  const compare = (...argv: readonly string[]) => place.run(['run', '.', '--golden', 'kept', ...argv]);
  const keep = async (...argv: readonly string[]): Promise<string> => {
    expect((await compare('--update', ...argv)).exit).to.equal(0);
    return `kept/${place.names('kept')[0]}`;
  };

  it('fails where none is kept, and says what keeps it', async () => {
    const { exit, stdout } = await compare();
    expect(exit).to.equal(1);
    expect(verdicts(stdout)).to.deep.equal(['FAIL carries a word']);
    expect(stdout).to.contain('--update').and.to.contain(place.path('kept'));
  });

  it('passes once --update has kept it, over each link', async () => {
    place.write('one.lab7.yaml', script(ON_EACH_LINK));
    await keep();
    expect(place.names('kept')).to.have.lengthOf(3);
    const { exit, stdout } = await compare();
    expect(exit).to.equal(0);
    expect(stdout).to.contain('3 passed');
  });

  it('makes the folder, at any depth, with --update only', async () => {
    expect((await place.run(['run', '.', '--golden', 'a/b/c'])).exit).to.equal(1);
    expect(place.names('.')).not.to.contain('a');
    await place.run(['run', '.', '--golden', 'a/b/c', '--update']);
    expect(place.names('a/b/c')).to.have.lengthOf(1);
  });

  it('keeps the same text each time, whatever stood there', async () => {
    const file = await keep();
    const text = place.read(file);
    place.write(file, `${text}and more\n`);
    await keep();
    expect(place.read(file)).to.equal(text);
  });

  it('leaves the file as it is without --update', async () => {
    const file = await keep();
    place.write(file, 'another\n');
    expect((await compare()).exit).to.equal(1);
    expect(place.read(file)).to.equal('another\n');
  });

  it('fails on a changed event, and names tick, event and file', async () => {
    const file = await keep();
    const text = place.read(file);
    const [line = '', tick = ''] = /^ *(\d+) B char 68 .*$/m.exec(text) ?? [];
    expect(tick).not.to.equal('');
    place.write(file, text.replace(line, line.replace('char 68', 'char 69')));
    const { exit, stdout } = await compare();
    expect(exit).to.equal(1);
    expect(stdout)
      .to.match(new RegExp(`tick ${tick}\\b`))
      .and.to.contain('B char 68')
      .and.to.contain('B char 69');
    expect(stdout).to.contain(place.path(file));
    expect(stdout).to.contain(`line ${text.slice(0, text.indexOf(line)).split('\n').length}`);
  });

  it('fails on an event that comes a tick later', async () => {
    const file = await keep();
    const text = place.read(file);
    const [line = '', tick = ''] = /^ *(\d+) B char .*$/m.exec(text) ?? [];
    place.write(file, text.replace(line, line.replace(tick, `${Number(tick) + 1}`)));
    const { exit, stdout } = await compare();
    expect(exit).to.equal(1);
    expect(stdout)
      .to.contain(`tick ${tick}`)
      .and.to.contain(`tick ${Number(tick) + 1}`);
  });

  it('fails on an event that is missing at the end, and on one too many', async () => {
    const file = await keep();
    const text = place.read(file);
    place.write(file, text.replace(/[^\n]*\n$/, ''));
    expect((await compare()).exit).to.equal(1);
    place.write(file, `${text}99999999 - step 3 wait for 1 bits\n`);
    expect((await compare()).exit).to.equal(1);
  });

  it('does not mind line ends that an editor has changed', async () => {
    const file = await keep();
    place.write(file, place.read(file).replaceAll('\n', '\r\n'));
    expect((await compare()).exit).to.equal(0);
  });

  it('fails with another seed, since the kept one says its own', async () => {
    await keep('--seed', '3');
    expect((await compare('--seed', '3')).exit).to.equal(0);
    const { exit, stdout } = await compare('--seed', '4');
    expect(exit).to.equal(1);
    expect(stdout).to.contain('seed 3').and.to.contain('seed 4');
  });

  it('is the same text for TCP and for a pipe', async () => {
    await keep('--link', 'tcp');
    await keep('--link', 'pipe');
    const [first = '', second = '', ...others] = place.names('kept');
    expect(others).to.deep.equal([]);
    expect(place.read(`kept/${second}`)).to.equal(place.read(`kept/${first}`));
  });

  it('stands beside the other failures of a scenario', async () => {
    place.write('one.lab7.yaml', script({ steps: WRONG }));
    const { exit, stdout } = await compare('--json');
    expect(exit).to.equal(1);
    const [{ failures }] = JSON.parse(stdout).scenarios;
    expect(failures.map(({ cause }: { cause: { kind: string } }) => cause.kind)).to.deep.equal([
      'expect',
      'golden',
    ]);
  });

  it('has no part in what is skipped', async () => {
    place.write('one.lab7.yaml', script({ link: '{ profile: wire }' }));
    expect((await compare('--link', 'tcp')).exit).to.equal(0);
    expect((await compare('--link', 'tcp', '--update')).exit).to.equal(0);
    expect(place.names('kept')).to.deep.equal([]);
  });

  it('fails again by the command that replays it', async () => {
    const file = await keep();
    place.write(file, place.read(file).replace('B char 68', 'B char 69'));
    const { stdout } = await compare();
    const replayed = await place.run(replayArguments(stdout));
    expect(replayed.exit).to.equal(1);
    expect(replayed.stdout).to.contain('B char 69');
  });

  const LATER = ['send: { from: A, text: hella }', 'expect: { on: B, text: hella, within: 2ms }'];

  it('says in words which event of which machine departs, and draws both frames', async () => {
    await keep();
    place.write('one.lab7.yaml', script({ steps: LATER }));
    const { stdout } = await compare();
    expect(stdout)
      .to.contain("    A's fifth frame carries 0x61 'a', was 0x6F 'o'\n")
      .and.to.match(/golden: {2}A, tick .*\n.*S {2}0 .*\n.*┐.*\n.*└/)
      .and.to.match(/this run: A, tick .*\n.*S {2}0 .*\n.*┐.*\n.*└/);
  });

  it('tells what --update changes: on the screen, and in the document of --json', async () => {
    await keep();
    place.write('one.lab7.yaml', script({ steps: LATER }));
    const file = place.path(`kept/${place.names('kept')[0]}`);
    const first = place.read(`kept/${place.names('kept')[0]}`);
    const shown = await compare('--update');
    expect(shown.stdout).to.contain(`update  ${file}: of `).and.to.contain('"hella"');
    expect((await compare('--update')).stdout).not.to.contain('update');
    place.write(`kept/${place.names('kept')[0]}`, first);
    const { exit, stdout, stderr } = await compare('--update', '--json');
    expect(exit).to.equal(0);
    expect(stderr).to.contain(`update  ${file}: of `);
    const [{ golden }] = JSON.parse(stdout).scenarios;
    expect(golden).to.include({ file, isNew: false });
    expect(golden.words).to.include("A's fifth frame carries 0x61 'a', was 0x6F 'o'");
  });

  it('writes nothing when the screen that --update shows it on is gone', async () => {
    const file = await keep();
    const text = place.read(file);
    place.write('one.lab7.yaml', script({ steps: LATER }));
    const gone = new AbortController();
    const stdout = new Paper({ onWrite: () => gone.abort() });
    await compare('--update');
    expect(place.read(file)).not.to.equal(text);
    place.write(file, text);
    await place.run(['run', '.', '--golden', 'kept', '--update'], { stdout, signal: gone.signal });
    expect(place.read(file)).to.equal(text);
  });

  it('has both pictures in the page', async () => {
    await keep();
    place.write('one.lab7.yaml', script({ steps: LATER }));
    const { stdout } = await compare('--report', 'html');
    expect(stdout.match(/<figcaption>[^<]*/g)).to.deep.equal([
      '<figcaption>The lines in the golden trace',
      '<figcaption>The lines in this run',
    ]);
    expect(stdout.match(/<svg [^>]*nm-line/g)).to.have.lengthOf(2);
  });
});
