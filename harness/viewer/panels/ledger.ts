import { SIDES } from '../../ground/side.ts';
import { FATES, type Fate } from '../../report/ledger.ts';
import type { Counts } from '../../report/viewer/machine-seen.ts';
import type { BothSeen, MachinesAt } from '../../report/viewer/machines-at.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { element, panel } from '../element.ts';
import { paintOn } from '../painter.ts';
import type { Store } from '../state.ts';

/** What has become of each character up to the cursor, and at the end. */
export function ledgerPanel({ play, header }: Viewed, store: Store, machines: MachinesAt): HTMLElement {
  const body = element('tbody');
  const ledger = play !== null && 'result' in play ? play.result.ledger : null;
  const since = header.begins === undefined ? 'so far' : `since ${header.begins.t}`;
  paintOn(store, ['cursor'], ({ cursor }) => {
    const now = fatesOf(machines.at(cursor));
    const fates = (Object.keys(FATES) as Fate[]).filter(
      (fate) => fate === 'read' || (now.fates[fate] ?? 0) !== 0 || (ledger?.fates[fate] ?? 0) !== 0,
    );
    body.replaceChildren(
      row('written to THR', now.written, ledger?.written),
      ...fates.map((fate) => row(WORDS[fate] ?? FATES[fate], now.fates[fate], ledger?.fates[fate])),
      ...(now.madeByLine + (ledger?.madeByLine ?? 0) === 0
        ? []
        : [row('made by the line', now.madeByLine, ledger?.madeByLine)]),
    );
  });
  const head = [since, 'at the end'].map((words) => element('th', { scope: 'col' }, words));
  return panel(
    'ledger-now',
    'Ledger',
    element(
      'table',
      { class: 'sums' },
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'characters'), ...head)),
      body,
    ),
  );
}

/** What is lost on the link leaves no record: it stays among those under way. */
const WORDS: Partial<Record<Fate, string>> = { inFlight: 'on the way' };

function row(words: string, now: number | undefined, end: number | undefined): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, words),
    element('td', {}, now === undefined ? '–' : String(now)),
    element('td', {}, end === undefined ? '–' : String(end)),
  );
}

interface FatesSoFar {
  readonly written: number;
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
  readonly madeByLine: number;
}

function fatesOf(both: BothSeen): FatesSoFar {
  const sum = (what: keyof Counts): number =>
    SIDES.reduce((total, side) => total + both[side].counts[what], 0);
  const unread = SIDES.reduce(
    (total, side) => total + both[side].received.filter(({ serial }) => serial !== 0).length,
    0,
  );
  const [written, read, readWithError] = [sum('written'), sum('read'), sum('readWithError')];
  const [overrun, discarded] = [sum('overrun'), sum('discarded')];
  const ended = read + readWithError + overrun + discarded + unread;
  const fates = { read, readWithError, overrun, discarded, unread, inFlight: Math.max(0, written - ended) };
  return { written, fates, madeByLine: sum('madeByLine') };
}
