import { type ByteId, byteOf } from '../report/trace/byte-of.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import type { State, Store } from './state.ts';
import { failuresOf, firstView } from './timeline/first-view.ts';
import type { Lanes } from './timeline/lanes.ts';
import { showing } from './timeline/span.ts';

/** What is shown first: the moment of the failure, else all from the beginning. */
export function firstState(viewed: Viewed, lanes: Lanes): State {
  const { records, header } = viewed;
  const failures = failuresOf(viewed);
  const last = records.reduce((end, { t }) => Math.max(end, t), header.begins?.t ?? 0);
  const cursor = failures[0]?.at ?? last;
  return {
    view: firstView(lanes, failures),
    cursor,
    record: null,
    byte: lastByte(records, cursor),
    filter: '',
  };
}

/** The byte that was heard of last. */
function lastByte(records: Viewed['records'], cursor: number): ByteId | null {
  const last = records.findLast((record) => record.t <= cursor && byteOf(record) !== undefined);
  return (last && byteOf(last)) ?? null;
}

/** The cursor goes to a tick, within the whole, and the view with it where the tick is not on the screen. */
export function goTo(store: Store, tick: number, change: Partial<State> = {}): void {
  const { state, whole } = store;
  const cursor = Math.min(Math.max(tick, whole.from), whole.to);
  store.update({ cursor, view: showing(state.view, cursor, whole), ...change });
}
