import { counted } from '../../quantities.ts';
import type { Rule } from './finding.ts';

/** One of the machines is off. */
export const isOff: Rule = (scene) => {
  for (const side of [scene.on, scene.from]) {
    const turned = scene.last('power', side);
    if (turned === undefined || turned.on) continue;
    return {
      cause: `${side} was off: it was turned off at tick ${turned.t}.`,
      fix: 'A `boot` step turns it on.',
      moments: [scene.moment(turned)],
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
  const event = scene.last('link', from);
  return {
    cause: `${counted(lost, 'character')} went out while no peer was at the other end of the link: ${lost === 1 ? 'it is' : 'they are'} lost.`,
    fix: 'Send when the other machine is on and the link is connected.',
    moments: [
      ...(frame === undefined ? [] : [scene.moment(frame)]),
      ...(event === undefined ? [] : [scene.moment(event)]),
    ],
  };
};
