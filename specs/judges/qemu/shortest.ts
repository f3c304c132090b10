import type { Operation } from './operation.ts';

/** Fewer bits, shorter waits. */
function simpler(one: Operation): Operation[] {
  switch (one.do) {
    case 'in':
      return [];
    case 'out':
      return [0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01]
        .filter((bit) => (one.value & bit) !== 0)
        .map((bit) => ({ ...one, value: one.value & ~bit }));
    case 'wait':
      return [Math.floor(one.ticks / 2), one.ticks - 1]
        .filter((ticks) => ticks > 0)
        .map((ticks) => ({ ...one, ticks }));
    case 'hear':
      return one.char === 0x41 ? [] : [{ ...one, char: 0x41 }];
  }
}

/**
 * The shortest sequence that still fails, as far as leaving out one run of operations at a time finds it, and then
 * making each operation simpler. `failing` gives a sequence that fails, cut behind the failure, or null.
 */
export async function shortest(
  sequence: readonly Operation[],
  failing: (sequence: readonly Operation[]) => Promise<readonly Operation[] | null>,
): Promise<readonly Operation[]> {
  let best = sequence;
  const improves = async (tried: readonly Operation[]): Promise<boolean> => {
    const found = await failing(tried);
    if (found === null) return false;
    best = found;
    return true;
  };

  // Each success begins anew with large runs: what could not go before may go now.
  let size = Math.ceil(best.length / 2);
  while (size >= 1) {
    const { length } = best;
    for (let from = 0; from < best.length; ) {
      if (!(await improves([...best.slice(0, from), ...best.slice(from + size)]))) from += size;
    }
    if (best.length < length) size = Math.ceil(best.length / 2);
    else size = size > 1 ? Math.ceil(size / 2) : 0;
  }

  for (let tries = 0, i = 0; i < best.length && tries < 200; ) {
    const options = simpler(best[i] as Operation);
    let improved = false;
    for (const option of options) {
      tries += 1;
      improved = await improves([...best.slice(0, i), option, ...best.slice(i + 1)]);
      if (improved) break;
    }
    if (!improved) i += 1;
  }
  return best;
}
