import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SIGROK } from './decoder.ts';

const INSTALLED = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, SIGROK.file)));

/** Specs that need sigrok-cli: skipped where it is missing, and the title says so. */
export function describeWithSigrok(title: string, specs: () => void): void {
  describe(INSTALLED ? title : `${title} (skipped: sigrok-cli is not installed)`, () => {
    before(function () {
      if (!INSTALLED) this.skip();
    });
    specs();
  });
}
