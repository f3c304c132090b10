import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { BINARY, folderForQemu, QemuChild } from '../../../harness/peer/qemu/child.ts';

describe('QEMU’s process', () => {
  const { PATH } = process.env;
  let folder: string;

  /** A shell script in place of QEMU, and no setpriv. */
  function inPlaceOfQemu(script: string): void {
    const path = join(folder, BINARY);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    process.env.PATH = folder;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nm-'));
  });

  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });

  it('has gone once it has been stopped, without setpriv as well', async () => {
    inPlaceOfQemu('read nothing');
    const child = new QemuChild(folderForQemu(), [], () => {});
    const { pid } = child;
    await child.stop();
    expect(pid).to.be.above(0);
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
  });

  it('is told with its last words, however much it has said', async () => {
    inPlaceOfQemu('i=0; while [ $i -lt 1000 ]; do echo "warning $i" >&2; i=$((i+1)); done; exit 1');
    const why = await new Promise<Error>((ended) => {
      const child = new QemuChild(folderForQemu(), [], (error) => void child.stop().then(() => ended(error)));
    });
    expect(why.message).to.match(/^QEMU ended \(exit 1\); it said: .*\nwarning 999$/s);
    expect(why.message).to.have.length.below(2100);
  });
});
