import type { Operation, Program } from '../program/operation.ts';
import { LSR, OFFSET } from '../uart/registers.ts';
import type { Lab7Result } from './transfer.ts';

/** A message that comes in: over at its terminator, or at the first error on the line. */
export class Inbox {
  private readonly bytes: number[] = [];
  private readonly data: Operation;
  private readonly terminator: number;
  private readonly onByte: ((byte: number) => void) | undefined;
  private ended = false;
  private errors = 0;

  constructor(base: number, terminator: number, onByte?: (byte: number) => void) {
    this.data = { op: 'in', port: base + OFFSET.DATA };
    this.terminator = terminator;
    this.onByte = onByte;
  }

  get over(): boolean {
    return this.ended || this.errors !== 0;
  }

  /** Reads and prints characters as long as `look`, a read of LSR, shows one. */
  *drain(look: Operation): Program {
    while (!this.over) {
      const status = yield look;
      this.errors = status & LSR.ERRORS;
      if (this.errors !== 0 || (status & LSR.DR) === 0) return;
      const byte = yield this.data;
      this.onByte?.(byte);
      this.bytes.push(byte);
      this.ended = byte === this.terminator;
      yield { op: 'print', text: String.fromCharCode(byte) };
    }
  }

  *result(): Program<Lab7Result> {
    const received = Uint8Array.from(this.bytes);
    if (this.errors === 0) return { ok: true, received };
    const reason = `stopped at ${errorsInWords(this.errors)}`;
    yield { op: 'print', text: `\n${reason}\n` };
    return { ok: false, reason, received };
  }
}

const ERRORS = [
  [LSR.OE, 'OE (overrun error)'],
  [LSR.PE, 'PE (parity error)'],
  [LSR.FE, 'FE (framing error)'],
  [LSR.BI, 'BI (break)'],
] as const;

const errorsInWords = (errors: number): string =>
  ERRORS.filter(([bit]) => (errors & bit) !== 0)
    .map(([, name]) => name)
    .join(', ');
