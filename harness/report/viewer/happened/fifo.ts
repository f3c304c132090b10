import { TRAITS } from '../../../uart/types.ts';
import { counted } from '../../quantities.ts';
import { hasFifos, triggerOf } from '../register-view.ts';
import type { Rule } from './finding.ts';
import { toldMoment } from './told-moment.ts';

/** A FIFO with fewer characters than its trigger level asks with a timeout, not with data available. */
export const triggerNotReached: Rule = (scene) => {
  const { on, failure, receiver } = scene;
  const { cause } = failure;
  if (cause.kind !== 'irq' || cause.wanted !== 'data-available') return undefined;
  const timeout = scene.last('timeout', on);
  const trigger = triggerOf(receiver, scene.typeOf(on));
  if (timeout === undefined || !cause.came.includes('character-timeout') || timeout.held >= trigger)
    return undefined;
  return {
    cause: `Only ${counted(timeout.held, 'character')} stood in ${on}'s receive FIFO, and its trigger level is ${trigger}: below it, the chip asks with a character timeout (IIR 0xCC) and not with data available (0xC4).`,
    fix: `Expect \`character-timeout\`, send ${trigger} characters, or set the trigger level to 1.`,
    moments: [
      ...(receiver.told.FCR === undefined ? [] : [toldMoment(on, 'FCR', receiver.told.FCR)]),
      scene.moment(timeout),
    ],
  };
};

/** What only a FIFO does is wanted of a receiver that has none. */
export const noFifos: Rule = (scene) => {
  const { on, failure, receiver, want } = scene;
  const { cause } = failure;
  const type = scene.typeOf(on);
  const has = TRAITS[type].depth > 1;
  if (want === 'FIFO bits') {
    if (has || cause.kind !== 'register' || (cause.wanted & cause.mask & FIFO_BITS) === 0) return undefined;
    return {
      cause: `${on}'s UART is a ${type}: ${TRAITS[type].fifosShown === 0 ? 'it has no FIFO, so IIR bits 6 and 7 stay 0' : 'its FIFOs do not work, so IIR bit 6 stays 0'}.`,
      fix: `Give ${on} a 16550A.`,
      moments: [],
    };
  }
  if (cause.kind !== 'irq' || cause.wanted !== 'character-timeout' || (has && hasFifos(receiver)))
    return undefined;
  const { FCR: fcr } = receiver.told;
  if (has && fcr === undefined) return undefined;
  return {
    cause: has
      ? `${on}'s FIFOs are off (FCR bit 0 is 0): a character timeout comes only with FIFOs on.`
      : `${on}'s UART is a ${type}, without a FIFO: it has no character timeout.`,
    fix: has ? 'Set FCR bit 0, or expect `data-available`.' : 'Expect `data-available`.',
    moments: fcr === undefined ? [] : [toldMoment(on, 'FCR', fcr)],
  };
};

const FIFO_BITS = 0xc0;
