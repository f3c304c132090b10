import { expect } from 'chai';
import { over } from '../../harness/run/play.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import { ANYTHING, played, type Script, scenario, traced } from './stage.ts';

const FIFO = '{ line: 115200 8N1, fifo: 8 }';
const BOTH_WAYS = 'parallel: [{ send: { from: A, random: 90 } }, { send: { from: B, random: 70 } }]';
const OUT_OF_TURN = 'out: { on: A, port: 0x3F8, value: 0x55 }';

const SCRIPTS: Readonly<Record<string, Script>> = {
  'a greeting': { steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: hello }'] },
  'both ways, polled': { steps: [BOTH_WAYS] },
  'both ways by FIFOs': { A: FIFO, B: FIFO, steps: [BOTH_WAYS.replaceAll('random', 'mode: fifo, random')] },
  'both ways by interrupts': { steps: [BOTH_WAYS.replaceAll('random', 'mode: int, random')] },
  'two lines': { A: '{ line: 9600 8N1 }', B: '{ line: 57600 8N1 }', assert: ANYTHING, steps: [BOTH_WAYS] },
  'a lab': {
    steps: [
      'lab7: [{ on: A, args: "fifo 1 tx 8 1 none 9600 hello" }, { on: B, args: "int 1 rx 8 1 none 9600" }]',
      'lab7: { on: B, args: "conf 1" }',
    ],
  },
  'a machine that stops': {
    assert: ANYTHING,
    steps: [BOTH_WAYS, 'wait: { for: 5000ticks }', 'stop: { machine: A }', 'wait: { for: 500ticks }'],
  },
  'bytes to a machine without a program': {
    assert: ANYTHING,
    steps: Array.from({ length: 20 }, () => [OUT_OF_TURN, 'wait: { for: 8bits }']).flat(),
  },
  'a failure': { steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: world }'] },
  'a receiver full for a second': {
    A: FIFO,
    B: FIFO,
    assert: ANYTHING,
    steps: ['lab7: { on: A, args: "fifo 1 tx 8 1 none 115200 0123456789 0123456789 0123456789" }'],
  },
};

const withProfile = (script: Script, profile: string): Scenario =>
  scenario({ ...script, link: `{ transport: cable, profile: ${profile} }` });

describe('the same scenario and seed', () => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    it(`[64] give ${name} twice the same records`, async () => {
      const [one, two] = [await traced(scenario(script)), await traced(scenario(script))];
      expect(one.records).to.have.length.above(20);
      expect(two.records).to.deep.equal(one.records);
      expect({ ...two.result, wallMs: 0 }).to.deep.equal({ ...one.result, wallMs: 0 });
    });

    it(`[64] give ${name} the same records over a cable as virtualbox5, TCP and a pipe`, async () => {
      const bytes = withProfile(script, 'virtualbox5');
      const cable = await traced(bytes);
      for (const transport of ['tcp', 'pipe'] as const) {
        const { result, records } = await traced(over(bytes, transport));
        expect(result).to.deep.include({ transport, profile: 'virtualbox5', outcome: cable.result.outcome });
        for (const [i, record] of cable.records.entries())
          expect(records[i], `${transport}, record ${i}`).to.deep.equal(record);
        expect(records).to.have.length(cable.records.length);
        expect(result.ledger).to.deep.equal(cable.result.ledger);
      }
    });
  }

  it('give the same records of a profile of patience, qemu, over the 3 links', async () => {
    const bytes = withProfile(SCRIPTS['a receiver full for a second'] as Script, 'qemu');
    const [cable, tcp, pipe] = [
      await traced(bytes),
      await traced(over(bytes, 'tcp')),
      await traced(over(bytes, 'pipe')),
    ];
    expect(tcp.records).to.deep.equal(cable.records);
    expect(pipe.records).to.deep.equal(cable.records);
  });

  it('give other records for another seed', async () => {
    const both = scenario({ steps: [BOTH_WAYS] });
    const [one, other] = [await traced(both, 1), await traced(both, 2)];
    expect(other.records).to.not.deep.equal(one.records);
    expect(other.result.ticks).to.equal(one.result.ticks);
  });

  it("give 160 bytes of 2 unequal lines over bytes, and characters of the line's own make over a wire", async () => {
    const script = SCRIPTS['two lines'] as Script;
    const [wire, bytes] = [await traced(scenario(script)), await traced(withProfile(script, 'virtualbox5'))];
    expect(wire.result.ledger?.madeByLine).to.be.above(0);
    expect(bytes.result.ledger?.madeByLine).to.equal(0);
    expect(bytes.result.ledger?.fates.read).to.equal(160);
  });

  it('give the same verdict with a trace and without', async () => {
    const script = SCRIPTS['both ways by FIFOs'] as Script;
    const { result } = await traced(scenario(script));
    const without = await played(script);
    expect({ ...without, wallMs: 0 }).to.deep.equal({ ...result, wallMs: 0 });
  });
});
