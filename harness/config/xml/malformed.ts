import type { Source } from '../../ground/source.ts';
import type { Reading } from '../format.ts';
import type { XmlFault } from './fault.ts';

export function malformed(source: Source, { kind, at, open }: XmlFault): Reading {
  return {
    machines: [],
    findings: [
      {
        code: 'xml-malformed',
        severity: 'error',
        facts: { file: source.file, fault: kind },
        at: { source, range: at },
        ...(open === undefined ? {} : { also: [{ source, range: open }] }),
      },
    ],
  };
}
