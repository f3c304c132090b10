import { hex2 } from '../../ground/bytes.ts';
import { divisorInWords } from '../../report/register/answer.ts';
import { FACTS } from '../../report/register/facts.ts';
import { machinesIn } from '../../report/trace/header.ts';
import type { MachineSeen } from '../../report/viewer/machine-seen.ts';
import type { MachinesAt } from '../../report/viewer/machines-at.ts';
import { type RegisterView, registersOf } from '../../report/viewer/register-view.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { element, panel } from '../element.ts';
import { paintOn } from '../painter.ts';
import { goTo } from '../places.ts';
import type { Store } from '../state.ts';

/** Both machines' registers at the cursor. */
export function registerPanels(viewed: Viewed, store: Store, machines: MachinesAt): readonly HTMLElement[] {
  return machinesIn(viewed.header).map(([side, { type }]) => {
    const body = element('tbody');
    const note = element('span', { class: 'note' });
    const made = panel(
      `registers-${side}`,
      `Registers of ${side}`,
      element('table', { class: 'registers' }, body),
    );
    made.querySelector('h2')?.classList.add(`side-${side.toLowerCase()}`);
    made.querySelector('header')?.append(note);
    paintOn(store, ['cursor'], ({ cursor }) => {
      const seen = machines.at(cursor)[side];
      note.textContent = stateInWords(seen, cursor);
      body.replaceChildren(...rowsOf(seen, cursor, type, store));
    });
    return made;
  });
}

function stateInWords({ isOn, intr }: MachineSeen, cursor: number): string {
  const power = isOn === false ? ', turned off' : '';
  const line = intr === null ? 'INTR unknown' : `INTR ${intr.level === 1 ? 'high' : 'low'} since ${intr.at}`;
  return `at tick ${cursor}${power}; ${line}`;
}

type Type = Viewed['header']['machines']['A']['type'];

function rowsOf(seen: MachineSeen, tick: number, type: Type, store: Store): readonly HTMLElement[] {
  const views = registersOf(seen, tick, type);
  const { DLL, DLM } = seen.told;
  const divisor = DLL && DLM ? divisorInWords(DLL.value | (DLM.value << 8)) : '';
  return views
    .filter(({ name, value }) => name !== 'SCR' || value !== null)
    .map((view) => row(view, view.name === 'DLL' ? divisor : '', tick, store));
}

/** What is lit says all that there is to say. */
const BITS_SAY_ALL: ReadonlySet<string> = new Set(['IER', 'MCR', 'LSR', 'MSR']);

function row(
  { name, value, words, source, at, bits }: RegisterView,
  besides: string,
  tick: number,
  store: Store,
): HTMLElement {
  const chips = bits.map(({ name: bit, digits, isLit, says }) =>
    element(
      'span',
      { class: isLit ? 'bit lit' : 'bit', title: `${bit} = ${digits}: ${says}` },
      `${bit} ${digits}`,
    ),
  );
  const said = [BITS_SAY_ALL.has(name) && value !== null ? '' : words, besides].filter((part) => part !== '');
  const isNew = at === tick && source !== 'from the trace';
  return element(
    'tr',
    { class: isNew ? 'changed' : null },
    element('th', { scope: 'row', title: FACTS[name].title }, name),
    element('td', { class: 'mono' }, value === null ? '?' : `0x${hex2(value)}`),
    element(
      'td',
      {},
      element('div', { class: 'bits' }, ...chips, element('span', { class: 'dim' }, said.join('; '))),
    ),
    element('td', { class: 'source dim' }, ...sourceOf(source, at, store)),
  );
}

function sourceOf(
  source: RegisterView['source'],
  at: number | null,
  store: Store,
): readonly (Node | string)[] {
  const there = (words: string, tick: number) =>
    element(
      'a',
      {
        href: `#t${tick}`,
        onclick: (event) => {
          event.preventDefault();
          goTo(store, tick);
        },
      },
      words,
    );
  if (source === 'unknown') return [];
  if (source === 'from the trace')
    return at === null ? ['from the trace'] : ['from the trace, ', there(`read ${at}`, at)];
  return at === null ? [source] : [there(`${source} ${at}`, at)];
}
