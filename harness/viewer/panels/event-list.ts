import type { TraceRecord } from '../../ground/trace.ts';
import { byteOf } from '../../report/trace/byte-of.ts';
import { firstPlace } from '../../report/viewer/sorted.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { element } from '../element.ts';
import { goTo } from '../places.ts';
import { sentencesOf } from '../sentences.ts';
import type { State, Store } from '../state.ts';
import { kindOf } from './event-kinds.ts';

const ROW = 22;
/** So many rows above and below those on the screen are there already. */
const MARGIN = 8;

/** A list of records, however long: only the rows on the screen are elements. It follows the cursor, and moves it. */
export class EventList {
  readonly root: HTMLElement;
  private readonly viewed: Viewed;
  private readonly store: Store;
  private readonly spacer = element('div', { role: 'presentation' });
  private shown: readonly number[] = [];
  private isDue = false;

  constructor(viewed: Viewed, store: Store) {
    this.viewed = viewed;
    this.store = store;
    this.root = element(
      'div',
      {
        class: 'events',
        id: 'event-list',
        role: 'listbox',
        tabindex: 0,
        'aria-label': 'Events, in the order of time',
        onscroll: () => this.drawSoon(),
        onclick: (event) => this.clicked(event),
        onkeydown: (event) => this.pressed(event as KeyboardEvent),
      },
      this.spacer,
    );
    // Once it has a height, there is a place to scroll to.
    new ResizeObserver(() => this.follow(store.state)).observe(this.root);
  }

  show(shown: readonly number[]): void {
    this.shown = shown;
    this.spacer.style.height = `${shown.length * ROW}px`;
    this.follow(this.store.state);
  }

  /** The chosen record, or the last before the cursor, comes into sight. */
  follow(state: State): void {
    const place = this.placeOf(state);
    const { root } = this;
    const top = place * ROW;
    if (place >= 0 && (top < root.scrollTop || top + ROW > root.scrollTop + root.clientHeight))
      root.scrollTop = Math.max(0, top - root.clientHeight / 2);
    this.draw();
  }

  /** The place in the list. */
  private placeOf({ record, cursor }: State): number {
    const { records } = this.viewed;
    if (record !== null) {
      const place = this.shown.indexOf(record);
      if (place >= 0 && records[record]?.t === cursor) return place;
    }
    const isLater = (place: number): boolean => (records[this.shown[place] ?? 0]?.t ?? 0) > cursor;
    return firstPlace(isLater, 0, this.shown.length) - 1;
  }

  private drawSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  private draw(): void {
    const { root, shown, store } = this;
    const from = Math.max(0, Math.floor(root.scrollTop / ROW) - MARGIN);
    const to = Math.min(shown.length, Math.ceil((root.scrollTop + root.clientHeight) / ROW) + MARGIN);
    const now = this.placeOf(store.state);
    const rows = shown.slice(from, to).map((index, i) => this.row(index, from + i, now));
    this.spacer.replaceChildren(...rows);
    const active = shown[now];
    if (active === undefined) root.removeAttribute('aria-activedescendant');
    else root.setAttribute('aria-activedescendant', `event-${active}`);
  }

  private row(index: number, place: number, now: number): HTMLElement {
    const { viewed, store, shown } = this;
    const record = viewed.records[index];
    const { record: chosen, cursor } = store.state;
    const words = sentencesOf(viewed).of(index);
    const classes = [
      'event',
      ...(record === undefined ? [] : classesOf(record)),
      ...((record?.t ?? 0) > cursor ? ['later'] : []),
      ...(place === now ? ['now'] : []),
    ];
    const row = element(
      'div',
      {
        class: classes.join(' '),
        id: `event-${index}`,
        role: 'option',
        'aria-selected': String(index === chosen),
        'aria-posinset': place + 1,
        'aria-setsize': shown.length,
        'data-index': index,
        title: words,
      },
      element('span', { class: 't' }, String(record?.t ?? '')),
      words,
    );
    row.style.top = `${place * ROW}px`;
    return row;
  }

  private clicked(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (row !== null) this.choose(Number(row.getAttribute('data-index')));
  }

  private pressed(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.root.clientHeight / ROW) - 1);
    const last = this.shown.length - 1;
    const now = this.placeOf(this.store.state);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: last,
    };
    const place = steps[event.key];
    if (place === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = this.shown[Math.max(0, Math.min(last, place))];
    if (index !== undefined) this.choose(index);
  }

  private choose(index: number): void {
    const record = this.viewed.records[index];
    if (record === undefined) return;
    const byte = byteOf(record);
    goTo(this.store, record.t, { record: index, ...(byte === undefined ? {} : { byte }) });
  }
}

function classesOf(record: TraceRecord): readonly string[] {
  if (record.k === 'lost' || (record.k === 'char' && record.errors !== 0)) return ['wrong'];
  if (record.k === 'verdict' && !record.passed) return ['wrong', 'step'];
  if (record.k === 'step' || record.k === 'verdict') return ['step'];
  return kindOf(record) === 'interrupts' ? ['irq'] : [];
}
