import { expect } from 'chai';
import { replayArguments } from './shell-words.ts';
import { script, temporaryPlace } from './stage.ts';

describe('--golden by rules', () => {
  const place = temporaryPlace();
  const compare = (...argv: readonly string[]) => place.run(['run', '.', '--golden', 'kept', ...argv]);
  let file = '';
  beforeEach(async () => {
    place.write('one.lab7.yaml', script());
    await compare('--update');
    file = `kept/${place.names('kept')[0]}`;
  });

  /** A person's rules, and every event of B so many ticks earlier. */
  const write = (rules: readonly string[], earlier = 0): void => {
    const [head, records = ''] = place.read(file).split(/(?<=# profile: .*\n)/);
    const moved = records.replace(/^ *(\d+)(?= B char)/gm, (_, tick) =>
      String(Number(tick) - earlier).padStart(9),
    );
    place.write(file, head + rules.map((rule) => `# ${rule}\n`).join('') + moved);
  };

  it('passes within the tolerance of a rule, and fails a tick beyond with the rule named', async () => {
    write(['within: 1bit for char'], 16);
    expect((await compare()).exit).to.equal(0);
    write([], 1);
    const { exit, stdout } = await compare();
    expect(exit).to.equal(1);
    expect(stdout)
      .to.contain('within 1bit allows 16')
      .and.to.contain(`departs from ${place.path(file)}, line `);
  });

  it('takes the tolerance of a run from --within, for all records', async () => {
    write([], 5);
    expect((await compare('--within', '5ticks')).exit).to.equal(0);
    const { exit, stdout } = await compare('--within', '4ticks');
    expect(exit).to.equal(1);
    expect(stdout).to.contain('within 4ticks allows 4');
    expect((await place.run(replayArguments(stdout))).stdout).to.contain('within 4ticks allows 4');
  });

  it('keeps a text that its rules let stand, and the rules of one that changes', async () => {
    write(['within: 1bit', 'leave out: print'], 9);
    const before = place.read(file);
    expect((await compare('--update')).exit).to.equal(0);
    expect(place.read(file)).to.equal(before);
    write([], 9);
    expect((await compare('--update')).stdout).to.match(/update .*kept/);
    const [, , , , first, second] = place.read(file).split('\n');
    expect([first, second]).to.deep.equal(['# within: 1bit', '# leave out: print']);
    expect((await compare('--within', '0ticks')).exit).to.equal(0);
  });

  it('writes the tolerance of --within with --update, and says that the records stay', async () => {
    const before = place.read(file);
    const { stdout } = await compare('--update', '--within', '1bit');
    expect(stdout).to.contain('header 1 new').and.to.contain('its rules change, and its records stay');
    expect(place.read(file)).to.equal(before.replace(/(# profile: .*\n)/, '$1# within: 1bit\n'));
  });

  it('refuses a rule that is none before anything is played: exit code 2', async () => {
    write(['within: 1bit', 'leave uot: in']);
    place.write('0.lab7.yaml', script({ name: 'is played first' }));
    const { exit, stdout, stderr } = await compare();
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr)
      .to.contain(`error[golden-rule]: ${place.path(file)}, line 6: \`leave uot\` is no rule.`)
      .and.to.contain('fix: Write `# leave out: …`.');
  });

  for (const [argv, what] of [
    [['--within', '1bitt'], '--within: `bitt` is not a unit of time.'],
    [['--within', '20'], '--within: The unit is missing behind `20`.'],
  ] as const)
    it(`refuses ${argv.join(' ')}`, async () => {
      const { exit, stderr } = await compare(...argv);
      expect(exit).to.equal(2);
      expect(stderr).to.contain(what);
    });
  it('refuses --within without --golden', async () => {
    const { exit, stderr } = await place.run(['run', '.', '--within', '1bit']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('--within goes with --golden');
  });
});
