import { createServer } from 'node:net';
import { expect } from 'chai';
import sinon from 'sinon';
import { BOOT_ORDER, over, Paper, REFUSED, script, temporaryPlace, verdicts, WRONG } from './stage.ts';
import { shownOn } from './terminal.ts';

describe('exit code 0', () => {
  const place = temporaryPlace();

  it('is that of a run in which all passes', async () => {
    place.write('right.lab7.yaml', script());
    const { exit, stdout, stderr } = await place.run(['run', 'right.lab7.yaml']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(verdicts(stdout)).to.deep.equal(['ok carries a word']);
    expect(stdout).to.contain('1 passed');
  });

  it('is that of a run with a skipped scenario', async () => {
    place.write('boot.lab7.yaml', script(BOOT_ORDER));
    place.write('right.lab7.yaml', script());
    const { exit, stdout } = await place.run(['run', '.', '--link', 'cable']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('1 passed').and.to.contain('1 skipped');
  });

  it('is that of a file with a warning, which stderr has', async () => {
    place.write('warns.lab7.yaml', script({ matrix: '{ unused: [1] }' }));
    const { exit, stdout, stderr } = await place.run(['run', 'warns.lab7.yaml']);
    expect(exit).to.equal(0);
    expect(stderr).to.contain('warning[').and.to.contain('warns.lab7.yaml:10:');
    expect(stdout).not.to.contain('warning');
  });
});

describe('exit code 1', () => {
  const place = temporaryPlace();

  it('is that of a text that is not the one expected', async () => {
    place.write('wrong.lab7.yaml', script({ steps: WRONG }));
    const { exit, stdout, stderr } = await place.run(['run', 'wrong.lab7.yaml']);
    expect({ exit, stderr }).to.deep.equal({ exit: 1, stderr: '' });
    expect(stdout).to.contain('FAIL').and.to.contain('1 failed');
  });

  it('is that of a text that does not come in time', async () => {
    const steps = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 20bits }'];
    place.write('late.lab7.yaml', script({ steps }));
    expect((await place.run(['run', 'late.lab7.yaml'])).exit).to.equal(1);
  });

  it('is that of one failure among scenarios that pass, and those behind it are played', async () => {
    place.write('1.lab7.yaml', script({ name: 'first' }));
    place.write('2.lab7.yaml', script({ name: 'second', steps: WRONG }));
    place.write('3.lab7.yaml', script({ name: 'third' }));
    const { exit, stdout } = await place.run(['run', '.']);
    expect(exit).to.equal(1);
    expect(verdicts(stdout)).to.deep.equal(['ok first', 'FAIL second', 'ok third']);
  });
});

describe('exit code 2', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('right.lab7.yaml', script());
  });

  const refusals: readonly (readonly [what: string, argv: readonly string[], says: readonly RegExp[]])[] = [
    ['a name that nothing has', ['run', '.', '--grep', 'nothing-such'], [/nothing-such/]],
    ['an unknown option, with the nearest', ['run', '.', '--grap', 'x'], [/grap/, /--grep\b/]],
    ['an unknown command, with the nearest', ['rum', '.'], [/\brum\b/, /`run`/]],
    ['no command, with the help', [], [/run \[files/]],
    ['a file that is not there', ['run', 'absent.lab7.yaml'], [/absent\.lab7\.yaml/, /no such file/]],
    ['a file that is not there behind one that is', ['run', 'right.lab7.yaml', 'absent'], [/absent/]],
    ['--update without --golden', ['run', '.', '--update'], [/--update/, /--golden/]],
    ['--seed abc', ['run', '.', '--seed', 'abc'], [/--seed/, /whole number/]],
    ['--seed 1.5', ['run', '.', '--seed', '1.5'], [/--seed/, /whole number/]],
    ['--seed without a number', ['run', '.', '--seed'], [/seed/]],
    ['--seed with an empty number', ['run', '.', '--seed='], [/seed/]],
    ['--grep without a text', ['run', '.', '--grep'], [/grep/]],
    ['--grep /(/', ['run', '.', '--grep', '/(/'], [/--grep/, /regular expression/]],
    [
      '--link nonsense, with what there is',
      ['run', '.', '--link', 'nonsense'],
      [/nonsense/, /cable.*tcp.*pipe/],
    ],
    [
      '--profile nonsense, with what there is',
      ['run', '.', '--profile', 'nonsense'],
      [/nonsense/, /virtualbox5/],
    ],
    ['--trace without a file', ['run', '.', '--trace'], [/trace/]],
    ['--golden without a folder', ['run', '.', '--golden'], [/golden/]],
  ];
  for (const [what, argv, says] of refusals) {
    it(`is that of ${what}`, async () => {
      const { exit, stdout, stderr } = await place.run(argv);
      expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
      for (const words of says) expect(stderr).to.match(words);
      expect(stderr.endsWith('\n')).to.equal(true);
    });
  }

  it('is that of a folder without scenarios, and says how they are named', async () => {
    place.write('folder/readme.yaml', script());
    const { exit, stdout, stderr } = await place.run(['run', 'folder']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('folder').and.to.contain('*.lab7.yaml');
  });

  it('is that of broken YAML, with file, line and column on stderr', async () => {
    place.write('broken.lab7.yaml', 'version: 1\nname: "no end\n');
    const { exit, stdout, stderr } = await place.run(['run', 'broken.lab7.yaml']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr)
      .to.match(/^error\[scenario-/)
      .and.to.match(/broken\.lab7\.yaml:\d+:\d+/);
  });

  it('is that of an unknown key, with the nearest', async () => {
    place.write('key.lab7.yaml', script({ steps: ['send: { form: A, text: hello }'] }));
    const { exit, stderr } = await place.run(['run', 'key.lab7.yaml']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('key.lab7.yaml:8:13').and.to.contain('from');
  });

  it('is that of one broken file, and nothing is played', async () => {
    place.write('broken.lab7.yaml', 'version: 2\n');
    const { exit, stdout } = await place.run(['run', '.']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
  });

  it('is that of two broken files, and stderr names both', async () => {
    place.write('broken-1.lab7.yaml', 'version: 2\n');
    place.write('broken-2.lab7.yaml', '');
    const { stderr } = await place.run(['run', '.']);
    expect(stderr).to.contain('broken-1.lab7.yaml').and.to.contain('broken-2.lab7.yaml');
  });

  it('is that of a file that is no text', async () => {
    place.write(
      'binary.lab7.yaml',
      Uint8Array.from({ length: 512 }, (_, i) => i % 256),
    );
    const { exit, stdout, stderr } = await place.run(['run', 'binary.lab7.yaml']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('binary.lab7.yaml').and.to.contain('UTF-8');
    expect(/\p{Cc}/u.test(stderr.replaceAll('\n', ''))).to.equal(false);
  });

  it('is that of a file of 2 MiB, of which stderr gives no other size', async () => {
    place.write('large.lab7.yaml', '#'.repeat(2 << 20));
    const { exit, stdout, stderr } = await place.run(['run', 'large.lab7.yaml']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('large.lab7.yaml').and.to.contain('1048576');
    expect(stderr.match(/\d{7,}/g)).to.satisfy((sizes: readonly string[]) =>
      sizes.every((size) => size === '1048576' || size === '2097152'),
    );
  });

  it('is that of a catalogue that is empty', async () => {
    place.write('catalogue/readme', '');
    expect((await place.run(['run'])).exit).to.equal(2);
  });
});

describe('exit code 3', () => {
  const place = temporaryPlace();

  it('is that of a connection that nobody listens for, with what to do', async () => {
    place.write('refused.lab7.yaml', script(REFUSED));
    const { exit, stdout, stderr } = await place.run(['run', 'refused.lab7.yaml']);
    expect({ exit, stderr }).to.deep.equal({ exit: 3, stderr: '' });
    expect(verdicts(stdout)).to.deep.equal(['ERROR starts the connecting PC first']);
    expect(stdout)
      .to.contain('nothing listens there')
      .and.to.contain('Start machine A first')
      .and.to.contain('1 error');
  });

  it('is that of a port that another program has', async () => {
    const server = createServer();
    const port = await new Promise<number>((listening) =>
      server.listen(0, '127.0.0.1', () => listening((server.address() as { port: number }).port)),
    );
    try {
      place.write('busy.lab7.yaml', script({ link: `{ transport: tcp, port: ${port} }` }));
      const { exit, stdout } = await place.run(['run', 'busy.lab7.yaml']);
      expect(exit).to.equal(3);
      expect(stdout).to.contain(`127.0.0.1:${port}`).and.to.contain('another program listens there');
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  });

  it('is that of a pipe where a file stands, and the file stays', async () => {
    place.write('taken', 'mine');
    place.write('taken.lab7.yaml', script({ link: `{ transport: pipe, path: ${place.path('taken')} }` }));
    const { exit, stdout } = await place.run(['run', 'taken.lab7.yaml']);
    expect(exit).to.equal(3);
    expect(stdout).to.contain('a file that is no socket stands there');
    expect(place.read('taken')).to.equal('mine');
  });

  it('is that of one such scenario among others, and those behind it are played', async () => {
    place.write('1.lab7.yaml', script({ name: 'first' }));
    place.write('2.lab7.yaml', script(REFUSED));
    place.write('3.lab7.yaml', script({ name: 'third' }));
    const { exit, stdout } = await place.run(['run', '.']);
    expect(exit).to.equal(3);
    expect(verdicts(stdout)).to.deep.equal(['ok first', 'ERROR starts the connecting PC first', 'ok third']);
  });

  it('is that of a trace that cannot be written', async () => {
    place.write('right.lab7.yaml', script());
    const { exit, stdout, stderr } = await place.run(['run', '.', '--trace', 'absent/out.ndjson']);
    expect({ exit, stdout }).to.deep.equal({ exit: 3, stdout: '' });
    expect(stderr).to.contain('error[trace-unwritable]').and.to.contain(place.path('absent/out.ndjson'));
  });

  it('is that of a golden folder that cannot be made', async () => {
    place.write('right.lab7.yaml', script());
    place.write('taken', '');
    const { exit, stdout, stderr } = await place.run(['run', '.', '--golden', 'taken/kept', '--update']);
    expect(exit).to.equal(3);
    expect(stdout + stderr)
      .to.contain(place.path('taken'))
      .and.not.to.contain('our fault');
  });

  it('is that of a golden text that cannot be written', async () => {
    place.write('right.lab7.yaml', script());
    await place.run(['run', '.', '--golden', 'kept', '--update']);
    const [name] = place.names('kept');
    place.write(`blocked/${name}/in-the-way`, '');
    const { exit, stdout, stderr } = await place.run(['run', '.', '--golden', 'blocked', '--update']);
    expect(exit).to.equal(3);
    expect(stdout + stderr)
      .to.contain(place.path(`blocked/${name}`))
      .and.not.to.contain('our fault');
  });
});

describe('exit code 70', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('right.lab7.yaml', script());
  });
  afterEach(() => sinon.restore());

  /** From now on this program is wrong: its next byte is one too many. */
  const breaks = async (error?: Error): Promise<void> => {
    const [{ Direction }, { InvariantError }] = await Promise.all([
      import('../../harness/run/direction.ts'),
      import('../../harness/ground/errors.ts'),
    ]);
    sinon.stub(Direction.prototype, 'receive').throws(error ?? new InvariantError('the sky is up'));
  };

  it('is that of a promise that we break, and stderr says whose fault it is and where', async () => {
    await breaks();
    const { exit, stdout, stderr } = await place.run(['run', '.']);
    expect({ exit, stdout }).to.deep.equal({ exit: 70, stdout: '' });
    expect(stderr).to.contain('our fault').and.to.contain('the sky is up').and.to.contain('exit-codes.spec');
  });

  it('is that of any other error in this program', async () => {
    await breaks(new TypeError('sky is not a function'));
    const { exit, stderr } = await place.run(['run', '.']);
    expect(exit).to.equal(70);
    expect(stderr).to.contain('our fault').and.to.contain('sky is not a function');
  });

  it('is that of a broken promise over each link', async () => {
    await breaks();
    for (const link of ['cable', 'tcp', 'pipe'])
      expect((await place.run(['run', '.', '--link', link])).exit, link).to.equal(70);
  });

  it('leaves no progress on the terminal', async () => {
    await breaks();
    const stderr = new Paper({ isTerminal: true });
    await place.run(['run', '.'], { stderr });
    expect(stderr.text).to.contain('[1/1] carries a word');
    const shown = shownOn(1000, stderr.text).join('\n');
    expect(shown).to.contain('our fault').and.not.to.contain('[1/1]');
  });
});

describe('exit code 130', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('1.lab7.yaml', script({ name: 'first' }));
    place.write('2.lab7.yaml', script({ name: 'second' }));
    place.write('3.lab7.yaml', script({ name: 'third' }));
  });

  /** A screen at whose first words Ctrl-C is pressed. */
  const interrupted = (press: (abort: () => void) => void = (abort) => abort()) => {
    const controller = new AbortController();
    let pressed = false;
    const stdout = new Paper({
      onWrite: () => {
        if (!pressed) press(() => controller.abort());
        pressed = true;
      },
    });
    return { stdout, signal: controller.signal };
  };

  it('is that of Ctrl-C between scenarios: no other is played, and the summary tells of those that were', async () => {
    const { exit, stdout, stderr } = await place.run(['run', '.'], interrupted());
    expect({ exit, stderr }).to.deep.equal({ exit: 130, stderr: '' });
    expect(verdicts(stdout)).to.deep.equal(['ok first']);
    expect(stdout).to.contain('1 passed, interrupted in ');
  });

  it('is that of Ctrl-C before the first', async () => {
    const { exit, stdout } = await place.run(['run', '.'], { signal: AbortSignal.abort() });
    expect(exit).to.equal(130);
    expect(verdicts(stdout)).to.deep.equal([]);
  });

  it('is that of Ctrl-C behind a failure', async () => {
    place.write('1.lab7.yaml', script({ name: 'first', steps: WRONG }));
    const { exit, stdout } = await place.run(['run', '.'], interrupted());
    expect(exit).to.equal(130);
    expect(verdicts(stdout)).to.deep.equal(['FAIL first']);
  });

  it('is that of Ctrl-C in a run of many short scenarios, which lets the process hear it', async () => {
    const bits = Array.from({ length: 100 }, (_, i) => `${i + 1}bits`);
    place.write(
      'many/many.lab7.yaml',
      script({ steps: [`wait: { for: ${over('n')} }`], matrix: `{ n: [${bits.join()}] }` }),
    );
    const { exit, stdout } = await place.run(
      ['run', 'many'],
      interrupted((abort) => setImmediate(abort)),
    );
    expect(exit).to.equal(130);
    expect(verdicts(stdout).length).to.be.greaterThan(0).and.to.be.lessThan(100);
  });

  it('comes with one JSON document all the same', async () => {
    const controller = new AbortController();
    const stderr = new Paper({
      isTerminal: true,
      onWrite: (text) => text.includes('second') && controller.abort(),
    });
    const { exit, stdout } = await place.run(['run', '.', '--json'], { stderr, signal: controller.signal });
    expect(exit).to.equal(130);
    expect(JSON.parse(stdout).summary).to.include({ passed: 1, failed: 0, interrupted: true });
  });
});
