import type { Source } from '../../ground/source.ts';

export type XmlKind = 'vbox' | 'ovf' | 'libvirt' | 'other';

const KINDS: Readonly<Record<string, XmlKind>> = {
  VirtualBox: 'vbox',
  Envelope: 'ovf',
  domain: 'libvirt',
  domains: 'libvirt',
  domainsnapshot: 'libvirt',
  domstatus: 'libvirt',
  devices: 'libvirt',
  serial: 'libvirt',
};

/**
 * What an XML text is, by its first element alone, so that it shows of one that is cut off too.
 * Undefined: no XML.
 */
export function xmlKindOf({ text }: Source): XmlKind | undefined {
  const tag = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^<>]*)/y;
  tag.lastIndex = afterProlog(text);
  const found = tag.exec(text);
  if (found === null) return text.trimStart().startsWith('<?xml') ? 'other' : undefined;
  const [, name = '', rest = ''] = found;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  // Other products have a `domain` too, in a namespace of their own.
  if (kind === undefined || (kind === 'libvirt' && /\sxmlns\s*=/.test(rest))) return 'other';
  if (name === 'devices' && !/<(?:serial|console)[\s>/]/.test(text)) return 'other';
  return kind;
}

/** Behind blanks, `<?...?>`, comments and the document type. */
function afterProlog(text: string): number {
  const blanks = /\s*/y;
  for (let at = 0; ; ) {
    blanks.lastIndex = at;
    blanks.exec(text);
    at = blanks.lastIndex;
    if (text.startsWith('<?', at)) at = behind(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.startsWith('<!DOCTYPE', at)) at = behind(text, '>', endOfSubset(text, at));
    else return at;
  }
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** Where the declarations within a document type end, if it has any. */
function endOfSubset(text: string, at: number): number {
  const head = text.slice(at, behind(text, '>', at));
  const subset = head.indexOf('[');
  return subset < 0 ? at : behind(text, ']', at + subset);
}
