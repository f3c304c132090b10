import { installed } from '../installed.ts';
import { SIGROK } from './decoder.ts';

const INSTALLED = installed(SIGROK.file);

/** Specs that need sigrok-cli: skipped where it is missing, and the title says so. */
export function describeWithSigrok(title: string, specs: () => void): void {
  describe(INSTALLED ? title : `${title} (skipped: sigrok-cli is not installed)`, () => {
    before(function () {
      if (!INSTALLED) this.skip();
    });
    specs();
  });
}
