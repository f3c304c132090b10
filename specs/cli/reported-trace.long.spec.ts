import { expect } from 'chai';
import { ON_EACH_LINK, REFUSED, script, temporaryPlace, WRONG } from './stage.ts';

const ALL = ['html', 'junit', 'json', 'ctrf', 'tap', 'github'] as const;
const into = (folder: string): readonly string[] =>
  ALL.flatMap((format) => ['--report', `${format}:${folder}.${format}`]);

/** What hangs on the wall clock; a trace knows nothing of it. */
const TIMES: Readonly<Partial<Record<(typeof ALL)[number], RegExp>>> = {
  junit: / time="[\d.]+"/g,
  json: /"wallMs":[\d.]+/g,
  ctrf: /"(start|stop|duration)": \d+/g,
};

describe('nullmodem show --report', () => {
  const place = temporaryPlace();
  const timeless = (folder: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      ALL.map((format) => [format, place.read(`${folder}.${format}`).replace(TIMES[format] ?? /$^/g, '')]),
    );

  /** The run's own reports, and those of its trace. */
  const both = async (...argv: readonly string[]) => {
    const run = await place.run(['run', '.', '--trace', 't.ndjson', ...into('run'), ...argv]);
    const show = await place.run(['show', 't.ndjson', ...into('show')]);
    expect(show).to.deep.equal({ exit: 0, stdout: '', stderr: '' });
    expect(timeless('show')).to.deep.equal(timeless('run'));
    return { ...run, json: JSON.parse(place.read('show.json')) };
  };

  it('makes of a trace each report that its run makes: passed, failed, skipped, refused by the world', async () => {
    place.write('1.lab7.yaml', script(ON_EACH_LINK));
    place.write('2.lab7.yaml', script({ name: 'geht schief: ä€😀', steps: WRONG }));
    place.write('3.lab7.yaml', script(REFUSED));
    place.write('4.lab7.yaml', script({ name: 'wants a wire', link: '{ transport: tcp }', steps: PARITY }));
    place.write('5.lab7.yaml', script({ name: 'expects PE', steps: PARITY }));
    place.write('6.lab7.yaml', script({ name: 'prints', steps: LAB }));
    const { exit, json } = await both();
    expect(exit).to.equal(1);
    expect(json.summary).to.include({ passed: 4, failed: 2, skipped: 1, errors: 1 });
  });

  it('has the comparisons of a run under several profiles', async () => {
    place.write('1.lab7.yaml', script());
    place.write('5.lab7.yaml', script({ name: 'expects PE', steps: PARITY }));
    const { json } = await both('--profile', 'wire,qemu,virtualbox5');
    expect(json.comparisons).to.have.length(2);
  });

  it('has the departure from a golden text', async () => {
    place.write('1.lab7.yaml', script());
    await place.run(['run', '.', '--golden', 'kept', '--update']);
    place.write('1.lab7.yaml', script({ steps: ['out: { on: A, port: 0x3FB, value: 7 }', ...RIGHT] }));
    const { exit, json } = await both('--golden', 'kept');
    expect(exit).to.equal(1);
    expect(json.scenarios[0].failures[0].cause).to.include({ kind: 'golden' }).and.have.property('departure');
    await both('--golden', 'kept', '--update');
  });

  it('writes one of them to standard output, of the scenarios that --grep names', async () => {
    place.write('1.lab7.yaml', script(ON_EACH_LINK));
    await place.run(['run', '.', '--trace', 't.ndjson']);
    const { exit, stdout } = await place.run(['show', 't.ndjson', '--report', 'tap', '--grep', 'link=t']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('\n1..1\n').and.contain('link=tcp');
  });

  it('says that the last scenario was broken off, in the report too', async () => {
    place.write('1.lab7.yaml', script(ON_EACH_LINK));
    await place.run(['run', '.', '--trace', 't.ndjson']);
    const whole = place.read('t.ndjson');
    place.write('off.ndjson', whole.replace(/.*\n$/, ''));
    const off = await place.run(['show', 'off.ndjson', '--report', 'json']);
    expect(off.exit).to.equal(0);
    expect(off.stderr).to.contain('broken off');
    expect(JSON.parse(off.stdout).summary).to.include({ passed: 2, interrupted: true });
    place.write('cut.ndjson', whole.slice(0, -5));
    const cut = await place.run(['show', 'cut.ndjson', '--report', 'json']);
    expect(cut.exit).to.equal(2);
    expect(cut.stderr).to.contain('error[trace-cut-off]');
    expect(JSON.parse(cut.stdout).summary).to.include({ passed: 2, interrupted: true });
  });

  it('refuses what came of it where that is damaged, with the place', async () => {
    place.write('1.lab7.yaml', script({ steps: WRONG }));
    await place.run(['run', '.', '--trace', 't.ndjson']);
    place.write('t.ndjson', place.read('t.ndjson').replace('"cameCount":5', '"cameCount":"5"'));
    const { exit, stderr } = await place.run(['show', 't.ndjson', '--report', 'tap']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('`cameCount` must be').and.contain('error[trace-broken]');
  });

  it('writes neither over the trace nor two reports into one file', async () => {
    place.write('1.lab7.yaml', script());
    await place.run(['run', '.', '--trace', 't.ndjson']);
    for (const [files, words] of [
      [['tap:t.ndjson'], 'that is the trace itself'],
      [['tap:x', 'json:./x'], 'another report is written there'],
      [['tap:1.lab7.yaml'], 'that is the name of a scenario'],
    ] as const) {
      const argv = files.flatMap((file) => ['--report', file]);
      const { exit, stderr } = await place.run(['show', 't.ndjson', ...argv]);
      expect(exit).to.equal(2);
      expect(stderr).to.contain(words);
    }
    expect(place.read('t.ndjson')).to.match(/^\{"nullmodem":"trace"/);
  });

  for (const words of [['--svg'], ['--text'], ['--list'], ['--from', '5'], ['--byte', '1'], ['-o', 'x']]) {
    it(`does not go with ${words.join(' ')}`, async () => {
      const { exit, stderr } = await place.run(['show', 't.ndjson', '--report', 'tap', ...words]);
      expect(exit).to.equal(2);
      expect(stderr).to.contain('it does not go with --');
    });
  }
});

const RIGHT = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 2ms }'];
const PARITY = ['send: { from: A, text: hello }', 'expect: { on: B, flags: [PE], byte: 1, within: 2ms }'];
const LAB = ['lab7: { on: A, args: "conf 1" }'];
