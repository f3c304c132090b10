/** Where what was wanted lies best in what came, and how far the two agree from there. */
export interface Alignment {
  /** The place in what came at which the most of what was wanted stands, from its beginning. */
  readonly from: number;
  /** So many bytes agree: the next one is the first that differs. */
  readonly same: number;
}

export function align(wanted: readonly number[], came: readonly number[]): Alignment {
  let best: Alignment = { from: 0, same: 0 };
  for (let from = 0; from < came.length; from += 1) {
    let same = 0;
    while (same < wanted.length && from + same < came.length && came[from + same] === wanted[same]) same += 1;
    if (same > best.same) best = { from, same };
  }
  return best;
}
