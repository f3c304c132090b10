import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { HarnessError } from '../../../harness/ground/errors.ts';
import { Wait } from '../../../harness/peer/qemu/wait.ts';

describe('a wait for QEMU', () => {
  const LONG = 5000;

  const failureOf = (waited: Promise<void>): Promise<Error | undefined> =>
    waited.then(
      () => undefined,
      (why: Error) => why,
    );

  it('ends when it holds, at once or at a look, and not before', async () => {
    const wait = new Wait(LONG);
    await wait.until(() => true, 'to call');
    let [ready, ended] = [false, false];
    const waited = wait
      .until(() => ready, 'to call')
      .then(() => {
        ended = true;
      });
    wait.look();
    await setImmediate();
    expect(ended).to.equal(false);
    ready = true;
    wait.look();
    await waited;
  });

  it('is not for ever: what QEMU was to do is named', async () => {
    const why = await failureOf(new Wait(1).until(() => false, 'to call'));
    expect(why).to.be.instanceOf(HarnessError).and.include({ code: 'qemu-failed' });
    expect(why?.message).to.equal('QEMU was given 1 ms to call, in vain');
  });

  it('ends with what has failed, as does each one after it, even if it holds', async () => {
    const wait = new Wait(LONG);
    const first = failureOf(wait.until(() => false, 'to call'));
    wait.fail(new Error('it has died'));
    wait.fail(new Error('it has been stopped'));
    expect((await first)?.message).to.equal('it has died');
    expect((await failureOf(wait.until(() => true, 'to call')))?.message).to.equal('it has died');
  });
});
