import { LSR } from '../support/datasheet.ts';
import { expect } from '../support/expect.ts';
import { ANYTHING, beginnings, played, recorded, scenario, traced } from './stage.ts';

const crystals = (a: string, b: string, line = '115200 8N1') => ({
  A: `{ line: ${line}, crystal: ${a} }`,
  B: `{ line: ${line}, crystal: ${b} }`,
});

const ALL = ["send: { from: A, hex: '00..FF' }", "expect: { on: B, hex: '00..FF' }"];

describe('crystals that are off', () => {
  for (const [a, b] of [
    ['+200ppm', '0ppm'],
    ['0ppm', '-200ppm'],
    ['+20000ppm', '-20000ppm'],
    ['-20000ppm', '+20000ppm'],
  ] as const)
    it(`carry 00 to FF back to back in 8N1: ${a} into ${b}`, async () => {
      const run = await recorded({ ...crystals(a, b), steps: ALL });
      expect(run).to.pass();
      for (const flag of [LSR.PE, LSR.FE, LSR.BI]) expect(run).not.to.raise(flag);
    });

  for (const [a, b] of [
    ['+30000ppm', '-30000ppm'],
    ['-30000ppm', '+30000ppm'],
  ] as const)
    it(`are too far from each other in 8N1, 6 % apart: ${a} into ${b}`, async () => {
      const run = await recorded({ ...crystals(a, b), steps: ALL, assert: ANYTHING });
      expect(run).not.to.deliver(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    });

  it('make a character longer: 10 000 of them at 115200 take 1.6 million ticks, and 1 % less at +10000ppm', async () => {
    const ends = async (crystal: string) => {
      const { records } = await traced(
        scenario({ ...crystals(crystal, crystal), steps: ['send: { from: A, random: 10000 }'] }),
      );
      const frames = records.flatMap((record) => (record.k === 'frame' && record.m === 'A' ? [record] : []));
      return (frames.at(-1)?.ends ?? 0) - (frames[0]?.t ?? 0);
    };
    expect(await ends('0ppm')).to.equal(1_600_000);
    expect(await ends('+10000ppm')).to.be.closeTo(1_600_000 / 1.01, 1);
  });

  it('never add their errors up: a frame begins where its count says, after 10 000 of them', async () => {
    const { records } = await traced(
      scenario({
        ...crystals('+777ppm', '-333ppm'),
        steps: ['send: { from: A, mode: fifo, random: 10000 }'],
      }),
    );
    const frames = records.flatMap((record) => (record.k === 'frame' && record.m === 'A' ? [record.t] : []));
    const burst = frames.slice(-16).map((at) => at - (frames.at(-16) ?? 0));
    for (const [n, at] of burst.entries()) expect(at).to.be.closeTo((n * 160) / 1.000777, 1);
  });

  it('give the bits of `wait` their length: 1000 bits of a machine at -10 %', async () => {
    const [first, second] = await beginnings({
      A: '{ line: 115200 8N1, crystal: -100000ppm }',
      steps: ['wait: { for: 1000bits }', 'wait: { for: 1ticks }'],
    });
    expect((second ?? 0) - (first ?? 0)).to.equal(Math.ceil(16_000 / 0.9));
  });

  it('change nothing that is asserted over a byte link', async () => {
    for (const transport of ['cable', 'tcp'])
      expect(
        (
          await played({
            ...crystals('+30000ppm', '-30000ppm'),
            link: `{ transport: ${transport}, profile: virtualbox5 }`,
            steps: ALL,
          })
        ).outcome,
      ).to.equal('passed');
  });

  it('work in each mode, both ways at once', async () => {
    for (const mode of ['poll', 'int', 'fifo']) {
      const { outcome } = await played({
        ...crystals('+15000ppm', '-15000ppm', '9600 8N1'),
        steps: [
          `send: { from: A, mode: ${mode}, random: 300 }`,
          `send: { from: B, mode: ${mode}, random: 300 }`,
          `expect: { on: B, mode: ${mode}, count: 300 }`,
          `expect: { on: A, mode: ${mode}, count: 300 }`,
        ],
      });
      expect(outcome, mode).to.equal('passed');
    }
  });

  it('carry breaks and modem lines', async () => {
    const { outcome } = await played({
      ...crystals('+15000ppm', '-15000ppm', '9600 8N1'),
      assert: ANYTHING,
      steps: [
        'break: { from: A, for: 20chars }',
        'send: { from: A, text: x }',
        'expect: { on: B, flags: [BI] }',
        'expect: { on: B, text: x }',
        'out: { on: A, port: 0x3FC, value: 0x03 }',
        'wait: { for: 1chars }',
        'in: { on: B, port: 0x3FE, mask: 0xB0, is: 0xB0 }',
      ],
    });
    expect(outcome).to.equal('passed');
  });

  it('give the same trace twice', async () => {
    const script = { ...crystals('+1234ppm', '-4321ppm'), steps: ALL };
    const [one, two] = [await traced(scenario(script)), await traced(scenario(script))];
    expect(one.records).to.deep.equal(two.records);
  });
});
