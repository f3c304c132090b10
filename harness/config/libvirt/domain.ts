import { elementsNamed } from '../xml/search.ts';
import type { XmlElement } from '../xml/tree.ts';

/** The domains of a document. A document of a domain's devices alone, or of one of them, stands for the domain. */
export function domainsIn(root: XmlElement): readonly XmlElement[] {
  if (root.name === 'devices') return [around('domain', root)];
  if (root.name === 'serial') return [around('domain', around('devices', root))];
  return elementsNamed(root, 'domain');
}

const around = (name: string, child: XmlElement): XmlElement => ({
  name,
  attributes: [],
  children: [child],
  text: '',
  tag: child.tag,
  whole: child.whole,
});
