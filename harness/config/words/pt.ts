import type { Entries } from './catalogue.ts';
import { EN } from './en.ts';

/** In English until it is written. */
export const PT: Entries = EN;
