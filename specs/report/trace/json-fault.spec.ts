import { expect } from 'chai';
import { jsonFaultAt } from '../../../harness/report/trace/json-fault.ts';

const RECORD = '{"t":1,"m":"A","k":"print","text":"a\\n\\u00e9","x":[1,-2.5e3,{}],"on":true}';

describe('The place where JSON goes wrong', () => {
  it('is the end of each beginning of a record', () => {
    for (let length = 0; length < RECORD.length; length += 1)
      expect(jsonFaultAt(RECORD.slice(0, length)), RECORD.slice(0, length)).to.equal(length);
  });

  for (const [text, at] of [
    ['xyz', 0],
    ['{"t":1,"m":xx}', 11],
    ['{"t":1,}', 7],
    ['{"t" 1}', 5],
    ['{"t":1 "m":2}', 7],
    ['{t:1}', 1],
    ['[1,]', 3],
    ['[1}', 2],
    ['{"t":1}}', 7],
    ['{"t":01}', 6],
    ['{"t":"\\x"}', 5],
    ['{"t":.5}', 5],
  ] as const) {
    it(`is ${at} in ${text}`, () => {
      expect(() => JSON.parse(text)).to.throw();
      expect(jsonFaultAt(text)).to.equal(at);
    });
  }
});
