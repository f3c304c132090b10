import type { Entries } from './catalogue.ts';
import { INPUTS } from './en/inputs.ts';
import { LINES } from './en/lines.ts';
import { PAIR } from './en/pair.ts';
import { ADDRESS } from './en/path-address.ts';
import { PIPE } from './en/pipe.ts';
import { PORT } from './en/port.ts';
import { REFUSED } from './en/refused.ts';

/** All that is said in English. */
export const EN: Entries = { ...INPUTS, ...REFUSED, ...PORT, ...ADDRESS, ...PIPE, ...PAIR, ...LINES };
