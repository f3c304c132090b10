import { STANDARD_PORTS } from '../model.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from '../xml/tree.ts';

/** An element that makes a COM port, and which. */
export interface NumberedSerial {
  readonly element: XmlElement;
  /** From 1. */
  readonly number: number;
}

/**
 * The COM ports of a domain. A `console` repeats the first `serial`, and is one itself only where there is none.
 * Serial ports on USB or PCI count too, but are no COM ports.
 */
export function serialsOf(domain: XmlElement): readonly NumberedSerial[] {
  const devices = childOf(domain, 'devices');
  if (devices === undefined) return [];
  const serials = childrenOf(devices, 'serial');
  if (serials.length === 0) {
    const console = childOf(devices, 'console');
    const type = console && targetType(console);
    if (console === undefined || (type !== undefined && type !== 'serial')) return [];
    return [{ element: console, number: 1 }];
  }
  const numbered = new Map<number, XmlElement>();
  let last = 0;
  for (const element of serials) {
    const number = numberIn(element) ?? last + 1;
    last = Math.max(last, number);
    if (number > STANDARD_PORTS.length || numbered.has(number)) continue;
    if (isCom(targetType(element))) numbered.set(number, element);
  }
  return [...numbered].map(([number, element]) => ({ element, number })).sort((a, b) => a.number - b.number);
}

const isCom = (type: string | undefined): boolean =>
  type === undefined || type === 'isa-serial' || type === 'serial';

function targetType(element: XmlElement): string | undefined {
  const target = childOf(element, 'target');
  return target && attributeOf(target, 'type')?.value;
}

/** Undefined: it says none, or none of the four. */
export function numberIn(element: XmlElement): number | undefined {
  const target = childOf(element, 'target');
  const port = target && attributeOf(target, 'port')?.value;
  return STANDARD_PORTS.find(({ number }) => String(number - 1) === port)?.number;
}
