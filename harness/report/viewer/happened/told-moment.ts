import type { Side } from '../../../ground/side.ts';
import { type RegisterName, valueInWords } from '../../registers.ts';
import type { Told } from '../machine-seen.ts';
import type { Moment } from './finding.ts';

/** How a register came to hold what it holds. */
export function toldMoment(side: Side, name: RegisterName, { value, at, by }: Told): Moment {
  const words = valueInWords(name, value);
  switch (by) {
    case 'write':
      return { t: at, words: `${side} wrote ${name} ${words}` };
    case 'read':
      return { t: at, words: `${side}'s ${name} was ${words}` };
    case 'reset':
      return { t: at, words: `${side} was turned on: ${name} is ${words}, and nobody has written it since` };
  }
}
