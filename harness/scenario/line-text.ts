import type { Parity, StopBits, WordLength } from '../uart/line-settings.ts';
import { type Read, wrongValue } from './fault.ts';
import type { LineSetup } from './model.ts';
import { shown } from './words.ts';

const FASTEST = 115_200;
const SLOWEST = 50;

/** Every rate that the divisor latch gives exactly, slowest first. */
export const RATES: readonly number[] = Array.from(
  { length: FASTEST / SLOWEST },
  (_, index) => FASTEST / (index + 1),
)
  .filter(Number.isInteger)
  .reverse();

/** As a regular expression for editors; `readLine` says what is wrong with anything else. */
export const LINE_PATTERN = '^\\s*[0-9]+\\s+(5[NnOoEeMmSs](1|1\\.5|2)|[678][NnOoEeMmSs][12])$';

const ALLOWED =
  'A line is its rate, a blank, then bits (5 to 8), parity (N, O, E, M or S) and stop bits, like 9600 8E1.';

const PARITY_OF: Readonly<Record<string, Parity>> = { N: 'none', O: 'odd', E: 'even', M: 'mark', S: 'space' };
const STOP_OF: Readonly<Record<string, StopBits>> = { '1': 1, '1.5': 1.5, '2': 2 };

/** `9600 8E1`. */
export function readLine(text: string): Read<LineSetup> {
  const [, rateText = '', shape = '', more] = /^\s*(\S+)(?:\s+(\S+))?(?:\s+(.*))?$/s.exec(text) ?? [];
  const [, bitsText, letter = '', stopText = ''] = /^(\d)([a-z])(\d(?:\.\d)?)$/i.exec(shape) ?? [];
  const [, evenBits, zeros = ''] = /^([5-8])(00?)$/.exec(shape) ?? [];
  if (evenBits !== undefined) {
    const meant = `${evenBits}E${zeros.length}`;
    const why = `Without quotes, ${meant} is a number in YAML: ${shape}.`;
    return wrongValue(`${shown(text)} is not a line setting.`, why, `Write "${meant}" in quotes.`);
  }
  if (bitsText === undefined || more !== undefined || !/^\d+$/.test(rateText)) {
    return wrongValue(`${shown(text)} is not a line setting.`, ALLOWED, joined(text));
  }
  const rate = readRate(Number(rateText));
  if ('fault' in rate) return rate;
  const bits = Number(bitsText);
  if (!isWordLength(bits))
    return wrongValue(`A character cannot have ${bits} bits.`, ALLOWED, 'Write 5, 6, 7 or 8 bits.');
  const parity = PARITY_OF[letter.toUpperCase()];
  if (parity === undefined) {
    return wrongValue(
      `${shown(letter)} is not a parity.`,
      'N is none, O odd, E even, M mark, S space.',
      'Write one of N, O, E, M, S.',
    );
  }
  const stop = readStop(bits, STOP_OF[stopText] ?? Number(stopText));
  return 'fault' in stop ? stop : { value: { rate: rate.value, bits, parity, stop: stop.value } };
}

export function readRate(rate: number): Read<number> {
  if (RATES.includes(rate)) return { value: rate };
  const nearest = RATES.reduce((best, one) => (Math.abs(one - rate) < Math.abs(best - rate) ? one : best));
  return wrongValue(
    `The chip cannot run at ${rate} bits a second.`,
    `It divides ${FASTEST} by a whole number; rates go from ${SLOWEST} to ${FASTEST}.`,
    `Write ${nearest}, the nearest rate that it can.`,
  );
}

/** LCR bit 2 has one meaning for each word length; 2 with 5 bits means 1.5, as it does in the lab. */
export function readStop(bits: WordLength, stop: number): Read<StopBits> {
  if (bits === 5 && (stop === 2 || stop === 1.5)) return { value: 1.5 };
  if (stop === 1 || (stop === 2 && bits !== 5)) return { value: stop };
  return wrongValue(
    `There is no stop of ${stop} bits with ${bits} data bits.`,
    bits === 5 ? 'With 5 bits it is 1 or 1.5.' : 'With 6 to 8 bits it is 1 or 2.',
    `Write ${stop === 1.5 ? 2 : 1} for the stop bits.`,
  );
}

const isWordLength = (bits: number): bits is WordLength => bits >= 5 && bits <= 8;

/** `9600,8,n,1` and `9600 8 N 1` are other programs' ways to write it. */
function joined(text: string): string {
  const [rate, ...shape] = text.slice(0, 40).split(/[\s,/-]+/);
  const meant = `${rate} ${shape.join('').toUpperCase()}`;
  return `Write ${new RegExp(LINE_PATTERN).test(meant) ? meant : 'it like 9600 8N1'}.`;
}
