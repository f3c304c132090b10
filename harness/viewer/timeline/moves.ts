import { byteOf } from '../../report/trace/byte-of.ts';
import { firstPlace } from '../../report/viewer/sorted.ts';
import { matchesOf } from '../filter.ts';
import { goTo } from '../places.ts';
import type { Axis } from './axis.ts';
import { firstView } from './first-view.ts';
import type { Command } from './keys.ts';
import { beside, besideIn, nearest } from './nearest.ts';
import { marksOf } from './rows.ts';
import { lengthOf, panned, showing, within, zoomed } from './span.ts';

const CLOSER = 0.5;
const PAN = 0.25;

/** What a command makes of what is looked at. Those that only the page can do are no business of this. */
export function move(axis: Axis, command: Command): void {
  const { store, lanes } = axis;
  const { view, cursor } = store.state;
  const { whole } = lanes;
  const middle = cursor >= view.from && cursor <= view.to ? cursor : (view.from + view.to) / 2;
  switch (command) {
    case 'zoom-in':
      store.update({ view: zoomed(view, middle, CLOSER, whole) });
      break;
    case 'zoom-out':
      store.update({ view: zoomed(view, middle, 1 / CLOSER, whole) });
      break;
    case 'fit':
      store.update({ view: whole });
      break;
    case 'end':
      store.update({ view: within({ from: whole.to - lengthOf(view), to: whole.to }, whole) });
      break;
    case 'pan-left':
      store.update({ view: panned(view, -lengthOf(view) * PAN, whole) });
      break;
    case 'pan-right':
      store.update({ view: panned(view, lengthOf(view) * PAN, whole) });
      break;
    case 'previous':
      step(axis, -1);
      break;
    case 'next':
      step(axis, 1);
      break;
    case 'select':
      selectAt(axis, cursor);
      break;
    case 'previous-byte':
      stepByte(axis, -1);
      break;
    case 'next-byte':
      stepByte(axis, 1);
      break;
    case 'failure':
      toFailure(axis);
      break;
    case 'let-go':
      store.update({ record: null, byte: null });
      break;
    case 'row-up':
      chooseRow(axis, -1);
      break;
    case 'row-down':
      chooseRow(axis, 1);
      break;
    case 'go-to':
    case 'keys':
      break;
  }
}

export function select(axis: Axis, index: number, cursor?: number): void {
  const { viewed, store } = axis;
  const record = viewed.records[index];
  if (record === undefined) return;
  goTo(store, cursor ?? record.t, { record: index, byte: byteOf(record) ?? null });
}

/** The next event: in the chosen row or among all, and only such as match the filter. */
function step(axis: Axis, by: 1 | -1): void {
  const { viewed, store, row, lanes, matchingLanes } = axis;
  const from = store.state.record ?? placeAtCursor(axis, by);
  if (row !== null) {
    const next = beside(marksOf(matchingLanes ?? lanes, row), from, by);
    if (next !== null) select(axis, next);
    return;
  }
  const matches = matchesOf(viewed, store.state.filter);
  const next = matches === null ? from + by : besideIn(matches, from, by);
  if (next !== undefined) select(axis, next);
}

/** The record before which, or behind which, the cursor stands. */
function placeAtCursor({ viewed, store }: Axis, by: 1 | -1): number {
  const { cursor } = store.state;
  const { records } = viewed;
  const place = firstPlace((i) => (records[i]?.t ?? 0) >= cursor, 0, records.length);
  return by === 1 ? place - 1 : place;
}

function selectAt(axis: Axis, tick: number): void {
  const { rows, row, lanes, store } = axis;
  const slack = lengthOf(store.state.view) * 0.02;
  const marks = (row === null ? rows : [row]).flatMap((one) => marksOf(lanes, one));
  const hit = nearest(marks, tick, slack);
  if (hit !== null) select(axis, hit.record);
}

/** From byte to byte of one machine; the first one is the one at the cursor. */
function stepByte(axis: Axis, by: 1 | -1): void {
  const { store, bytes, lanes, viewed } = axis;
  const { byte, cursor } = store.state;
  const next = byte === null ? null : bytes.beside(byte, by);
  if (next !== null) {
    const [first] = bytes.of(next);
    if (first !== undefined) select(axis, first);
    return;
  }
  if (byte !== null) return;
  const found = nearest([lanes.A.given, lanes.B.given], cursor, Number.POSITIVE_INFINITY);
  if (found !== null && viewed.records[found.record] !== undefined) select(axis, found.record);
}

function toFailure({ store, lanes, failures }: Axis): void {
  const [failure] = failures;
  if (failure === undefined) return;
  const view = showing(firstView(lanes, failures), failure.around, lanes.whole);
  store.update({ view, cursor: failure.around });
}

function chooseRow(axis: Axis, by: 1 | -1): void {
  const { rows, row } = axis;
  const place = (row === null ? (by === 1 ? -1 : rows.length) : rows.indexOf(row)) + by;
  axis.row = rows[place] ?? null;
}
