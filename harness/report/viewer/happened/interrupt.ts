import { hex2 } from '../../../ground/bytes.ts';
import { MCR } from '../../../uart/registers.ts';
import { counted } from '../../quantities.ts';
import { bitsInWords, valueInWords } from '../../registers.ts';
import { arrivals, READING } from './arrivals.ts';
import type { Rule } from './finding.ts';
import type { Scene } from './scene.ts';
import { toldMoment } from './told-moment.ts';

/** The chip asks, and the PC does not hear it. */
export const gateClosed: Rule = (scene) => {
  const { on, receiver, want } = scene;
  const { intr, told } = receiver;
  if (intr === null || intr.level === 0 || told.MCR === undefined) return undefined;
  if (want === 'text' && looks(scene)) return undefined;
  if ((want === 'text' || want === 'receive interrupt') && receiver.received.length === 0) return undefined;
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
