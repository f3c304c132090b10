import { LCR, LSR } from '../../../uart/registers.ts';
import { mismatchIn } from '../../mismatch.ts';
import { counted } from '../../quantities.ts';
import { errorNames } from '../../registers.ts';
import { charInWords } from '../../story.ts';
import { lengthInWords } from '../length.ts';
import type { Rule } from './finding.ts';
import { toldMoment } from './told-moment.ts';

/** The machines' line settings differ. */
export const settingsDiffer: Rule = (scene) => {
  const why = mismatchIn(scene.result);
  if (why === undefined) return undefined;
  const { on, from } = scene;
  const wrong = scene.first('char', on, ({ errors }) => errors !== 0) ?? scene.first('char', on);
  const frame = scene.first('frame', from);
  return {
    cause: `${why.what}.`,
    fix: `${why.fix[0]?.toUpperCase() ?? ''}${why.fix.slice(1)}.`,
    moments: [
      ...(frame === undefined ? [] : [scene.moment(frame)]),
      ...(wrong === undefined ? [] : [scene.moment(wrong)]),
    ],
  };
};

/** A character came with PE, FE or BI, and the settings are not why. */
export const cameWithErrors: Rule = (scene) => {
  const { on } = scene;
  const wrong = scene.first('char', on, ({ errors }) => errors !== 0);
  if (wrong === undefined) return undefined;
  return {
    cause: `${charInWords(wrong)} came to ${on} at tick ${wrong.t} with ${errorNames(wrong.errors).join(' and ')}: ${meaningOf(wrong.errors)}.`,
    fix: null,
    moments: [scene.moment(wrong)],
  };
};

function meaningOf(errors: number): string {
  if ((errors & LSR.BI) !== 0) return 'the line was low for a whole character, a break';
  if ((errors & LSR.FE) !== 0) return 'where its stop bit should be, the line was low';
  if ((errors & LSR.PE) !== 0) return 'its parity bit does not fit';
  return 'a character before it found no room';
}

/** The divisor latch is still open, so data goes into it. */
export const dlabLeftOn: Rule = (scene) => {
  for (const side of [scene.on, scene.from]) {
    const { LCR: lcr } = scene.seen[side].told;
    if (lcr === undefined || (lcr.value & LCR.DLAB) === 0) continue;
    const hits = scene.accesses(side).filter(({ t, port }) => t > lcr.at && (port & 7) <= 1);
    const status = scene
      .accesses(side)
      .find(({ t, port, k }) => t > lcr.at && k === 'in' && (port & 7) === 5);
    const [first] = hits;
    if (first === undefined || (hits.length <= 2 && status === undefined)) continue;
    const last = hits.at(-1) ?? first;
    return {
      cause: `${side} has left DLAB (LCR bit 7) on since tick ${lcr.at}. Since then its program has reached the divisor latch where it meant THR, RBR or IER: ${hits.length === 1 ? 'once' : `${hits.length} times`}.`,
      fix: 'Write LCR once more without bit 7 when the divisor is set.',
      moments: [
        toldMoment(side, 'LCR', lcr),
        scene.moment(first),
        ...(last === first ? [] : [scene.moment(last)]),
      ],
    };
  }
  return undefined;
};

/** Not all of it had crossed the line when the wait was over. */
export const stillOnTheWay: Rule = (scene) => {
  const { from, on, at, sender } = scene;
  const timing = scene.timingOf(from);
  const { sending, toSend } = sender;
  const isSending = sending !== null && sending.ends > at;
  const left = toSend.length + (isSending ? 1 : 0);
  if (left === 0 || timing === null) return undefined;
  const end = (isSending ? sending.ends : at) + toSend.length * timing.character;
  return {
    cause: `${counted(left, 'character')} of ${from}'s ${left === 1 ? 'was' : 'were'} still on the way when the wait ended: the last would have come to ${on} ${lengthInWords(end - at, timing)} later.`,
    fix: `Wait longer, or send faster: a character takes ${lengthInWords(timing.character, timing)} here.`,
    moments: [
      ...(isSending
        ? [
            {
              t: sending.at,
              words: `${from} began to send ${charInWords({ ...sending, char: sending.char ?? 0 })}`,
            },
          ]
        : []),
      { t: end, words: `the last of them would have left ${from}` },
    ],
  };
};

/** The sender has not sent anything. */
export const nothingSent: Rule = (scene) => {
  const { from, on } = scene;
  if (scene.failure.cause.kind === 'register') return undefined;
  if (
    scene.first('frame', from) !== undefined ||
    scene.first('out', from, ({ serial }) => serial !== undefined)
  )
    return undefined;
  if (scene.first('char', on) !== undefined) return undefined;
  const step = scene.lastStep(() => true);
  return {
    cause: `${from} wrote nothing to THR before the wait ended.`,
    fix: null,
    moments: step === undefined ? [] : [scene.moment(step)],
  };
};

/** The chips and the line did all that they should. */
export const allAsSent: Rule = (scene) => {
  const { from, on, result, failure } = scene;
  if (failure.cause.kind !== 'expect' && failure.cause.kind !== 'pattern') return undefined;
  const direction = result.directions.find((one) => one.from === from);
  if (direction === undefined || direction.sent === 0 || direction.difference !== null) return undefined;
  if (direction.received !== direction.sent) return undefined;
  const read = scene.last('in', on, ({ serial }) => serial !== undefined);
  return {
    cause: `${on} read all that ${from} sent (${counted(direction.sent, 'character')}), without an error: what was sent is not what the step expects.`,
    fix: 'Compare the step with what is sent: neither the chips nor the line are why.',
    moments: read === undefined ? [] : [scene.moment(read)],
  };
};
