import { expect } from 'chai';
import { BOOT_ORDER, Paper, script, temporaryPlace, WRONG } from './stage.ts';
import { ERASE_TO_END, shownOn, withoutColour } from './terminal.ts';

describe('the progress of a run', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('1.lab7.yaml', script({ name: 'first' }));
    place.write('2.lab7.yaml', script({ name: 'second' }));
  });

  const onTerminal = async (columns = 100) => {
    const stderr = new Paper({ isTerminal: true, columns });
    const { stdout } = await place.run(['run', '.'], { stderr });
    return { stdout, stderr: stderr.text };
  };

  it('says on a terminal’s stderr how far the run is', async () => {
    const { stderr } = await onTerminal();
    expect(stderr).to.contain('[1/2] first').and.to.contain('[2/2] second');
  });

  it('leaves nothing there', async () => {
    const { stderr } = await onTerminal();
    expect(shownOn(100, stderr).join('')).to.equal('');
  });

  it('leaves nothing among the results when stdout is the same terminal', async () => {
    let written = '';
    const paper = () => new Paper({ isTerminal: true, onWrite: (text) => (written += text) });
    const { stdout } = await place.run(['run', '.'], {
      stdout: paper(),
      stderr: paper(),
      env: { NO_COLOR: '1' },
    });
    expect(shownOn(1000, written)).to.deep.equal(shownOn(1000, stdout));
  });

  it('is not there when stderr is no terminal, though stdout is one', async () => {
    const { stderr } = await place.run(['run', '.'], { stdout: new Paper({ isTerminal: true }) });
    expect(stderr).to.equal('');
  });

  it('never touches stdout', async () => {
    const [terminal, file] = [(await onTerminal()).stdout, (await place.run(['run', '.'])).stdout];
    expect(untimed(terminal)).to.equal(untimed(file));
    expect(terminal).not.to.contain('\r').and.not.to.contain(ERASE_TO_END);
  });

  it('fits into one row of a narrow terminal, so that nothing stays', async () => {
    place.write('3.lab7.yaml', script({ name: 'a name that is much too long for so few columns' }));
    const { stderr } = await onTerminal(20);
    expect(shownOn(20, stderr).join('')).to.equal('');
    expect(shownOn(20, stderr)).to.have.lengthOf(1);
  });

  it('fits into one row where the name has wide letters', async () => {
    place.write('3.lab7.yaml', script({ name: '大きな名前を持つシナリオ' }));
    const { stderr } = await onTerminal(20);
    expect(shownOn(20, stderr).join('')).to.equal('');
  });
});

describe('colour', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('right.lab7.yaml', script());
    place.write('skipped.lab7.yaml', script(BOOT_ORDER));
    place.write('wrong.lab7.yaml', script({ steps: WRONG }));
  });

  const stdoutOf = async (isTerminal: boolean, env: Record<string, string> = {}) =>
    (await place.run(['run', '.', '--link', 'cable'], { stdout: new Paper({ isTerminal }), env })).stdout;
  const isColoured = async (isTerminal: boolean, env: Record<string, string> = {}): Promise<boolean> => {
    const stdout = await stdoutOf(isTerminal, env);
    return withoutColour(stdout) !== stdout;
  };

  it('is on a terminal, and not in a file or on a terminal that is dumb', async () => {
    expect(await isColoured(true)).to.equal(true);
    expect(await isColoured(false)).to.equal(false);
    expect(await isColoured(true, { TERM: 'dumb' })).to.equal(false);
  });

  it('is not where NO_COLOR is set, unless it is empty', async () => {
    expect(await isColoured(true, { NO_COLOR: '1' })).to.equal(false);
    expect(await isColoured(true, { NO_COLOR: '' })).to.equal(true);
  });

  it('is in a file where FORCE_COLOR is set, unless it is empty or 0', async () => {
    expect(await isColoured(false, { FORCE_COLOR: '1' })).to.equal(true);
    expect(await isColoured(false, { FORCE_COLOR: '1', TERM: 'dumb' })).to.equal(true);
    expect(await isColoured(false, { FORCE_COLOR: '' })).to.equal(false);
    expect(await isColoured(true, { FORCE_COLOR: '0' })).to.equal(false);
  });

  it('is not where both are set', async () => {
    expect(await isColoured(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).to.equal(false);
  });

  it('says nothing that the words do not say', async () => {
    const [coloured, plain] = [await stdoutOf(true), await stdoutOf(false)];
    expect(untimed(withoutColour(coloured))).to.equal(untimed(plain));
    for (const word of ['ok ', 'FAIL ', 'skip ']) expect(plain).to.contain(word);
  });

  it('of diagnostics hangs on stderr, and not on stdout', async () => {
    place.write('broken.lab7.yaml', 'version: 2\n');
    const onStderr = await place.run(['run', '.'], { stderr: new Paper({ isTerminal: true }) });
    expect(withoutColour(onStderr.stderr)).not.to.equal(onStderr.stderr);
    const onStdout = await place.run(['run', '.'], { stdout: new Paper({ isTerminal: true }) });
    expect(withoutColour(onStdout.stderr)).to.equal(onStdout.stderr);
  });
});

/** Results without the wall-clock time of the summary. */
const untimed = (stdout: string): string => stdout.replace(/ in \d.*? \(/, ' (');
