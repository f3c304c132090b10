import { expect } from 'chai';
import { parsedLine } from '../../../harness/report/trace/parsed-line.ts';

const faultOf = (text: string) => {
  const parsed = parsedLine(text);
  return 'fault' in parsed ? parsed.fault : undefined;
};

describe('A line of a trace', () => {
  it('is a header, or a record', () => {
    const uart = { base: 0x3f8, irq: 4, type: '16550A' };
    const header = { name: 'x', seed: 1, profile: 'wire', machines: { A: uart, B: uart } };
    expect(parsedLine(JSON.stringify({ nullmodem: 'trace', version: 2, ...header }))).to.deep.equal({
      header,
    });
    const record = { t: 2, m: 'A', k: 'out', port: 1016, v: 72 };
    expect(parsedLine(JSON.stringify(record))).to.deep.equal({ record });
  });

  it('may be a record of a kind that only a later version knows', () => {
    expect(parsedLine('{"t":1,"m":"A","k":"sparks"}')).to.deep.equal({ unknown: 'sparks' });
    expect(parsedLine('{"t":1,"m":"A","k":"toString"}')).to.deep.equal({ unknown: 'toString' });
  });

  for (const [what, text, column] of [
    ['no JSON', '{"t":1,x}', 8],
    ['cut off', '{"t":1,"m":"A","k":"ou', 23],
    ['no object', '[1]', 1],
    ['without a tick', '{"m":"A","k":"irq","irq":4}', 1],
    ['of no machine', '{"t":1,"m":"C","k":"irq","irq":4}', 8],
    ['with a text for a number', '{"t":1,"m":"A","k":"irq","irq":"4"}', 26],
    ['a header of the version before', '{"nullmodem":"trace","version":1}', 22],
    [
      'a play whose name of a field is a broken pattern',
      '{"nullmodem":"play","name":"x","entry":{"a(":5}}',
      41,
    ],
    ['another document of ours', '{"nullmodem":1,"scenarios":[]}', 2],
  ] as const) {
    it(`is refused with its column when it is ${what}`, () => {
      expect(faultOf(text)?.column).to.equal(column);
    });
  }
});
