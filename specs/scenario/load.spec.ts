import { expect } from 'chai';
import { loadScenario } from '../../harness/scenario/load.ts';
import { diagnosticsOf, EXAMPLE, file, found, onlyOne, scenarioOf, scenariosOf } from './files.ts';

const hello = Uint8Array.from([0x68, 0x65, 0x6c, 0x6c, 0x6f]);

describe("the design's example", () => {
  it('is three scenarios, one for each mode', () => {
    expect(scenariosOf(EXAMPLE).map(({ name }) => name)).to.deep.equal([
      'FIFO and interrupts, 9600 8E1, both ways (mode=poll)',
      'FIFO and interrupts, 9600 8E1, both ways (mode=int)',
      'FIFO and interrupts, 9600 8E1, both ways (mode=fifo)',
    ]);
  });
  it('is exactly this', () => {
    const machine = { base: 0x3f8, irq: 4, line: { rate: 9600, bits: 8, parity: 'even', stop: 1 }, fifo: 14 };
    expect(scenariosOf(EXAMPLE)[1]).to.deep.equal({
      name: 'FIFO and interrupts, 9600 8E1, both ways (mode=int)',
      file: 'x.lab7.yaml',
      entry: { mode: 'int' },
      link: { transport: 'cable', profile: 'wire', listen: 'A' },
      machines: { A: machine, B: machine },
      steps: [
        { line: 9, verb: 'send', from: 'A', mode: 'int', payload: { bytes: hello, times: 1 } },
        {
          line: 10,
          verb: 'expect',
          on: 'B',
          mode: 'poll',
          want: { bytes: hello },
          within: { amount: 120, unit: 'bits' },
        },
        {
          line: 11,
          verb: 'parallel',
          steps: [
            {
              line: 11,
              verb: 'send',
              from: 'A',
              mode: 'poll',
              payload: { bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte), times: 1 },
            },
            {
              line: 11,
              verb: 'send',
              from: 'B',
              mode: 'poll',
              payload: { bytes: Uint8Array.from([0x55, 0xaa]), times: 64 },
            },
          ],
        },
        {
          line: 12,
          verb: 'expect',
          on: 'A',
          mode: 'poll',
          want: { count: 128 },
          within: { amount: 2, unit: 's' },
        },
        { line: 13, verb: 'wait', for: { amount: 20, unit: 'bits' } },
      ],
      assert: { delivery: 'in-order-exactly-once', unread: 'none' },
    });
  });
  it('is the same from bytes, with a byte order mark, and with CRLF', () => {
    const expected = scenariosOf(EXAMPLE);
    expect(scenariosOf(new TextEncoder().encode(EXAMPLE))).to.deep.equal(expected);
    expect(scenariosOf(new TextEncoder().encode(`\uFEFF${EXAMPLE}`))).to.deep.equal(expected);
    expect(scenariosOf(`\uFEFF${EXAMPLE.replaceAll('\n', '\r\n')}`)).to.deep.equal(expected);
  });
});

describe('a scenario file', () => {
  it('asserts delivery in order, exactly once, and nothing unread, when it does not say', () => {
    expect(scenarioOf(file({})).assert).to.deep.equal({ delivery: 'in-order-exactly-once', unread: 'none' });
  });
  it('asserts what it says, and the rest stays as it is', () => {
    expect(scenarioOf(`${file({})}assert: { unread: any }\n`).assert).to.deep.equal({
      delivery: 'in-order-exactly-once',
      unread: 'any',
    });
    expect(found(`${file({})}assert: { delivery: anny, unread: yes }\n`)).to.deep.equal([
      'scenario-wrong-value 8:21 anny',
      'scenario-wrong-value 8:35 yes',
    ]);
  });
  it('keeps a no-break space, an accent and an emoji in its name', () => {
    expect(scenarioOf(file({ name: '"é\u00a0😀"' })).name).to.equal('é\u00a0😀');
  });
  it('has a name of one line', () => {
    expect(found(file({ name: '"a\\nb"' }))).to.deep.equal(['scenario-wrong-value 2:7 "a\\nb"']);
    expect(found(file({ name: '' }))).to.deep.equal(['scenario-wrong-value 2:1 name']);
  });
  it('is of version 1', () => {
    const only = onlyOne(file({}).replace('version: 1', 'version: 2'));
    expect(only).to.include({
      code: 'scenario-wrong-value',
      what: '`version` cannot be `2`.',
      fix: 'Write 1.',
    });
  });
  it('lacks four keys when it has none of them', () => {
    const whats = diagnosticsOf('link: {}\n').map(({ what }) => what);
    expect(whats).to.deep.equal(
      ['version', 'name', 'machines', 'steps'].map((key) => `The scenario has no \`${key}\`.`),
    );
    expect(found('link: {}\n').every((one) => one === 'scenario-missing-key 1:1 link')).to.equal(true);
  });
  it('has one step at least', () => {
    expect(found(`${file({}).slice(0, file({}).indexOf('steps'))}steps: []\n`)).to.deep.equal([
      'scenario-wrong-value 6:8 []',
    ]);
  });
  it('is a group of keys: no list, no text', () => {
    expect(found('- a\n- b\n')).to.deep.equal(['scenario-wrong-value 1:1 - a']);
    expect(found('hello\n')).to.deep.equal(['scenario-wrong-value 1:1 hello']);
  });
  it('takes a key of the JavaScript prototype for a key like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      expect(found(`${file({})}${key}: {}\n`), key).to.deep.equal([`scenario-unknown-key 8:1 ${key}`]);
    }
  });
  it('gives every mistake, in the order of the file, and no scenario', () => {
    const text =
      'version: 1\nnam: x\nlink: { port: 5 }\nmachines: { A: { fifo: 2 }, B: {} }\nsteps:\n  - wait: { for: 5 }\n';
    expect(found(text)).to.deep.equal([
      'scenario-unknown-key 2:1 nam',
      'scenario-conflict 3:9 port',
      'scenario-wrong-value 4:24 2',
      'scenario-unit 6:18 5',
    ]);
    expect(loadScenario(text, 'x').scenarios).to.deep.equal([]);
  });
  it('gives 100 mistakes one by one, and the number of the others', () => {
    const wrong = diagnosticsOf(file({ steps: Array.from({ length: 130 }, () => 'wait: { for: 1 }') }));
    expect(wrong).to.have.length(101);
    expect(wrong.at(-1)).to.deep.include({
      code: 'scenario-more',
      severity: 'info',
      what: 'There are 30 more mistakes.',
    });
  });
  it('has the whole line in each place, without its line break', () => {
    const [span] = onlyOne(
      '\uFEFFversion: 1\r\nname: x\r\nmachines: { A: {}, B: {}, C: {} }\r\nsteps: [ wait: { for: 1s } ]\r\n',
    ).spans;
    expect(span).to.deep.equal({
      file: 'x.lab7.yaml',
      line: 3,
      column: 27,
      length: 1,
      source: 'machines: { A: {}, B: {}, C: {} }',
    });
  });
});
