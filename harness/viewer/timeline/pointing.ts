import type { Axis } from './axis.ts';
import { move, select } from './moves.ts';
import { type Hit, nearest } from './nearest.ts';
import { marksOf, rowAt } from './rows.ts';
import { lengthOf, panned, within, zoomed } from './span.ts';

/** Where the time axis is on the screen, as it was drawn last. */
export interface Place {
  readonly left: number;
  readonly right: number;
  /** Above this is the overview; from here to `ruler` the ruler. */
  readonly overview: number;
  readonly ruler: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In pixels: how far from a thing it is still meant. */
const NEAR = 7;

/** What a pointer does to what is looked at; no events, no DOM. */
export class Pointing {
  private readonly axis: Axis;
  private readonly place: () => Place;

  constructor(axis: Axis, place: () => Place) {
    this.axis = axis;
    this.place = place;
  }

  partAt({ y }: Point): 'overview' | 'ruler' | 'rows' {
    const { overview, ruler } = this.place();
    return y < overview ? 'overview' : y < ruler ? 'ruler' : 'rows';
  }

  tickAt(x: number): number {
    const { left, right } = this.place();
    const { view } = this.axis.store.state;
    return view.from + ((x - left) / (right - left)) * lengthOf(view);
  }

  hitAt({ x, y }: Point): Hit | null {
    const row = rowAt(this.axis.rows, y);
    if (row === null || x < this.place().left) return null;
    const slack = this.tickAt(x + NEAR) - this.tickAt(x);
    return nearest(marksOf(this.axis.lanes, row), this.tickAt(x), slack);
  }

  click(point: Point): void {
    const hit = this.hitAt(point);
    if (hit !== null) select(this.axis, hit.record, hit.tick);
    else this.axis.store.update({ cursor: Math.round(this.tickAt(point.x)), record: null, byte: null });
  }

  zoom(x: number, factor: number): void {
    const { store, lanes } = this.axis;
    store.update({ view: zoomed(store.state.view, this.tickAt(x), factor, lanes.whole) });
  }

  panBy(pixels: number): void {
    const { store, lanes } = this.axis;
    const { left, right } = this.place();
    const { view } = store.state;
    store.update({ view: panned(view, (-pixels / (right - left)) * lengthOf(view), lanes.whole) });
  }

  /** The cursor goes where the pointer is. */
  scrub(x: number): void {
    const { view } = this.axis.store.state;
    this.axis.store.update({ cursor: Math.round(Math.min(Math.max(this.tickAt(x), view.from), view.to)) });
  }

  /** The window on the overview is moved so that its middle is here. */
  centre(x: number): void {
    const { store, lanes } = this.axis;
    const { left, right } = this.place();
    const { whole } = lanes;
    const at = whole.from + ((x - left) / (right - left)) * lengthOf(whole);
    const half = lengthOf(store.state.view) / 2;
    store.update({ view: within({ from: at - half, to: at + half }, whole) });
  }

  closer(x: number): void {
    this.zoom(x, 0.25);
  }

  letGo(): void {
    move(this.axis, 'let-go');
  }
}
