import { hex2 } from '../../../ground/bytes.ts';
import { IER } from '../../../uart/registers.ts';
import { counted } from '../../quantities.ts';
import { lengthInWords } from '../length.ts';
import { hasFifos, triggerOf } from '../register-view.ts';
import { arrivals, READING } from './arrivals.ts';
import { mayStillCome } from './coming.ts';
import type { Moment, Rule } from './finding.ts';
import type { Scene } from './scene.ts';
import { toldMoment } from './told-moment.ts';

/** Fewer characters than the trigger level stand in the FIFO, and the character timeout is still to come. */
export const belowTrigger: Rule = (scene) => {
  const { on, at, receiver, from, failure } = scene;
  const { received, activeAt, told } = receiver;
  const { cause } = failure;
  if ((cause.kind === 'irq' && cause.wanted !== 'character-timeout') || !mayStillCome(scene))
    return undefined;
  const timing = scene.timingOf(on);
  const trigger = triggerOf(receiver, scene.typeOf(on));
  if (timing === null || activeAt === null || !hasFifos(receiver)) return undefined;
  if (received.length === 0 || received.length >= trigger || receiver.timedOut !== null) return undefined;
  if (((told.IER?.value ?? 0) & IER.RDA) === 0) return undefined;
  const due = activeAt + timing.timeout;
  if (due <= at) return undefined;
  const sent = scene.lastStep((what) => what.startsWith(`send from ${from}`));
  const enough =
    sent === undefined ? null : Math.ceil((due - sent.t + READING * received.length) / timing.bit);
  return {
    cause: `${counted(received.length, 'character')} stood unread in ${on}'s receive FIFO. That is below its trigger level of ${trigger}, so no interrupt had come yet: the character timeout was due at tick ${due}, ${lengthInWords(due - at, timing)} after the wait ended.`,
    fix: `Wait longer${enough === null ? '' : ` (\`within: ${enough}bits\` or more)`}, or set the trigger level to 1 in FCR. The timeout comes ${lengthInWords(timing.timeout, timing)} after the last character.`,
    moments: [
      ...(sent === undefined ? [] : [scene.moment(sent)]),
      ...triggerSet(scene),
      ...arrivals(scene),
      { t: due, words: `${on}'s character timeout would have come: four characters after the last one` },
    ],
  };
};

const triggerSet = ({ on, receiver: { told } }: Scene): readonly Moment[] =>
  told.FCR === undefined ? [] : [toldMoment(on, 'FCR', told.FCR)];

/** The timeout has come, the program has heard of it, and RBR was not read. */
export const timeoutNotServed: Rule = (scene) => {
  const { on, at, receiver } = scene;
  const { timedOut, received, intr, irqAt } = receiver;
  if (timedOut === null || received.length === 0 || (intr !== null && intr.at < timedOut && intr.level === 1))
    return undefined;
  const asked = scene
    .accesses(on)
    .find((access) => access.t >= timedOut && access.k === 'in' && scene.registerOf(access, on) === 'IIR');
  const isTaken = irqAt !== null && irqAt >= timedOut;
  if (!isTaken && asked === undefined) return undefined;
  // A program that has just heard of it may still be at it.
  if (at - (asked?.t ?? irqAt ?? timedOut) <= READING && scene.want !== 'nothing left') return undefined;
  const timing = scene.timingOf(on);
  const left = `${counted(received.length, 'character')} stood unread until the wait ended, ${lengthInWords(at - timedOut, timing)} later.`;
  return {
    cause:
      asked === undefined
        ? `${on}'s character timeout came at tick ${timedOut}, and its program took the interrupt without asking IIR or reading RBR: ${left}`
        : `${on}'s character timeout came at tick ${timedOut}, its program read IIR 0x${hex2(asked.v)} and then no RBR: ${left}`,
    fix: 'A character timeout (IIR 0x0C in its low four bits, 0xCC with the FIFO bits) is to be served like data available (0x04): read RBR until LSR bit 0 is 0.',
    moments: [
      ...arrivals(scene),
      { t: timedOut, words: `${on}'s character timeout came, IIR 0x${hex2(intr?.iir ?? 0xcc)}` },
      ...(isTaken && irqAt !== null ? [{ t: irqAt, words: `${on} took the interrupt` }] : []),
      ...(asked === undefined ? [] : [scene.moment(asked)]),
    ],
  };
};

/** A timeout's interrupt is one for all that stands in the FIFO. */
export const readsTooFew: Rule = (scene) => {
  const { on, at, receiver, want } = scene;
  const timeout = scene.ever('timeout', on).at(-1);
  if (timeout === undefined || timeout.held < 2) return undefined;
  const reads = scene.ever('in', on, ({ serial, t }) => serial !== undefined && t >= timeout.t);
  const [first, last] = [reads[0], reads.at(-1)];
  const left = receiver.received.filter(({ at: came }) => came <= timeout.t).length;
  if (first === undefined || last === undefined || left === 0) return undefined;
  // A program may still be at it.
  if (want === 'text' && at - last.t <= READING) return undefined;
  return {
    cause: `${on}'s character timeout came at tick ${timeout.t} with ${counted(timeout.held, 'character')} in the FIFO, and its program read ${reads.length} of them: ${left} still stood there.`,
    fix: 'Read RBR until LSR bit 0 is 0, not one character an interrupt: the next interrupt comes only with the next timeout.',
    moments: [
      { t: timeout.t, words: `${on}'s character timeout came, ${timeout.held} in the FIFO` },
      scene.moment(first),
      ...(last === first ? [] : [scene.moment(last)]),
    ],
  };
};
