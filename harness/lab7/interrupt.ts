import type { Operation, Program } from '../program/operation.ts';
import { IER, IIR, LSR, MCR, OFFSET } from '../uart/registers.ts';
import type { Inbox } from './inbox.ts';
import { untilSent } from './outbox.ts';
import type { Port } from './port.ts';
import type { Lab7Result } from './transfer.ts';

/** Sends by interrupts: at most `burst` characters for each that says that there is room. */
export const sendByInterrupts = (port: Port, message: Uint8Array, burst: number): Program<Lab7Result> =>
  withInterrupts(port, send(port.base, message, burst));

export const receiveByInterrupts = (port: Port, inbox: Inbox): Program<Lab7Result> =>
  withInterrupts(port, receive(port.base, inbox));

const WAIT: Operation = { op: 'receive' };

function* withInterrupts({ base, irq }: Port, body: Program<Lab7Result>): Program<Lab7Result> {
  yield { op: 'irq-policy', irq, reenable: true };
  try {
    yield { op: 'out', port: base + OFFSET.MCR, value: MCR.DTR | MCR.RTS | MCR.OUT2 };
    return yield* body;
  } finally {
    yield { op: 'irq-remove', irq };
  }
}

/** The first characters are written unasked: some chips ask for more only once they have had some. */
function* send(base: number, message: Uint8Array, burst: number): Program<Lab7Result> {
  const cause: Operation = { op: 'in', port: base + OFFSET.IIR };
  yield { op: 'out', port: base + OFFSET.IER, value: IER.THRE };
  yield { op: 'until', port: base + OFFSET.LSR, mask: LSR.THRE, is: LSR.THRE };
  let sent = yield* write(base, message, 0, burst);
  while (sent < message.length) {
    yield WAIT;
    for (;;) {
      const shown = (yield cause) & 0x0f;
      if ((shown & IIR.NONE) !== 0) break;
      if (shown === IIR.THRE) sent = yield* write(base, message, sent, burst);
    }
  }
  yield* untilSent(base);
  return { ok: true, sent: message };
}

/** Writes the next few bytes of a message: how many of it have been written then. */
function* write(base: number, message: Uint8Array, from: number, burst: number): Program<number> {
  const end = Math.min(from + burst, message.length);
  for (let i = from; i < end; i += 1) yield { op: 'out', port: base, value: message[i] as number };
  return end;
}

/**
 * Each cause is served by the same reads: LSR, and RBR while there is a character. Causes are served until IIR shows
 * none, since at an edge-triggered controller one left pending never asks again.
 */
function* receive(base: number, inbox: Inbox): Program<Lab7Result> {
  const cause: Operation = { op: 'in', port: base + OFFSET.IIR };
  const status: Operation = { op: 'in', port: base + OFFSET.LSR };
  yield { op: 'out', port: base + OFFSET.IER, value: IER.RDA | IER.RLS };
  yield* inbox.drain(status);
  while (!inbox.over) {
    yield WAIT;
    while (!inbox.over && ((yield cause) & IIR.NONE) === 0) yield* inbox.drain(status);
  }
  return yield* inbox.result();
}
