import { hex2 } from '../../../ground/bytes.ts';
import { IER, MCR } from '../../../uart/registers.ts';
import { counted } from '../../quantities.ts';
import { bitsInWords, valueInWords } from '../../registers.ts';
import { lengthInWords } from '../length.ts';
import { hasFifos, triggerOf } from '../register-view.ts';
import type { Moment, Rule } from './finding.ts';
import type { Scene } from './scene.ts';
import { toldMoment } from './told-moment.ts';

/** Fewer characters than the trigger level stand in the FIFO, and the character timeout is still to come. */
export const belowTrigger: Rule = (scene) => {
  const { on, at, receiver, from } = scene;
  const { received, activeAt, told } = receiver;
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
    fix: `Wait longer${enough === null ? '' : ` (\`within: ${enough}bits\` or more)`}, or set a lower trigger level in FCR. The timeout comes ${lengthInWords(timing.timeout, timing)} after the last character.`,
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

/** The chip asks, and the PC does not hear it. */
export const gateClosed: Rule = (scene) => {
  const { on, receiver } = scene;
  const { intr, told } = receiver;
  if (intr === null || intr.level === 0 || told.MCR === undefined) return undefined;
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
  const waits =
    wanted === null
      ? `${counted(receiver.received.length, 'character')} stood unread in ${on}'s receiver, whose program did not look at LSR after they came, and`
      : `${on}'s IER was ${valueInWords('IER', ier.value)}:`;
  return {
    cause: `${waits} bit ${bit} of IER (${name}) was off, so the chip asks for no interrupt.`,
    fix: `Set bit ${bit} of IER${wanted === null ? ', or poll LSR bit 0 and read RBR' : ''}.`,
    moments: [toldMoment(on, 'IER', ier), ...arrivals(scene)],
  };
};

/** The program has looked for a character since the first of those that wait has come. */
function looks(scene: Scene): boolean {
  const { on, receiver } = scene;
  const since = receiver.received[0]?.at ?? 0;
  return scene
    .accesses(on)
    .some(
      (access) =>
        access.k === 'in' && access.t > since && ['LSR', 'RBR'].includes(scene.registerOf(access, on) ?? ''),
    );
}

/** INTR is up all the time: an edge is what the interrupt controller wants. */
export const noFurtherEdge: Rule = (scene) => {
  const { on, receiver } = scene;
  const { intr, irqAt, received } = receiver;
  if (intr === null || intr.level === 0) return undefined;
  const taken = irqAt !== null && irqAt >= intr.at ? irqAt : null;
  const since = taken ?? intr.at;
  const later = received.find(({ at }) => at > since);
  if (later === undefined) return undefined;
  const handled = scene.accesses(on).findLast(({ t }) => t >= since && t < later.at);
  const left =
    taken === null
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
