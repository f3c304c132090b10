/** The first place, from `low` on and before `high`, whose value is not below this one; `high` where there is none. */
export function placeOf(values: Float64Array, least: number, low = 0, high = values.length): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
