import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { crystalCurve } from '../../scripts/curve/drawing.ts';

describe('docs/crystal.svg', () => {
  it('is what npm run curve makes', () => {
    const kept = readFileSync(new URL('../../docs/crystal.svg', import.meta.url), 'utf8');
    expect(crystalCurve() === kept, 'run npm run curve').to.equal(true);
  });
});
