import { expect } from 'chai';
import { over } from '../cli/stage.ts';
import { payloadsOf } from './payloads.ts';
import { begun, EIGHT_BITS, eventOf, loaded, type Piece, playsRight, textOf } from './recorded.ts';

const stepsOf = (...pieces: Piece[]): readonly string[] => {
  const [, steps = ''] = textOf(pieces).split('steps:\n  - wait: { for: 1ms }\n');
  return steps.split('\n').slice(0, -1);
};

describe('a recording', () => {
  it('is a scenario that has both machines, their line, and who listens', () => {
    const line = { bits: 7, parity: 'even', stop: 2, divisor: 12 } as const;
    const recording = begun({ line, transport: 'pipe', listens: 'A' });
    const { link, machines, steps } = loaded(recording.head());
    expect(link).to.deep.equal({ transport: 'pipe', listen: 'A' });
    expect(machines.A.line).to.deep.equal({ rate: 9600, bits: 7, parity: 'even', stop: 2 });
    expect(machines.B.line).to.deep.equal(machines.A.line);
    expect(steps).to.have.lengthOf(1);
  });

  it('has an answer come when what it answers has been received', () => {
    expect(stepsOf([10, 'A', 'ping'], [10.4, 'B', 'pong'], [11.1, 'A', 'ok'])).to.deep.equal([
      '  - send: { from: A, text: "ping" }',
      '  - expect: { on: B, text: "ping" }',
      '  - send: { from: B, text: "pong" }',
      '  - expect: { on: A, text: "pong" }',
      '  - wait: { for: 1ms }',
      '  - send: { from: A, text: "ok" }',
      '  - expect: { on: B, text: "ok" }',
    ]);
  });

  it('joins the pieces of what one side says, and waits where it has paused', () => {
    expect(stepsOf([0, 'A', 'he'], [19.9, 'A', 'llo'], [39.9, 'A', ' you'])).to.deep.equal([
      '  - send: { from: A, text: "hello" }',
      '  - expect: { on: B, text: "hello" }',
      '  - wait: { for: 20ms }',
      '  - send: { from: A, text: " you" }',
      '  - expect: { on: B, text: " you" }',
    ]);
  });

  // A character at 115 200 8N1 is 86.8 µs.
  it('has both send at once where one begins before it can have heard the other', () => {
    expect(stepsOf([5, 'A', 'abc'], [5.086, 'B', 'xyz'], [5.17, 'A', 'd'])).to.deep.equal([
      '  - parallel:',
      '      - send: { from: A, text: "abcd" }',
      '      - send: { from: B, text: "xyz" }',
      '  - parallel:',
      '      - expect: { on: B, text: "abcd" }',
      '      - expect: { on: A, text: "xyz" }',
    ]);
    expect(stepsOf([5, 'A', 'abc'], [5.088, 'B', 'xyz'])).to.have.lengthOf(4);
  });

  it('writes bytes as hexadecimal numbers where one of them is no printable character', () => {
    expect(stepsOf([0, 'A', 'a\x00\xff'])[0]).to.equal('  - send: { from: A, hex: "61 00 FF" }');
    expect(stepsOf([0, 'A', '\t"\\\r\n~'])[0]).to.equal(
      String.raw`  - send: { from: A, text: "\t\"\\\r\n~" }`,
    );
  });

  it('writes so what a scenario would take for a variable of its own', () => {
    const variable = over('x');
    const { steps } = loaded(textOf([[0, 'A', variable]]));
    expect(payloadsOf(steps).A.toString()).to.equal(variable);
  });

  it('boots the machine that connects again for the next conversation in which something is said', () => {
    expect(stepsOf([0, 'A', 'one'], [3, null], [8, null], [503, 'B', 'two']).slice(2)).to.deep.equal([
      '  - stop: { machine: A }',
      '  - wait: { for: 503ms }',
      '  - boot: { machine: A }',
      '  - send: { from: B, text: "two" }',
      '  - expect: { on: A, text: "two" }',
    ]);
  });

  it('gives much time to what takes much', () => {
    const recording = begun({ line: { ...EIGHT_BITS, divisor: 2304 } });
    const text = textOf([[0, 'A', 'slow!!']], recording);
    expect(text).to.contain('text: "slow!!", within: 4400ms }');
  });

  it('stops at the byte that has more bits than the line, and says so in the file', () => {
    const recording = begun({ line: { bits: 7, parity: 'even', stop: 1, divisor: 1 } });
    const text = textOf(
      [
        [1, 'A', 'abc'],
        [2, 'A', 'de\x80fg'],
        [3, 'A', 'hij'],
      ],
      recording,
    );
    expect(recording.end).to.deep.equal({ why: 'word-length', at: 0.002 });
    expect(recording.bytes).to.equal(5);
    expect(text).to.match(/# Here the recording stops, 0\.002 s after the start/);
    expect(payloadsOf(loaded(text).steps).A.toString()).to.equal('abcde');
  });

  it('has no step for a machine that has said nothing before such a byte', () => {
    const recording = begun({ line: { bits: 7, parity: 'even', stop: 1, divisor: 1 } });
    const text = textOf([[500, 'A', '\x80']], recording);
    expect(loaded(text).steps).to.have.lengthOf(1);
    expect(recording.bytes).to.equal(0);
  });

  it('is a whole file after each piece, and each of them is added behind the others', () => {
    const recording = begun();
    let file = recording.head();
    for (let at = 0; at < 6; at += 1) {
      file += recording.tell(eventOf([at, at % 2 === 0 ? 'A' : 'B', 'x']));
      loaded(file);
    }
    expect(payloadsOf(loaded(file).steps)).to.deep.equal({
      A: Buffer.from('x'.repeat(3)),
      B: Buffer.from('x'.repeat(2)),
    });
  });
});

describe('a recording that is played', () => {
  it('passes with the same bytes each way, whatever was said: 6 conversations on a cable', () =>
    playsRight('cable', 6));
});
