import { HarnessError } from '../../ground/errors.ts';
import { type Line, PARITIES, type Parity, rateOf, type StopBits } from '../../uart/line-settings.ts';
import type { OpenOptions } from './bindings-interface.ts';

/** What a port is opened with where the options do not say. */
const DEFAULTS = {
  dataBits: 8,
  lock: true,
  stopBits: 1,
  parity: 'none',
  rtscts: false,
  xon: false,
  xoff: false,
  xany: false,
  hupcl: true,
} as const;

/** How far the rate that a divisor gives may be from the one asked for: with more, characters come out wrong. */
const TOLERANCE = 0.03;
const LARGEST_DIVISOR = 0xffff;

export function settingsOf(options: OpenOptions): Required<OpenOptions> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...options, ...DEFAULTS, ...Object.fromEntries(given) };
}

/** The line that these settings make on a 16550A; throws a HarnessError (`usage`) when it has none such. */
export function lineFor({ baudRate, dataBits, parity, stopBits }: Required<OpenOptions>): Line {
  if (![5, 6, 7, 8].includes(dataBits)) throw refused(`${dataBits} data bits`, '5, 6, 7 or 8');
  if (!isParity(parity)) throw refused(`parity ${parity}`, PARITIES.join(', '));
  const stops: readonly StopBits[] = dataBits === 5 ? [1, 1.5] : [1, 2];
  if (!stops.includes(stopBits))
    throw refused(`${stopBits} stop bits with ${dataBits} data bits`, stops.join(' or '));
  return { bits: dataBits, parity, stop: stopBits, divisor: divisorFor(baudRate) };
}

export function divisorFor(baudRate: number): number {
  const divisor = Math.min(LARGEST_DIVISOR, Math.max(1, Math.round(rateOf(1) / baudRate)));
  const rate = rateOf(divisor);
  if (Math.abs(rate / baudRate - 1) <= TOLERANCE) return divisor;
  throw refused(
    `${baudRate} baud`,
    `115200 divided by a whole number: the nearest is ${Number(rate.toFixed(2))}`,
  );
}

const isParity = (parity: string): parity is Parity => (PARITIES as readonly string[]).includes(parity);

const refused = (what: string, allowed: string): HarnessError =>
  new HarnessError('usage', `a 16550A has no ${what}; it has ${allowed}`);
