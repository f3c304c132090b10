import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { linesOf, ON_EACH_LINK, REFUSED, script, temporaryPlace, verdicts, WRONG } from './stage.ts';

const ALL = ['html', 'junit', 'json', 'ctrf', 'tap', 'github'] as const;
const FILES = ALL.flatMap((format) => ['--report', `${format}:${format}.out`]);

/** Without what hangs on the wall clock, and only where the format wants it. */
const TIMES: Readonly<Partial<Record<(typeof ALL)[number], RegExp>>> = {
  junit: / time="[\d.]+"/g,
  json: /"wallMs":[\d.]+/g,
  ctrf: /"(start|stop|duration)": \d+/g,
};

describe('a run’s reports', () => {
  const place = temporaryPlace();
  const reports = (): Readonly<Record<string, string>> =>
    Object.fromEntries(ALL.map((format) => [format, place.read(`${format}.out`)]));

  beforeEach(() => {
    place.write('1.lab7.yaml', script());
    place.write('2.lab7.yaml', script({ name: 'goes wrong', steps: WRONG }));
  });

  it('stand in files beside the words for a person, as many as are asked for', async () => {
    place.write('1.lab7.yaml', script(ON_EACH_LINK));
    place.write('3.lab7.yaml', script(REFUSED));
    const { exit, stdout, stderr } = await place.run(['run', '.', ...FILES]);
    expect({ exit, stderr }).to.deep.equal({ exit: 1, stderr: '' });
    expect(verdicts(stdout)).to.include('FAIL goes wrong').and.to.have.lengthOf(5);
    const { html = '', junit, json = '', ctrf = '', tap, github } = reports();
    expect(html).to.contain('3 passed, 1 failed, 1 error').and.to.contain('<th scope="col">link=tcp</th>');
    expect(html).to.contain('<svg').and.to.contain('--grep=&#39;goes wrong&#39;');
    expect(junit).to.contain('tests="5" failures="1" errors="1" skipped="0"');
    expect(JSON.parse(json).summary).to.include({ passed: 3, failed: 1, errors: 1 });
    expect(JSON.parse(ctrf).results.summary).to.include({ passed: 3, failed: 2 });
    expect(tap).to.contain('\n1..5\n').and.to.contain('\nnot ok 4 - goes wrong');
    expect(github).to.contain('::error file=2.lab7.yaml,line=9,title=goes wrong [cable%2C wire]::');
  });

  it('are the same twice, but for what each format has of the wall clock', async () => {
    const timeless = (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        ALL.map((format) => [format, place.read(`${format}.out`).replace(TIMES[format] ?? /$^/g, '')]),
      );
    await place.run(['run', '.', ...FILES]);
    const first = timeless();
    await place.run(['run', '.', ...FILES]);
    expect(timeless()).to.deep.equal(first);
  });

  it('have standard output for one of them: the words for a person then stand on standard error', async () => {
    const { stdout, stderr } = await place.run(['run', '.', '--report', 'tap', '--report', 'json:json.out']);
    expect(linesOf(stdout).slice(0, 2)).to.deep.equal(['TAP version 14', '1..2']);
    expect(stdout).not.to.contain('FAIL');
    expect(verdicts(stderr)).to.deep.equal(['ok carries a word', 'FAIL goes wrong']);
    expect(JSON.parse(place.read('json.out')).summary.passed).to.equal(1);
  });

  it('are on standard output what they are in a file', async () => {
    const { stdout } = await place.run(['run', '.', '--report', 'github']);
    await place.run(['run', '.', ...FILES]);
    expect(reports().github).to.equal(stdout);
  });

  it('are refused where two of them want standard output, or there is no such format', async () => {
    for (const argv of [
      ['--json', '--report', 'tap'],
      ['--report', 'junit', '--report', 'tap'],
      ['--report', 'xml'],
    ]) {
      const { exit, stderr } = await place.run(['run', '.', ...argv]);
      expect(exit, argv.join(' ')).to.equal(2);
      expect(stderr).to.match(
        /^error\[usage\]: (standard output has room for one report|--report xml: the formats)/,
      );
    }
  });

  it('are refused with --list, but for --json', async () => {
    expect((await place.run(['run', '.', '--list', '--report', 'tap:a.tap'])).exit).to.equal(2);
    expect(existsSync(place.path('a.tap'))).to.equal(false);
    const { stdout } = await place.run(['run', '.', '--list', '--report', 'json']);
    expect(JSON.parse(stdout).scenarios).to.have.lengthOf(2);
  });

  it('that cannot be written end the run before it begins, and the others say so', async () => {
    const { exit, stdout, stderr } = await place.run([
      'run',
      '.',
      '--report',
      'tap:a.tap',
      '--report',
      'html:no/such/run.html',
    ]);
    expect({ exit, stdout }).to.deep.equal({ exit: 3, stdout: '' });
    expect(linesOf(stderr)).to.deep.equal([
      'error[report-unwritable]: cannot write the html report to no/such/run.html: there is no folder no/such',
      'fix: Make it first: mkdir -p no/such',
    ]);
    expect(place.read('a.tap')).to.contain('Bail out! cannot write the html report');
  });

  it('tell of a file that cannot be understood, and of a trace that cannot be written', async () => {
    place.write('wrong.lab7.yaml', script({ steps: ['send: { form: A, text: x }'] }));
    expect((await place.run(['run', '.', ...FILES])).exit).to.equal(2);
    expect(reports().github).to.match(/^::error file=wrong\.lab7\.yaml,line=8,col=\d+,title=scenario-/);
    expect(reports().html).to.contain('Nothing was played');
    for (const format of ALL) expect(reports()[format], format).to.match(/wrong\.lab7\.yaml|scenario-/);
    expect((await place.run(['run', '1.lab7.yaml', '--trace', 'no/t', ...FILES])).exit).to.equal(3);
    for (const format of ALL) expect(reports()[format], format).to.contain('cannot write the trace');
  });

  it('tell of those that were played when Ctrl-C ends the run', async () => {
    const controller = new AbortController();
    controller.abort();
    const { exit } = await place.run(['run', '.', ...FILES], { signal: controller.signal });
    expect(exit).to.equal(130);
    expect(reports().tap).to.contain('1..0\n').and.to.contain('Bail out! interrupted');
  });

  it('have each play under several profiles, with the command that plays it alone', async () => {
    const { exit } = await place.run(['run', '2.lab7.yaml', '--profile', 'virtualbox5,wire', ...FILES]);
    expect(exit).to.equal(1);
    const { junit = '', html } = reports();
    expect([...junit.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name)).to.deep.equal([
      'goes wrong [cable, virtualbox5]',
      'goes wrong [cable, wire]',
    ]);
    expect(junit).to.contain('--profile wire --seed=1').and.to.contain('--profile virtualbox5 --seed=1');
    expect(html).to.contain('<th scope="col">cable, wire</th>').and.to.contain('1 scenario under 2 profiles');
  });
});
