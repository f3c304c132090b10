import { expect } from 'chai';
import { casesOf, FOLDER } from './cases.ts';
import { checked } from './checking.ts';

describe('booted on this computer', () => {
  for (const { name, given, options, obstacle } of [...casesOf('mended'), ...casesOf('right')]) {
    it(`${name}: ${obstacle === undefined ? 'all values go both ways, whichever starts first' : 'cannot be'}`, async () => {
      const { exit, boot } = await checked(`${FOLDER}${name}`, given, options, true);
      expect(exit).to.equal(0);
      if (obstacle === undefined) expect(boot).to.include({ kind: 'booted', works: true });
      else expect(boot).to.have.nested.property('obstacle.why', obstacle);
    });
  }
});
