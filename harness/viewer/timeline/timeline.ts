import type { Viewed } from '../../report/viewer/viewed.ts';
import type { Store } from '../state.ts';

/** The time axis, in the page's section for it. */
export function mountTimeline(_root: HTMLElement, _viewed: Viewed, _store: Store): void {}
