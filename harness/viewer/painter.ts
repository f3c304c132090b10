import type { State, Store } from './state.ts';

/** Draws once now, and then at most once a frame, when one of these parts of the state has changed. */
export function paintOn(store: Store, parts: readonly (keyof State)[], paint: (state: State) => void): void {
  let isDue = false;
  store.subscribe((state, before) => {
    if (isDue || parts.every((part) => state[part] === before[part])) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      paint(store.state);
    });
  });
  paint(store.state);
}
