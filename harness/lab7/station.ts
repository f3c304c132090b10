import { type Operation, type Program, RANG } from '../program/operation.ts';
import { FCR, FIFO_DEPTH, fcrFor, IER, IIR, LSR, MCR, OFFSET, type TriggerLevel } from '../uart/registers.ts';

export interface StationOptions {
  readonly base: number;
  readonly irq: number;
  readonly mode: 'poll' | 'int' | 'fifo';
  /** Receive FIFO trigger in `fifo` mode: 14 when not given. */
  readonly trigger?: TriggerLevel;
  /** The FIFOs are on already, with this trigger. */
  readonly fifoReady?: boolean;
  /** The next byte to send; undefined when there is none now: ring the processor when there is one again. */
  readonly next: () => number | undefined;
  /** `flags`: OE, PE, FE and BI as LSR has shown them since the byte before. */
  readonly onByte: (byte: number, flags: number) => void;
  /** Ticks between two polls in `poll` mode: as fast as the bus goes when not given. */
  readonly every?: number;
}

const LISTENING = IER.RDA | IER.RLS;

/**
 * Sends and receives at once, until it is stopped. It leaves LCR and the divisor as they are, and passes line errors
 * on with the byte instead of stopping at them.
 */
export const station = (options: StationOptions): Program<never> =>
  options.mode === 'poll' ? polling(options) : interrupted(options);

/** One byte each way a turn at most, so that neither direction starves the other. */
function* polling({ base, next, onByte, every }: StationOptions): Program<never> {
  const data: Operation = { op: 'in', port: base + OFFSET.DATA };
  const quiet = { op: 'until', port: base + OFFSET.LSR, is: 0, differs: true, every: every ?? 0 } as const;
  const receivable: Operation = { ...quiet, mask: LSR.DR | LSR.ERRORS, bell: true };
  const eitherWay: Operation = { ...quiet, mask: LSR.DR | LSR.ERRORS | LSR.THRE };
  let flags = 0;
  let waiting = next();
  for (;;) {
    const status = yield waiting === undefined ? receivable : eitherWay;
    if (status !== RANG) {
      flags |= status & LSR.ERRORS;
      if ((status & LSR.DR) !== 0) {
        onByte(yield data, flags);
        flags = 0;
      }
      if (waiting !== undefined && (status & LSR.THRE) !== 0) {
        yield { op: 'out', port: base, value: waiting };
        waiting = undefined;
      }
    }
    waiting ??= next();
  }
}

/** Serves causes until IIR shows none: at an edge-triggered controller a cause left pending never asks again. */
function* interrupted(options: StationOptions): Program<never> {
  const { base, irq, next, onByte } = options;
  const cause: Operation = { op: 'in', port: base + OFFSET.IIR };
  const status: Operation = { op: 'in', port: base + OFFSET.LSR };
  const modem: Operation = { op: 'in', port: base + OFFSET.MSR };
  const data: Operation = { op: 'in', port: base + OFFSET.DATA };
  const wait: Operation = { op: 'receive' };
  const listen: Operation = { op: 'out', port: base + OFFSET.IER, value: LISTENING };
  const talk: Operation = { op: 'out', port: base + OFFSET.IER, value: LISTENING | IER.THRE };

  if (options.mode === 'fifo' && options.fifoReady !== true) yield* turnFifosOn(options);
  yield { op: 'irq-policy', irq, reenable: true };
  yield { op: 'out', port: base + OFFSET.MCR, value: MCR.DTR | MCR.RTS | MCR.OUT2 };
  yield listen;

  let flags = 0;
  let sending = false;
  let waiting: number | undefined;
  for (;;) {
    for (;;) {
      const iir = yield cause;
      // A 16550 without the A shows one of the two bits, and its FIFO is not to be trusted.
      const depth = (iir & IIR.FIFOS) === IIR.FIFOS ? FIFO_DEPTH : 1;
      const shown = iir & 0x0f;
      if (shown === IIR.DATA_AVAILABLE || shown === IIR.CHARACTER_TIMEOUT) {
        for (;;) {
          const line = yield status;
          flags |= line & LSR.ERRORS;
          if ((line & LSR.DR) === 0) break;
          onByte(yield data, flags);
          flags = 0;
          if (depth === 1) break;
        }
      } else if (shown === IIR.THRE) {
        waiting ??= next();
        for (let room = depth; room > 0 && waiting !== undefined; room -= 1) {
          yield { op: 'out', port: base, value: waiting };
          waiting = next();
        }
        if (waiting === undefined) {
          sending = false;
          yield listen;
        }
      } else if (shown === IIR.LINE_STATUS) flags |= (yield status) & LSR.ERRORS;
      else if (shown === IIR.MODEM_STATUS) yield modem;
      else break;
    }
    waiting ??= next();
    if (!sending && waiting !== undefined) {
      sending = true;
      yield talk;
    }
    yield wait;
  }
}

/** Enabling the FIFOs clears what came before them, so that is read first; where they are on it stays. */
function* turnFifosOn({ base, trigger, onByte }: StationOptions): Program {
  for (;;) {
    const status = yield { op: 'in', port: base + OFFSET.LSR };
    if ((status & LSR.DR) === 0) break;
    onByte(yield { op: 'in', port: base + OFFSET.DATA }, status & LSR.ERRORS);
  }
  yield { op: 'out', port: base + OFFSET.IIR, value: fcrFor(trigger ?? 14) & (FCR.ENABLE | FCR.TRIGGER) };
}
