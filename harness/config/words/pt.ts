import type { Entries } from './catalogue.ts';
import { INPUTS } from './pt/inputs.ts';
import { LINES } from './pt/lines.ts';
import { PAIR } from './pt/pair.ts';
import { ADDRESS } from './pt/path-address.ts';
import { PIPE } from './pt/pipe.ts';
import { PORT } from './pt/port.ts';
import { REFUSED } from './pt/refused.ts';

/** All that is said in Portuguese, as it is written in Portugal. */
export const PT: Entries = { ...INPUTS, ...REFUSED, ...PORT, ...ADDRESS, ...PIPE, ...PAIR, ...LINES };
