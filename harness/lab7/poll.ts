import type { Operation, Program } from '../program/operation.ts';
import { LSR, OFFSET } from '../uart/registers.ts';
import { Inbox } from './inbox.ts';
import { messageOf, terminatorOn } from './message.ts';
import { untilSent } from './outbox.ts';
import { withLine } from './session.ts';
import type { Lab7Result, Transfer, TransferOptions } from './transfer.ts';

/** `ser_test_poll`: sends or receives a message, polled. */
export const poll = (transfer: Transfer, options: TransferOptions = {}): Program<Lab7Result> =>
  withLine(transfer, (line) => {
    const { base } = transfer.port;
    const { terminator, delay = 0, onByte } = options;
    return transfer.direction === 'tx'
      ? send(base, messageOf(transfer.words, terminator), delay)
      : receive(base, new Inbox(base, terminatorOn(line, terminator), onByte), delay);
  });

function* send(base: number, message: Uint8Array, every: number): Program<Lab7Result> {
  const room: Operation = { op: 'until', port: base + OFFSET.LSR, mask: LSR.THRE, is: LSR.THRE, every };
  for (const value of message) {
    yield room;
    yield { op: 'out', port: base, value };
  }
  yield* untilSent(base);
  return { ok: true, sent: message };
}

function* receive(base: number, inbox: Inbox, every: number): Program<Lab7Result> {
  const mask = LSR.DR | LSR.ERRORS;
  yield* inbox.drain({ op: 'until', port: base + OFFSET.LSR, mask, is: 0, differs: true, every });
  return yield* inbox.result();
}
