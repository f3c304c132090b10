import type { Side } from '../../../ground/side.ts';
import type { TraceRecord } from '../../../ground/trace.ts';
import type { Viewed } from '../../../report/viewer/viewed.ts';
import type { Sentences } from '../../sentences.ts';
import type { Span } from '../../state.ts';
import type { Lanes } from '../lanes.ts';
import type { Colours } from './colours.ts';

/** What everything is drawn with. Coordinates are CSS pixels. */
export interface Scene {
  readonly ctx: CanvasRenderingContext2D;
  readonly colours: Colours;
  /** The width of a character: all words are in one fixed font. */
  readonly char: number;
  readonly viewed: Viewed;
  readonly sentences: Sentences;
  readonly lanes: Lanes;
  readonly view: Span;
  /** Where the time axis begins and ends. */
  readonly left: number;
  readonly right: number;
  readonly x: (tick: number) => number;
  /** What does not match the filter has no words, and stands back. */
  readonly isGhost: boolean;
}

export const FONT = '11px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';
/** The names of the rows, to the left of all. */
export const GUTTER = 104;

export function sceneOf(parts: Omit<Scene, 'x'>): Scene {
  const { view, left, right } = parts;
  const scale = (right - left) / (view.to - view.from);
  return { ...parts, x: (tick) => left + (tick - view.from) * scale };
}

/** In pixels. */
export const widthOf = ({ x, view }: Scene, ticks: number): number => x(view.from + ticks) - x(view.from);

export const colourOf = ({ colours }: Scene, side: Side): string => (side === 'A' ? colours.a : colours.b);

export const recordAt = ({ viewed }: Scene, index: number | undefined): TraceRecord | undefined =>
  index === undefined ? undefined : viewed.records[index];
