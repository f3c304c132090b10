import { bitTicks, lineInWords, lineSettingsOf } from '../../uart/line-settings.ts';
import { lineTiming } from '../../uart/line-timing.ts';
import type { ChipSettings } from './chip-settings.ts';

/** A bit of a frame, or its stop bits, with its level. Times are ticks, whole where the sender's crystal is exact. */
export interface Part {
  readonly name: 'start' | 'data' | 'parity' | 'stop';
  /** Which data bit, from 0. */
  readonly bit?: number;
  readonly from: number;
  readonly to: number;
  readonly level: 0 | 1;
}

/** How a frame is divided. */
export interface FrameShape {
  /** Empty where nobody can tell. */
  readonly parts: readonly Part[];
  readonly ends: number;
  /** `9600 8E1`; null where nobody can tell. */
  readonly line: string | null;
  /** The settings were never told: the length is that of 8N1 at this rate. */
  readonly isGuessed: boolean;
}

interface FrameTimes {
  readonly t: number;
  readonly ends: number;
  readonly char: number;
}

/** The frame as it leaves SOUT: by the settings where they fit its length, else by its length alone. */
export function shapeOf(frame: FrameTimes, { lcr, dll, dlm }: ChipSettings): FrameShape {
  const { t, ends } = frame;
  if (lcr !== null && dll !== null && dlm !== null) {
    const shape = divided(frame, lcr, dll | (dlm << 8));
    if (shape !== null) return { ...shape, isGuessed: false };
  }
  const divisor = DIVISORS.find((one) => isNear(ends - t, 10 * bitTicks(one)));
  const guessed = divisor === undefined ? null : divided(frame, LCR_8N1, divisor);
  if (guessed !== null) return { ...guessed, isGuessed: true };
  return { parts: [], ends, line: null, isGuessed: true };
}

const LCR_8N1 = 0x03;
/** Of 115 200, 57 600, 38 400, 19 200, 9600, 4800, 2400, 1200, 600, 300, 150, 75 and 50 bits a second. */
const DIVISORS = [1, 2, 3, 6, 12, 24, 48, 96, 192, 384, 768, 1536, 2304];

/** A crystal may be off by a few per cent. */
const isNear = (length: number, wanted: number): boolean => Math.abs(length - wanted) <= wanted * 0.05;

function divided({ t, ends, char }: FrameTimes, lcr: number, divisor: number) {
  const timing = lineTiming(lcr, divisor);
  // Of QEMU's chip there is no more than when a frame begins.
  const length = ends === t ? timing.character : ends - t;
  if (!isNear(length, timing.character)) return null;
  const settings = lineSettingsOf(lcr);
  const bit = (length / timing.character) * timing.bit;
  const pattern = timing.patterns[char & 0xff] ?? 0;
  const parts = Array.from({ length: timing.length }, (_, i): Part => {
    const level = ((pattern >> i) & 1) as 0 | 1;
    const place = { from: t + i * bit, to: t + (i + 1) * bit, level };
    if (i === 0) return { name: 'start', ...place };
    return i <= settings.bits ? { name: 'data', bit: i - 1, ...place } : { name: 'parity', ...place };
  });
  parts.push({ name: 'stop', from: t + timing.length * bit, to: t + length, level: 1 });
  return { parts, ends: t + length, line: lineInWords({ ...settings, divisor }) };
}
