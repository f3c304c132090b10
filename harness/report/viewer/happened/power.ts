import { counted } from '../../quantities.ts';
import type { Rule } from './finding.ts';

/** A machine that should receive is off, or has never been on; or the sender was while nothing came. */
export const isOff: Rule = (scene) => {
  const { on, from, want, receiver } = scene;
  const waitsForSender =
    want !== 'other interrupt' && receiver.received.length === 0 && scene.first('frame', from) === undefined;
  for (const side of waitsForSender ? [on, from] : [on]) {
    const turned = scene.ever('power', side).at(-1);
    if (turned?.on === true || (turned === undefined && !scene.isWhole)) continue;
    return {
      cause:
        turned === undefined
          ? `${side} was off: nothing has turned it on.`
          : `${side} was off: it was turned off at tick ${turned.t}.`,
      fix: 'A `boot` step turns it on.',
      moments: turned === undefined ? [] : [scene.moment(turned)],
    };
  }
  return undefined;
};

/** Characters went out while nobody was at the other end. */
export const nobodyThere: Rule = (scene) => {
  const lost = scene.result.ledger?.fates.lostWithoutPeer ?? 0;
  if (lost === 0) return undefined;
  const { from } = scene;
  const frame = scene.first('frame', from);
  if (frame === undefined) return undefined;
  const event = scene.last('link', from);
  return {
    cause: `${counted(lost, 'character')} went out while no peer was at the other end of the link: ${lost === 1 ? 'it is' : 'they are'} lost.`,
    fix: 'Send when the other machine is on and the link is connected.',
    moments: [scene.moment(frame), ...(event === undefined ? [] : [scene.moment(event)])],
  };
};
