import { bitTicks, type Line, lineInWords, lineSettingsOf } from '../../uart/line-settings.ts';
import { type LineTiming, lineTiming } from '../../uart/line-timing.ts';
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
  /** Null where nobody can tell. */
  readonly line: Line | null;
  /** The settings were never told: the length is that of 8N1 at this rate. */
  readonly isGuessed: boolean;
}

interface FrameTimes {
  readonly t: number;
  readonly ends: number;
  readonly char: number;
}

/** Line settings, with all that follows from them. */
export interface KnownLine {
  readonly line: Line;
  readonly timing: LineTiming;
}

const knownLine = (lcr: number, divisor: number): KnownLine => ({
  line: { ...lineSettingsOf(lcr), divisor },
  timing: lineTiming(lcr, divisor),
});

/** What a chip's settings make of a line; null while a part of them has not been told. */
export const lineOf = ({ lcr, dll, dlm }: ChipSettings): KnownLine | null =>
  lcr === null || dll === null || dlm === null ? null : knownLine(lcr, dll | (dlm << 8));

/** The frame as it leaves SOUT: by the settings where they fit its length, else by its length alone. */
export function shapeOf(frame: FrameTimes, known: KnownLine | null): FrameShape {
  const length = frame.ends - frame.t;
  if (known !== null && isOf(frame, known))
    return divided(frame, known, length === 0 ? known.timing.character : length, false);
  const guess = USUAL.find(({ ticks }) => isNear(length, ticks));
  return guess === undefined
    ? { parts: [], ends: frame.ends, line: null, isGuessed: true }
    : divided(frame, knownLine(LCR_8N1, guess.divisor), length, true);
}

/** Whether a frame's length is that of these settings. Of QEMU's chip there is no more than when a frame begins. */
export const isOf = ({ t, ends }: Omit<FrameTimes, 'char'>, { timing }: KnownLine): boolean =>
  ends === t || isNear(ends - t, timing.character);

const LCR_8N1 = 0x03;
const BITS_OF_8N1 = 10;
/** 115 200, 57 600, 38 400, 19 200, 9600, 4800, 2400, 1200, 600, 300, 150, 75 and 50 bits a second. */
const USUAL = [1, 2, 3, 6, 12, 24, 48, 96, 192, 384, 768, 1536, 2304].map((divisor) => ({
  divisor,
  ticks: BITS_OF_8N1 * bitTicks(divisor),
}));

/** A crystal may be off by a few per cent. */
const isNear = (length: number, wanted: number): boolean => Math.abs(length - wanted) <= wanted * 0.05;

function divided(
  { t, char }: FrameTimes,
  { line, timing }: KnownLine,
  length: number,
  isGuessed: boolean,
): FrameShape {
  const bit = (length / timing.character) * timing.bit;
  const pattern = timing.patterns[char & 0xff] ?? 0;
  const parts = Array.from({ length: timing.length }, (_, i): Part => {
    const level = ((pattern >> i) & 1) as 0 | 1;
    const place = { from: t + i * bit, to: t + (i + 1) * bit, level };
    if (i === 0) return { name: 'start', ...place };
    return i <= line.bits ? { name: 'data', bit: i - 1, ...place } : { name: 'parity', ...place };
  });
  parts.push({ name: 'stop', from: t + timing.length * bit, to: t + length, level: 1 });
  return { parts, ends: t + length, line, isGuessed };
}

/** `9600 8E1`, and whether that was told. */
export const shapeInWords = ({ line, isGuessed }: FrameShape): string =>
  line === null ? 'bits not known' : `${isGuessed ? 'taken for ' : ''}${lineInWords(line)}`;
