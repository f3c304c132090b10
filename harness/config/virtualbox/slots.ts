import { STANDARD_PORTS } from '../model.ts';
import { attributeOf, childrenOf, type XmlElement } from '../xml/tree.ts';
import { numberOf } from './value.ts';

/** A `Port` element, and which of the four it is. */
export interface NumberedPort {
  readonly element: XmlElement;
  /** From 1. */
  readonly number: number;
}

export interface Slots {
  readonly ports: readonly NumberedPort[];
  /** Whose slot says nothing; those that can be told by their base are among the ports too. */
  readonly wrong: readonly WrongSlot[];
}

export interface WrongSlot {
  readonly element: XmlElement;
  /** Undefined: missing, or no slot. */
  readonly sameAs?: XmlElement;
  /** What it may have been meant to be, from 1. */
  readonly number: number | undefined;
}

/** VirtualBox reads every `UART` of a `Hardware`. */
export const portElements = (hardware: XmlElement): readonly XmlElement[] =>
  childrenOf(hardware, 'UART').flatMap((uart) => childrenOf(uart, 'Port'));

/** Puts ports into their slots: a file that VirtualBox refuses still says most of what was meant. */
export function slotsOf(elements: readonly XmlElement[]): Slots {
  const taken = new Map<number, XmlElement>();
  const unclear: { readonly element: XmlElement; readonly sameAs?: XmlElement }[] = [];
  for (const element of elements) {
    const number = numberIn(element);
    const sameAs = number === undefined ? undefined : taken.get(number);
    if (number === undefined) unclear.push({ element });
    else if (sameAs === undefined) taken.set(number, element);
    else unclear.push({ element, sameAs });
  }
  const wrong: WrongSlot[] = [];
  for (const each of unclear) {
    const byBase = STANDARD_PORTS.find(({ base }) => base === baseIn(each.element))?.number;
    const free = STANDARD_PORTS.find(({ number }) => !taken.has(number))?.number;
    const number = byBase !== undefined && !taken.has(byBase) ? byBase : each.sameAs ? undefined : free;
    if (number !== undefined) taken.set(number, each.element);
    wrong.push({ ...each, number });
  }
  const ports = [...taken].map(([number, element]) => ({ element, number }));
  return { ports: ports.sort((a, b) => a.number - b.number), wrong };
}

function numberIn(element: XmlElement): number | undefined {
  const slot = numberOf(attributeOf(element, 'slot')?.value ?? '');
  return slot !== undefined && slot < STANDARD_PORTS.length ? slot + 1 : undefined;
}

const baseIn = (element: XmlElement): number | undefined =>
  numberOf((attributeOf(element, 'IOBase') ?? attributeOf(element, 'IOAddress'))?.value ?? '');
