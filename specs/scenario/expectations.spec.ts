import { expect } from 'chai';
import { file, found, onlyOne, scenarioOf, stepOf } from './files.ts';

const wrong = (...steps: string[]) => onlyOne(file({ steps }));

describe('an expect step', () => {
  it('is about one thing: bytes, a pattern, flags, or an interrupt', () => {
    expect(stepOf('expect: { on: B, flags: [PE, FE] }')).to.deep.include({
      verb: 'expect',
      want: { flags: ['PE', 'FE'] },
    });
    expect(stepOf('expect: { on: B, flags: none, byte: 3 }')).to.deep.include({
      verb: 'expect-flags',
      flags: [],
      byte: 3,
      mode: 'poll',
    });
    expect(stepOf('expect: { on: B, irq: line-status, within: 3chars }')).to.deep.equal({
      line: 7,
      verb: 'expect-irq',
      on: 'B',
      irq: 'line-status',
      within: { amount: 3, unit: 'chars' },
    });
    expect(stepOf('expect: { on: B, pattern: "a+b" }')).to.have.nested.property('want.pattern.source', 'a+b');
  });

  for (const [step, what, fix] of [
    ['{ on: B }', '`expect` does not say what to expect.', 'Add `text: hello`, for example.'],
    [
      '{ on: B, text: x, flags: [PE] }',
      '`text` and `flags` cannot both stand in `expect`.',
      'Take one of them out.',
    ],
    ['{ on: B, text: x, byte: 3 }', '`byte` goes with `flags` only.', 'Take it out.'],
    ['{ on: B, flags: PE }', '`flags` cannot be `PE`.', 'Write [PE].'],
    ['{ on: B, flags: "pe, fe" }', '`flags` cannot be `pe, fe`.', 'Write [PE, FE].'],
    ['{ on: B, flags: [] }', '`flags` has no items.', 'Write it like `[PE]`.'],
    ['{ on: B, flags: [PX] }', 'Item 1 of `flags` cannot be `PX`.', 'Write PE.'],
    ['{ on: B, flags: [PE], byte: -1 }', '`byte` cannot be `-1`.', 'Write 0 or more.'],
    ['{ on: B, irq: line }', '`irq` cannot be `line`.', 'Write line-status.'],
    [
      '{ on: B, pattern: "a*" }',
      'The pattern `a*` holds before any byte has come.',
      'Let it ask for one byte at least: `+` for `*`.',
    ],
    [
      '{ on: B, pattern: "(a" }',
      'The pattern `(a` cannot be read: unterminated group, at character 3.',
      'Write a backslash before a character that means itself.',
    ],
    [
      '{ on: B, pattern: "a$" }',
      'The pattern `a$` has `$`, which looks around.',
      'Take it out: a pattern is found anywhere behind what the expect before it has found.',
    ],
    [
      '{ on: B, pattern: "€" }',
      'The pattern `€` has `€`, which is no byte.',
      'Its UTF-8 is \\xE2\\x82\\xAC.',
    ],
    [
      '{ on: B, irq: thre, mode: poll }',
      'Machine B polls, and an interrupt is expected of it.',
      'Write int or fifo for its mode.',
    ],
  ] as const)
    it(`cannot be ${step}`, () => {
      const diagnostic = wrong(`expect: ${step}`);
      expect([diagnostic.what, diagnostic.fix]).to.deep.equal([what, fix]);
    });

  it('refuses a pattern that asks for too much, at once: each of these would take hours to unfold', () => {
    for (const pattern of [
      '(a{1000}){1000}',
      '(((){2000}){2000}){2000}',
      '(){999999999}',
      `${'('.repeat(30)}a${'){9}'.repeat(30)}`,
    ])
      expect(wrong(`expect: { on: B, pattern: "${pattern}" }`).what).to.contain('is too large.');
  });

  it('has a pattern of at most 200 characters', () => {
    expect(found(file({ steps: [`expect: { on: B, pattern: ${'a'.repeat(200)} }`] }))).to.deep.equal([]);
    expect(wrong(`expect: { on: B, pattern: ${'a'.repeat(201)} }`).what).to.equal(
      'This pattern is too long.',
    );
  });

  it('of an interrupt leaves a machine to the lab, and one with a mode does not', () => {
    const lab7 = 'lab7: { on: B, args: conf 1 }';
    expect(found(file({ steps: [lab7, 'expect: { on: B, irq: thre }'] }))).to.deep.equal([]);
    expect(found(file({ steps: [lab7, 'expect: { on: B, irq: thre, mode: int }'] }))).to.deep.equal([
      'scenario-conflict 7:17 B',
    ]);
  });
});

describe('a break step', () => {
  it('has a machine and a length', () => {
    expect(stepOf('break: { from: A, for: 3chars }')).to.deep.equal({
      line: 7,
      verb: 'break',
      from: 'A',
      for: { amount: 3, unit: 'chars' },
    });
    expect(wrong('break: { from: A }').fix).to.equal('Add `for: 20ms`.');
    expect(wrong('break: 3chars').fix).to.equal('Write it like `{ from: A, for: 3chars }`.');
  });

  it('can stand in parallel', () => {
    const steps = ['parallel: [{ break: { from: A, for: 1bits } }, { break: { from: B, for: 2bits } }]'];
    expect(found(file({ steps }))).to.deep.equal([]);
  });
});

describe("a machine's chip", () => {
  const machine = (A: string) => scenarioOf(file({ A })).machines.A;

  it('has a type, as a number or as text, and is a 16550A when the file says none', () => {
    expect(machine('{ type: 16450 }').type).to.equal('16450');
    expect(machine('{ type: "8250" }').type).to.equal('8250');
    expect(machine('{ type: 16550A }').type).to.equal('16550A');
    expect(machine('{}')).to.not.have.property('type');
    expect(onlyOne(file({ A: '{ type: 16551 }' })).fix).to.equal('Write 16550.');
  });

  it('has a crystal, in millionths', () => {
    expect(machine('{ crystal: +200ppm }').crystal).to.equal(200);
    expect(machine('{ crystal: -12.5ppm }').crystal).to.equal(-12.5);
    expect(machine('{}')).to.not.have.property('crystal');
  });

  for (const [crystal, fix] of [
    ['200', 'Write +200ppm.'],
    ['2%', 'Write +20000ppm.'],
    ['-3 ppm', 'Write -3ppm.'],
    ['+100001ppm', 'Write a smaller number.'],
    ['fast', 'Write it like +200ppm.'],
    ['[1]', 'Write it like +200ppm.'],
  ] as const)
    it(`has no crystal of ${crystal}`, () => {
      expect(onlyOne(file({ A: `{ crystal: ${crystal} }` })).fix).to.equal(fix);
    });

  it('has a FIFO only as a 16550A or 16750, in its boot and in fifo mode', () => {
    for (const type of ['8250', '16450', '16550']) {
      expect(found(file({ A: `{ type: ${type}, fifo: 1 }` }))).to.deep.equal([
        `scenario-conflict 4:${33 + type.length} fifo`,
      ]);
      const steps = ['send: { from: A, text: x, mode: fifo }'];
      expect(onlyOne(file({ A: `{ type: ${type} }`, steps })).what).to.equal(
        'Machine A has no FIFO to work in fifo mode with.',
      );
    }
    for (const type of ['16550A', '16750', '"16750"']) {
      const steps = ['send: { from: A, text: x, mode: fifo }'];
      expect(found(file({ A: `{ type: ${type}, fifo: 14 }`, steps }))).to.deep.equal([]);
    }
  });

  it('is no group, no list and no truth, with a FIFO or without', () => {
    for (const type of ['{}', '{ a: 1 }', '[16550A]', 'true', '~'])
      for (const fifo of ['', ', fifo: 14'])
        expect(onlyOne(file({ A: `{ type: ${type}${fifo} }` })).what, type).to.contain('`type`');
  });
});
