import { setImmediate } from 'node:timers/promises';
import type { Qemu } from '../../../harness/peer/qemu/qemu.ts';
import { type Answer, outb } from '../../../harness/peer/qemu/qtest.ts';

const SEND = outb(0, 0).replace(/0$/, '');
/** The socket of the line holds some 270 characters that nobody has read. */
const SENT_AT_ONCE = 200;

export const clockStep = (ns: number): string => `clock_step ${ns}`;

/** An answer for each of any number of commands: no more characters go in one write than the line's socket holds. */
export async function askAll(qemu: Qemu, commands: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let [from, sending] = [0, 0];
  for (const [i, command] of commands.entries()) {
    if (command.startsWith(SEND)) sending += 1;
    if (sending < SENT_AT_ONCE && i < commands.length - 1) continue;
    for (const answer of await qemu.ask(commands.slice(from, i + 1))) answers.push(answer);
    // Between two turns of the event loop, what was sent is read.
    await setImmediate();
    await setImmediate();
    [from, sending] = [i + 1, 0];
  }
  return answers;
}

/** Waits for what QEMU's chip has sent to be read: with the answers it stands in the kernel. False if it was not. */
export async function hasSent({ sent }: Qemu, count: number, withinMs = 100): Promise<boolean> {
  const since = performance.now();
  while (sent.length < count && performance.now() - since < withinMs) await setImmediate();
  return sent.length === count;
}
