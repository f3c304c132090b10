import { expect } from 'chai';
import type { LineRequest } from '../../../harness/lab7/line-request.ts';
import { block } from './block.ts';
import { exchange, lab7 } from './live.ts';
import { MODES, type Mode } from './orders.ts';
import { describeWithHarness, type Meeting, TRANSPORTS } from './with-harness.ts';

const WORDS = 'sixteen characters at a time, or one, and the last of them by the timeout';
const MESSAGE = Buffer.from(`${WORDS}.`);
const STOP = '.'.charCodeAt(0);
const BLOCK = block(4096);
/** A character is 10 bits at 115200. */
const BLOCK_SECONDS = (BLOCK.length * 10) / 115200;

const LINES: Readonly<Record<Mode, LineRequest>> = {
  poll: { bits: 8, stop: 1, parity: 'none', rate: 115200 },
  int: { bits: 7, stop: 2, parity: 'even', rate: 57600 },
  fifo: { bits: 8, stop: 1, parity: 'odd', rate: 115200 },
};

/**
 * How a receiver calls. What comes before its FIFOs are on is cleared when they are, and of a Unix socket that has been
 * closed QEMU reads no more: then it has to be there before the harness is.
 */
const callsFor = (mode: Mode, over: Meeting['over']): Meeting['guest'] =>
  mode === 'fifo' || over === 'a Unix socket' ? 'calls again' : 'calls';

describeWithHarness('a guest before the harness', (join, turnOff) => {
  for (const mode of MODES)
    for (const over of TRANSPORTS) {
      const line = LINES[mode];
      const its = `${line.bits} ${line.stop} ${line.parity} ${line.rate}`;

      for (const guest of ['listens', 'calls'] as const)
        it(`${guest} on ${over} and sends a message by ${mode}`, async () => {
          const orders = { mode, line, sends: MESSAGE };
          const { guest: sender, live } = await join({ over, guest }, orders, lab7(`${mode} 1 rx ${its}`));
          sender.begin();
          expect((await sender.ending()).errors).to.equal(0);
          const { end, ledger } = await live.over;
          const result = { ok: true, received: Uint8Array.from(MESSAGE) };
          expect(end).to.deep.equal({ why: 'returned', result });
          expect(ledger).to.include({ balanced: true, came: MESSAGE.length, read: MESSAGE.length });
        });

      for (const guest of ['listens', callsFor(mode, over)] as const) {
        it(`${guest} on ${over} and receives a message by ${mode}`, async () => {
          const orders = { mode, line, receives: 1000, terminator: STOP };
          const program = lab7(`${mode} 1 tx ${its} ${WORDS}`);
          const { guest: receiver, live } = await join({ over, guest }, orders, program);
          receiver.begin();
          expect(await receiver.ending()).to.deep.equal({ errors: 0, printed: MESSAGE });
          const { end, ledger } = await live.over;
          const result = { ok: true, sent: Uint8Array.from(MESSAGE) };
          expect(end).to.deep.equal({ why: 'returned', result });
          expect(ledger).to.include({ balanced: true, written: MESSAGE.length, carried: MESSAGE.length });
        });

        it(`${guest} on ${over} and sends 4 KiB while it receives 4 KiB by ${mode}`, async () => {
          const orders = { mode, sends: BLOCK, receives: BLOCK.length };
          const { program, came, whole } = exchange(mode, BLOCK);
          const { guest: peer, live } = await join({ over, guest }, orders, program);
          peer.begin();
          expect(await peer.ending()).to.deep.equal({ errors: 0, printed: BLOCK });
          await Promise.race([whole, live.over]);
          expect(came).to.deep.equal([...BLOCK]);
          turnOff();
          const { ledger, seconds } = await live.over;
          expect(ledger).to.include({ balanced: true, written: 4096, carried: 4096, came: 4096, read: 4096 });
          expect(seconds).to.be.at.least(BLOCK_SECONDS);
        });
      }
    }
});
