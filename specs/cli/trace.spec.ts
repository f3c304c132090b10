import { expect } from 'chai';
import { linesOf, ON_EACH_LINK, script, temporaryPlace, WRONG } from './stage.ts';

const RANDOM = {
  name: 'carries random bytes',
  steps: ['send: { from: A, random: 64 }', 'expect: { on: B, count: 64 }'],
};

interface Read {
  readonly t?: number;
  readonly m?: string;
  readonly k?: string;
  readonly [more: string]: unknown;
}

describe('--trace', () => {
  const place = temporaryPlace();

  const traced = async (...argv: readonly string[]): Promise<string> => {
    const { stderr } = await place.run(['run', '.', '--trace', 'out.ndjson', ...argv]);
    expect(stderr).not.to.contain('error[');
    return place.read('out.ndjson');
  };

  /** Headers and records. */
  const recordsOf = (trace: string): readonly Read[] =>
    linesOf(trace)
      .map((line): Read => JSON.parse(line))
      .filter(({ nullmodem }) => nullmodem !== 'play');

  const playsOf = (trace: string): readonly Read[] =>
    linesOf(trace)
      .map((line): Read => JSON.parse(line))
      .filter(({ nullmodem }) => nullmodem === 'play');

  /** What the links have in common: all but what came of it, which names them. */
  const withoutPlays = (trace: string): string => trace.replace(/^\{"nullmodem":"play".*\n/gm, '');

  /** The bytes that left A, by the frames in the trace. */
  const sent = (trace: string): readonly unknown[] =>
    recordsOf(trace)
      .filter(({ k, m }) => k === 'frame' && m === 'A')
      .map(({ char }) => char);

  it('writes a header, and behind it a record a line', async () => {
    place.write('one.lab7.yaml', script());
    const trace = await traced('--seed', '5');
    expect(trace.endsWith('}\n')).to.equal(true);
    const [header, ...records] = recordsOf(trace);
    expect(header).to.include({
      nullmodem: 'trace',
      version: 2,
      name: 'carries a word',
      seed: 5,
      profile: 'wire',
    });
    expect(records).to.have.length.greaterThan(20);
    for (const { t, m, k } of records) {
      expect(Number.isInteger(t)).to.equal(true);
      expect(m).to.be.oneOf(['A', 'B', '-']);
      expect(k).to.be.a('string');
    }
  });

  it('tells what was sent and what came, character by character, and the verdict last', async () => {
    place.write('one.lab7.yaml', script());
    const records = recordsOf(await traced());
    const chars = records.filter(({ k, m }) => k === 'char' && m === 'B').map(({ char }) => char);
    expect(chars).to.deep.equal([...Buffer.from('hello')]);
    expect(records.filter(({ k, m }) => k === 'frame' && m === 'A')).to.have.lengthOf(5);
    expect(records.filter(({ k }) => k === 'step').map(({ n }) => n)).to.deep.equal(['1', '2']);
    expect(records.filter(({ k }) => k === 'verdict')).to.have.lengthOf(1);
    expect(records.at(-1)).to.include({ k: 'verdict', passed: true });
  });

  it('tells a failure once, with why', async () => {
    place.write('one.lab7.yaml', script({ steps: WRONG }));
    const records = recordsOf(await traced());
    expect(records.filter(({ nullmodem }) => nullmodem === 'trace')).to.have.lengthOf(1);
    expect(records.filter(({ k }) => k === 'verdict')).to.have.lengthOf(1);
    expect(records.at(-1)).to.include({ k: 'verdict', passed: false });
    expect(records.at(-1)?.why).to.be.a('string');
  });

  it('holds every scenario of the run, each behind a header of its own', async () => {
    place.write('each.lab7.yaml', script(ON_EACH_LINK));
    const records = recordsOf(await traced());
    expect(
      records.filter(({ nullmodem }) => nullmodem === 'trace').map(({ name, profile }) => [name, profile]),
    ).to.deep.equal([
      ['carries a word (link=cable)', 'wire'],
      ['carries a word (link=tcp)', 'virtualbox5'],
      ['carries a word (link=pipe)', 'virtualbox5'],
    ]);
    expect(records.filter(({ k }) => k === 'verdict')).to.have.lengthOf(3);
  });

  it('replaces what stood in the file', async () => {
    place.write('one.lab7.yaml', script());
    place.write('out.ndjson', 'x'.repeat(1 << 20));
    expect(linesOf(await traced())[0]).to.match(/^\{"nullmodem":"trace"/);
    expect(place.read('out.ndjson')).not.to.contain('xx');
  });

  it('is the same over a cable as VirtualBox has it, over TCP and over a pipe', async () => {
    place.write('one.lab7.yaml', script({ name: 'both ways', steps: BOTH_WAYS }));
    const cable = await traced('--link', 'cable', '--profile', 'virtualbox5');
    expect(sent(cable)).to.have.lengthOf(5);
    for (const link of ['tcp', 'pipe'])
      expect(withoutPlays(await traced('--link', link))).to.equal(withoutPlays(cable));
  });

  it('is the same with --json', async () => {
    place.write('one.lab7.yaml', script());
    const plain = await traced();
    expect(await traced('--json')).to.equal(plain);
  });

  it('ends with what the scenario came to, without a wall-clock value', async () => {
    place.write('one.lab7.yaml', script({ steps: WRONG }));
    const trace = await traced();
    expect(linesOf(trace).at(-1)).to.match(/^\{"nullmodem":"play","name":"carries a word","file":/);
    const [play] = playsOf(trace);
    expect(play?.result).to.include({ outcome: 'failed', seed: 1 });
    expect(play?.replay).to.contain('run');
    expect(trace).not.to.contain('wallMs');
  });

  it('of a scenario that is skipped, or that the world does not let play, has a header and what came of it', async () => {
    place.write('wire.lab7.yaml', script({ link: '{ transport: cable, profile: wire }' }));
    const lines = linesOf(await traced('--link', 'tcp'));
    expect(lines).to.have.length(2);
    expect(JSON.parse(lines[1] ?? '').result).to.include({ outcome: 'skipped' });
  });
});

const BOTH_WAYS = [
  'send: { from: A, text: hello }',
  'send: { from: B, hex: "00..1F" }',
  'expect: { on: B, text: hello }',
  'expect: { on: A, count: 32 }',
];

describe('--seed', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('random.lab7.yaml', script(RANDOM));
  });

  const traced = async (...argv: readonly string[]): Promise<string> => {
    const { exit } = await place.run(['run', '.', '--trace', 'out.ndjson', ...argv]);
    expect(exit).to.equal(0);
    return place.read('out.ndjson');
  };

  const sent = (trace: string): string =>
    linesOf(trace)
      .map((line): Read => JSON.parse(line))
      .filter(({ k, m }) => k === 'frame' && m === 'A')
      .map(({ char }) => char)
      .join();

  it('gives the same trace for the same seed, byte for byte, over each link', async () => {
    for (const link of ['cable', 'tcp', 'pipe']) {
      const first = await traced('--seed', '42', '--link', link);
      expect(await traced('--seed', '42', '--link', link)).to.equal(first);
    }
  });

  it('gives other random bytes for another seed', async () => {
    const streams: string[] = [];
    for (const seed of ['1', '2', '-1', '0']) streams.push(sent(await traced('--seed', seed)));
    for (const stream of streams) expect(stream.split(',')).to.have.lengthOf(64);
    expect(new Set(streams).size).to.equal(4);
  });

  it('is 1 when nobody says', async () => {
    expect(await traced()).to.equal(await traced('--seed', '1'));
  });

  it('stands in the JSON document', async () => {
    const { stdout } = await place.run(['run', '.', '--json', '--seed', '42']);
    expect(JSON.parse(stdout).scenarios[0].seed).to.equal(42);
  });

  it('that is given twice counts as given last', async () => {
    expect(await traced('--seed', '3', '--seed', '4')).to.equal(await traced('--seed', '4'));
  });
});
