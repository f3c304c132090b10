import { expect } from 'chai';
import { file, found, onlyOne, reference, scenarioOf, stepOf } from './files.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const wrongStep = (...steps: string[]) => found(file({ steps }));
const fixOf = (...steps: string[]) => onlyOne(file({ steps })).fix;

describe('a send step', () => {
  it('sends text as bytes, polled when it does not say', () => {
    expect(stepOf('send: { from: B, text: "hé" }')).to.deep.equal({
      line: 7,
      verb: 'send',
      from: 'B',
      mode: 'poll',
      payload: { bytes: bytes(0x68, 0xe9), times: 1 },
    });
  });
  it('sends bytes, once or many times over, or random ones', () => {
    expect(stepOf('send: { from: A, hex: "FE..FF 00" }')).to.deep.include({
      payload: { bytes: bytes(0xfe, 0xff, 0), times: 1 },
    });
    expect(stepOf('send: { from: A, repeat: 55 AA, times: 64 }')).to.deep.include({
      payload: { bytes: bytes(0x55, 0xaa), times: 64 },
    });
    expect(stepOf('send: { from: A, random: 1048576 }')).to.deep.include({ payload: { random: 1_048_576 } });
  });

  const wrong: readonly [string, string, string, string][] = [
    [
      'needs its bytes',
      'send: { from: A }',
      'scenario-missing-key 7:5 send',
      'Add `text: hello`, for example.',
    ],
    ['needs its machine', 'send: { text: x }', 'scenario-missing-key 7:5 send', 'Add `from: A`.'],
    [
      'has its bytes once',
      'send: { from: A, text: x, hex: "55" }',
      'scenario-conflict 7:31 hex',
      'Take one of them out.',
    ],
    [
      'repeats so many times',
      'send: { from: A, repeat: 55 AA }',
      'scenario-missing-key 7:5 send',
      'Add `times: 64`.',
    ],
    [
      'repeats something',
      'send: { from: A, times: 2 }',
      'scenario-missing-key 7:5 send',
      'Add `repeat: 55 AA`.',
    ],
    [
      'has no C to send from',
      'send: { from: C, text: x }',
      'scenario-wrong-value 7:19 C',
      'Write one of them.',
    ],
    [
      'takes text in quotes where it is a number',
      'send: { from: A, text: 5 }',
      'scenario-wrong-value 7:28 5',
      'Put it in quotes.',
    ],
    [
      'takes hex in quotes where it is a number',
      'send: { from: A, hex: 55 }',
      'scenario-wrong-value 7:27 55',
      'Put it in quotes.',
    ],
    [
      'sends something',
      'send: { from: A, text: "" }',
      'scenario-wrong-value 7:28 ""',
      'Write it like `hello`.',
    ],
    [
      'has three modes',
      'send: { from: A, text: x, mode: intr }',
      'scenario-wrong-value 7:37 intr',
      'Write int.',
    ],
    [
      'names a misspelt key once',
      'send: { form: A, text: x }',
      'scenario-unknown-key 7:13 form',
      'Write `from`.',
    ],
    [
      'names a misspelt payload once',
      'send: { from: A, txt: x }',
      'scenario-unknown-key 7:22 txt',
      'Write `text`.',
    ],
  ];
  for (const [title, step, expected, fix] of wrong) {
    it(`${title}: ${step}`, () => {
      expect(wrongStep(step)).to.deep.equal([expected]);
      expect(fixOf(step)).to.equal(fix);
    });
  }

  it('takes times with repeat only, and hex for it where that was meant', () => {
    expect(wrongStep('send: { from: A, hex: 55 AA, times: 2 }')).to.deep.equal([
      'scenario-conflict 7:34 times',
    ]);
    expect(fixOf('send: { from: A, hex: 55 AA, times: 2 }')).to.equal('Write `repeat` instead of `hex`.');
    expect(fixOf('send: { from: A, text: x, times: 2 }')).to.equal('Take `times` out.');
  });
  it('lacks both its machine and its bytes when it is empty', () => {
    expect(wrongStep('send: {}')).to.deep.equal([
      'scenario-missing-key 7:5 send',
      'scenario-missing-key 7:5 send',
    ]);
  });
  it('sends at most 4 194 304 bytes: 16 384 times 256, and not once more', () => {
    expect(stepOf('send: { from: A, repeat: 00..FF, times: 16384 }')).to.have.property('verb', 'send');
    expect(wrongStep('send: { from: A, repeat: 00..FF, times: 16385 }')).to.deep.equal([
      'scenario-wrong-value 7:45 16385',
    ]);
  });
  it('sends at most 1 048 576 random bytes', () => {
    expect(wrongStep('send: { from: A, random: 1048577 }')).to.deep.equal([
      'scenario-wrong-value 7:30 1048577',
    ]);
  });
});

describe('an expect step', () => {
  it('wants text, bytes or a count, within a time or not', () => {
    expect(stepOf('expect: { on: B, mode: fifo, text: hi, within: 1.5chars }')).to.deep.equal({
      line: 7,
      verb: 'expect',
      on: 'B',
      mode: 'fifo',
      want: { bytes: bytes(0x68, 0x69) },
      within: { amount: 1.5, unit: 'chars' },
    });
    expect(stepOf('expect: { on: A, hex: 00..02 }')).to.deep.equal({
      line: 7,
      verb: 'expect',
      on: 'A',
      mode: 'poll',
      want: { bytes: bytes(0, 1, 2) },
    });
    expect(stepOf('expect: { on: A, count: 128 }')).to.deep.include({ want: { count: 128 } });
  });
  it('wants exactly one of them', () => {
    expect(wrongStep('expect: { on: A }')).to.deep.equal(['scenario-missing-key 7:5 expect']);
    expect(wrongStep('expect: { on: A, count: 2, text: hi }')).to.deep.equal(['scenario-conflict 7:32 text']);
  });
  it('needs a unit behind its time', () => {
    expect(wrongStep('expect: { on: A, count: 2, within: 20 }')).to.deep.equal(['scenario-unit 7:40 20']);
    expect(onlyOne(file({ steps: ['expect: { on: A, count: 2, within: 20 }'] })).what).to.equal(
      'The unit is missing behind `20`.',
    );
  });
});

describe('a lab7 step', () => {
  it('runs one program, with a dot to end its message', () => {
    expect(stepOf('lab7: { on: A, args: conf 1 }')).to.deep.equal({
      line: 7,
      verb: 'lab7',
      runs: [{ on: 'A', args: 'conf 1', terminator: '.', fails: false }],
    });
  });
  it('runs two at once, and takes its time from the first', () => {
    const two =
      'lab7: [ { on: A, args: conf 1, within: 2s, terminator: "\\0", delay: 20ms }, { on: B, args: conf 2, prints: ok, fails: true } ]';
    expect(stepOf(two)).to.deep.equal({
      line: 7,
      verb: 'lab7',
      runs: [
        { on: 'A', args: 'conf 1', terminator: '\0', delay: { amount: 20, unit: 'ms' }, fails: false },
        { on: 'B', args: 'conf 2', terminator: '.', prints: 'ok', fails: true },
      ],
      within: { amount: 2, unit: 's' },
    });
  });

  const wrong: readonly [string, string, string][] = [
    [
      'runs two on two machines',
      'lab7: [ { on: A, args: conf 1 }, { on: A, args: conf 2 } ]',
      'scenario-conflict 7:44 A',
    ],
    [
      'has its time in the first',
      'lab7: [ { on: A, args: conf 1 }, { on: B, args: conf 2, within: 2s } ]',
      'scenario-conflict 7:61 within',
    ],
    [
      'has no list of one',
      'lab7: [ { on: A, args: conf 1 } ]',
      'scenario-wrong-value 7:11 [ { on: A, args: conf 1 } ]',
    ],
    ['is no number', 'lab7: 3', 'scenario-wrong-value 7:11 3'],
    ['needs its arguments', 'lab7: { on: A }', 'scenario-missing-key 7:5 lab7'],
    [
      'has three terminators',
      'lab7: { on: A, args: conf 1, terminator: "!" }',
      'scenario-wrong-value 7:46 "!"',
    ],
    ['fails or not', 'lab7: { on: A, args: conf 1, fails: refused }', 'scenario-wrong-value 7:41 refused'],
    [
      'has 512 characters at most',
      `lab7: { on: A, args: ${'x'.repeat(513)}, fails: true }`,
      `scenario-wrong-value 7:26 ${'x'.repeat(513)}`,
    ],
  ];
  it('has each of its mistakes at its place', () => {
    for (const [title, step, expected] of wrong) expect(wrongStep(step), title).to.deep.equal([expected]);
  });

  it('reports what is wrong inside the second of two at its place', () => {
    expect(wrongStep('lab7: [ { on: A, args: conf 1 }, { on: B, arg: conf 2 } ]')).to.deep.equal([
      'scenario-unknown-key 7:47 arg',
    ]);
  });

  const shared: readonly [string, string, string, boolean][] = [
    ['a send from its machine', 'A', 'send: { from: A, text: x }', false],
    ['a send to its machine', 'A', 'send: { from: B, text: x }', true],
    ['an expect on its machine', 'A', 'expect: { on: A, text: x }', false],
    ['an expect on the other machine', 'A', 'expect: { on: B, text: x }', true],
    [
      'a send inside parallel',
      'B',
      'parallel: [ { wait: { for: 1s } }, { send: { from: B, text: x } } ]',
      false,
    ],
  ];
  for (const [title, on, other, isRight] of shared) {
    it(`${isRight ? 'goes' : 'does not go'} together with ${title}`, () => {
      const steps = [other, `lab7: { on: ${on}, args: conf 1 }`];
      expect(wrongStep(...steps)).to.deep.equal(isRight ? [] : [`scenario-conflict 8:17 ${on}`]);
    });
  }
});

describe('the command line of a lab7 step', () => {
  it('is read when the file is: a word length of 9 is found there', () => {
    expect(wrongStep('lab7: { on: A, args: set 1 9 1 even 9600 }')).to.deep.equal([
      'scenario-wrong-value 7:26 set 1 9 1 even 9600',
    ]);
  });

  it('may be wrong where it is there to be refused', () => {
    expect(wrongStep('lab7: { on: A, args: set 1 9 1 even 9600, fails: true }')).to.deep.equal([]);
  });
});

describe('the mode of a machine', () => {
  it('is no conflict where it is none: a mistyped one is said once, from the matrix too', () => {
    const mistyped = ['send: { from: A, mode: fifo, text: x }', 'expect: { on: B, mode: fiffo, text: x }'];
    expect(wrongStep(...mistyped)).to.deep.equal(['scenario-wrong-value 8:28 fiffo']);
    const steps = mistyped.map((step) => step.replace('fiffo', `"${reference('m')}"`));
    expect(found(file({ matrix: '{ m: [fifo, fiffo] }', steps }))).to.deep.equal([
      'scenario-wrong-value 5:21 fiffo',
    ]);
  });
  const fifo = 'send: { from: A, mode: fifo, text: x }';

  it('is one: two sends both ways that name two modes are a conflict on each machine', () => {
    expect(wrongStep(fifo, 'send: { from: B, mode: int, text: x }')).to.deep.equal([
      'scenario-conflict 8:19 B',
    ]);
  });

  it('is that of a send also for the far machine, which an expect may not contradict', () => {
    expect(wrongStep(fifo, 'expect: { on: B, mode: int, text: x }')).to.deep.equal([
      'scenario-conflict 8:19 B',
    ]);
  });

  it('may be named by some steps and left out by others', () => {
    expect(wrongStep(fifo, 'expect: { on: B, text: x }', 'send: { from: B, text: x }')).to.deep.equal([]);
  });
});

describe('the other verbs', () => {
  it('out writes a value to a port', () => {
    expect(stepOf('out: { on: A, port: 0x3F9, value: 0x0F }')).to.deep.equal({
      line: 7,
      verb: 'out',
      on: 'A',
      port: 0x3f9,
      value: 0x0f,
    });
  });
  it('in reads a port through a mask of 0xFF when it does not say', () => {
    expect(stepOf('in: { on: A, port: 0x3fd }')).to.deep.equal({
      line: 7,
      verb: 'in',
      on: 'A',
      port: 0x3fd,
      mask: 0xff,
    });
    expect(stepOf('in: { on: B, port: 1, mask: 0, is: 0 }')).to.deep.equal({
      line: 7,
      verb: 'in',
      on: 'B',
      port: 1,
      mask: 0,
      is: 0,
    });
  });
  it('out and in keep to ports up to 0xFFFF and values up to 0xFF, whole and not negative', () => {
    expect(wrongStep('out: { on: A, port: 0x10000, value: 256 }')).to.deep.equal([
      'scenario-wrong-value 7:25 0x10000',
      'scenario-wrong-value 7:41 256',
    ]);
    expect(wrongStep('in: { on: A, port: -1, mask: 1.5, is: "3" }')).to.deep.equal([
      'scenario-wrong-value 7:24 -1',
      'scenario-wrong-value 7:34 1.5',
      'scenario-wrong-value 7:43 "3"',
    ]);
  });
  it('wait, boot and stop say how long and which machine', () => {
    expect(stepOf('wait: { for: 20bits }')).to.deep.equal({
      line: 7,
      verb: 'wait',
      for: { amount: 20, unit: 'bits' },
    });
    expect(stepOf('boot: { machine: B, fails: refused }')).to.deep.equal({
      line: 7,
      verb: 'boot',
      machine: 'B',
      fails: 'refused',
    });
    expect(stepOf('boot: { machine: B }')).to.deep.equal({ line: 7, verb: 'boot', machine: 'B' });
    expect(stepOf('stop: { machine: A }')).to.deep.equal({ line: 7, verb: 'stop', machine: 'A' });
  });
  it('boot fails in one way only', () => {
    expect(wrongStep('boot: { machine: B, fails: yes }')).to.deep.equal(['scenario-wrong-value 7:32 yes']);
    expect(fixOf('boot: { machine: B, fails: yes }')).to.equal('Write refused.');
  });
});

describe('a parallel step', () => {
  it('has steps with lines of their own', () => {
    const [only] = scenarioOf(
      `${file({ steps: [] })}  - parallel:\n    - wait: { for: 1s }\n    - wait: { for: 2s }\n`,
    ).steps;
    expect(only).to.deep.equal({
      line: 7,
      verb: 'parallel',
      steps: [
        { line: 8, verb: 'wait', for: { amount: 1, unit: 's' } },
        { line: 9, verb: 'wait', for: { amount: 2, unit: 's' } },
      ],
    });
  });
  it('has two steps or more', () => {
    expect(wrongStep('parallel: [ { wait: { for: 1s } } ]')).to.deep.equal([
      'scenario-wrong-value 7:15 [ { wait: { for: 1s } } ]',
    ]);
  });
  for (const [verb, rest] of [
    ['parallel', '[]'],
    ['boot', '{ machine: A }'],
    ['stop', '{ machine: A }'],
  ]) {
    it(`has no ${verb} inside`, () => {
      const only = onlyOne(file({ steps: [`parallel: [ { wait: { for: 1s } }, { ${verb}: ${rest} } ]`] }));
      expect(only).to.include({
        code: 'scenario-conflict',
        what: `\`${verb}\` cannot stand inside \`parallel\`.`,
      });
      expect(only.spans[0]).to.include({ line: 7, column: 42, length: verb?.length });
    });
  }
});

describe('a step', () => {
  it('has one verb', () => {
    const only = onlyOne(file({ steps: ['wait: { for: 1s }\n    stop: { machine: A }'] }));
    expect(only).to.include({ code: 'scenario-conflict', fix: 'Begin a new step with `- stop:`.' });
    expect(only.spans[0]).to.include({ line: 8, column: 5, length: 4 });
    expect(only.spans[1]).to.include({ line: 7, column: 5 });
  });
  it('has a verb at all', () => {
    expect(wrongStep('{}')).to.deep.equal(['scenario-missing-key 7:5 {}']);
    expect(wrongStep('5', '')).to.deep.equal(['scenario-wrong-value 7:5 5', 'scenario-wrong-value 8:5 ']);
  });
  it('has a verb that exists, the nearest in the fix: snd', () => {
    const only = onlyOne(file({ steps: ['snd: { from: A }'] }));
    expect(only).to.include({ what: '`snd` is not a verb.', fix: 'Write `send`.' });
    expect(only.why).to.equal(
      'The verbs are: send, expect, lab7, out, in, wait, break, parallel, boot, stop.',
    );
  });
  it('is told from the keys of its verb by the blanks before them', () => {
    expect(wrongStep('stop:\n    machine: A')).to.deep.equal([
      'scenario-wrong-value 7:5 stop',
      'scenario-unknown-key 8:5 machine',
    ]);
  });
});
