import { COLOURS } from './colours.ts';

/** A picture has colours of its own, by the system: on this page it has the page's, which may be switched. */
const PICTURE = (
  [
    ['fill', { paper: 'paper', ink: 'ink', small: 'ink', faint: 'dim', wrong: 'bad' }],
    ['fill', { start: 'start', data: 'data', parity: 'parity', stop: 'stop' }],
    ['stroke', { rule: 'grid', wave: 'a', intr: 'irq', came: 'dim', failed: 'bad', focus: 'bad' }],
  ] as const
)
  .flatMap(([what, names]) =>
    Object.entries(names).map(([kind, colour]) => `svg.nm-line .${kind} { ${what}: var(--${colour}); }`),
  )
  .join('\n');

/** Calm and legible: one column without a script, the time axis and three columns of panels with it. */
export const PAGE_STYLE = `
${COLOURS}
${PICTURE}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: .9rem 0 .2rem; }
h2 { font-size: 1rem; margin: 0; display: inline; }
h3 { font-size: .85rem; margin: 0; }
h4 { font-size: .85rem; margin: .8rem 0 .2rem; }
p { margin: .35rem 0; }
a { color: var(--select); }
.verdict { padding: .05em .5em; border: .12em solid; border-radius: .25em; margin-right: .35em; color: var(--warn); }
.passed .verdict { color: var(--ok); } .failed .verdict, .error .verdict { color: var(--bad); }
.head p, .head pre { margin: .3rem 0; } .head pre { padding: 0; background: none; }
.lead { font-size: 1rem; } .cause { font-size: 1.05rem; font-weight: 600; max-width: 75rem; }
.left-out { color: var(--warn); } .bad { color: var(--bad); }
footer { color: var(--dim); margin: 1.5rem auto; }
:focus-visible { outline: 2px solid var(--select); outline-offset: 1px; }
button, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--dim); border-radius: 4px; }
button { padding: .1rem .55rem; cursor: pointer; } button:hover { background: var(--soft); }
button[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
table { border-collapse: collapse; margin: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .12rem .7rem .12rem 0; font-weight: normal; }
thead th { color: var(--dim); }
.sums td { text-align: right; font-variant-numeric: tabular-nums; }
pre, code, .mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 12.5px; }
pre { margin: .2rem 0; padding: .5rem .7rem; background: var(--soft); overflow-x: auto; overflow-wrap: normal; line-height: 1.4; }
pre.words, pre.command { white-space: pre-wrap; overflow-wrap: anywhere; } pre.command { user-select: all; }
figure { margin: .8rem 0; overflow-x: auto; } figure svg { min-width: 60rem; display: block; } figcaption { color: var(--dim); }
.what { font-weight: 600; margin: .8rem 0 0; } .place { margin: 0; color: var(--dim); }
.part { margin: .6rem 0; border-top: 1px solid var(--grid); padding-top: .5rem; } summary { cursor: pointer; }
.moments { margin: .4rem 0; padding-left: 1.5rem; } .moments li { margin: .2rem 0; }
.moments li.bad { font-weight: 600; }
.moments a { font-variant-numeric: tabular-nums; white-space: nowrap; }
#happened { margin: .8rem 0; }

.js header, .js main, .js footer { max-width: 110rem; }
.js header.head { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; }
.js .head > * { grid-column: 1 / -1; } .js .head > h1 { grid-column: 1; } .js .head > #tools { grid-column: 2; grid-row: 1; align-self: center; }
#tools { display: flex; gap: .4rem; align-items: center; flex-wrap: wrap; } #tools output { color: var(--ok); }
.js .part { max-width: 80rem; }
.js #panels { display: grid; grid-template-columns: minmax(14rem, 17.5rem) minmax(0, 1fr) minmax(17rem, 23rem); gap: .8rem 1rem; margin: .6rem 0 1rem; align-items: start; }
.js .panel, .js #happened { margin: 0; border: 1px solid var(--grid); border-radius: 6px; padding: .5rem .7rem; min-width: 0; background: var(--paper); }
.column { display: grid; gap: .8rem; min-width: 0; }
.panel > header { display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; padding: 0; margin: 0 0 .3rem; max-width: none; }
.note, .dim { color: var(--dim); font-size: .85em; font-weight: normal; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.side-a { color: var(--a); } .side-b { color: var(--b); }

.registers { width: 100%; margin: 0; } .registers th { font-weight: 600; padding-right: .5rem; }
.registers th, .registers td.mono { white-space: nowrap; } .registers td:nth-child(3) { width: 100%; }
.registers td, .registers th { padding-top: .1rem; padding-bottom: .1rem; border-top: 1px solid var(--grid); }
.registers tr.changed th::after { content: " ●"; color: var(--select); }
.registers .source { text-align: right; min-width: 6.6rem; padding-right: 0; } .source a { white-space: nowrap; }
.bits { display: flex; flex-wrap: wrap; gap: 2px 4px; }
.bit { padding: 0 4px; border: 1px solid var(--grid); border-radius: 3px; color: var(--dim); font-size: 11px; line-height: 1.45; white-space: nowrap; }
.bit.lit { background: var(--ink); color: var(--paper); border-color: var(--ink); font-weight: 600; }
.slots { display: flex; flex-wrap: wrap; gap: 2px; margin: .2rem 0 .4rem; padding: 0; list-style: none; }
.slot { width: 1.85rem; height: 2.2rem; padding: 0; border: 1px solid var(--grid); border-radius: 3px; font: 11px/1.25 ui-monospace, monospace; text-align: center; color: var(--dim); position: relative; display: grid; place-content: center; background: none; }
button.slot { color: var(--ink); border-color: var(--dim); background: var(--data); } .slot.wrong { border: 2px solid var(--bad); }
.slot.chosen { outline: 2px solid var(--select); }
.slots .trigger { border-right: 3px solid var(--irq); padding-right: 2px; }
.trigger-words { color: var(--irq); }

.way { list-style: none; margin: 0; padding: 0; } .way li { display: flex; align-items: start; gap: .5rem; padding: .1rem 0; }
.way button { flex: none; font-variant-numeric: tabular-nums; padding: 0 .35rem; }
.way .between { color: var(--dim); font-size: .85em; border-left: 2px solid var(--grid); margin-left: 1.2rem; padding: .05rem .6rem; display: block; }
.way .bad { font-weight: 600; }

.filter { display: flex; flex-wrap: wrap; gap: .25rem; margin: .2rem 0 .4rem; } .filter input { flex: 1 1 100%; min-width: 6rem; padding: .15rem .4rem; }
.filter button { padding: 0 .4rem; font-size: .85em; }
.events { height: max(20rem, 100vh - 19rem); overflow: auto; border: 1px solid var(--grid); border-radius: 4px; position: relative; contain: strict; font-size: 12.5px; }
.event { position: absolute; left: 0; right: 0; height: 22px; line-height: 22px; padding: 0 .4rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; cursor: default; }
.event .t { display: inline-block; min-width: 4.2rem; text-align: right; padding-right: .6rem; color: var(--dim); font-variant-numeric: tabular-nums; }
/* What is behind the cursor. */
.event.later { color: var(--dim); }
.event.wrong { color: var(--bad); } .event.step { font-weight: 600; } .event.irq { color: var(--irq); }
.event[aria-selected="true"] { background: var(--select); color: var(--paper); } .event[aria-selected="true"] * { color: inherit; }
.event.now { box-shadow: inset 3px 0 var(--select); }

@media (max-width: 1100px) { .js #panels { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .column.last { grid-column: 1 / -1; } }
@media (max-width: 760px) { .js #panels { grid-template-columns: minmax(0, 1fr); } .js header.head { display: block; } .events { height: 20rem; } }
@media print {
  body { font-size: 9.5pt; } header, main, footer, .js header, .js main { max-width: none; padding: 0; }
  #tools, .filter, #events, #timeline, footer { display: none !important; }
  .js #panels { grid-template-columns: 1fr 1.6fr; } .column.last { display: contents; }
  .bit.lit, .verdict, .slot { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  figure svg { min-width: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--grid); background: none; }
  tr, figure, li { break-inside: avoid; }
}
`;
