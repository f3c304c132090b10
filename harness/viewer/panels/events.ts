import type { TraceRecord } from '../../ground/trace.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { element, panel } from '../element.ts';
import { matchesOf } from '../filter.ts';
import { paintOn } from '../painter.ts';
import { sentencesOf } from '../sentences.ts';
import type { Store } from '../state.ts';
import { KINDS, type Kind, kindOf } from './event-kinds.ts';
import { EventList } from './event-list.ts';

/** All records in words, with the filter above them. */
export function eventPanel(viewed: Viewed, store: Store): HTMLElement {
  const list = new EventList(viewed, store);
  const { records } = viewed;
  const count = element('span', { class: 'note', role: 'status' });
  const hidden = new Set<Kind>();
  const search = element('input', {
    type: 'search',
    id: 'filter',
    placeholder: 'filter ( / )',
    'aria-label': 'Show only events whose words have this',
    spellcheck: false,
    oninput: () => store.update({ filter: search.value }),
    onkeydown: (event) => {
      if ((event as KeyboardEvent).key !== 'Escape') return;
      store.update({ filter: '' });
      list.root.focus();
    },
  });
  const toggles = KINDS.map(([kind, words]) => {
    const toggle = element(
      'button',
      {
        type: 'button',
        'aria-pressed': 'true',
        onclick: () => {
          if (!hidden.delete(kind)) hidden.add(kind);
          toggle.setAttribute('aria-pressed', String(!hidden.has(kind)));
          show();
        },
      },
      words,
    );
    return toggle;
  });
  const show = (): void => {
    const matches = matchesOf(viewed, store.state.filter);
    const all = matches ?? records.keys();
    const shown = [...all].filter((index) => {
      const record = records[index];
      return record !== undefined && isShown(record, hidden);
    });
    list.show(shown);
    count.textContent = `${shown.length === records.length ? '' : `${shown.length} of `}${records.length}`;
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  const chosen = element('p', { class: 'unseen', 'aria-live': 'polite' });
  const made = panel(
    'events',
    'Events',
    element('div', { class: 'filter' }, search, ...toggles),
    list.root,
    chosen,
  );
  made.querySelector('header')?.append(count);
  paintOn(store, ['filter'], ({ filter }) => {
    if (search.value !== filter) search.value = filter;
    show();
  });
  paintOn(store, ['cursor', 'record'], (state) => {
    list.follow(state);
    const { record } = state;
    chosen.textContent =
      record === null
        ? `tick ${state.cursor}`
        : `tick ${records[record]?.t}: ${sentencesOf(viewed).of(record)}`;
  });
  return made;
}

const isShown = (record: TraceRecord, hidden: ReadonlySet<Kind>): boolean =>
  (record.m === '-' || !hidden.has(record.m)) && !hidden.has(kindOf(record));
