import { expect } from 'chai';
import { ANYTHING, failureOf, played, type Script } from './stage.ts';

/** Odd parity into even: PE on every character. */
const ODD_INTO_EVEN = { A: '{ line: 9600 8O1 }', B: '{ line: 9600 8E1 }', assert: ANYTHING };

const outcomeOf = async (script: Script) => (await played(script)).outcome;

describe('an expect of flags', () => {
  it('holds at a byte that has them: PE', async () => {
    const steps = ['send: { from: A, text: A }', 'expect: { on: B, flags: [PE] }'];
    expect(await outcomeOf({ ...ODD_INTO_EVEN, steps })).to.equal('passed');
  });

  it('asks for all of them: PE with FE does not come', async () => {
    const steps = ['send: { from: A, text: A }', 'expect: { on: B, flags: [PE, FE], within: 50bits }'];
    const { what, cause } = failureOf(await played({ ...ODD_INTO_EVEN, steps }));
    expect(what).to.equal('B did not get what it expects within 50 bits');
    expect(cause).to.deep.equal({
      kind: 'flags',
      on: 'B',
      wanted: ['PE', 'FE'],
      came: [0x41],
      cameCount: 1,
      flags: [['PE']],
    });
  });

  it('lets others stand beside them: BI comes with FE', async () => {
    const steps = ['break: { from: A, for: 2chars }', 'expect: { on: B, flags: [BI] }'];
    expect(await outcomeOf({ assert: ANYTHING, steps })).to.equal('passed');
  });

  it('of none holds at the first byte without any', async () => {
    const steps = [
      'break: { from: A, for: 2chars }',
      'send: { from: A, text: x }',
      'expect: { on: B, flags: none }',
      'expect: { on: B, count: 1, within: 30bits }',
    ];
    const { step } = failureOf(await played({ assert: ANYTHING, steps }));
    expect(step).to.equal('4');
  });

  it('consumes up to the byte that has them', async () => {
    const steps = [
      'send: { from: A, text: ab }',
      'break: { from: A, for: 2chars }',
      'send: { from: A, text: cd }',
      'expect: { on: B, flags: [BI] }',
      'expect: { on: B, text: cd }',
    ];
    expect(await outcomeOf({ assert: ANYTHING, steps })).to.equal('passed');
    const wrong = [...steps.slice(0, -1), 'expect: { on: B, text: ab, within: 99bits }'];
    expect(await outcomeOf({ assert: ANYTHING, steps: wrong })).to.equal('failed');
  });

  describe('of one byte', () => {
    const SENT = [
      'send: { from: A, text: abc }',
      'break: { from: A, for: 2chars }',
      'send: { from: A, text: d }',
    ];

    it('counts all that the machine has received, from 0: byte 3 is the break', async () => {
      const steps = [...SENT, 'expect: { on: B, flags: [BI, FE], byte: 3 }'];
      expect(await outcomeOf({ assert: ANYTHING, steps })).to.equal('passed');
    });

    for (const byte of [2, 4])
      it(`does not hold beside it: byte ${byte}`, async () => {
        const steps = [...SENT, `expect: { on: B, flags: [BI], byte: ${byte} }`];
        const { what, cause } = failureOf(await played({ assert: ANYTHING, steps }));
        expect(what).to.equal(`byte ${byte} came to B with other flags`);
        expect(cause).to.deep.include({ kind: 'flags', byte, wanted: ['BI'], flags: [[]] });
      });

    it('consumes nothing, and may look back behind the cursor', async () => {
      const steps = [
        ...SENT,
        'expect: { on: B, text: d }',
        'expect: { on: B, flags: [BI], byte: 3 }',
        'expect: { on: B, flags: none, byte: 0 }',
      ];
      expect(await outcomeOf({ assert: ANYTHING, steps })).to.equal('passed');
      const early = [
        'send: { from: A, text: ab }',
        'expect: { on: B, flags: none, byte: 1 }',
        'expect: { on: B, text: ab }',
      ];
      expect(await outcomeOf({ steps: early })).to.equal('passed');
    });

    it('says that it did not come, when fewer came', async () => {
      const steps = [
        'send: { from: A, text: ab }',
        'expect: { on: B, flags: none, byte: 2, within: 99bits }',
      ];
      const { what, cause } = failureOf(await played({ steps }));
      expect(what).to.equal('byte 2 did not come to B within 99 bits');
      expect(cause).to.deep.include({ came: [], cameCount: 2, flags: [] });
    });
  });

  it('sees OE with the byte that is read next', async () => {
    const steps = [
      'out: { on: A, port: 0x3F8, value: 0x61 }',
      'out: { on: A, port: 0x3F8, value: 0x62 }',
      'wait: { for: 3chars }',
      'expect: { on: B, flags: [OE], byte: 0 }',
      'expect: { on: B, text: b }',
    ];
    expect(await outcomeOf({ steps })).to.equal('passed');
  });
});
