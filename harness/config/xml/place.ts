import type { Source } from '../../ground/source.ts';
import type { Place, Said } from '../model.ts';
import type { XmlAttribute, XmlElement } from './tree.ts';

export const tagAt = (source: Source, { tag }: XmlElement): Place => ({ source, range: tag });

/** Between the quotes; the whole attribute where nothing is between them. */
export const valueAt = (source: Source, { inside, whole }: XmlAttribute): Place => ({
  source,
  range: inside[0] === inside[1] ? whole : inside,
});

export const saidIn = (source: Source, attribute: XmlAttribute): Said<string> => ({
  value: attribute.value,
  at: valueAt(source, attribute),
});

/** What an attribute's value has from one offset to another; undefined where that is nothing. */
export function partOf(
  source: Source,
  attribute: XmlAttribute,
  from: number,
  to?: number,
): Said<string> | undefined {
  const { value, inside } = attribute;
  const part = value.slice(from, to);
  if (part === '') return undefined;
  const [start, end] = inside;
  // An entity is longer than what it stands for.
  const exact = end - start === value.length;
  const range = [start + from, start + from + part.length] as const;
  return { value: part, at: exact ? { source, range } : valueAt(source, attribute) };
}
