import type { Program } from '../program/operation.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import { writeLine } from './set.ts';

interface Saved {
  readonly lcr: number;
  readonly divisor: number;
  readonly ier: number;
  readonly mcr: number;
}

/** Runs a program and then puts LCR, the divisor, IER and MCR back as they were, however it ends. */
export function* preserve<Result>(base: number, program: Program<Result>): Program<Result> {
  const saved = yield* save(base);
  try {
    return yield* program;
  } finally {
    yield { op: 'out', port: base + OFFSET.IER, value: saved.ier };
    yield { op: 'out', port: base + OFFSET.MCR, value: saved.mcr };
    yield* writeLine(base, saved.lcr, saved.divisor);
  }
}

/** Leaves DLAB clear. */
function* save(base: number): Program<Saved> {
  const lcr = yield { op: 'in', port: base + OFFSET.LCR };
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr | LCR.DLAB };
  const low = yield { op: 'in', port: base + OFFSET.DATA };
  const high = yield { op: 'in', port: base + OFFSET.IER };
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr & ~LCR.DLAB };
  const ier = yield { op: 'in', port: base + OFFSET.IER };
  const mcr = yield { op: 'in', port: base + OFFSET.MCR };
  return { lcr, divisor: low | (high << 8), ier, mcr };
}
