import { hex2 } from '../../../ground/bytes.ts';
import { IER, MCR } from '../../../uart/registers.ts';
import { counted } from '../../quantities.ts';
import { bitsInWords, valueInWords } from '../../registers.ts';
import { lengthInWords } from '../length.ts';
import { hasFifos, triggerOf } from '../register-view.ts';
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

/** What a program takes to read a character, in ticks: IIR, LSR and RBR, and some more for luck. */
const READING = 12;

const triggerSet = ({ on, receiver: { told } }: Scene): readonly Moment[] =>
  told.FCR === undefined ? [] : [toldMoment(on, 'FCR', told.FCR)];

/** The first and the last of those that stand unread. */
function arrivals({ on, receiver: { received } }: Scene): readonly Moment[] {
  const [first, last] = [received[0], received.at(-1)];
  if (first === undefined || last === undefined) return [];
  const came = `the ${received.length === 1 ? 'character' : 'first of them'} came to ${on}`;
  return [
    { t: first.at, words: `${came}, and was not read` },
    ...(last === first
      ? []
      : [{ t: last.at, words: `the last of them came: ${received.length} stand in the FIFO` }]),
  ];
}

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

/** The chip asks, and the PC does not hear it. */
export const gateClosed: Rule = (scene) => {
  const { on, receiver, want } = scene;
  const { intr, told } = receiver;
  if (intr === null || intr.level === 0 || told.MCR === undefined) return undefined;
  if ((want === 'text' || want === 'delivery') && (receiver.received.length === 0 || looks(scene)))
    return undefined;
  if ((told.MCR.value & (MCR.OUT2 | MCR.LOOP)) !== 0) return undefined;
  return {
    cause: `${on}'s chip raised INTR at tick ${intr.at} (${iirInWords(intr.iir)}), but OUT2 (MCR bit 3) was off: no interrupt reaches the PC.`,
    fix: 'Set OUT2 before the first interrupt is due: write 0x0B to MCR (DTR, RTS and OUT2).',
    moments: [
      toldMoment(on, 'MCR', told.MCR),
      { t: intr.at, words: `${on} raised INTR, ${iirInWords(intr.iir)}` },
    ],
  };
};

const ENABLES = {
  'data-available': ['RDA', 0],
  'character-timeout': ['RDA', 0],
  thre: ['THRE', 1],
  'line-status': ['RLS', 2],
  'modem-status': ['MODEM', 3],
} as const;

/** What should have asked for an interrupt must not. */
export const notEnabled: Rule = (scene) => {
  const { on, receiver, failure } = scene;
  const { IER: ier } = receiver.told;
  if (ier === undefined) return undefined;
  const { cause } = failure;
  const wanted = cause.kind === 'irq' && cause.wanted in ENABLES ? cause.wanted : null;
  if (wanted === null && (receiver.received.length === 0 || looks(scene))) return undefined;
  const [name, bit] = ENABLES[(wanted ?? 'data-available') as keyof typeof ENABLES];
  if ((ier.value & (1 << bit)) !== 0) return undefined;
  return {
    cause:
      wanted === null
        ? `Bit ${bit} of ${on}'s IER (${name}) was off, so the chip asks for no interrupt, and its program did not look at LSR either: ${counted(receiver.received.length, 'character')} stood unread.`
        : `${on}'s IER was ${valueInWords('IER', ier.value)}: bit ${bit} of IER (${name}) was off, so the chip asks for no interrupt.`,
    fix: `Set bit ${bit} of IER${wanted === null ? ', or poll LSR bit 0 and read RBR' : ''}.`,
    moments: [toldMoment(on, 'IER', ier), ...arrivals(scene)],
  };
};

/** The program has looked for a character since the first of those that wait has come. */
function looks(scene: Scene): boolean {
  const { on, receiver } = scene;
  const since = receiver.received[0]?.at ?? 0;
  // There was no time for it.
  if (scene.at - since <= READING) return true;
  return scene
    .accesses(on)
    .some(
      (access) =>
        access.k === 'in' && access.t >= since && ['LSR', 'RBR'].includes(scene.registerOf(access, on) ?? ''),
    );
}

/** INTR is up all the time: an edge is what the interrupt controller wants. */
export const noFurtherEdge: Rule = (scene) => {
  const { on, receiver } = scene;
  const { intr, irqAt, received } = receiver;
  if (intr === null || intr.level === 0) return undefined;
  const taken = irqAt !== null && irqAt >= intr.at ? irqAt : null;
  const since = taken ?? intr.at;
  const later = received.find(({ at }) => at > since && at >= scene.since);
  if (later === undefined || scene.at - later.at <= READING) return undefined;
  const handled = scene.accesses(on).findLast(({ t }) => t >= since && t < later.at);
  const after = scene.accesses(on).filter(({ t }) => t >= since);
  const reads = (name: string): boolean =>
    after.some((access) => access.k === 'in' && scene.registerOf(access, on) === name);
  const left =
    taken === null && reads('IIR') && !reads('RBR')
      ? 'Its program has read IIR and not RBR'
      : taken === null
        ? 'Nobody has removed its cause since'
        : `Its program took that interrupt at tick ${taken} and left something that still asks`;
  return {
    cause: `INTR of ${on} has been high since tick ${intr.at} (${iirInWords(intr.iir)}). ${left}, so INTR did not fall: no further edge, and no further interrupt.`,
    fix: 'In the handler, serve what IIR shows and read it again until bit 0 is 1: only then INTR has fallen, and can rise again.',
    moments: [
      { t: intr.at, words: `${on} raised INTR, ${iirInWords(intr.iir)}` },
      ...(taken === null ? [] : [{ t: taken, words: `${on} took the interrupt` }]),
      ...(handled === undefined ? [] : [scene.moment(handled)]),
      { t: later.at, words: `a character came to ${on}, INTR still high: no edge` },
    ],
  };
};

/** `IIR 0xCC, character timeout`. */
const iirInWords = (iir: number): string => `IIR 0x${hex2(iir)}, ${bitsInWords('IIR', iir)}`;
