import { expect } from 'chai';
import { lookUp } from '../../scripts/look-up.ts';

describe('looking up the names of computers', () => {
  it('knows this computer, and tells it from what is no name', async () => {
    const found = await lookUp(['localhost', '-e']);
    expect(found.get('localhost')).to.equal('known');
    expect(found.get('-e')).to.not.equal('known');
  });
  it('ends in time, and is certain of nothing then', async () => {
    expect([...(await lookUp(['localhost'], 1)).keys()]).to.deep.equal([]);
  });
  it('of none starts nothing', async () => {
    expect((await lookUp([], 0)).size).to.equal(0);
  });
});
