import type { Ending } from './guest.ts';
import type { Orders } from './orders.ts';
import type { Start } from './with-guests.ts';

/**
 * Lets two guests talk until both have turned themselves off: the first calls, and the second listens. `between` is
 * given the second one's port, and gives the port that the first is to call: the same, where nothing stands between.
 */
export async function twoGuests(
  start: Start,
  [callers, listeners]: readonly [Orders, Orders],
  between: (port: number) => number | Promise<number>,
): Promise<readonly [Ending, Ending]> {
  const listener = await start(listeners, { listen: 'tcp' });
  const caller = await start(callers, { connect: await between(await listener.port()) });
  await listener.met();
  for (const guest of [listener, caller]) guest.begin();
  return Promise.all([caller.ending(), listener.ending()]);
}
