import type { ByteRecords } from '../../report/viewer/byte-records.ts';
import { type Stop, wayOf } from '../../report/viewer/byte-way.ts';
import type { MachinesAt } from '../../report/viewer/machines-at.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { element, panel } from '../element.ts';
import { paintOn } from '../painter.ts';
import { goTo } from '../places.ts';
import type { Store } from '../state.ts';

/** The way of the chosen byte: each stop leads to its place. */
export function wayPanel(
  viewed: Viewed,
  store: Store,
  machines: MachinesAt,
  bytes: ByteRecords,
): HTMLElement {
  const body = element('div');
  paintOn(store, ['byte', 'record'], ({ byte, record }) => {
    if (byte === null) {
      body.replaceChildren(
        element('p', { class: 'dim' }, 'Choose a byte: on the time axis, in a FIFO, or in the list.'),
      );
      return;
    }
    const way = wayOf(byte, viewed, bytes, machines);
    if (way === null) {
      body.replaceChildren(element('p', { class: 'dim' }, 'Nothing on this page tells of it.'));
      return;
    }
    body.replaceChildren(
      element('p', {}, element('b', {}, way.title)),
      element('ol', { class: 'way' }, ...way.stops.flatMap((stop) => lines(stop, record, store))),
      ...(way.end === null ? [] : [element('p', { class: 'bad' }, way.end)]),
    );
  });
  return panel('way', 'The way of a byte', body);
}

function lines(
  { t, words, record, isLoss, between }: Stop,
  chosen: number | null,
  store: Store,
): readonly Node[] {
  const go = element(
    'button',
    { type: 'button', 'aria-current': chosen === record, onclick: () => goTo(store, t, { record }) },
    String(t),
  );
  return [
    ...(between === null ? [] : [element('li', { class: 'between' }, between)]),
    element('li', {}, go, element('span', { class: isLoss ? 'bad' : null }, words)),
  ];
}
