import { expect } from 'chai';
import { EXAMPLES } from '../../harness/config/examples.ts';

describe('the examples', () => {
  it('are two for each code, and the right one is another than the wrong one', () => {
    for (const [code, { wrong, right }] of Object.entries(EXAMPLES)) {
      expect(wrong, code).to.match(/\S/);
      expect(right, code).to.match(/\S/);
      expect(wrong, code).not.to.equal(right);
    }
  });
});
