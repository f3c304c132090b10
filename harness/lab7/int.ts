import type { Program } from '../program/operation.ts';
import { Inbox } from './inbox.ts';
import { receiveByInterrupts, sendByInterrupts } from './interrupt.ts';
import { messageOf, terminatorOn } from './message.ts';
import { withLine } from './session.ts';
import type { Lab7Result, Transfer, TransferOptions } from './transfer.ts';

/** `ser_test_int`: sends or receives a message by interrupts, a character for each. */
export const int = (transfer: Transfer, options: TransferOptions = {}): Program<Lab7Result> =>
  withLine(transfer, (line) => {
    const { port } = transfer;
    const { terminator, onByte } = options;
    return transfer.direction === 'tx'
      ? sendByInterrupts(port, messageOf(transfer.words, terminator), 1)
      : receiveByInterrupts(port, new Inbox(port.base, terminatorOn(line, terminator), onByte));
  });
