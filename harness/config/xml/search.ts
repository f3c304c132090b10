import type { XmlElement } from './tree.ts';

/** The element whose start tag begins there. */
export function elementAt(root: XmlElement, offset: number): XmlElement | undefined {
  for (let element: XmlElement | undefined = root; element !== undefined; ) {
    if (element.tag[0] === offset) return element;
    element = element.children.find(({ whole: [start, end] }) => start <= offset && offset < end);
  }
  return undefined;
}

/** All of that name, at any depth, in the text's order. Those within one another are not looked for. */
export function elementsNamed(root: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.name === name) found.push(element);
    else for (const child of element.children.toReversed()) open.push(child);
  }
  return found;
}
