import { expect } from 'chai';
import type { LiveEvent } from '../../harness/peer/live-event.ts';
import { Conversation } from '../../harness/report/conversation.ts';

function told(tell: (conversation: Conversation) => void): string[] {
  const lines: string[] = [];
  tell(
    new Conversation(
      (line) => lines.push(line.trim()),
      (_, text) => text,
    ),
  );
  return lines;
}

const say = (conversation: Conversation, way: 'out' | 'in', text: string, at: number, every = 0.001) => {
  for (const [i, char] of [...text].entries()) conversation.gather(way, char.charCodeAt(0), at + i * every);
};

describe('a conversation', () => {
  it('gathers characters that follow each other to one line, with the time of the first', () => {
    const lines = told((conversation) => {
      say(conversation, 'in', 'hello', 1.5);
      conversation.flush();
    });
    expect(lines).to.deep.equal(['1.500 s  came "hello"']);
  });

  it('begins a new line after a pause of more than a tenth of a second, and not before', () => {
    const lines = told((conversation) => {
      say(conversation, 'in', 'a', 0);
      say(conversation, 'in', 'b', 0.1);
      say(conversation, 'in', 'c', 0.201);
      conversation.flush();
    });
    expect(lines).to.deep.equal(['0.000 s  came "ab"', '0.201 s  came "c"']);
  });

  it('keeps both ways apart, in the order in which they began', () => {
    const lines = told((conversation) => {
      conversation.gather('out', 0x61, 0);
      conversation.gather('in', 0x78, 0.001);
      conversation.gather('out', 0x62, 0.002);
      conversation.gather('in', 0x79, 0.003);
      conversation.flush();
    });
    expect(lines).to.deep.equal(['0.000 s  sent "ab"', '0.001 s  came "xy"']);
  });

  it('has at most 48 characters in a line', () => {
    const lines = told((conversation) => {
      say(conversation, 'out', 'x'.repeat(50), 0);
      conversation.flush();
    });
    expect(lines).to.deep.equal([`0.000 s  sent "${'x'.repeat(48)}"`, '0.048 s  sent "xx"']);
  });

  it('lets nothing that came move the cursor or ring the bell', () => {
    const lines = told((conversation) => {
      say(conversation, 'in', '\x1b[2J\x07\r\n\xff', 0);
      conversation.flush();
    });
    expect(lines).to.deep.equal(['0.000 s  came "\\x1B[2J\\x07\\r\\n\\xFF"']);
  });

  it('says what has been gathered before what happens then', () => {
    const lines = told((conversation) => {
      say(conversation, 'in', 'bye', 0);
      conversation.tell({ at: 1, kind: 'parted', how: 'closed', expects: false });
    });
    expect(lines).to.deep.equal(['0.000 s  came "bye"', '1.000 s  the other machine has closed its end']);
  });

  const events: readonly (readonly [LiveEvent, RegExp])[] = [
    [
      { at: 0, kind: 'open', where: '127.0.0.1:1', listens: true, transport: 'tcp' },
      /listening on 127\.0\.0\.1:1: start/,
    ],
    [
      { at: 0, kind: 'open', where: 'h:1', listens: false, transport: 'tcp' },
      /calling h:1 until somebody answers/,
    ],
    [{ at: 0, kind: 'open', where: '/dev/pts/5', listens: true, transport: 'pty' }, /\/dev\/pts\/5: open it/],
    [{ at: 0, kind: 'parted', how: 'reset', expects: true }, /was cut off: .* may be lost; waiting for it/],
    [{ at: 0, kind: 'parted', how: 'unreachable', expects: false }, /does not answer any more/],
    [{ at: 0, kind: 'called', name: 'x', becomes: 'closed' }, /x called too, and was turned away/],
    [{ at: 0, kind: 'called', name: 'x', becomes: 'waiting' }, /x called too, and waits/],
    [{ at: 0, kind: 'nameless', why: 'it is taken' }, /no other program can open the port: it is taken/],
    [{ at: 0, kind: 'stalled' }, /nothing has gone out for a second/],
    [{ at: 0, kind: 'flushed', count: 1 }, /1 character that had come is dropped/],
    [{ at: 0, kind: 'flushed', count: 2 }, /2 characters that had come are dropped/],
  ];
  for (const [event, words] of events) {
    it(`has words for ${JSON.stringify(event)}`, () => {
      expect(told((conversation) => conversation.tell(event))[0]).to.match(words);
    });
  }
});
