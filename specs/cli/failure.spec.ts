import { expect } from 'chai';
import { replayArguments, shellWords } from './shell-words.ts';
import { over, REFUSED, script, temporaryPlace, verdicts, WRONG } from './stage.ts';

/** From the verdict to the replay command. */
const failureIn = (stdout: string): string => /^FAIL[\s\S]*?replay:.*$/m.exec(stdout)?.[0] ?? 'no failure';

describe('the words of a failure', () => {
  const place = temporaryPlace();

  const failed = async (steps: readonly string[] = WRONG): Promise<string> => {
    place.write('wrong.lab7.yaml', script({ steps }));
    const { exit, stdout } = await place.run(['run', 'wrong.lab7.yaml']);
    expect(exit).to.equal(1);
    return stdout;
  };

  it('name the scenario, the file, the line and the step', async () => {
    const words = await failed();
    expect(words).to.contain('carries a word').and.to.contain('[cable, wire]');
    expect(words).to.contain('wrong.lab7.yaml:9').and.to.contain('step 2');
  });

  it('show what was wanted and what came as hexdumps, with a caret under the first wrong byte', async () => {
    const lines = (await failed()).split('\n');
    const wanted = lines.findIndex((line) => /^\s*wanted .*68 65 6C 70 6F/i.test(line));
    const [asked = '', came = '', caret = ''] = lines.slice(wanted);
    expect(asked).to.contain('|helpo');
    expect(came)
      .to.match(/^\s*came .*68 65 6C 6C 6F/i)
      .and.to.contain('|hello');
    expect(caret.indexOf('^')).to.equal(came.search(/6C 6F/i));
    expect(caret.lastIndexOf('^')).to.equal(came.indexOf('|hello') + '|hel'.length);
    expect(caret.replaceAll('^', '').trim()).to.equal('');
  });

  it('show each machine’s registers in hexadecimal and in words', async () => {
    const words = await failed();
    for (const register of ['LCR', 'IER', 'IIR', 'MCR', 'LSR', 'MSR'])
      expect(words.match(new RegExp(`\\b${register} 0x[0-9A-F]{2}`, 'g'))).to.have.length.greaterThan(1);
    expect(words).to.contain('115200 8N1').and.to.contain('LSR 0x60 (THRE TEMT)');
  });

  it('tell what the registers were used for before it, tick by tick', async () => {
    const words = await failed();
    expect(words)
      .to.match(/^ *\d+ A wrote THR 0x6F/m)
      .and.to.match(/^ *\d+ B read RBR 0x6F/m);
    const ticks = [...words.matchAll(/^ *(\d+) [AB] /gm)].map(([, tick]) => Number(tick));
    expect(ticks).to.deep.equal([...ticks].sort((a, b) => a - b));
  });

  it('show a register that has another value than wanted, and its bits', async () => {
    const words = await failed(['in: { on: A, port: 0x3FD, is: 0x20 }']);
    expect(words)
      .to.match(/wanted .*LSR 0x20 \(THRE\)/)
      .and.to.match(/came .*LSR 0x60 \(THRE TEMT\)/);
  });

  it('show what the lab printed', async () => {
    const words = await failed(['lab7: { on: A, args: "conf 1", prints: "no such words" }']);
    expect(words).to.contain('no such words').and.to.contain('bitrate = 115200 bps');
  });

  it('say how many bytes came when there are too few', async () => {
    const words = await failed([
      'send: { from: A, text: hello }',
      'expect: { on: B, count: 6, within: 2ms }',
    ]);
    expect(words).to.match(/\b6 bytes wanted, 5 came/);
  });
});

describe('the command that replays a failure', () => {
  const place = temporaryPlace();

  /** Fails, and fails in the same words when replayed. */
  const failsTwice = async (file: string, argv: readonly string[]): Promise<void> => {
    const first = await place.run(['run', file, ...argv]);
    expect(first.exit).to.equal(1);
    const again = await place.run(replayArguments(first.stdout));
    expect(again.stderr).to.equal('');
    expect(again.exit).to.equal(1);
    expect(verdicts(again.stdout)).to.have.lengthOf(1);
    expect(failureIn(again.stdout)).to.equal(failureIn(first.stdout));
  };

  it('gives the same failure', async () => {
    place.write('wrong.lab7.yaml', script({ steps: WRONG }));
    await failsTwice('wrong.lab7.yaml', []);
  });

  it('gives the same failure over a link, with a profile, and with a seed that were asked for', async () => {
    const steps = ['send: { from: A, random: 40 }', 'expect: { on: B, text: never, within: 5ms }'];
    place.write('wrong.lab7.yaml', script({ steps }));
    await failsTwice('wrong.lab7.yaml', ['--link', 'tcp']);
    await failsTwice('wrong.lab7.yaml', ['--link', 'pipe', '--profile', 'qemu', '--seed', '77']);
    await failsTwice('wrong.lab7.yaml', ['--seed', '-3']);
  });

  it('plays nothing but the failure, out of a folder of others', async () => {
    place.write('right.lab7.yaml', script({ name: 'right' }));
    place.write('wrong.lab7.yaml', script({ matrix: '{ word: [hello, hullo] }', steps: WORDS }));
    await failsTwice('.', []);
  });

  const names: readonly (readonly [what: string, name: string])[] = [
    ['a quote', "isn't right"],
    ['what a shell would expand', 'costs $HOME `x` "y" \\ ; & | < > * ? ~ ! #'],
    ['a dash at its beginning', '-5 volts'],
    ['two dashes at its beginning', '--list'],
    ['slashes around it', '/a(b/'],
    ['two blanks', 'two  blanks'],
    ['a mark that turns the text round', 'right\u202etfel'],
    ['a blank that does not break', 'no\u00a0break'],
    ['digits only', '0123'],
    ['letters of other languages', 'Größe – 大きさ'],
  ];
  for (const [what, name] of names) {
    it(`gives the same failure of a scenario with ${what} in its name`, async () => {
      place.write('wrong.lab7.yaml', script({ name, steps: WRONG }));
      await failsTwice('wrong.lab7.yaml', []);
    });
  }

  for (const file of [
    "it's a folder/wrong one.lab7.yaml",
    '-wrong.lab7.yaml',
    '123.lab7.yaml',
    'größe.lab7.yaml',
  ]) {
    it(`gives the same failure of the file ${file}`, async () => {
      place.write(file, script({ steps: WRONG }));
      await failsTwice(place.path(file), []);
    });
  }

  it('gives the same refusal where the world refuses', async () => {
    place.write('refused.lab7.yaml', script(REFUSED));
    const first = await place.run(['run', '.']);
    const again = await place.run(replayArguments(first.stdout));
    expect(again.exit).to.equal(3);
    expect(verdicts(again.stdout)).to.deep.equal(verdicts(first.stdout));
  });
});

const WORDS = [`send: { from: A, text: ${over('word')} }`, 'expect: { on: B, text: hello, within: 2ms }'];

describe('the splitter of shell words', () => {
  it('splits as a shell does', () => {
    expect(shellWords(String.raw`a  'b c' d\ e 'it'\''s' "f g" ''`)).to.deep.equal([
      'a',
      'b c',
      'd e',
      "it's",
      'f g',
      '',
    ]);
  });

  it('refuses what a shell would make something else of', () => {
    for (const line of ['a $b', 'a; b', 'a*', '"$a"', "'open", 'a > b'])
      expect(() => shellWords(line), line).to.throw();
  });
});
