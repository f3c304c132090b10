import { expect } from 'chai';
import { readXml } from '../../../harness/config/xml/tree.ts';
import { Source } from '../../../harness/ground/source.ts';

describe('an XML text of 8 MiB', () => {
  const SIZE = 8 * 2 ** 20;
  const filled = (piece: string) => piece.repeat(SIZE / piece.length);
  for (const [what, text, kind] of [
    ['elements', `<a>${filled('<b/>')}</a>`, 'too-large'],
    ['attributes', `<a ${Array.from({ length: 800_000 }, (_, i) => `b${i}=""`).join(' ')}/>`, 'too-large'],
    ['start tags', filled('<a>'), 'too-large'],
    ['ampersands', `<a>${filled('&')}</a>`, 'ampersand'],
    ['comments', filled('<!---->'), 'ends-early'],
    ['the beginnings of document types', filled('<!DOCTYPE a ['), 'ends-early'],
    ['quotes', `<a b="${filled("'")}`, 'ends-early'],
    ['blanks', `<a b${filled(' ')}="c"/>`, undefined],
    ['entities', `<a>${filled('&amp;')}</a>`, undefined],
  ] as const)
    it(`is read, or given up, in seconds when it is all ${what}`, () => {
      const begins = performance.now();
      const reading = readXml(new Source(text, 'a.xml'));
      expect('fault' in reading ? reading.fault.kind : undefined).to.equal(kind);
      expect(performance.now() - begins).to.be.below(10_000);
    });
});
