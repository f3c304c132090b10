import { expect } from 'chai';
import { examplesOf, isTest, runExample } from '../../support/examples.ts';

const examples = examplesOf('api.md');

describe('docs/api.md', () => {
  it('has examples', () => {
    expect(examples).to.have.length(5);
    expect(examples.filter(isTest)).to.have.length(1);
  });

  for (const [i, code] of examples.entries())
    if (!isTest(code)) it(`runs example ${i + 1} as printed`, () => runExample(code));
});

// A test for mocha registers itself.
for (const code of examples.filter(isTest)) await runExample(code);
