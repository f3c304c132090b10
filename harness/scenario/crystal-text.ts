import { type Read, wrongValue } from './fault.ts';
import { shown } from './words.ts';

/** As a regular expression for editors; `readCrystal` says what is wrong with anything else. */
export const CRYSTAL_PATTERN = '^[+-]?[0-9]{1,6}(\\.[0-9]{1,3})?ppm$';

/** A line breaks at a twentieth of this. */
const LARGEST = 100_000;
const ALLOWED = `It is a number of millionths with a sign, from -${LARGEST}ppm to +${LARGEST}ppm; 1 % is 10000ppm, and at most three digits stand behind the point.`;

/** `+200ppm`: how much faster than 1.8432 MHz, in millionths. */
export function readCrystal(raw: unknown): Read<number> {
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string')
    return wrongValue(`A crystal cannot be ${shown(raw)}.`, ALLOWED, 'Write it like +200ppm.');
  const [, number, unit] = /^\s*([+-]?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)\s*(\S*)\s*$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined)
    return wrongValue(`${shown(text)} is not how far a crystal is off.`, ALLOWED, 'Write it like +200ppm.');
  const amount = Number(number) * (unit === '%' ? 10_000 : 1);
  if (Math.abs(amount) > LARGEST)
    return wrongValue(`No crystal is off by ${shown(text)}.`, ALLOWED, 'Write a smaller number.');
  if (new RegExp(CRYSTAL_PATTERN).test(text)) return { value: amount };
  const near = Number(amount.toFixed(3));
  const fix = `Write ${near < 0 ? '' : '+'}${near}ppm.`;
  return wrongValue(`${shown(text)} is not how far a crystal is off.`, ALLOWED, fix);
}
