import type { Program } from '../program/operation.ts';
import { type Line, lcrFor } from '../uart/line-settings.ts';
import { IER, OFFSET } from '../uart/registers.ts';
import { lineFor } from './line-request.ts';
import { preserve } from './saved-state.ts';
import { writeLine } from './set.ts';
import { type Lab7Result, refuse, type Transfer } from './transfer.ts';

/** What poll, int and fifo have in common: no interrupts, the line set, then `body`, and all as before. */
export function* withLine(
  transfer: Transfer,
  body: (line: Line) => Program<Lab7Result>,
): Program<Lab7Result> {
  const line = lineFor(transfer.line);
  if (typeof line === 'string') return yield* refuse(line);
  return yield* preserve(transfer.port.base, onLine(transfer.port.base, line, body));
}

function* onLine(base: number, line: Line, body: (line: Line) => Program<Lab7Result>): Program<Lab7Result> {
  const ier = yield { op: 'in', port: base + OFFSET.IER };
  yield { op: 'out', port: base + OFFSET.IER, value: ier & ~IER.MASK };
  yield* writeLine(base, lcrFor(line), line.divisor);
  return yield* body(line);
}
