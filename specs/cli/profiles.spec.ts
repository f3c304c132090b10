import { expect } from 'chai';
import { replayArguments, shellWords } from './shell-words.ts';
import {
  BOOT_ORDER,
  linesOf,
  ON_EACH_LINK,
  over,
  Paper,
  REFUSED,
  type Script,
  script,
  temporaryPlace,
  WRONG,
} from './stage.ts';

/** A scenario whose machines have other lines than these two. */
const between = (A: string, B: string, parts: Script = {}): string =>
  script(parts)
    .replace('A: { line: 115200 8N1 }', `A: { line: ${A} }`)
    .replace('B: { line: 115200 8N1 }', `B: { line: ${B} }`);

const IN_TIME = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 20chars }'];
const UNLIKE = between('9600 7E1', '9600 8N1', { name: 'unlike', steps: IN_TIME });
const LIKE = between('9600 8E1', '9600 8E1', { name: 'like', steps: IN_TIME });
const BOTH = ['--profile', 'virtualbox5,wire'];

/** The tag and the name of each block: `DIFF unlike`. */
const blocks = (stdout: string): readonly string[] =>
  stdout
    .split('\n')
    .filter((line) => /^(ok|FAIL|DIFF|skip|ERROR) /.test(line))
    .map((line) => line.replace(/ {2,}\[.*/, '').replace(/ +/, ' '));

describe('--profile with several', () => {
  const place = temporaryPlace();
  const compare = (...argv: readonly string[]) => place.run(['run', '.', ...argv]);

  it('plays each scenario under each and shows where they differ: exit code 1 when one play failed', async () => {
    place.write('1.lab7.yaml', UNLIKE);
    place.write('2.lab7.yaml', LIKE);
    const { exit, stdout, stderr } = await compare(...BOTH);
    expect({ exit, stderr }).to.deep.equal({ exit: 1, stderr: '' });
    expect(blocks(stdout)).to.deep.equal(['DIFF unlike', 'ok like']);
    expect(stdout).to.contain(
      'passes under virtualbox5, fails on the wire: A sends 9600 7E1 and B reads 9600 8N1',
    );
    expect(linesOf(stdout).at(-1)).to.match(
      /^2 scenarios under 2 profiles; 1 differs: 3 passed, 1 failed in .* both sums balance$/,
    );
  });

  it('ends in exit code 0 when all pass', async () => {
    place.write('like.lab7.yaml', LIKE);
    const { exit, stdout } = await compare(...BOTH);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('1 scenario under 2 profiles; 0 differ: 2 passed');
  });

  it('ends in exit code 2 when nothing is selected', async () => {
    place.write('like.lab7.yaml', LIKE);
    const { exit, stdout } = await compare(...BOTH, '--grep', 'nothing such');
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
  });

  it('ends in exit code 3 when the world refuses one play and no other fails', async () => {
    place.write('refused.lab7.yaml', script(REFUSED));
    const { exit, stdout } = await compare(...BOTH);
    expect(exit).to.equal(3);
    expect(blocks(stdout)).to.deep.equal(['ERROR starts the connecting PC first']);
    expect(stdout).to.contain('ERROR: machine B cannot start').and.to.contain('fix: Start machine A first');
  });

  it('takes a list, an option more than once, and both: in the order given, each once', async () => {
    place.write('unlike.lab7.yaml', UNLIKE);
    const heads = async (...argv: readonly string[]) => /\[(.*)\]/.exec((await compare(...argv)).stdout)?.[1];
    expect(await heads('--profile', 'wire', '--profile', 'qemu')).to.equal('cable: wire, qemu');
    expect(await heads('--profile=qemu,wire')).to.equal('cable: qemu, wire');
    expect(await heads('--profile', 'wire,qemu', '--profile', 'qemu,virtualbox')).to.equal(
      'cable: wire, qemu, virtualbox',
    );
  });

  it('that are one and the same is one: all as with a single profile', async () => {
    place.write('unlike.lab7.yaml', UNLIKE);
    place.write('pinned.lab7.yaml', script({ name: 'pinned', link: '{ profile: qemu }' }));
    const once = await compare('--profile', 'wire');
    const twice = await compare('--profile', 'wire,wire', '--profile', 'wire');
    expect(twice.exit).to.equal(1);
    expect(untimed(twice.stdout)).to.equal(untimed(once.stdout));
    expect(blocks(once.stdout)).to.deep.equal(['skip pinned', 'FAIL unlike']);
    expect(once.stdout).to.contain('asks for the profile qemu').and.to.contain('[cable, wire]');
    expect(once.stdout).not.to.contain('profiles');
  });

  for (const [given, meant] of [
    ['virtualbox5,wrie', 'wire'],
    ['virtualbx', 'virtualbox'],
    ['kemu', 'qemu'],
  ] as const)
    it(`is refused for ${given}: did you mean ${meant}?`, async () => {
      place.write('like.lab7.yaml', LIKE);
      const { exit, stdout, stderr } = await compare('--profile', given);
      expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
      expect(stderr).to.contain(`did you mean ${meant}?`).and.to.contain('"virtualbox5"');
    });

  it('is refused for one that is near to none, for an empty one, and for none', async () => {
    place.write('like.lab7.yaml', LIKE);
    for (const argv of [['--profile=vmware'], ['--profile=wire,'], ['--profile=,'], ['--profile']]) {
      const { exit, stdout, stderr } = await compare(...argv);
      expect({ exit, stdout }, argv.join()).to.deep.equal({ exit: 2, stdout: '' });
      expect(stderr, argv.join()).to.contain('profile').and.not.to.contain('did you mean');
    }
  });

  it('is refused beside --golden, and nothing is played or kept', async () => {
    place.write('like.lab7.yaml', LIKE);
    const { exit, stdout, stderr } = await compare(...BOTH, '--golden', 'kept', '--update');
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('--golden').and.to.contain('--profile');
    expect(place.names('.')).to.deep.equal(['like.lab7.yaml']);
  });

  it('writes a trace for each play, its profile in its header', async () => {
    place.write('like.lab7.yaml', LIKE);
    await compare(...BOTH, '--trace', 'out.ndjson');
    const records = linesOf(place.read('out.ndjson')).map((line) => JSON.parse(line));
    const headers = records.filter(({ nullmodem }) => nullmodem === 'trace');
    expect(headers.map(({ name, profile }) => [name, profile])).to.deep.equal([
      ['like', 'virtualbox5'],
      ['like', 'wire'],
    ]);
    expect(records.filter(({ k }) => k === 'verdict')).to.have.lengthOf(2);
  });

  it('names each scenario once with --list', async () => {
    place.write('each.lab7.yaml', script(ON_EACH_LINK));
    expect(linesOf((await compare(...BOTH, '--list')).stdout)).to.have.lengthOf(3);
    const { scenarios } = JSON.parse((await compare(...BOTH, '--list', '--json')).stdout);
    expect(scenarios[1]).to.deep.equal({
      name: 'carries a word (link=tcp)',
      file: 'each.lab7.yaml',
      transport: 'tcp',
      profiles: ['virtualbox5', 'wire'],
    });
  });

  it('says on a terminal which play is under way, and how many there are', async () => {
    place.write('like.lab7.yaml', LIKE);
    const stderr = new Paper({ isTerminal: true });
    await place.run(['run', '.', ...BOTH], { stderr });
    expect(stderr.text).to.contain('[1/2] like, virtualbox5').and.to.contain('[2/2] like, wire');
  });

  it('fits its columns into the screen', async () => {
    place.write('unlike.lab7.yaml', UNLIKE);
    const side = async (columns: number) =>
      /virtualbox5 +wire/.test(
        (await place.run(['run', '.', ...BOTH], { stdout: new Paper({ columns }) })).stdout,
      );
    expect(await side(80)).to.equal(true);
    expect(await side(77)).to.equal(false);
  });

  it('ends at Ctrl-C: what was compared stays, the comparison under way is not shown', async () => {
    for (const name of ['1', '2', '3']) place.write(`${name}.lab7.yaml`, script({ name }));
    const controller = new AbortController();
    const stdout = new Paper({ onWrite: () => controller.abort() });
    const { exit } = await place.run(['run', '.', ...BOTH], { stdout, signal: controller.signal });
    expect(exit).to.equal(130);
    expect(blocks(stdout.text)).to.deep.equal(['ok 1']);
    expect(stdout.text).to.contain('1 scenario under 2 profiles');
  });
});

describe('a comparison of profiles', () => {
  const place = temporaryPlace();
  const compare = async (content: string, ...argv: readonly string[]) => {
    place.write('one.lab7.yaml', content);
    return await place.run(['run', 'one.lab7.yaml', ...BOTH, ...argv]);
  };

  it('has all four come alike where the lines do', async () => {
    place.write('one.lab7.yaml', LIKE);
    const { stdout } = await place.run(['run', '.', '--profile', 'wire,virtualbox5,virtualbox,qemu']);
    expect(blocks(stdout)).to.deep.equal(['ok like']);
    expect(stdout).to.contain('1 scenario under 4 profiles; 0 differ: 4 passed');
  });

  it('finds other rates', async () => {
    const { exit, stdout } = await compare(between('9600 8N1', '19200 8N1', { steps: IN_TIME }));
    expect(exit).to.equal(1);
    expect(onOneLine(stdout)).to.contain('A sends 9600 8N1 and B reads 19200 8N1 (the rate differs)');
  });

  it('finds another parity by its flags, though each byte is right: exit code 0', async () => {
    const { exit, stdout } = await compare(between('9600 8E1', '9600 8O1', { steps: IN_TIME }));
    expect(exit).to.equal(0);
    expect(blocks(stdout)).to.deep.equal(['DIFF carries a word']);
    expect(stdout).to.contain('5 with an error flag: PE 5');
  });

  it('plays over the cable on the wire where the file names TCP or a pipe, and says so', async () => {
    for (const transport of ['tcp', 'pipe']) {
      const { exit, stdout } = await compare(script({ link: `{ transport: ${transport} }` }));
      expect(exit).to.equal(0);
      expect(stdout).to.contain(`[${transport}: virtualbox5; cable: wire]`).and.to.contain('2 passed');
    }
  });

  it('skips the wire over a transport that --link asks for', async () => {
    const { exit, stdout } = await compare(script(), '--link', 'tcp');
    expect(exit).to.equal(0);
    expect(stdout).to.contain('[tcp: virtualbox5, wire]').and.to.contain('1 passed, 1 skipped');
    expect(stdout).to.contain('skipped on the wire: asks for the wire, which tcp is not');
    expect((await compare(script({ link: '{ transport: tcp }' }), '--link', 'cable')).stdout).to.contain(
      '[cable: virtualbox5, wire]',
    );
  });

  it('plays a scenario under each, though it insists on one', async () => {
    const { stdout } = await compare(UNLIKE.replace('link: {}', 'link: { profile: qemu }'));
    expect(blocks(stdout)).to.deep.equal(['DIFF unlike']);
    expect(stdout).to.contain('[cable: virtualbox5, wire]').and.not.to.contain('skip');
    // A play of the wire alone would be skipped.
    expect(stdout).not.to.contain('story:');
  });

  it('shows in its column why a profile was skipped', async () => {
    const failing = [...(BOOT_ORDER.steps ?? []), 'in: { on: A, port: 0x3FF, is: 0 }'];
    const { exit, stdout } = await compare(script({ ...BOOT_ORDER, steps: failing }));
    expect(exit).to.equal(1);
    expect(stdout)
      .to.match(/FAILED +skipped: asks for a refused/)
      .and.to.contain('1 skipped');
  });

  it('makes one of a matrix over profiles, and keeps its other entries', async () => {
    const matrix = '{ profile: [wire, qemu], word: [hello, hullo] }';
    const steps = [`send: { from: A, text: ${over('word')} }`, `expect: { on: B, text: ${over('word')} }`];
    const { stdout } = await compare(script({ link: `{ profile: ${over('profile')} }`, matrix, steps }));
    expect(blocks(stdout)).to.deep.equal([
      'ok carries a word (profile=wire, word=hello)',
      'ok carries a word (profile=wire, word=hullo)',
    ]);
  });

  it('compares each entry of a matrix over links', async () => {
    const { stdout } = await compare(script(ON_EACH_LINK));
    expect(blocks(stdout)).to.have.lengthOf(3);
    expect(stdout).to.contain('3 scenarios under 2 profiles; 0 differ: 6 passed');
  });

  it('compares again by its replay command, and tells one failure whole by its story command', async () => {
    for (const link of ['{}', '{ transport: tcp }']) {
      const first = await compare(UNLIKE.replace('link: {}', `link: ${link}`), '--seed', '7');
      const again = await place.run(replayArguments(first.stdout));
      expect(untimed(again.stdout)).to.equal(untimed(first.stdout));
      const [, command = ''] = /^ *story: npx nullmodem (.*)$/m.exec(first.stdout) ?? [];
      const { exit, stdout } = await place.run(shellWords(command));
      expect(exit).to.equal(1);
      expect(stdout).to.contain('[cable, wire]').and.to.contain('registers at tick').and.to.contain('story:');
    }
  });

  it('shows a scenario that fails under all as such', async () => {
    const { exit, stdout } = await compare(script({ steps: WRONG }));
    expect(exit).to.equal(1);
    expect(blocks(stdout)).to.deep.equal(['FAIL carries a word']);
    expect(stdout).to.contain('fails under virtualbox5 and on the wire\n').and.to.contain('0 differ');
  });

  it('is one JSON document: each result with its profile, and the comparisons', async () => {
    const { exit, stdout, stderr } = await compare(UNLIKE, '--json');
    expect(exit).to.equal(1);
    expect(blocks(stderr)).to.deep.equal(['DIFF unlike']);
    const { summary, scenarios, comparisons } = JSON.parse(stdout);
    expect(summary).to.include({ passed: 1, failed: 1, skipped: 0, errors: 0 });
    expect(
      scenarios.map((one: Record<string, string>) => [one.name, one.profile, one.outcome]),
    ).to.deep.equal([
      ['unlike', 'virtualbox5', 'passed'],
      ['unlike', 'wire', 'failed'],
    ]);
    expect(comparisons).to.have.lengthOf(1);
    const [{ name, file, differs, headline, profiles }] = comparisons;
    expect({ name, file, differs }).to.deep.equal({ name: 'unlike', file: 'one.lab7.yaml', differs: true });
    expect(headline).to.match(/^passes under virtualbox5, fails on the wire: A sends 9600 7E1 /);
    const [, wire] = profiles;
    expect(wire).to.include({ profile: 'wire', transport: 'cable', outcome: 'failed' });
    expect(wire.lines.A).to.include({ bits: 7, parity: 'even', divisor: 12 });
    // "hello" in seven bits, and even parity above them.
    expect(wire.directions[0].first).to.deep.equal([0xe8, 0x65, 0x6c, 0x6c, 0x6f]);
    expect(wire.directions[0].difference.place).to.equal(0);
  });

  it('names the profile of what the world refused in JSON', async () => {
    const { stdout } = await compare(script(REFUSED), '--json');
    const { errors, comparisons } = JSON.parse(stdout);
    expect(errors[0]).to.include({ name: 'starts the connecting PC first', profile: 'virtualbox5' });
    expect(comparisons[0].profiles[0]).to.include({ profile: 'virtualbox5', outcome: 'error' });
    expect(comparisons[0].profiles[1]).to.include({ profile: 'wire', outcome: 'skipped' });
  });

  it('has no comparisons in JSON with a single profile', async () => {
    place.write('one.lab7.yaml', LIKE);
    const { stdout } = await place.run(['run', '.', '--profile', 'wire', '--json']);
    expect(JSON.parse(stdout)).not.to.have.property('comparisons');
  });
});

/** Words without their line ends. */
const onOneLine = (stdout: string): string => stdout.replace(/\s+/g, ' ');

/** Words without the wall-clock time of the summary. */
const untimed = (stdout: string): string => stdout.replace(/ in \d.*? \(/, ' (');
