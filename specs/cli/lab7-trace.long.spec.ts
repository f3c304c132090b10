import type { Socket } from 'node:net';
import { expect } from 'chai';
import { calledAt } from './lab7-called.ts';
import { temporaryPlace } from './stage.ts';

const RX = 'poll 1 rx 8 1 none 115200';
/** Time for what hangs; nothing here waits for it but where it says so. */
const GUARD = '8s';

describe('nullmodem lab7, its trace', () => {
  const place = temporaryPlace();

  const called = calledAt(place, GUARD);
  const says = (text: string) => (socket: Socket) => void socket.write(Buffer.from(text, 'latin1'));
  const rx = (words: readonly string[], text = 'hello.') => called(RX, says(text), words);

  interface Line {
    readonly [field: string]: unknown;
  }
  const linesOf = (file: string): readonly Line[] =>
    place
      .read(file)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  it('has what the machine did since it was turned on, and what it came to', async () => {
    await rx(['--trace', 't.ndjson']);
    const lines = linesOf('t.ndjson');
    expect(lines[0]).to.deep.include({ nullmodem: 'trace', name: RX, seed: 0, profile: 'virtualbox5' });
    expect(lines[1]).to.deep.include({ t: 0, m: 'A', k: 'power', on: true });
    expect(lines.filter(({ k }) => k === 'char').map(({ char }) => char)).to.deep.equal([
      ...Buffer.from('hello.'),
    ]);
    expect(lines.filter(({ k }) => k === 'link').map(({ event }) => event)[0]).to.equal('connected');
    expect(lines.at(-1)).to.deep.include({ nullmodem: 'live', met: true });
  });

  it('is shown, without a word of its being broken off, in each form', async () => {
    await rx(['--trace', 't.ndjson']);
    const { exit, stdout, stderr } = await place.run(['show', 't.ndjson']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(stdout).to.contain('in real time').and.to.contain(`\`${RX}\` has ended, after `);
    expect((await place.run(['show', 't.ndjson', '--svg'])).stdout).to.contain('<svg');
    expect((await place.run(['show', 't.ndjson', '--vcd'])).stdout).to.contain('$enddefinitions');
    const report = await place.run(['show', 't.ndjson', '--report', 'tap']);
    expect(report.exit).to.equal(2);
    expect(report.stderr).to.contain('the trace of a run in real time');
  });

  it('is whole when the time is over, and at Ctrl-C', async () => {
    await called(RX, () => {}, ['--trace', 'late.ndjson', '--timeout', '50ms']);
    expect(linesOf('late.ndjson').at(-1)).to.deep.include({ end: { why: 'timeout' } });
    const stop = new AbortController();
    const { exit } = await called(RX, () => stop.abort(), ['--trace', 'stopped.ndjson'], {
      signal: stop.signal,
    });
    expect(exit).to.equal(130);
    expect(linesOf('stopped.ndjson').at(-1)).to.deep.include({ end: { why: 'interrupted' } });
  });

  it('is compared with a golden text, which has the rules that real time needs', async () => {
    const kept = await rx(['--golden', 'rx.golden.txt', '--update']);
    expect(kept.stderr).to.contain('update  new golden trace');
    const text = place.read('rx.golden.txt');
    expect(text)
      .to.contain('# counted from: frame, char\n# within: 2ticks\n# within: 1s for char\n# leave out: link\n')
      .and.to.not.contain(' link ');
    for (let i = 0; i < 3; i += 1) expect((await rx(['--golden', 'rx.golden.txt'])).exit).to.equal(0);
    await rx(['--golden', 'rx.golden.txt', '--update']);
    expect(place.read('rx.golden.txt')).to.equal(text);
  });

  it('fails where it departs in what it does or in its own time, and says how: exit code 1', async () => {
    await rx(['--golden', 'rx.golden.txt', '--update']);
    const other = await rx(['--golden', 'rx.golden.txt'], 'help!.');
    expect(other.exit).to.equal(1);
    expect(other.stderr).to.contain('its trace departs from').and.to.contain('fourth received character');
    const early = (_: string, tick: string, rest: string) => `${String(Number(tick) - 5).padStart(9)}${rest}`;
    place.write('rx.golden.txt', place.read('rx.golden.txt').replace(/^ *(\d+)( A in 3F8 65)/m, early));
    const late = await rx(['--golden', 'rx.golden.txt', '--json']);
    expect(late.exit).to.equal(1);
    expect(late.stderr).to.match(/A's .* reading of RBR came at tick .* later; within 2ticks allows 2/);
    expect(JSON.parse(late.stdout).lab7).to.include({ outcome: 'failed', end: 'returned' });
  });

  it('is refused where a rule is none, before anything is played: exit code 2', async () => {
    place.write(
      'rx.golden.txt',
      `# nullmodem golden 1\n# name: ${RX}\n# seed: 0\n# profile: virtualbox5\n# soon\n`,
    );
    const { exit, stderr } = await rx(['--golden', 'rx.golden.txt']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('rx.golden.txt, line 5: `soon` is no rule').and.to.not.contain('listening');
  });

  for (const [words, what] of [
    [['--update'], '--update goes with --golden FILE'],
    [['--within', '1bit'], '--within goes with --golden'],
    [['--golden', 'x', '--trace', 'x'], '--trace x: that is the golden text'],
  ] as const)
    it(`refuses ${words.join(' ')}`, async () => {
      const { exit, stderr } = await rx(words);
      expect(exit).to.equal(2);
      expect(stderr).to.contain(what);
    });
});
