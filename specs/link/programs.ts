import type { Program } from '../../harness/program/operation.ts';
import { COM1, DR, LSR, RBR, THR, THRE } from '../machine/board.ts';

/** Sends and receives at once by polling LSR, until all is sent and so many bytes have come. */
export function* exchange(bytes: readonly number[], expected: number, got: number[]): Program {
  let sent = 0;
  while (sent < bytes.length || got.length < expected) {
    const mask = sent < bytes.length ? DR | THRE : DR;
    const status = yield { op: 'until', port: COM1.base + LSR, mask, is: 0, differs: true };
    if ((status & DR) !== 0) got.push(yield { op: 'in', port: COM1.base + RBR });
    if ((status & THRE) !== 0 && sent < bytes.length) {
      yield { op: 'out', port: COM1.base + THR, value: bytes[sent] as number };
      sent += 1;
    }
  }
}

export const send = (bytes: readonly number[]): Program => exchange(bytes, 0, []);

export const receive = (expected: number, got: number[]): Program => exchange([], expected, got);
