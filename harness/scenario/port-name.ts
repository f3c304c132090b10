import { nearest } from '../config/nearest.ts';
import { type Read, wrongValue } from './fault.ts';
import { shown } from './words.ts';

/** As a regular expression for editors. */
export const PORT_PATTERN = '^[Cc][Oo][Mm][1-4]$';

export interface PortPlace {
  readonly base: number;
  readonly irq: number;
}

/** Where the PC's BIOS and every driver look for them. */
const PORTS: Readonly<Record<string, PortPlace>> = {
  COM1: { base: 0x3f8, irq: 4 },
  COM2: { base: 0x2f8, irq: 3 },
  COM3: { base: 0x3e8, irq: 4 },
  COM4: { base: 0x2e8, irq: 3 },
};
const NAMES = Object.keys(PORTS);

export function readPort(name: string): Read<PortPlace> {
  const place = NAMES.includes(name.toUpperCase()) ? PORTS[name.toUpperCase()] : undefined;
  if (place !== undefined) return { value: place };
  const allowed = `A port is one of ${NAMES.join(', ')}, or a group like { base: 0x3F8, irq: 4 }.`;
  return wrongValue(
    `${shown(name)} is not a serial port.`,
    allowed,
    `Write ${nearest(name, NAMES) ?? 'COM1'}.`,
  );
}
