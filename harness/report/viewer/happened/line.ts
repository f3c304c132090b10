import type { Side } from '../../../ground/side.ts';
import type { TraceRecord } from '../../../ground/trace.ts';
import { lineSettingsOf } from '../../../uart/line-settings.ts';
import { LCR, LSR, MCR, OFFSET } from '../../../uart/registers.ts';
import { linesOf, mismatchIn } from '../../mismatch.ts';
import { counted } from '../../quantities.ts';
import { errorNames } from '../../registers.ts';
import { charInWords, registerAt } from '../../story.ts';
import { lengthInWords } from '../length.ts';
import { mayStillCome, onTheWay, unwritten } from './coming.ts';
import type { Rule } from './finding.ts';
import type { Scene } from './scene.ts';
import { toldMoment } from './told-moment.ts';

/** The machines' line settings differ, and characters have gone between them. */
export const settingsDiffer: Rule = (scene) => {
  const { on, from, result, failure } = scene;
  const frame = scene.first('frame', from);
  if (frame === undefined) return undefined;
  const why = mismatchIn({ ...result, failures: [failure] });
  if (why === undefined) return undefined;
  const came = scene.first('char', on, ({ serial }) => serial === frame.serial)?.t ?? frame.ends;
  if (wasSetOtherwise(scene, from, frame.t) || wasSetOtherwise(scene, on, came)) return undefined;
  const wrong = scene.first('char', on, ({ errors }) => errors !== 0) ?? scene.first('char', on);
  return {
    cause: `${why.what}.`,
    fix: `${why.fix[0]?.toUpperCase() ?? ''}${why.fix.slice(1)}.`,
    moments: [scene.moment(frame), ...(wrong === undefined ? [] : [scene.moment(wrong)])],
  };
};

/** A program may put back what it found: the settings that count are those of the frame. */
function wasSetOtherwise(scene: Scene, side: Side, tick: number): boolean {
  const timing = scene.timingAt(side, tick);
  const line = linesOf({ ...scene.result, failures: [scene.failure] })?.[side];
  if (timing === null || line === null || line === undefined) return false;
  const { bits, parity } = lineSettingsOf(timing.lcr);
  return timing.divisor !== line.divisor || bits !== line.bits || parity !== line.parity;
}

/** A character came with PE, FE or BI, and the settings are not why. */
export const cameWithErrors: Rule = (scene) => {
  const { on, from } = scene;
  const wrong = scene.first('char', on, ({ errors }) => (errors & UNWANTED) !== 0);
  if (wrong === undefined || !explainsFlags(scene, wrong.errors)) return undefined;
  const isMeant =
    (wrong.errors & LSR.BI) !== 0 &&
    scene.lastStep((what) => what.startsWith(`break from ${from}`)) !== undefined;
  if (isMeant) return undefined;
  return {
    cause: `${charInWords(wrong)} came to ${on} at tick ${wrong.t} with ${errorNames(wrong.errors & UNWANTED).join(' and ')}: ${meaningOf(wrong.errors)}.`,
    fix: null,
    moments: [scene.moment(wrong)],
  };
};

const UNWANTED = LSR.PE | LSR.FE | LSR.BI;

/** Where it is flags that are missed, one that came must be another than was wanted. */
function explainsFlags({ failure: { cause } }: Scene, errors: number): boolean {
  if (cause.kind === 'register' && cause.port - cause.base === OFFSET.LSR)
    return (errors & cause.came & ~cause.wanted & cause.mask) !== 0;
  if (cause.kind !== 'flags') return true;
  const wanted: readonly string[] = cause.wanted;
  return errorNames(errors & UNWANTED).some((name) => !wanted.includes(name));
}

function meaningOf(errors: number): string {
  if ((errors & LSR.BI) !== 0) return 'the line was low for a whole character, a break';
  if ((errors & LSR.FE) !== 0) return 'where its stop bit should be, the line was low';
  return 'its parity bit does not fit';
}

/** The divisor latch is still open, so data goes into it. */
export const dlabLeftOn: Rule = (scene) => {
  const { on, from, want } = scene;
  for (const side of want === 'sending' ? [on] : [from]) {
    const { LCR: lcr } = scene.seen[side].told;
    if (lcr === undefined || (lcr.value & LCR.DLAB) === 0) continue;
    const hits = dataInLatch(scene, side, lcr.at);
    const [first] = hits;
    if (first === undefined) continue;
    const last = hits.at(-1) ?? first;
    return {
      cause: `${side} has left DLAB (LCR bit 7) on since tick ${lcr.at}. What it has written to THR since then went into the divisor latch: ${counted(hits.length, 'byte')}.`,
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

/** The same at the other end: what has come is not read, since RBR is not there. */
export const latchRead: Rule = (scene) => {
  const { on } = scene;
  const { LCR: lcr } = scene.receiver.told;
  const came = scene.first('char', on);
  if (lcr === undefined || (lcr.value & LCR.DLAB) === 0 || came === undefined) return undefined;
  const from = Math.max(lcr.at, came.t);
  const reads = scene
    .accesses(on)
    .filter(({ k, t, port }) => k === 'in' && t >= from && registerAt(port, on, scene.bases) === OFFSET.DATA);
  const [first] = reads;
  if (first === undefined) return undefined;
  return {
    cause: `${on} has left DLAB (LCR bit 7) on since tick ${lcr.at}: where its program means RBR, it reads the divisor latch, and what has come stays unread.`,
    fix: 'Write LCR once more without bit 7 when the divisor is set.',
    moments: [toldMoment(on, 'LCR', lcr), scene.moment(came), scene.moment(first)],
  };
};

/** What was written to DLL when the divisor was set already, or by a program that then asks LSR for room. */
function dataInLatch(
  scene: Scene,
  side: Side,
  since: number,
): readonly (TraceRecord & { k: 'in' | 'out' })[] {
  const accesses = scene.accesses(side).filter(({ t }) => t > since);
  const at = ({ port }: { readonly port: number }): number | null => registerAt(port, side, scene.bases);
  const set = accesses.find((access) => access.k === 'out' && at(access) === OFFSET.IER);
  const asks = accesses.some((access) => access.k === 'in' && at(access) === OFFSET.LSR);
  if (set === undefined && !asks) return [];
  const from = Math.max(set?.t ?? since, scene.since - 1);
  return accesses.filter((access) => access.k === 'out' && access.t > from && at(access) === OFFSET.DATA);
}

/** Not all of it had crossed the line when the wait was over. */
export const stillOnTheWay: Rule = (scene) => {
  const { from, on, at } = scene;
  const timing = scene.timingOf(from);
  const { sending, waiting } = onTheWay(scene);
  const held = waiting.length + (sending === null ? 0 : 1);
  const left = held + unwritten(scene);
  const behind = left - (sending === null ? 0 : 1);
  if (held === 0 || timing === null || !mayStillCome(scene)) return undefined;
  const end = (sending?.ends ?? at) + behind * timing.character;
  return {
    cause: `${counted(left, 'character')} of ${from}'s ${left === 1 ? 'was' : 'were'} still on the way when the wait ended: the last would have come to ${on} ${lengthInWords(end - at, timing)} later.`,
    fix: `Wait longer, or send faster: a character takes ${lengthInWords(timing.character, timing)} here.`,
    moments: [
      ...(sending === null
        ? []
        : [
            {
              t: sending.at,
              words: `${from} began to send ${charInWords({ ...sending, char: sending.char ?? 0 })}`,
            },
          ]),
      { t: end, words: `the last of them would have left ${from}` },
    ],
  };
};

/** The sender has not sent anything. */
export const nothingSent: Rule = (scene) => {
  const { from, on, isWhole, receiver } = scene;
  // In loopback it waits for what it sends itself.
  if (((receiver.told.MCR?.value ?? 0) & MCR.LOOP) !== 0) return undefined;
  if (!isWhole || scene.ever('frame', from).length > 0 || scene.ever('char', on).length > 0) return undefined;
  if (scene.ever('out', from, ({ serial }) => serial !== undefined).length > 0) return undefined;
  const step = scene.lastStep(() => true);
  return {
    cause: `${from} wrote nothing to THR before the wait ended.`,
    fix: null,
    moments: step === undefined ? [] : [scene.moment(step)],
  };
};
