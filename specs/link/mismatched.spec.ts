import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { SETTINGS } from '../support/datasheet.ts';
import { expectHeardByBook, mismatched } from './mismatched.ts';

const setting = fc.constantFrom(...SETTINGS);

describe('Two chips on a cable, each by its own crystal', () => {
  it('[65][67] §8.2 §8.4 hear, set alike, what a receiver going tick by tick hears', async () => {
    await fc.assert(fc.asyncProperty(mismatched(setting.map((line) => [line, line])), expectHeardByBook), {
      seed: 65,
      numRuns: 170,
    });
  });

  it('[66][67] §8.2 §8.4 hear so in any two of the 40 settings', async () => {
    await fc.assert(fc.asyncProperty(mismatched(fc.tuple(setting, setting)), expectHeardByBook), {
      seed: 66,
      numRuns: 250,
    });
  });

  it('are judged by what knows nothing of the harness', () => {
    for (const name of ['sending', 'sampling', 'datasheet']) {
      const source = readFileSync(new URL(`../support/${name}.ts`, import.meta.url), 'utf8');
      const imports = [...source.matchAll(/\bfrom '([^']+)'/g)].map(([, from]) => from);
      expect(['./sending.ts', './sampling.ts', './datasheet.ts'], name).to.include.members(imports);
    }
  });
});
