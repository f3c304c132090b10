import { hexPort } from '../../ground/bytes.ts';
import type { ScenarioResult } from '../../run/result.ts';
import type { Line } from '../../uart/line-settings.ts';
import { deliveriesInWords } from '../delivery.ts';
import { harmlessLine, onOneLine } from '../harmless.ts';
import { failed, preformatted, refused } from '../html/bad-play.ts';
import { FATES, type Fate } from '../ledger.ts';
import { escaped } from '../markup.ts';
import { endInWords } from '../mismatch.ts';
import type { Play } from '../run.ts';
import { machinesIn } from '../trace/header.ts';
import type { Viewed } from './viewed.ts';

/** All that there is to read of a trace, part by part; each can be folded away. */
export function summaryOf({ header, play, records }: Viewed): readonly string[] {
  return [
    ...(play === null ? [] : part('What went wrong', 'wrong', wrong(play))),
    ...(play === null || 'error' in play ? [] : part('Ledger', 'ledger', ledger(play.result))),
    ...part('Steps', 'steps', steps(records)),
    ...part('Settings', 'settings', settings({ header, play })),
    ...(play === null
      ? []
      : part('Play it again', 'replay', [preformatted([harmlessLine(play.replay)], 'command')])),
  ];
}

const part = (title: string, id: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0
    ? []
    : [
        `<details id="${id}" class="part" open>`,
        `<summary><h2>${escaped(title)}</h2></summary>`,
        ...lines,
        '</details>',
      ];

function wrong(play: Play): readonly string[] {
  if ('error' in play) return refused(play.error);
  const { result } = play;
  switch (result.outcome) {
    case 'failed':
      return failed(result);
    case 'skipped':
      return [`<p>${escaped(onOneLine(result.reason ?? ''))}</p>`];
    case 'passed':
      return [];
  }
}

function ledger({ ledger, ...result }: ScenarioResult): readonly string[] {
  if (ledger === null) return [];
  const row = (words: string, count: number): string =>
    `<tr><th scope="row">${escaped(words)}</th><td>${count}</td></tr>`;
  const fates = (Object.keys(FATES) as Fate[]).filter((fate) => ledger.fates[fate] !== 0);
  return [
    `<p>${escaped(deliveriesInWords({ ledger, ...result }))}</p>`,
    '<table class="sums">',
    '<thead><tr><th scope="col">characters</th><th scope="col">at the end</th></tr></thead>',
    '<tbody>',
    row('written to THR', ledger.written),
    ...fates.map((fate) => row(FATES[fate], ledger.fates[fate])),
    ...(ledger.madeByLine === 0 ? [] : [row('made by the line, written by nobody', ledger.madeByLine)]),
    '</tbody>',
    '</table>',
    ...(ledger.balanced ? [] : ['<p class="bad">The sums do not balance.</p>']),
  ];
}

const MOST_STEPS = 200;

function steps(records: Viewed['records']): readonly string[] {
  const told = records.flatMap((record) => (record.k === 'step' ? [record] : []));
  if (told.length === 0) return [];
  const rows = told
    .slice(0, MOST_STEPS)
    .map(
      ({ t, n, what }) =>
        `<tr><td><a href="#t${t}" data-tick="${t}">${t}</a></td><td>${escaped(n)}</td><td>${escaped(onOneLine(what))}</td></tr>`,
    );
  return [
    '<table>',
    '<thead><tr><th scope="col">tick</th><th scope="col">step</th><th scope="col">what it says</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody>`,
    '</table>',
    ...(told.length > MOST_STEPS ? [`<p>and ${told.length - MOST_STEPS} more steps</p>`] : []),
  ];
}

function settings({ header, play }: Pick<Viewed, 'header' | 'play'>): readonly string[] {
  const { profile, seed } = header;
  const machines = machinesIn(header);
  const result = play !== null && 'result' in play ? play.result : null;
  const lineOf = (line: Line | null | undefined, side: 'A' | 'B'): string =>
    line === null || line === undefined || result === null
      ? 'not set'
      : endInWords({ line, setup: result.setups[side] });
  return [
    '<table>',
    `<thead><tr><td></td>${machines.map(([side]) => `<th scope="col">${side}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...(
      [
        ['UART', ({ type, chip }) => (chip === undefined ? type : `${type} of ${chip}`)],
        ['port', ({ base }) => `0x${hexPort(base)}`],
        ['interrupt', ({ irq }) => `IRQ ${irq}`],
        ['line at the end', (_, side) => lineOf(result?.lines?.[side], side)],
      ] as readonly [string, (machine: Viewed['header']['machines']['A'], side: 'A' | 'B') => string][]
    ).map(
      ([name, of]) =>
        `<tr><th scope="row">${name}</th>${machines.map(([side, machine]) => `<td>${escaped(of(machine, side))}</td>`).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
    `<p>Profile ${escaped(onOneLine(profile))}${play === null ? '' : ` over ${escaped(play.transport)}`}, seed ${seed}${
      profile === 'wire' ? '' : ': the link carries bytes, and no wire leads from SOUT to SIN'
    }.</p>`,
  ];
}
