import { hex2 } from '../../ground/bytes.ts';
import { farSide, type Side } from '../../ground/side.ts';
import { errorNames } from '../../report/registers.ts';
import type { ByteId } from '../../report/trace/byte-of.ts';
import { machinesIn } from '../../report/trace/header.ts';
import type { MachineSeen, Slot } from '../../report/viewer/machine-seen.ts';
import type { MachinesAt } from '../../report/viewer/machines-at.ts';
import { depthOf, hasFifos, isSending, triggerOf } from '../../report/viewer/register-view.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { characterOf, isPrintable } from '../character.ts';
import { element, panel } from '../element.ts';
import { paintOn } from '../painter.ts';
import type { State, Store } from '../state.ts';

/** What each chip holds at the cursor: its receive FIFO and what it has yet to send, slot by slot. */
export function fifoPanel(viewed: Viewed, store: Store, machines: MachinesAt): HTMLElement {
  const body = element('div');
  paintOn(store, ['cursor', 'byte'], (state) => {
    const both = machines.at(state.cursor);
    body.replaceChildren(
      ...machinesIn(viewed.header).flatMap(([side, { type }]) => held(side, both[side], type, state, store)),
    );
  });
  return panel('fifos', 'FIFOs', body);
}

type Type = Viewed['header']['machines']['A']['type'];

function held(side: Side, seen: MachineSeen, type: Type, state: State, store: Store): readonly Node[] {
  const { received, toSend, sending } = seen;
  const depth = depthOf(seen, type);
  const trigger = triggerOf(seen, type);
  const mode = hasFifos(seen)
    ? `FIFO of ${depth}`
    : seen.told.FCR === undefined
      ? 'FIFO unknown'
      : 'FIFO off';
  const unread =
    seen.isReceiverKnown || received.length > 0 ? `${received.length} unread` : 'unread: unknown';
  const isWith = hasFifos(seen) && depth > 1;
  const leaves =
    sending !== null && isSending(seen, state.cursor)
      ? `sends ${charOf(sending)} until tick ${sending.ends}`
      : 'nothing is being sent';
  const slotOf = (slot: Slot | undefined, owner: Side, isLast: boolean) =>
    slotElement(slot, { side: slot !== undefined && slot.serial < 0 ? side : owner }, isLast, state, store);
  return [
    element(
      'h3',
      {},
      element('span', { class: `side-${side.toLowerCase()}` }, `${side} receives`),
      element('span', { class: 'note' }, ` ${mode}, ${unread}`),
      ...(isWith
        ? [element('span', { class: 'note trigger-words' }, `, interrupt from ${trigger} on ▐`)]
        : []),
    ),
    element(
      'ol',
      { class: 'slots' },
      ...Array.from({ length: Math.max(depth, received.length) }, (_, i) =>
        slotOf(received[i], farSide(side), isWith && i === trigger - 1),
      ),
    ),
    element(
      'h3',
      {},
      element('span', { class: `side-${side.toLowerCase()}` }, `${side} sends`),
      element('span', { class: 'note' }, ` ${toSend.length} waiting; ${leaves}`),
    ),
    ...(toSend.length === 0
      ? []
      : [element('ol', { class: 'slots' }, ...toSend.map((slot) => slotOf(slot, side, false)))]),
  ];
}

const charOf = ({ char }: Slot): string => (char === null ? '?' : characterOf(char));

function slotElement(
  slot: Slot | undefined,
  { side }: Pick<ByteId, 'side'>,
  isTrigger: boolean,
  { byte }: State,
  store: Store,
): HTMLElement {
  const item = element('li', {
    class: isTrigger ? 'trigger' : null,
    'aria-hidden': slot === undefined ? 'true' : null,
  });
  if (slot === undefined) {
    item.append(element('span', { class: 'slot' }, '·'));
    return item;
  }
  const { char, serial, flags, at } = slot;
  const own = Math.abs(serial);
  const errors = errorNames(flags).join(' ');
  const isChosen = byte !== null && byte.side === side && byte.serial === own;
  const title = `${charOf(slot)} #${own}, since tick ${at}${errors === '' ? '' : `, with ${errors}`}`;
  item.append(
    element(
      'button',
      {
        type: 'button',
        class: `slot${flags === 0 ? '' : ' wrong'}${isChosen ? ' chosen' : ''}`,
        title,
        disabled: own === 0,
        onclick: () => store.update({ byte: { side, serial: own } }),
      },
      element('b', {}, char !== null && isPrintable(char) ? String.fromCharCode(char) : ' '),
      element('span', {}, char === null ? '?' : hex2(char)),
      element('span', { class: 'unseen' }, ` ${title}`),
    ),
  );
  return item;
}
