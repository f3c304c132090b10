import type { LineChange } from './line-change.ts';

/** The changes of a window, and what holds as it begins. No more than so many are kept. */
export class ChangesBetween {
  private readonly from: number;
  private readonly to: number;
  private readonly most: number;
  private readonly before = new Map<string, LineChange>();
  private readonly inside: LineChange[] = [];
  private cut: number | null = null;

  constructor(from: number, to: number, most: number) {
    this.from = from;
    this.to = to;
    this.most = most;
  }

  readonly take = (change: LineChange): void => {
    const { at, kind, side } = change;
    if (at < this.from) this.before.set(`${side} ${kind}`, change);
    else if (at >= this.to || this.cut !== null) return;
    else if (this.inside.length < this.most) this.inside.push(change);
    else this.cut = at;
  };

  /** The tick from which on nothing was kept; null where all was. */
  get cutAt(): number | null {
    return this.cut;
  }

  /** Of what has ended before the window there is nothing but levels. */
  get changes(): readonly LineChange[] {
    const before = [...this.before.values()].filter(
      (change) =>
        change.kind === 'sout' ||
        change.kind === 'intr' ||
        (change.kind === 'frame' && change.frame.ends > this.from),
    );
    return [...before.sort((a, b) => a.at - b.at), ...this.inside];
  }
}
