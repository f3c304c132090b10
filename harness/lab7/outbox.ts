import type { Program } from '../program/operation.ts';
import { LSR, OFFSET } from '../uart/registers.ts';

/** The last character is out, its stop bit included: a change of the line would damage it before. */
export function* untilSent(base: number): Program {
  yield { op: 'until', port: base + OFFSET.LSR, mask: LSR.TEMT, is: LSR.TEMT };
}
