import type { Range } from '../../ground/source.ts';

/** What keeps a text from being XML, or from being read as such. */
export type XmlFaultKind =
  /** Cut off: it ends within an element. */
  | 'ends-early'
  /** A closing tag that does not fit the element that is open. */
  | 'closing-tag'
  /** An attribute that is not written `name="value"`; a quote is missing, say. */
  | 'attribute'
  | 'attribute-twice'
  /** `&` that begins none of XML's own entities. */
  | 'ampersand'
  /** It declares entities of its own, as no settings file does. */
  | 'entities'
  | 'character'
  /** Text, or another element, before or after the one that holds all. */
  | 'outside-root'
  /** A comment, or what stands between `<?` and `?>`. */
  | 'markup'
  /** Deeper, or of more parts, than any settings file. */
  | 'too-large';

export interface XmlFault {
  readonly kind: XmlFaultKind;
  readonly at: Range;
  /** The start tag of the element that is still open there. */
  readonly open?: Range;
}

/** How the parser's messages begin, or a word in them, by what they mean. The first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, XmlFaultKind])[] = [
  [/clos(e|ing) tag/, 'closing-tag'],
  [/^duplicate attribute/, 'attribute-twice'],
  [/attribute|^forward-slash/, 'attribute'],
  [/entity/, 'ampersand'],
  [/root|^inappropriately/, 'outside-root'],
  [/declaration|instruction|comment|version|encoding|standalone|expect|required|quoted|syntax/, 'markup'],
];

const kindOf = (message: string): XmlFaultKind =>
  MEANINGS.find(([meaning]) => meaning.test(message))?.[1] ?? 'character';

/** Where the parser was when it stopped. */
export interface Stop {
  readonly text: string;
  readonly message: string;
  /** Behind the last character that it took. */
  readonly position: number;
  /** Behind the last thing that it understood. */
  readonly understood: number;
  /** The attributes of the start tag that it read last, so far. */
  readonly attributes: readonly { readonly name: string; readonly whole: Range }[];
  /** The start tag of the element that it closed last: it does so before it looks whether the closing tag fits. */
  readonly closed: Range | undefined;
}

export function faultAt(stop: Stop): XmlFault {
  const { text, message, understood, attributes, closed } = stop;
  // Where the text ends, the parser has gone one further.
  const position = Math.min(stop.position, text.length);
  const kind = kindOf(message);
  const last: Range = [Math.max(0, position - 1), position];
  const since = trimmed(text, [understood, position]) ?? last;
  switch (kind) {
    case 'closing-tag': {
      const at: Range = [text.lastIndexOf('</', position - 1), position];
      return { kind, at, ...(closed === undefined ? {} : { open: closed }) };
    }
    case 'ampersand':
      return { kind, at: looseAmpersand(text, understood) ?? last };
    case 'attribute-twice':
      return { kind, at: repeated(attributes) ?? last };
    case 'attribute': {
      // Where a quote is missing, the attribute before goes on to the next quote, and something else follows it.
      const before = attributes.at(-1)?.whole;
      const goesOn = before?.[1] === since[0] && text.charAt(since[0]) !== '/';
      return { kind, at: goesOn ? before : since };
    }
    case 'outside-root':
      return { kind, at: since };
    case 'character': {
      // A value cannot have it, so the quote that ends the value is missing before it.
      const quote = message === 'disallowed character.' && text.charAt(position - 1) === '<';
      return quote
        ? { kind: 'attribute', at: [lastQuote(text, position - 1), position - 1] }
        : { kind, at: last };
    }
    case 'ends-early':
    case 'entities':
    case 'markup':
    case 'too-large':
      return { kind, at: last };
  }
}

/** Without the blanks round it; undefined where it is nothing else. */
function trimmed(text: string, [start, end]: Range): Range | undefined {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return part.trim() === '' ? undefined : [from, start + part.trimEnd().length];
}

/** The text is over, and an element is not. */
export function endsEarly({ text, understood }: Stop, open: Range | undefined): XmlFault {
  const rest = text.slice(understood).trimStart();
  // The parser looks for the semicolon as far as the text goes.
  const loose = rest.startsWith('<!') ? undefined : looseAmpersand(text, understood);
  if (loose !== undefined) return { kind: 'ampersand', at: loose };
  const end = text.trimEnd().length;
  return { kind: 'ends-early', at: [Math.max(0, end - 1), end], ...(open === undefined ? {} : { open }) };
}

function looseAmpersand(text: string, from: number): Range | undefined {
  const loose = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi;
  loose.lastIndex = from;
  const found = loose.exec(text);
  return found === null ? undefined : [found.index, found.index + 1];
}

const lastQuote = (text: string, before: number): number =>
  Math.max(0, text.lastIndexOf('"', before), text.lastIndexOf("'", before));

function repeated(attributes: Stop['attributes']): Range | undefined {
  const names = new Set<string>();
  for (const { name, whole } of attributes) {
    if (names.has(name)) return whole;
    names.add(name);
  }
  return undefined;
}
