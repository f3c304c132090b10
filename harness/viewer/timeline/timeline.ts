import { timeInWords } from '../../report/svg/axis.ts';
import { goTo } from '../places.ts';
import type { State } from '../state.ts';
import { Axis, type Shared } from './axis.ts';
import { listenToPointers } from './gestures.ts';
import { type Command, commandOf } from './keys.ts';
import { move } from './moves.ts';
import { type Parts, partsIn } from './parts.ts';
import { type Point, Pointing } from './pointing.ts';
import { rowInWords } from './row-words.ts';
import { tickOf } from './ruler.ts';
import { Screen, TOP } from './screen.ts';
import { showing } from './span.ts';

/** Puts the time axis of a trace into an element: what both machines and the two lines did, row by row. */
export function mountTimeline(root: HTMLElement, shared: Shared): void {
  const axis = new Axis(shared, TOP);
  const { store } = shared;
  const [failure] = axis.failures;
  const parts = partsIn(root, failure !== undefined, (command) => carryOut(command));
  say(parts, axis, failure === undefined ? '' : `Failed: ${failure.what} (${placed(failure.around)}).`);
  const screen = new Screen(axis, parts.canvas);
  const pointing = new Pointing(axis, () => screen.place);

  const carryOut = (command: Command): void => {
    if (command === 'keys') parts.dialog.showModal();
    else if (command === 'go-to') parts.goTo.select();
    else move(axis, command);
    if (command === 'row-up' || command === 'row-down') say(parts, axis, rowInWords(axis.row));
    screen.wish();
  };

  document.addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.defaultPrevented || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    carryOut('keys');
  });
  parts.region.addEventListener('keydown', (event) => {
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    carryOut(command);
  });
  parts.goTo.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') parts.region.focus();
    const tick = key === 'Enter' ? tickOf(parts.goTo.value) : null;
    if (tick === null) return;
    goTo(store, tick);
    parts.region.focus();
  });
  parts.goTo.addEventListener('input', () => {
    const isWrong = parts.goTo.value !== '' && tickOf(parts.goTo.value) === null;
    parts.goTo.setAttribute('aria-invalid', String(isWrong));
  });
  listenToPointers(parts.canvas, pointing, (point) => showTip(parts, axis, pointing, point));
  store.subscribe((state, before) => {
    if (state.record !== before.record || state.cursor !== before.cursor)
      say(
        parts,
        axis,
        state.record === null ? `Cursor at ${placed(state.cursor)}` : told(axis, state.record),
      );
    follow(axis, state, before);
    screen.wish();
  });
}

/** Where somebody else has moved the cursor out of sight, the window goes there. */
function follow({ store, lanes }: Axis, state: State, before: State): void {
  if (state.view !== before.view || state.cursor === before.cursor) return;
  const view = showing(state.view, state.cursor, lanes.whole);
  if (view !== state.view) store.update({ view });
}

function told({ viewed, sentences }: Axis, index: number): string {
  const t = viewed.records[index]?.t ?? 0;
  return `${sentences.of(index)} (${placed(t)})`;
}

const placed = (t: number): string => (t === 0 ? 'tick 0' : `tick ${t}, ${timeInWords(t)}`);

const HINT = 'Wheel: zoom. Drag: move. Click: select.';

function say({ said, row }: Parts, axis: Axis, words: string): void {
  said.textContent = words;
  row.textContent = axis.row === null ? HINT : rowInWords(axis.row);
}

function showTip({ tip, region }: Parts, axis: Axis, pointing: Pointing, point: Point | null): void {
  const hit = point === null || pointing.partAt(point) !== 'rows' ? null : pointing.hitAt(point);
  tip.hidden = hit === null;
  if (hit === null || point === null) return;
  tip.textContent = told(axis, hit.record);
  const room = region.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(4, Math.min(point.x + 14, room))}px`;
  const isLow = point.y + 18 + tip.offsetHeight > region.clientHeight;
  tip.style.top = `${isLow ? point.y - tip.offsetHeight - 8 : point.y + 18}px`;
}
