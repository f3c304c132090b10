/** The first place, from `low` on and before `high`, that passes, as do all behind it; `high` where none does. */
export function firstPlace(passes: (place: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The first place, from `low` on and before `high`, whose value is not below this one; `high` where there is none. */
export const placeOf = (
  values: Float64Array | Uint32Array,
  least: number,
  low = 0,
  high = values.length,
): number => firstPlace((place) => (values[place] ?? Number.POSITIVE_INFINITY) >= least, low, high);
