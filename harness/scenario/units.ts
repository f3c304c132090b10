import { nearest } from '../config/nearest.ts';
import { CRYSTAL_HZ, type Ticks, ticks } from '../ground/ticks.ts';
import { fault, type Read } from './fault.ts';
import { type Duration, UNITS } from './model.ts';
import { shown } from './words.ts';

/** As a regular expression for editors; `readDuration` says what is wrong with anything else. */
export const DURATION_PATTERN = `^[0-9]{1,10}(\\.[0-9]{1,6})?(${UNITS.join('|')})$`;

/** As others write them: a second must not be mended into a millisecond. */
const OTHER_SPELLINGS: readonly (readonly [RegExp, Duration['unit']])[] = [
  [/^s(ec(ond)?s?)$/i, 's'],
  [/^m(sec|illi)/i, 'ms'],
  [/^([µμ]s|u(sec|s)|micro)/i, 'us'],
  [/^(byte|char)/i, 'chars'],
];

const LONGEST = 1e9;
const ALLOWED = `A time is a number with its unit, with no blank between them. The units: ${UNITS.join(', ')}.`;

/** `120bits`, `0.5s`: the unit is mandatory, for a bare number means something else to everyone. */
export function readDuration(raw: unknown): Read<Duration> {
  if (typeof raw === 'number') return /^[\d.]+$/.test(String(raw)) ? unitMissing(String(raw)) : notATime(raw);
  if (typeof raw !== 'string') return notATime(raw);
  const [, number, unit] = /^([0-9.]+)\s*([a-zµμ]*)$/i.exec(raw.trim()) ?? [];
  if (number === undefined || unit === undefined) return notATime(raw);
  if (!/^[0-9]{1,10}(\.[0-9]{1,6})?$/.test(number)) {
    return {
      fault: fault(
        'scenario-wrong-value',
        `${shown(raw)} is not a time: its number cannot be read.`,
        'At most 10 digits, and at most 6 behind the point.',
        'Write it like 20ms.',
      ),
    };
  }
  if (unit === '') return unitMissing(number);
  const known = UNITS.find((one) => one === unit);
  if (known === undefined) return unitUnknown(number, unit);
  if (raw !== number + known)
    return {
      fault: fault(
        'scenario-wrong-value',
        `${shown(raw)} has a blank in it.`,
        ALLOWED,
        `Write ${number}${known}.`,
      ),
    };
  const amount = Number(number);
  if (amount > LONGEST)
    return {
      fault: fault(
        'scenario-wrong-value',
        `${shown(raw)} is too long.`,
        `The largest number is ${LONGEST}.`,
        'Write a smaller number.',
      ),
    };
  return { value: { amount, unit: known } };
}

const notATime = (raw: unknown): Read<never> => ({
  fault: fault('scenario-wrong-value', `A time cannot be ${shown(raw)}.`, ALLOWED, 'Write it like 20ms.'),
});

const unitMissing = (number: string): Read<never> => ({
  fault: fault(
    'scenario-unit',
    `The unit is missing behind ${shown(number)}.`,
    ALLOWED,
    `Write ${number}ms if you mean milliseconds.`,
  ),
});

function unitUnknown(number: string, unit: string): Read<never> {
  const meant = OTHER_SPELLINGS.find(([spelling]) => spelling.test(unit))?.[1] ?? nearest(unit, UNITS);
  return {
    fault: fault(
      'scenario-unit',
      `${shown(unit)} is not a unit of time.`,
      ALLOWED,
      `Write ${number}${meant ?? 'ms'}.`,
    ),
  };
}

/** Whole ticks, rounded up: bits and characters are as long as the caller says. */
export function durationTicks(
  { amount, unit }: Duration,
  lengths: { readonly bit: number; readonly character: number },
): Ticks {
  const each: Readonly<Record<Duration['unit'], number>> = {
    bits: lengths.bit,
    chars: lengths.character,
    s: CRYSTAL_HZ,
    ms: CRYSTAL_HZ / 1e3,
    us: CRYSTAL_HZ / 1e6,
    ticks: 1,
  };
  // Without the rounding, 0.1 + 0.2 would end one tick late.
  return ticks(Math.ceil(Number((amount * each[unit]).toFixed(6))));
}
