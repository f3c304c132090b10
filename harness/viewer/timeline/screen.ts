import type { TraceRecord } from '../../ground/trace.ts';
import type { Axis } from './axis.ts';
import { type Colours, coloursOf, watchColours } from './draw/colours.ts';
import { drawOverview, drawWindow, OVERVIEW } from './draw/overview.ts';
import { drawPicture } from './draw/picture.ts';
import { FONT, GUTTER, type Scene, sceneOf } from './draw/scene.ts';
import { FOOT } from './draw/selection.ts';
import { RULER } from './draw/time-marks.ts';
import type { Place } from './pointing.ts';
import { bottomOf } from './rows.ts';

const RIGHT = 12;

/** Where rows begin. */
export const TOP = OVERVIEW + RULER;

/** The canvas: drawn anew at the next frame, and only when something has changed. */
export class Screen {
  private readonly axis: Axis;
  private readonly canvas: HTMLCanvasElement;
  private readonly ctx: CanvasRenderingContext2D;
  private readonly verdict: (TraceRecord & { readonly k: 'verdict' }) | null;
  private colours: Colours;
  private overview: HTMLCanvasElement | null = null;
  private char = 6.6;
  private width = 0;
  private isDue = false;

  constructor(axis: Axis, canvas: HTMLCanvasElement) {
    const ctx = canvas.getContext('2d');
    if (ctx === null) throw new Error('this browser draws no pictures');
    this.axis = axis;
    this.canvas = canvas;
    this.ctx = ctx;
    this.colours = coloursOf(canvas);
    const last = axis.viewed.records[axis.lanes.verdict.record[0] ?? -1];
    this.verdict = last?.k === 'verdict' ? last : null;
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement ?? canvas);
    watchColours(() => {
      this.colours = coloursOf(canvas);
      this.overview = null;
      this.draw();
    });
    this.resize();
  }

  get place(): Place {
    return { left: GUTTER, right: this.width - RIGHT, overview: OVERVIEW, ruler: TOP };
  }

  /** Draws at the next frame. */
  wish(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  draw(): void {
    const { axis, ctx, canvas } = this;
    const scale = devicePixelRatio;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.font = FONT;
    this.char = ctx.measureText('0').width;
    ctx.fillStyle = this.colours.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    const { record, cursor, byte, view } = axis.store.state;
    const scene = this.scene(ctx);
    this.overview ??= this.drawnOverview();
    ctx.drawImage(this.overview, 0, 0, this.width, OVERVIEW);
    drawWindow(scene, view);
    drawPicture(scene, {
      rows: axis.rows,
      row: axis.row,
      ending: { failures: axis.failures, verdict: this.verdict },
      selection: { cursor, record, way: byte === null ? [] : axis.bytes.of(byte) },
      matching: axis.matchingLanes,
    });
  }

  private scene(ctx: CanvasRenderingContext2D): Scene {
    const { axis, colours, char } = this;
    const { left, right } = this.place;
    const { viewed, sentences, lanes, store } = axis;
    return sceneOf({
      ctx,
      colours,
      char,
      viewed,
      sentences,
      lanes,
      view: store.state.view,
      left,
      right,
      isGhost: false,
    });
  }

  /** It is the same however often the window moves. */
  private drawnOverview(): HTMLCanvasElement {
    const drawn = document.createElement('canvas');
    drawn.width = this.canvas.width;
    drawn.height = OVERVIEW * devicePixelRatio;
    const ctx = drawn.getContext('2d');
    if (ctx === null) return drawn;
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    drawOverview(this.scene(ctx), this.axis.failures);
    return drawn;
  }

  private resize(): void {
    const { canvas } = this;
    const width = Math.max(LEAST_WIDTH, canvas.parentElement?.clientWidth ?? 0);
    const height = bottomOf(this.axis.rows) + FOOT;
    const [pixels, lines] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (canvas.width === pixels && canvas.height === lines) return;
    [canvas.width, canvas.height] = [pixels, lines];
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.width = width;
    this.overview = null;
    this.draw();
  }
}

const LEAST_WIDTH = 320;
