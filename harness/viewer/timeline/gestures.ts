import type { Point, Pointing } from './pointing.ts';

/** A press that moves less is a click. */
const STILL = 4;

/** Mouse, pen and touch: one finger moves, two come closer, the wheel zooms. */
export function listenToPointers(
  canvas: HTMLCanvasElement,
  pointing: Pointing,
  hover: (point: Point | null) => void,
): void {
  const down = new Map<number, Point>();
  let start: Point | null = null;
  let part: ReturnType<Pointing['partAt']> = 'rows';
  let isDrag = false;
  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const point = pointOf(event);
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, point);
    hover(null);
    if (down.size > 1) {
      isDrag = true;
      return;
    }
    [start, isDrag, part] = [point, false, pointing.partAt(point)];
    if (part === 'overview') pointing.centre(point.x);
    if (part === 'ruler') pointing.scrub(point.x);
  });

  canvas.addEventListener('pointermove', (event) => {
    const point = pointOf(event);
    const before = down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === 'mouse') hover(point);
      return;
    }
    if (down.size > 1) pinch(event.pointerId, before, point);
    else if (part === 'overview') pointing.centre(point.x);
    else if (part === 'ruler') pointing.scrub(point.x);
    else if (isDrag || (start !== null && Math.abs(point.x - start.x) > STILL)) {
      pointing.panBy(point.x - before.x);
      isDrag = true;
    }
    // What is too little to be a drag must not be lost once it has become one.
    if (isDrag || down.size > 1 || part !== 'rows') down.set(event.pointerId, point);
  });

  const pinch = (id: number, before: Point, now: Point): void => {
    const other = [...down].find(([key]) => key !== id)?.[1];
    if (other === undefined) return;
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(now.x - other.x)];
    pointing.panBy((now.x - before.x) / 2);
    if (was > STILL && is > STILL) pointing.zoom((now.x + other.x) / 2, was / is);
  };

  const end = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && !isDrag && part === 'rows') pointing.click(pointOf(event));
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  canvas.addEventListener('pointerleave', () => hover(null));

  canvas.addEventListener('dblclick', (event) => {
    const point = pointOf(event);
    if (pointing.partAt(point) !== 'overview') pointing.closer(point.x);
  });

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const [dx, dy] = [event.deltaX * line, event.deltaY * line];
      if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) pointing.panBy(-(dx === 0 ? dy : dx));
      else pointing.zoom(pointOf(event).x, Math.exp(dy * (event.ctrlKey ? PINCH : WHEEL)));
      hover(null);
    },
    { passive: false },
  );
}

/** How much a pixel of the wheel zooms; a touch pad's pinch comes as a wheel with Ctrl, and in smaller numbers. */
const WHEEL = 0.002;
const PINCH = 0.01;
