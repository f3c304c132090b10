import { expect } from 'chai';
import { Qemu } from '../../../harness/peer/qemu/qemu.ts';
import { inb } from '../../../harness/peer/qemu/qtest.ts';
import { describeWithQemu } from './describe-with-qemu.ts';

describeWithQemu('QEMU, when it hangs', () => {
  it('is named, with what it was asked', async () => {
    const qemu = await Qemu.start();
    try {
      process.kill(qemu.pid, 'SIGSTOP');
      const why = await qemu.ask([inb(0)]).catch((error: Error) => error.message);
      expect(why).to.equal('QEMU was given 5000 ms to answer 1 command that begins with "inb 1016", in vain');
    } finally {
      await qemu.stop();
    }
  });
});
