import type { Medium } from './interface.ts';

/** The names that Windows gives, in English and Portuguese; those of macOS (`en0`) tell nothing. */
const WIRELESS = /^(wi-?fi|wlan|wireless|liga[cç][aã]o de rede sem fios|rede sem fios)/i;
const WIRED = /^(ethernet|local area connection|liga[cç][aã]o de [aá]rea local)/i;

/** The asterisk is a Wi-Fi adapter's second self, as an access point. */
const VIRTUAL = /\*/;

/** Wired or wireless, where the system says so by the name alone. */
export const mediumByName = (name: string): Medium =>
  VIRTUAL.test(name) ? 'unknown' : WIRELESS.test(name) ? 'wireless' : WIRED.test(name) ? 'wired' : 'unknown';
