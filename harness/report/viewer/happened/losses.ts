import { LSR, OFFSET } from '../../../uart/registers.ts';
import { counted } from '../../quantities.ts';
import { charInWords, registerAt } from '../../story.ts';
import { lengthInWords } from '../length.ts';
import { hasFifos } from '../register-view.ts';
import type { Rule } from './finding.ts';
import type { Scene } from './scene.ts';

/** A character found the receiver full. */
export const overrun: Rule = (scene) => {
  const { on, from, receiver } = scene;
  const lost = scene.first('lost', on, (one) => one.how === 'overrun' && misses(scene, one));
  if (lost === undefined) return undefined;
  const read = scene
    .accesses(on)
    .findLast(({ k, t, serial }) => k === 'in' && serial !== undefined && t < lost.t);
  const unread = scene.all('char', on, ({ t }) => t > (read?.t ?? -1) && t <= lost.t);
  const timing = scene.timingAt(on, lost.t);
  const frame = scene.ever('frame', from, ({ serial }) => serial === lost.serial).at(-1);
  const rhythm =
    frame === undefined
      ? ''
      : `: a character comes every ${lengthInWords(frame.ends - frame.t, scene.timingAt(from, frame.t))}`;
  const since =
    read === undefined
      ? 'had not read RBR at all'
      : `had last read RBR at tick ${read.t}, ${lengthInWords(lost.t - read.t, timing)} before`;
  const place = hasFifos(receiver) ? 'receive FIFO was full' : 'RBR still held a character';
  return {
    cause: `${on}'s ${place} when another one came at tick ${lost.t}: ${charInWords(lost)} was lost. Its program ${since}.`,
    fix: `Read RBR sooner${rhythm}. LSR bit 1 (OE) tells of it.`,
    moments: [
      ...(read === undefined ? [] : [{ t: read.t, words: `${on} read RBR for the last time before it` }]),
      ...(unread[0] === undefined ? [] : [scene.moment(unread[0])]),
      scene.moment(lost),
    ],
  };
};

/** Whether what is missing can be this character, or the flag that came with its loss. */
function misses({ failure: { cause } }: Scene, { char }: { readonly char: number }): boolean {
  switch (cause.kind) {
    case 'flags':
      return !cause.wanted.includes('OE') && cause.flags.some((flags) => flags.includes('OE'));
    case 'register':
      if (cause.port - cause.base === OFFSET.DATA) return cause.wanted === char;
      return (cause.came & ~cause.wanted & cause.mask & LSR.OE) !== 0;
    case 'expect':
      // Only the first of many are kept.
      return cause.wanted.length < cause.wantedCount || cause.wanted.includes(char);
    default:
      return true;
  }
}

/** THR was written before it was empty. */
export const writtenTooSoon: Rule = (scene) => {
  const { from } = scene;
  const losses = scene
    .all('lost', from, ({ how }) => how === 'overwritten' || how === 'fifo-full')
    .filter((one) => misses(scene, one));
  const [lost] = losses;
  if (lost === undefined) return undefined;
  const write = scene.last('out', from, ({ serial, t }) => serial !== undefined && t <= lost.t);
  const held =
    lost.how === 'fifo-full' ? 'its transmit FIFO was full' : 'the character before still stood in THR';
  return {
    cause: `${from} wrote to THR at tick ${lost.t} while ${held} (LSR bit 5, THRE, was 0): ${charInWords(lost)} was lost${
      losses.length === 1 ? '' : `, and ${counted(losses.length - 1, 'other')} like it`
    }.`,
    fix:
      lost.how === 'fifo-full'
        ? 'Wait for LSR bit 5 (THRE), then write 16 characters at most.'
        : 'Wait for LSR bit 5 (THRE) before each write to THR.',
    moments: [...(write === undefined ? [] : [scene.moment(write)]), scene.moment(lost)],
  };
};

/** An empty receiver is one without what was thrown away; a text is not there where all of that is of it. */
function explains(scene: Scene, losses: readonly { readonly char: number }[]): boolean {
  const { cause } = scene.failure;
  if (cause.kind !== 'register') return losses.every((one) => misses(scene, one));
  return cause.port - cause.base === OFFSET.LSR || losses.some((one) => misses(scene, one));
}

/** FCR has emptied a FIFO that held something. */
export const cleared: Rule = (scene) => {
  for (const [side, how, what] of [
    [scene.on, 'cleared-by-fcr', 'from the receive FIFO, unread'],
    [scene.from, 'unsent-cleared-by-fcr', 'from the transmit FIFO, unsent'],
  ] as const) {
    const losses = scene.all('lost', side, (lost) => lost.how === how);
    const [lost] = losses;
    if (lost === undefined || !explains(scene, losses)) continue;
    const write = scene.last(
      'out',
      side,
      ({ t, port }) => t <= lost.t && registerAt(port, side, scene.bases) === OFFSET.IIR,
    );
    return {
      cause: `${side} wrote FCR at tick ${lost.t}, which threw away ${counted(losses.length, 'character')} ${what}.`,
      fix: 'Set FCR bits 1 and 2 (clear) once, before the first character; a change of the trigger level does not need them.',
      moments: [...(write === undefined ? [] : [scene.moment(write)]), scene.moment(lost)],
    };
  }
  return undefined;
};
