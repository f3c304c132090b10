import { type ByteId, byteOf } from '../report/trace/byte-of.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import type { State, Store } from './state.ts';

/** What is shown first: the moment of the failure, else all from the beginning. */
export function firstState({ records, play, header }: Viewed): State {
  const first = header.begins?.t ?? 0;
  const last = records.reduce((end, { t }) => Math.max(end, t), first);
  const failure = play !== null && 'result' in play ? play.result.failures[0] : undefined;
  const view = { from: first, to: Math.max(last + 1, first + 160) };
  const cursor = failure?.at ?? last;
  return { view, cursor, record: null, byte: lastByte(records, cursor), filter: '' };
}

/** The byte that was heard of last. */
function lastByte(records: Viewed['records'], cursor: number): ByteId | null {
  const last = records.findLast((record) => record.t <= cursor && byteOf(record) !== undefined);
  return (last && byteOf(last)) ?? null;
}

/** The cursor goes to a tick, and the view with it where the tick is not on the screen. */
export function goTo(store: Store, tick: number, change: Partial<State> = {}): void {
  const { view } = store.state;
  const isShown = tick >= view.from && tick < view.to;
  const half = (view.to - view.from) / 2;
  store.update({
    cursor: tick,
    ...(isShown ? {} : { view: { from: Math.max(0, Math.floor(tick - half)), to: Math.ceil(tick + half) } }),
    ...change,
  });
}

/** Links of the page that name a tick lead to it. */
export function leadTo(store: Store): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-tick]') : null;
    if (link === null) return;
    event.preventDefault();
    goTo(store, Number(link.getAttribute('data-tick')));
  });
}
