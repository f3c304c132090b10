import { expect } from 'chai';
import { Paper, temporaryPlace, VERSION } from './stage.ts';

const OPTIONS = [
  '--grep',
  '--list',
  '--link',
  '--profile',
  '--seed',
  '--json',
  '--trace',
  '--golden',
  '--update',
  '--help',
  '--version',
];

describe('the help', () => {
  const place = temporaryPlace();

  for (const argv of [
    ['run', '--help'],
    ['run', '-h'],
  ]) {
    it(`names every option for \`${argv.join(' ')}\`, on stdout`, async () => {
      const { exit, stdout, stderr } = await place.run(argv);
      expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
      for (const option of OPTIONS) expect(stdout).to.match(new RegExp(`(^|[\\s,])${option}\\b`, 'm'));
    });
  }

  it('names the links, the profiles, and every exit code', async () => {
    const { stdout } = await place.run(['run', '--help']);
    for (const word of ['cable', 'tcp', 'pipe', 'wire', 'virtualbox5', 'virtualbox', 'qemu'])
      expect(stdout).to.contain(`"${word}"`);
    for (const code of ['0', '1', '2', '3', '70', '130'])
      expect(stdout).to.match(new RegExp(`\\b${code} [a-zA-Z]`));
  });

  it('names the commands, and leaves the options of `run` to its own', async () => {
    const { stdout } = await place.run(['--help']);
    for (const command of ['run', 'schema']) expect(stdout).to.contain(`nullmodem ${command} `);
    expect(stdout).to.not.match(/--(grep|link|trace|golden|seed|update)/);
  });

  it('says what each option does: nothing stands there without words', async () => {
    const { stdout } = await place.run(['run', '--help']);
    for (const option of OPTIONS) expect(stdout).to.match(new RegExp(`${option}  +[a-zA-Z]\\S+ \\S`), option);
  });

  it('is the same with other options beside it, and plays nothing', async () => {
    const { exit, stdout } = await place.run(['run', '--help', '--seed', '3']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('--seed');
  });

  it('fits into the columns of the screen, and into 100 of a wider one', async () => {
    for (const [columns, widest] of [
      [60, 60],
      [80, 80],
      [250, 100],
    ] as const) {
      const { stdout } = await place.run(['--help'], { stdout: new Paper({ columns }) });
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).to.be.at.most(widest);
    }
  });

  it('stands on stderr when there is no command', async () => {
    const help = await place.run(['--help']);
    const { stdout, stderr } = await place.run([]);
    expect(stdout).to.equal('');
    expect(stderr).to.equal(help.stdout);
  });
});

describe('the version', () => {
  const place = temporaryPlace();

  it('is one line on stdout', async () => {
    expect(await place.run(['--version'])).to.deep.equal({ exit: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});
