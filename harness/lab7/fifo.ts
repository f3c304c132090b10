import type { Program } from '../program/operation.ts';
import { FCR, FIFO_DEPTH, fcrFor, IIR, OFFSET, type TriggerLevel } from '../uart/registers.ts';
import { Inbox } from './inbox.ts';
import { receiveByInterrupts, sendByInterrupts } from './interrupt.ts';
import { messageOf, terminatorOn } from './message.ts';
import type { Port } from './port.ts';
import { withLine } from './session.ts';
import type { Lab7Result, Transfer, TransferOptions } from './transfer.ts';

/** `ser_test_fifo`: sends or receives a message by interrupts, as many characters for each as the FIFOs allow. */
export const fifo = (transfer: Transfer, options: TransferOptions = {}): Program<Lab7Result> =>
  withLine(transfer, (line) => {
    const { port } = transfer;
    const { terminator, trigger = 14, onByte } = options;
    return transfer.direction === 'tx'
      ? send(port, messageOf(transfer.words, terminator), trigger)
      : receive(port, new Inbox(port.base, terminatorOn(line, terminator), onByte), trigger);
  });

const send = (port: Port, message: Uint8Array, trigger: TriggerLevel): Program<Lab7Result> =>
  withFifos(port.base, trigger, sendByInterrupts(port, message, FIFO_DEPTH));

/** Switching the FIFOs on clears what has come before, so that is read first. */
function* receive(port: Port, inbox: Inbox, trigger: TriggerLevel): Program<Lab7Result> {
  yield* inbox.drain({ op: 'in', port: port.base + OFFSET.LSR });
  if (inbox.over) return yield* inbox.result();
  return yield* withFifos(port.base, trigger, receiveByInterrupts(port, inbox));
}

/** FCR cannot be read: IIR tells whether the FIFOs are on. Where they are, they are not emptied. */
function* withFifos<Result>(base: number, trigger: TriggerLevel, body: Program<Result>): Program<Result> {
  const wereOn = ((yield { op: 'in', port: base + OFFSET.IIR }) & IIR.FIFOS) !== 0;
  const value = wereOn ? fcrFor(trigger) & (FCR.ENABLE | FCR.TRIGGER) : fcrFor(trigger);
  yield { op: 'out', port: base + OFFSET.IIR, value };
  try {
    return yield* body;
  } finally {
    if (!wereOn) yield { op: 'out', port: base + OFFSET.IIR, value: 0 };
  }
}
