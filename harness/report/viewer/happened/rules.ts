import { allAsSent, cameBefore, neverSent } from './expectation.ts';
import { noFifos, triggerNotReached } from './fifo.ts';
import type { Rule } from './finding.ts';
import { loopedBack, noUart, wrongIrq } from './hardware.ts';
import { gateClosed, noFurtherEdge, notEnabled } from './interrupt.ts';
import { cameWithErrors, dlabLeftOn, latchRead, nothingSent, settingsDiffer, stillOnTheWay } from './line.ts';
import { cleared, overrun, writtenTooSoon } from './losses.ts';
import { isOff, nobodyThere } from './power.ts';
import { belowTrigger, readsTooFew, timeoutNotServed } from './timeout.ts';
import type { Want } from './want.ts';

const TEXT: readonly Want[] = ['text', 'delivery'];
const RECEIVED: readonly Want[] = [...TEXT, 'data'];
const FLAGGED: readonly Want[] = ['flags', 'errors', 'stop'];
const HEARD: readonly Want[] = ['text', 'receive interrupt'];

/** Each with what it can explain. What keeps everything else from working comes first. */
export const RULES: readonly (readonly [Rule, readonly Want[]])[] = [
  [noUart, [...RECEIVED, 'receive interrupt', 'another port', 'stop', 'sending']],
  [isOff, ['text', 'data', 'flags', 'receive interrupt', 'other interrupt']],
  [noFifos, ['receive interrupt', 'FIFO bits']],
  [triggerNotReached, ['receive interrupt']],
  [cameBefore, ['text']],
  [gateClosed, [...HEARD, 'other interrupt', 'sending']],
  [wrongIrq, ['text', 'sending']],
  [dlabLeftOn, [...HEARD, 'data', 'sending']],
  [latchRead, ['text']],
  [loopedBack, [...HEARD, 'data']],
  [notEnabled, [...HEARD, 'other interrupt']],
  [settingsDiffer, [...RECEIVED, ...FLAGGED]],
  [timeoutNotServed, [...HEARD, 'nothing left']],
  [readsTooFew, ['text', 'nothing left']],
  [noFurtherEdge, HEARD],
  [writtenTooSoon, RECEIVED],
  [overrun, [...RECEIVED, ...FLAGGED]],
  [cleared, RECEIVED],
  [cameWithErrors, [...RECEIVED, ...FLAGGED]],
  [nobodyThere, RECEIVED],
  [neverSent, ['text']],
  [belowTrigger, ['text', 'receive interrupt']],
  [stillOnTheWay, ['text', 'data', 'receive interrupt']],
  [nothingSent, [...HEARD, 'delivery']],
  [allAsSent, ['text']],
];
