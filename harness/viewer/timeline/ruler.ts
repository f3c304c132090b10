import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import { grouped } from '../../report/quantities.ts';
import type { Span } from '../state.ts';

/** Round times on the axis, with their words; all of one unit, so they can be compared. */
export interface RulerMark {
  readonly tick: number;
  readonly words: string;
}

/** 1, 2 or 5 and noughts, not less than this. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  // A step that is only rounded away must not become the next one.
  return power * ([1, 2, 5].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10);
}

const UNITS = [
  { name: 's', seconds: 1 },
  { name: 'ms', seconds: 1e-3 },
  { name: 'µs', seconds: 1e-6 },
] as const;

export function timeMarks(span: Span, most: number): readonly RulerMark[] {
  const step = roundStep((span.to - span.from) / CRYSTAL_HZ / most);
  const unit = UNITS.find(({ seconds }) => step >= seconds * 0.1) ?? UNITS[2];
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit.seconds) + 1e-9));
  return marks(span, step * CRYSTAL_HZ, (n) => `${(n * (step / unit.seconds)).toFixed(digits)} ${unit.name}`);
}

export function tickMarks(span: Span, most: number): readonly RulerMark[] {
  const step = Math.max(1, roundStep((span.to - span.from) / most));
  return marks(span, step, (n) => grouped(n * step));
}

function marks({ from, to }: Span, step: number, words: (n: number) => string): readonly RulerMark[] {
  const first = Math.max(0, Math.ceil(from / step));
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, i) => ({ tick: (first + i) * step, words: words(first + i) }));
}

/** `1600`, `300us`, `2ms`, `1.5s` as a tick; null where it is none. */
export function tickOf(text: string): number | null {
  const [, amount, unit] = /^\s*(\d+(?:\.\d+)?)\s*(us|µs|ms|s)?\s*$/.exec(text) ?? [];
  if (amount === undefined) return null;
  if (unit === undefined) return Math.round(Number(amount));
  const { seconds } = UNITS.find(({ name }) => name === unit.replace('u', 'µ')) ?? UNITS[0];
  return Math.round(Number(amount) * seconds * CRYSTAL_HZ);
}
