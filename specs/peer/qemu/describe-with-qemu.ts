import { missing } from '../../judges/qemu/installed.ts';

/** Specs that need QEMU: skipped where it is missing, and the title says so. */
export function describeWithQemu(title: string, specs: () => void): void {
  describe(`${title}${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
    before(function () {
      if (missing !== null) this.skip();
    });
    specs();
  });
}
