import { missing } from './installed.ts';
import { Judge } from './judge.ts';

/** Specs that need QEMU: one for all of them. Skipped where it is missing, and the title says so. */
export function describeWithJudge(specs: (judge: () => Judge) => void): void {
  describe(`QEMU's 16550${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
    let judge: Judge;

    before(async function () {
      if (missing !== null) this.skip();
      judge = await Judge.start();
    });

    after(() => judge?.stop());

    specs(() => judge);
  });
}
