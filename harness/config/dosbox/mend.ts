import type { Mender } from '../format.ts';
import { laterIn } from '../later.ts';
import { lineEndOf } from '../lines.ts';
import { type Machine, type Product, STANDARD_PORTS } from '../model.ts';
import type { TcpWish, Wish } from '../wish.ts';
import { PARAMETERS, type ParameterName } from './nullmodem.ts';

/** A nullmodem crosses TCP only, and COM1 is always serial1. */
export const mendDosbox: Mender = (machine, number, wish) => {
  const { end } = wish;
  const irq = irqToWrite(machine, number, wish);
  if (end?.kind === 'pipe') return undefined;
  const { product } = machine;
  const value = machine.ports.find((port) => port.number === number)?.parts.value;
  if (value === undefined) return inserted(machine, `serial${number}=${rewritten('', product, end, irq)}`);
  const { source, range } = value;
  const written = source.text.slice(...range);
  if (laterIn(written) !== undefined) return undefined;
  return [source.edit(range, rewritten(written, product, end, irq))];
};

/** The IRQ of the port's number needs no word. */
function irqToWrite({ ports }: Machine, number: number, { irq }: Wish): number | undefined {
  const port = ports.find((each) => each.number === number);
  const isUsual = STANDARD_PORTS.some((each) => each.number === number && each.irq === irq);
  return isUsual && port?.irq === undefined ? undefined : irq;
}

/** Those that say where it leads to, and how bytes stand there. */
const OF_THE_END: readonly ParameterName[] = PARAMETERS.slice(0, 8);

function rewritten(written: string, product: Product, end?: TcpWish, irq?: number): string {
  const [type = '', ...words] = written.split(/\s+/);
  const is = (word: string, names: readonly string[]) =>
    names.some((name) => word.toLowerCase().startsWith(`${name}:`));
  const isOther = type.toLowerCase() !== 'nullmodem';
  const kept = words.filter((word) => is(word, PARAMETERS) && !(irq !== undefined && is(word, ['irq'])));
  const linked = end === undefined && !isOther ? [] : endWords(end, product);
  return [
    'nullmodem',
    ...linked,
    ...kept.filter((word) => linked.length === 0 || !is(word, OF_THE_END)),
    ...(irq === undefined ? [] : [`irq:${irq}`]),
  ].join(' ');
}

/** The parameters that lead a nullmodem somewhere. */
export function endWords(end: TcpWish | undefined, product: Product): string[] {
  if (end === undefined) return ['transparent:1'];
  const fromOthers = product === 'dosbox-x' && end.role === 'listens' && end.host === undefined;
  return [
    ...(end.role === 'connects' ? [`server:${end.host}`] : []),
    `port:${end.port}`,
    'transparent:1',
    ...(fromOthers ? ['nonlocal:1'] : []),
  ];
}

function inserted(machine: Machine, line: string) {
  const { section, heading } = machine.parts;
  const { source } = machine.at;
  const end = lineEndOf(source.text);
  if (section !== undefined) return [source.edit([section.range[1], section.range[1]], end + line)];
  if (heading === undefined) return undefined;
  return [source.edit([heading.range[0], heading.range[0]], `[serial]${end}${line}${end}${end}`)];
}
