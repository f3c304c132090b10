import { SaxesParser } from 'saxes';
import type { Range, Source } from '../../ground/source.ts';
import { once } from '../once.ts';
import { embeddedIn } from './embedded.ts';
import { endsEarly, faultAt, type XmlFault } from './fault.ts';
import { xmlKindOf } from './kind.ts';

/** An element, and where it stands. Names are without their prefix: one format's files come with several. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All that stands directly in it. */
  readonly text: string;
  /** Its start tag. */
  readonly tag: Range;
  /** From its start tag to its end tag, which is the same where it closes itself. */
  readonly whole: Range;
}

export interface XmlAttribute {
  readonly name: string;
  /** Without entities. */
  readonly value: string;
  /** `name="value"`. */
  readonly whole: Range;
  /** What is between the quotes. */
  readonly inside: Range;
}

export type XmlReading = { readonly root: XmlElement } | { readonly fault: XmlFault };

/** VirtualBox itself goes no deeper than 250 snapshots, of two elements each. */
const DEEPEST = 1000;
const MOST_PARTS = 300_000;

export const readXml = once(readingOf);

function readingOf(source: Source): XmlReading {
  const embedded = xmlKindOf(source) === undefined ? embeddedIn(source.text) : undefined;
  return embedded === undefined ? parsed(source.text, false) : parsed(embedded, true);
}

export const childrenOf = ({ children }: XmlElement, name: string): readonly XmlElement[] =>
  children.filter((each) => each.name === name);

export const childOf = ({ children }: XmlElement, name: string): XmlElement | undefined =>
  children.find((each) => each.name === name);

export const attributeOf = ({ attributes }: XmlElement, name: string): XmlAttribute | undefined =>
  attributes.find((each) => each.name === name);

type Growing = Omit<XmlElement, 'children' | 'text' | 'whole'> & {
  readonly children: Growing[];
  text: string;
  whole: Range;
};

class Fault extends Error {
  readonly fault: XmlFault;

  constructor(fault: XmlFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** `fragment`: several elements may stand beside one another. They are within one without a name then. */
function parsed(text: string, fragment: boolean): XmlReading {
  const parser = new SaxesParser({ position: false, fragment });
  const whole: Range = [0, text.length];
  const around: Growing = { name: '', attributes: [], children: [], text: '', tag: whole, whole };
  const open: Growing[] = fragment ? [around] : [];
  let root: Growing | undefined = open[0];
  let attributes: XmlAttribute[] = [];
  let [start, understood, parts] = [0, 0, 0];
  let last: Growing | undefined;
  let closing = false;

  const count = () => {
    understood = parser.position;
    parts += 1;
    if (parts > MOST_PARTS || open.length > DEEPEST)
      throw new Fault({ kind: 'too-large', at: [start, parser.position] });
  };
  const collect = (more: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += more;
  };

  parser.on('error', ({ message }) => {
    const stop = { text, message, position: parser.position, understood, attributes, closed: last?.tag };
    throw new Fault(closing ? endsEarly(stop, open.at(-1)?.tag) : faultAt(stop));
  });
  parser.on('doctype', (doctype) => {
    const from = text.lastIndexOf('<!DOCTYPE', parser.position);
    if (doctype.includes('<!ENTITY')) throw new Fault({ kind: 'entities', at: [from, parser.position] });
    understood = parser.position;
  });
  parser.on('comment', () => {
    understood = parser.position;
  });
  parser.on('text', collect);
  parser.on('cdata', (more) => {
    understood = parser.position;
    collect(more);
  });
  parser.on('opentagstart', () => {
    start = text.lastIndexOf('<', parser.position - 1);
    attributes = [];
    count();
  });
  parser.on('attribute', ({ name, value }) => {
    // Were the prefix dropped, what declares a namespace would look like a setting.
    if (!/^xmlns(:|$)/.test(name)) attributes.push(attributeAt(text, parser.position, name, value));
    count();
  });
  parser.on('opentag', ({ name }) => {
    const tag: Range = [start, parser.position];
    const element: Growing = { name: localName(name), attributes, children: [], text: '', tag, whole: tag };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    understood = parser.position;
  });
  parser.on('closetag', () => {
    last = open.pop();
    if (last !== undefined) last.whole = [last.whole[0], parser.position];
    understood = parser.position;
  });

  try {
    parser.write(text);
    closing = true;
    parser.close();
  } catch (error) {
    const { position } = parser;
    return {
      fault: error instanceof Fault ? error.fault : { kind: 'character', at: [position - 1, position] },
    };
  }
  return root === undefined ? { fault: { kind: 'ends-early', at: [0, text.length] } } : { root };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The attribute whose closing quote ends at `end`. */
function attributeAt(text: string, end: number, name: string, value: string): XmlAttribute {
  const close = end - 1;
  const open = text.lastIndexOf(text.charAt(close), close - 1);
  const start = text.lastIndexOf(name, open - 1);
  return { name: localName(name), value, whole: [start, end], inside: [open + 1, close] };
}
