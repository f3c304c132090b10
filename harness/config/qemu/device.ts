import type { Word } from '../command/command.ts';
import { type Option, optionsIn, type Part, partOf } from './options.ts';

/** The guest's half of a serial port: what stands behind `-device`. */
export interface Device {
  readonly word: Word;
  readonly properties: readonly Property[];
  /** Written as JSON, of which no part can be changed by itself. */
  readonly isJson: boolean;
}

export interface Property {
  /** Of a misspelled one, the one that was meant. */
  readonly key: string;
  readonly written: string;
  readonly value: Part;
  /** The key as well. */
  readonly whole: Part;
}

export const PROPERTIES: readonly string[] = [
  'driver',
  'id',
  'bus',
  'chardev',
  'iobase',
  'irq',
  'index',
  'wakeup',
];

export function deviceOf(word: Word): Device {
  if (word.text.trimStart().startsWith('{')) return { word, properties: ofJson(word), isJson: true };
  const properties = optionsIn(word, 0, PROPERTIES)
    .slice(1)
    .map((option: Option) => ({
      key: option.key,
      written: option.written,
      value: option.valuePart,
      whole: option,
    }));
  return { word, properties, isJson: false };
}

function ofJson(word: Word): Property[] {
  const whole = partOf(word, 0, word.text.length);
  try {
    return Object.entries(JSON.parse(word.text) as object).map(([key, value]) => ({
      key,
      written: key,
      value: { ...whole, text: String(value), exact: false },
      whole: { ...whole, exact: false },
    }));
  } catch {
    return [];
  }
}

export const propertyOf = ({ properties }: Device, key: string): Property | undefined =>
  properties.findLast((property) => property.key === key);

/** `0x2f8`, `760`. */
export function numberOf(text: string): number | undefined {
  return /^(?:0x[\da-f]{1,8}|\d{1,8})$/i.test(text) ? Number(text) : undefined;
}
