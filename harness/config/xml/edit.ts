import type { Edit } from '../../ground/diagnostic.ts';
import type { Range, Source } from '../../ground/source.ts';
import { attributeOf, type XmlElement } from './tree.ts';

/** By name, in the order in which new ones are to be written. */
export type Attributes = Readonly<Record<string, string>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text for between quotes of either kind. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

export type Quote = '"' | "'";

const attributesText = (attributes: Attributes, quote: Quote): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}=${quote}${escaped(value)}${quote}`)
    .join('');

/** An element as it is written; `lead` is what stands before it, for what stands within. */
export function elementText(
  name: string,
  attributes: Attributes,
  quote: Quote,
  children: readonly string[] = [],
  lead = '',
): string {
  const tag = `<${name}${attributesText(attributes, quote)}`;
  if (children.length === 0) return `${tag}/>`;
  return `${tag}>${children.map((child) => deeper(lead) + child).join('')}${lead}</${name}>`;
}

/** Gives an element these values: those that it has already are left as they are written. */
export function setAttributes(source: Source, element: XmlElement, wanted: Attributes): readonly Edit[] {
  const edits: Edit[] = [];
  const lacking: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const attribute = attributeOf(element, name);
    if (attribute === undefined) lacking[name] = value;
    else if (attribute.value !== value) edits.push(source.edit(attribute.inside, escaped(value)));
  }
  if (Object.keys(lacking).length === 0) return edits;
  const end = attributesEnd(source, element);
  return [...edits, source.edit([end, end], attributesText(lacking, quoteOf(source, element)))];
}

/** Behind its last attribute, or behind its name. */
const attributesEnd = (source: Source, { attributes, tag }: XmlElement): number =>
  attributes.at(-1)?.whole[1] ?? tag[0] + 1 + writtenName(source, tag).length;

/** With its prefix. */
const writtenName = ({ text }: Source, [start]: Range): string => {
  const name = /[^\s/>]*/y;
  name.lastIndex = start + 1;
  return name.exec(text)?.[0] ?? '';
};

/** The kind of quote that an element is written with. */
export function quoteOf({ text }: Source, { attributes }: XmlElement): Quote {
  const first = attributes[0];
  return first !== undefined && text.charAt(first.whole[1] - 1) === "'" ? "'" : '"';
}

/** The line break and the blanks before an element; nothing where it does not begin its line. */
export function leadOf({ text }: Source, { tag: [start] }: XmlElement): string {
  let at = start;
  while (text.charAt(at - 1) === ' ' || text.charAt(at - 1) === '\t') at -= 1;
  if (text.charAt(at - 1) !== '\n') return '';
  return text.slice(text.charAt(at - 2) === '\r' ? at - 2 : at - 1, start);
}

/** The same, one step further in. */
export const deeper = (lead: string): string => {
  if (lead === '') return '';
  return lead.includes('\t') ? `${lead}\t` : `${lead}  `;
};

export const insertAfter = (source: Source, { whole: [, end] }: XmlElement, written: string): Edit =>
  source.edit([end, end], written);

/** Takes an element out, with the line break before it. */
export const removed = (source: Source, element: XmlElement): Edit => {
  const [start, end] = element.whole;
  return source.edit([start - leadOf(source, element).length, end], '');
};

/** Puts an element in as the last of another; `written` is told the line break and the blanks before it. */
export function appendChild(source: Source, parent: XmlElement, written: (lead: string) => string): Edit {
  const last = parent.children.at(-1);
  if (last !== undefined) {
    const lead = leadOf(source, last);
    return insertAfter(source, last, lead + written(lead));
  }
  const { tag, whole } = parent;
  const outer = leadOf(source, parent);
  const child = deeper(outer) + written(deeper(outer));
  if (tag[1] === whole[1])
    return source.edit(
      [attributesEnd(source, parent), tag[1]],
      `>${child}${outer}</${writtenName(source, tag)}>`,
    );
  const isEmpty = source.text.startsWith('</', tag[1]);
  return source.edit([tag[1], tag[1]], child + (isEmpty ? outer : ''));
}
