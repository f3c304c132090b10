import { expect } from 'chai';
import { linesOf, Paper, script, temporaryPlace, VIEWER, WRONG } from './stage.ts';

const UART = '{"base":1016,"irq":4,"type":"16550A"}';
const HEADER = `{"nullmodem":"trace","version":2,"name":"first","seed":1,"profile":"wire","machines":{"A":${UART},"B":${UART}}}`;
/** A sends an `A` at 115200 8N1, and B takes it. */
const RECORDS = [
  '{"t":0,"m":"A","k":"power","on":true}',
  '{"t":0,"m":"A","k":"out","port":1019,"v":131}',
  '{"t":2,"m":"A","k":"out","port":1016,"v":1}',
  '{"t":4,"m":"A","k":"out","port":1019,"v":3}',
  '{"t":6,"m":"A","k":"out","port":1016,"v":65}',
  '{"t":6,"m":"A","k":"frame","serial":1,"char":65,"ends":166}',
  '{"t":158,"m":"B","k":"char","serial":1,"char":65,"errors":0,"held":1}',
  '{"t":170,"m":"A","k":"in","port":1021,"v":96,"n":40,"since":8}',
  '{"t":5000,"m":"-","k":"verdict","passed":true}',
];
const SECOND = HEADER.replace('first', 'second').replace('"wire"', '"qemu"');
const trace = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What a page's script is given. */
const dataOf = (page: string) =>
  JSON.parse(/<script type="application\/json" id="viewed">(.*?)<\/script>/s.exec(page)?.[1] ?? 'null');

describe('nullmodem show', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('t.ndjson', trace(HEADER, ...RECORDS, SECOND, ...RECORDS.slice(0, 6)));
  });

  it('tells the first scenario in words, with each frame as a waveform, and that others follow', async () => {
    const { exit, stdout, stderr } = await place.run(['show', 't.ndjson']);
    expect(exit).to.equal(0);
    expect(linesOf(stdout).slice(0, 2)).to.deep.equal(['first', 'seed 1, profile wire']);
    expect(stdout)
      .to.contain('A wrote 0x83 to LCR: 8 bits, DLAB on')
      .and.contain('A wrote 0x01 to DLL: divisor 1, 115200 bit/s')
      .and.contain('──┐  ┌──┐              ┌──┐  ┌──')
      .and.contain('A read 0x60 from LSR, 40 times since 8: THRE TEMT');
    expect(stderr).to.contain('"second"').and.contain('--grep');
  });

  it('shows the scenario that --grep names, and says where no wire leads to SIN', async () => {
    const { exit, stdout, stderr } = await place.run(['show', 't.ndjson', '--grep', 'sec', '--vcd']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('A.SOUT').and.not.contain('.SIN');
    expect(stderr).to.contain('qemu').and.contain('SIN is no wire');
  });

  it('makes one page of it, with its script and its data', async () => {
    const { exit, stdout } = await place.run(['show', 't.ndjson', '--html', '-o', 'a.html']);
    expect({ exit, stdout }).to.deep.equal({ exit: 0, stdout: '' });
    const page = place.read('a.html');
    expect(page)
      .to.match(/^<!DOCTYPE html>/)
      .and.contain(`<script>${VIEWER}</script>`);
    const { header, records, cutAt } = dataOf(page);
    expect({ name: header.name, begins: header.begins, cutAt }).to.deep.equal({
      name: 'first',
      begins: undefined,
      cutAt: null,
    });
    expect(records.map(({ t }: { t: number }) => t)).to.deep.equal([0, 0, 2, 4, 6, 6, 158, 170, 5000]);
  });

  it('does not write a page on a terminal, and names a file for it', async () => {
    const stdout = new Paper({ isTerminal: true });
    const { exit, stderr } = await place.run(['show', 't.ndjson', '--html'], { stdout });
    expect(exit).to.equal(2);
    expect(stderr).to.include('-o t.html');
    expect(stdout.text).to.equal('');
  });

  it('says on a page of a part what is not there, and what was set before', async () => {
    const words = ['show', 't.ndjson', '--html', '--from', '5', '--to', '160'];
    const { stdout, stderr } = await place.run(words);
    const { header, records, cutAt } = dataOf(stdout);
    expect(header.begins).to.deep.equal({
      t: 5,
      settings: {
        A: { lcr: 3, dll: 1, dlm: 0, looped: false },
        B: { lcr: null, dll: null, dlm: null, looped: false },
      },
    });
    expect({ count: records.length, cutAt }).to.deep.equal({ count: 3, cutAt: 160 });
    for (const text of [stdout, stderr])
      expect(text)
        .to.contain('before tick 5 and from tick 160 on')
        .and.contain('nullmodem show t.ndjson --html --from TICK --to TICK');
  });

  it('names the scenarios with --list', async () => {
    const { stdout } = await place.run(['show', 't.ndjson', '--list']);
    expect(linesOf(stdout)).to.deep.equal(['first  [wire]', 'second  [qemu]']);
  });

  it('writes to a file, and then nothing to standard output', async () => {
    const { exit, stdout } = await place.run(['show', 't.ndjson', '--svg', '-o', 'a.svg']);
    expect({ exit, stdout }).to.deep.equal({ exit: 0, stdout: '' });
    expect(place.read('a.svg')).to.match(/^<svg[\s\S]*0x41 &#39;A&#39; #1[\s\S]*<\/svg>\n$/);
  });

  it('shows one byte, or a part of the time', async () => {
    const byte = await place.run(['show', 't.ndjson', '--byte', 'A1']);
    expect(byte.stdout).to.contain("receives 0x41 'A' (#1)").and.not.contain('passed');
    const part = await place.run(['show', 't.ndjson', '--from', '80us', '--to', '165']);
    expect(linesOf(part.stdout).slice(3)).to.deep.equal(["      158 B receives 0x41 'A' (#1), 1 held"]);
    const settled = await place.run(['show', 't.ndjson', '--from', '5', '--to', '10']);
    expect(linesOf(settled.stdout)[5]).to.match(/ E {2}115200 8N1$/);
    const none = await place.run(['show', 't.ndjson', '--byte', '7']);
    expect(none.exit).to.equal(2);
    expect(none.stderr).to.contain('A has sent 1 byte');
  });

  it('shows what `run --trace` writes', async () => {
    place.write('one.lab7.yaml', script());
    await place.run(['run', 'one.lab7.yaml', '--trace', 'out.ndjson']);
    const { exit, stdout, stderr } = await place.run(['show', 'out.ndjson']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(stdout.match(/115200 8N1$/gm)).to.have.length(5);
    expect(linesOf(stdout).at(-1)).to.match(/^ok {4}carries a word .*"hello"/);
  });

  it('tells a failure with the words of the run', async () => {
    place.write('one.lab7.yaml', script({ steps: WRONG }));
    const run = await place.run(['run', 'one.lab7.yaml', '--trace', 'out.ndjson']);
    const { stdout } = await place.run(['show', 'out.ndjson']);
    const [failure = ''] = run.stdout.split('\n\n');
    expect(failure).to.match(/^FAIL/);
    expect(stdout.endsWith(`\n\n${failure}\n`)).to.equal(true);
  });

  it('says that a trace was broken off', async () => {
    const { exit, stderr } = await place.run(['show', 't.ndjson', '--grep', 'second']);
    expect(exit).to.equal(0);
    expect(stderr).to.contain('broken off');
  });

  it('knows the registers of a UART that stands elsewhere, and what was set before the first record', async () => {
    const header = HEADER.replace('"base":1016', '"base":544').replace(
      /\}$/,
      ',"begins":{"t":900,"settings":{"A":{"lcr":27,"dll":1,"dlm":0,"looped":false},"B":{"lcr":3,"dll":1,"dlm":0,"looped":false}}}}',
    );
    place.write(
      'later',
      trace(
        header,
        '{"t":1000,"m":"A","k":"in","port":549,"v":96,"n":1,"since":1000}',
        '{"t":1010,"m":"A","k":"frame","serial":9,"char":65,"ends":1186}',
      ),
    );
    const { stdout } = await place.run(['show', 'later']);
    expect(stdout)
      .to.contain('A read 0x60 from LSR: THRE TEMT')
      .and.match(/ 115200 8E1$/m);
  });

  for (const [what, text, code, line, column] of [
    ['a broken line', trace(HEADER, '{"t":1,"m":"A",!'), 'trace-broken', 2, 16],
    [
      'a last line that is cut off',
      `${trace(HEADER, '{"t":1,"m":"A","k":"irq","irq":4}')}{"t":1,`,
      'trace-cut-off',
      3,
      8,
    ],
    ['another file', 'version: 1\n', 'trace-foreign', 1, 1],
    ['another document of ours', '{"nullmodem":1}\n', 'trace-foreign', 1, 2],
    ['records before any header', trace(...RECORDS), 'trace-foreign', 1, 1],
  ] as const) {
    it(`refuses ${what}, with its place`, async () => {
      place.write('wrong', text);
      const { exit, stderr } = await place.run(['show', 'wrong']);
      expect(exit).to.equal(2);
      expect(stderr).to.contain(`error[${code}]`).and.contain(`wrong:${line}:${column}`);
    });
  }

  it('makes a whole document of what stands before a line that is cut off', async () => {
    place.write('cut', trace(HEADER, ...RECORDS).slice(0, -20));
    const { exit, stdout } = await place.run(['show', 'cut', '--vcd']);
    expect(exit).to.equal(2);
    expect(linesOf(stdout).at(-1)).to.match(/^#\d+$/);
  });

  it('refuses an empty file, a folder, and a file that is not there', async () => {
    place.write('empty', '');
    for (const [file, words] of [
      ['empty', 'is empty'],
      ['.', 'is a folder'],
      ['nowhere', 'there is no such file'],
    ] as const) {
      const { exit, stderr } = await place.run(['show', file]);
      expect(exit, file).to.equal(2);
      expect(stderr).to.contain(words);
    }
  });

  it('writes neither over the trace nor where it must not', async () => {
    const own = await place.run(['show', 't.ndjson', '-o', './t.ndjson']);
    expect(own.exit).to.equal(2);
    expect(own.stderr).to.contain('that is the trace itself');
    const nowhere = await place.run(['show', 't.ndjson', '-o', 'no/such/folder']);
    expect(nowhere.exit).to.equal(3);
    expect(nowhere.stderr).to.contain('error[output-unwritable]');
  });

  it('has no --json: a trace is JSON', async () => {
    const { exit, stderr } = await place.run(['show', 't.ndjson', '--json']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('JSON already');
  });

  for (const words of [
    ['--vcd', '--svg'],
    ['--html', '--text'],
    ['--from', 'soon'],
    ['--from', '5', '--to', '5'],
    ['--byte', '0'],
    ['--byte', '1', '--from', '5'],
    ['--grep', '/(/'],
    ['--grep', 'third'],
  ]) {
    it(`does not understand ${words.join(' ')}`, async () => {
      const { exit, stdout } = await place.run(['show', 't.ndjson', ...words]);
      expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    });
  }
});
