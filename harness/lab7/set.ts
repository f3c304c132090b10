import type { Program } from '../program/operation.ts';
import { lcrFor } from '../uart/line-settings.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import { type LineRequest, lineFor } from './line-request.ts';
import type { Port } from './port.ts';
import { type Lab7Result, refuse } from './transfer.ts';

/** `ser_test_set`: sets the line, and leaves it so. */
export function* set(port: Port, request: LineRequest): Program<Lab7Result> {
  const line = lineFor(request);
  if (typeof line === 'string') return yield* refuse(line);
  yield* writeLine(port.base, lcrFor(line), line.divisor);
  return { ok: true };
}

/** The divisor latch stands where data and IER do while DLAB is set, so DLAB goes last. */
export function* writeLine(base: number, lcr: number, divisor: number): Program {
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr | LCR.DLAB };
  yield { op: 'out', port: base + OFFSET.DATA, value: divisor & 0xff };
  yield { op: 'out', port: base + OFFSET.IER, value: divisor >> 8 };
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr };
}
