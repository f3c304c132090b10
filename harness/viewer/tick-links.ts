import { goTo } from './places.ts';
import type { Store } from './state.ts';

/** Links of the page that name a tick lead to it. */
export function leadTo(store: Store): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-tick]') : null;
    if (link === null) return;
    event.preventDefault();
    goTo(store, Number(link.getAttribute('data-tick')));
  });
}
