import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { Growth } from '../../../harness/report/trace/grown-record.ts';
import { traceJsonSchema } from '../../../harness/report/trace/json-schema.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { scenario } from '../results.ts';
import { textOf, traced, variedTraces } from './traces.ts';

const WRONG = ['send: { from: A, text: hello }', 'expect: { on: B, text: helpo, within: 2ms }'];

describe('The JSON Schema of a trace', () => {
  let isValid: ValidateFunction;
  before(() => {
    isValid = new Ajv2020({ strict: true }).compile(traceJsonSchema());
  });

  it('accepts each line of real traces, those of a failure, an error and a beginning in the middle too', async () => {
    const failing = await traced(scenario({ steps: WRONG }));
    const { header, play, records } = failing;
    const { result: _, ...about } = { result: null, ...play };
    const more = textOf((chunks) => {
      const growth = new Growth(header.machines);
      for (const record of records) growth.take(record);
      const lines = new TraceLines({ ...header, begins: growth.reached }, chunks);
      lines.header();
      lines.play({ ...about, error: { code: 'port-busy', message: 'no' } });
    });
    const traces = [...(await variedTraces()), failing];
    const lines = [...traces.map(({ text }) => text), more].flatMap((text) => text.trimEnd().split('\n'));
    for (const line of lines) expect(isValid(JSON.parse(line)), line).to.equal(true);
    expect(lines.length).to.be.greaterThan(500);
  });

  const UART = { base: 0x3f8, irq: 4, type: '16550A' };
  const HEADER = {
    nullmodem: 'trace',
    version: 2,
    name: 'x',
    seed: 1,
    profile: 'wire',
    machines: { A: UART, B: UART },
  };
  const OUT = { t: 1, m: 'A', k: 'out', port: 1016, v: 72, serial: 1, reg: 'THR', bits: ["'H'"], queued: 1 };
  const LEDGER = Object.fromEntries(
    [
      ...['written', 'carried', 'lostWithoutPeer', 'lostAtClose', 'discarded', 'unsent', 'came', 'read'],
      ...['overrun', 'cleared', 'notSeen', 'flushed', 'unread', 'waiting'],
    ].map((name) => [name, 0]),
  );
  const LIVE = {
    nullmodem: 'live',
    ticks: 9,
    met: false,
    end: { why: 'timeout' },
    ledger: { ...LEDGER, balanced: true },
  };
  it('accepts what is damaged below as long as it is whole', () => {
    const alone = { ...HEADER, machines: { A: UART } };
    for (const line of [HEADER, alone, OUT, LIVE]) expect(isValid(line)).to.equal(true);
  });
  for (const [what, line] of [
    ['no object', [OUT]],
    ['a record of no machine', { ...OUT, m: 'C' }],
    ['a record of no kind', { ...OUT, k: 'outt' }],
    ['a record without its port', { ...OUT, port: undefined }],
    ['a record with half a tick', { ...OUT, t: 1.5 }],
    ['a record before the beginning', { ...OUT, t: -1 }],
    ['a record with a text for a number', { ...OUT, v: '72' }],
    ['a record with a misspelt field', { ...OUT, seriel: 1 }],
    ['bits that are no list', { ...OUT, bits: 'DR' }],
    ['a level of 2', { t: 1, m: 'A', k: 'intr', level: 2, iir: 193, cause: 'THR empty' }],
    ['a header of another version', { ...HEADER, version: 1 }],
    ['a header without a machine', { ...HEADER, machines: { B: UART } }],
    ['a run in real time that did not end', { ...LIVE, end: { why: 'bored' } }],
    ['a run in real time without its ledger', { ...LIVE, ledger: undefined }],
    [
      'a header with a chip that nobody makes',
      { ...HEADER, machines: { A: { ...UART, type: 'Z80' }, B: UART } },
    ],
    ['a play with neither a result nor an error', { nullmodem: 'play', name: 'x' }],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(isValid(JSON.parse(JSON.stringify(line)))).to.equal(false);
    });
  }
});
