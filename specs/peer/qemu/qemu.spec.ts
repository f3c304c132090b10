import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Qemu } from '../../../harness/peer/qemu/qemu.ts';
import { clockSet, inb, outb } from '../../../harness/peer/qemu/qtest.ts';
import { describeWithQemu } from './describe-with-qemu.ts';

describeWithQemu('QEMU, told what to do over a socket', () => {
  it('does what it is told at the time that it is given, takes characters and sends some', async () => {
    const qemu = await Qemu.start();
    try {
      const answers = await qemu.ask([clockSet(1000), outb(7, 0x5a), inb(7), outb(0, 0xff)]);
      expect(answers.map(({ value }) => value)).to.deep.equal([1000, 0, 0x5a, 0]);
      expect(await qemu.takeSent(1)).to.deep.equal([0xff]);
      expect(await qemu.hear([0xff])).to.deep.equal([]);
      expect((await qemu.ask([inb(0)]))[0]?.value).to.equal(0xff);
    } finally {
      await qemu.stop();
    }
  });

  it('tells who waits that it has been stopped, and leaves neither process nor folder', async () => {
    const { TMPDIR } = process.env;
    const folder = mkdtempSync(join(tmpdir(), 'nm-'));
    process.env.TMPDIR = folder;
    try {
      const qemu = await Qemu.start();
      const { pid } = qemu;
      expect(readdirSync(folder)).to.have.length(1);
      const waiting = qemu.takeSent(1).catch((error: Error) => error.message);
      await qemu.stop();
      expect(await waiting).to.equal('QEMU has been stopped');
      expect(() => process.kill(pid, 0)).to.throw('ESRCH');
      expect(readdirSync(folder)).to.deep.equal([]);
    } finally {
      process.env.TMPDIR = TMPDIR;
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      rmSync(folder, { recursive: true });
    }
  });

  it('is named when it has died, with how', async () => {
    const qemu = await Qemu.start();
    const failure = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'it answered',
        (why: Error) => why.message,
      );
    try {
      expect(await failure(qemu.ask(['outb nowhere 0']))).to.match(/^QEMU ended \(SIGABRT\)/);
      expect(await failure(qemu.ask([inb(0)]))).to.match(/^QEMU ended \(SIGABRT\)/);
    } finally {
      await qemu.stop();
    }
  });
});
