import type { Reader, Reading } from '../format.ts';
import { malformed } from '../xml/malformed.ts';
import { tagAt } from '../xml/place.ts';
import { attributeOf, childrenOf, readXml, type XmlElement } from '../xml/tree.ts';
import { readMachine } from './vbox-machine.ts';

/** A `.vbox` file, and the `.vbox-prev` that VirtualBox keeps beside it. */
export const readVbox: Reader = (source) => {
  const xml = readXml(source);
  if ('fault' in xml) return malformed(source, xml.fault);
  const { root } = xml;
  const encrypted = root.children.find(isEncrypted);
  if (encrypted !== undefined)
    return only({
      code: 'vbox-encrypted',
      severity: 'error',
      facts: { file: source.file },
      at: tagAt(source, encrypted),
    });
  const version = attributeOf(root, 'version');
  const readings = childrenOf(root, 'Machine').map((each) => readMachine(source, 'vbox', each, version));
  if (readings.length === 0)
    return only({
      code: 'no-machine',
      severity: 'error',
      facts: { file: source.file, format: 'vbox' },
      at: tagAt(source, root),
    });
  return {
    machines: readings.map(({ machine }) => machine),
    findings: readings.flatMap(({ findings }) => findings),
  };
};

const only = (finding: Reading['findings'][number]): Reading => ({ machines: [], findings: [finding] });

/** VirtualBox 7 puts the whole `Machine` into it, as base64. */
const isEncrypted = (element: XmlElement): boolean =>
  element.name === 'MachineEncrypted' ||
  (element.name === 'Machine' && attributeOf(element, 'keyStore') !== undefined);
