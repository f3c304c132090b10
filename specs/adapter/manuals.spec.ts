import { expect } from 'chai';
import { examplesOf, isTest, runExample } from '../support/examples.ts';

// One file for all pages: the library is loaded once.
const PAGES = [
  { page: 'api.md', examples: examplesOf('api.md'), count: 6 },
  { page: 'serialport.md', examples: examplesOf('serialport.md'), count: 4 },
] as const;

for (const { page, examples, count } of PAGES)
  describe(`docs/${page}`, () => {
    it('has examples', () => {
      expect(examples).to.have.length(count);
      expect(examples.filter(isTest)).to.have.length(1);
    });

    for (const [i, code] of examples.entries())
      if (!isTest(code)) it(`runs example ${i + 1} as printed`, () => runExample(code));
  });

// A test for mocha registers itself.
for (const { examples } of PAGES) for (const code of examples.filter(isTest)) await runExample(code);
