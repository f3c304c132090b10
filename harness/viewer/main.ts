import { ByteRecords } from '../report/viewer/byte-records.ts';
import { MachinesAt } from '../report/viewer/machines-at.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import { element } from './element.ts';
import { eventPanel } from './panels/events.ts';
import { fifoPanel } from './panels/fifos.ts';
import { ledgerPanel } from './panels/ledger.ts';
import { registerPanels } from './panels/registers.ts';
import { toolsOf } from './panels/tools.ts';
import { wayPanel } from './panels/way.ts';
import { firstState } from './places.ts';
import { Store } from './state.ts';
import { leadTo } from './tick-links.ts';
import { lanesOf } from './timeline/lanes.ts';
import { mountTimeline } from './timeline/timeline.ts';

/** Makes the page's panels around what can be read without them. */
function start(viewed: Viewed): void {
  const find = (id: string): HTMLElement | null => document.getElementById(id);
  const [timeline, panels, tools] = [find('timeline'), find('panels'), find('tools')];
  if (timeline === null || panels === null || tools === null) return;
  document.documentElement.classList.add('js');
  foldAwayUnlessPrinted([...document.querySelectorAll<HTMLDetailsElement>('details.part')]);
  const lanes = lanesOf(viewed);
  const store = new Store(firstState(viewed, lanes), lanes.whole);
  const machines = new MachinesAt(viewed);
  const bytes = new ByteRecords(viewed.records);
  const happened = find('happened');
  panels.replaceChildren(
    element(
      'div',
      { class: 'column' },
      happened,
      wayPanel(viewed, store, machines, bytes),
      ledgerPanel(viewed, store, machines),
    ),
    element(
      'div',
      { class: 'column' },
      fifoPanel(viewed, store, machines),
      ...registerPanels(viewed, store, machines),
    ),
    element('div', { class: 'column last' }, eventPanel(viewed, store)),
  );
  tools.append(...toolsOf(viewed));
  timeline.hidden = false;
  mountTimeline(timeline, { viewed, store, lanes, bytes });
  leadTo(store);
}

/** What stands on paper cannot be unfolded. */
function foldAwayUnlessPrinted(parts: readonly HTMLDetailsElement[]): void {
  const paper = matchMedia('print');
  const fold = (): void => {
    for (const part of parts) part.open = paper.matches;
  };
  paper.addEventListener('change', fold);
  fold();
}

const data = document.getElementById('viewed')?.textContent;
if (data) start(JSON.parse(data) as Viewed);
