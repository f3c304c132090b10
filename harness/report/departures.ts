import type { Departure } from '../peer/outlet.ts';
import type { Leaving } from '../peer/tap-event.ts';

/** How a peer went. */
export const DEPARTURES: Readonly<Record<Departure, string>> = {
  closed: 'has closed its end',
  reset: 'was cut off: what was on its way may be lost',
  unreachable: 'does not answer any more: the system has given it up',
};

/** How a side left a tap. */
export const LEAVINGS: Readonly<Record<Leaving, string>> = { ...DEPARTURES, 'let-go': 'was let go' };
