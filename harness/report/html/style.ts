/** Light, dark, and black on white where it is printed. */
export const STYLE = `
:root { color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e6edf3); --page: light-dark(#ffffff, #12161b); --soft: light-dark(#f3f5f7, #1c2229);
  --line: light-dark(#c9d1d9, #3a434d); --link: light-dark(#0550ae, #7ab7ff);
  --passed: light-dark(#d7f0dc, #17402a); --flagged: light-dark(#fff1c2, #53430b); --skipped: light-dark(#e8eaed, #2b323a);
  --failed: light-dark(#ffc9c4, #712522); --failed-edge: light-dark(#cf222e, #f85149);
  --error: light-dark(#e9c7f2, #55265f); --error-edge: light-dark(#8250df, #bc8cff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; color: var(--ink); background: var(--page);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; } h4 { font-size: .9rem; margin: .8rem 0 .2rem; }
a { color: var(--link); }
pre { margin: .2rem 0; padding: .5rem .7rem; background: var(--soft); overflow-x: auto; overflow-wrap: normal;
  font: .85rem/1.4 ui-monospace, monospace; }
pre.words, pre.command { white-space: pre-wrap; overflow-wrap: anywhere; }
pre.command { user-select: all; }
td.passed, .legend .passed { background: var(--passed); } td.flagged, .legend .flagged { background: var(--flagged); }
td.failed, .legend .failed { background: var(--failed); } td.skipped, .legend .skipped { background: var(--skipped); }
td.error, .legend .error { background: var(--error); }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; padding: 0; list-style: none; }
.legend span { padding: .1rem .5rem; margin-right: .4rem; }
table.map { border-collapse: collapse; margin: 1rem 0; font-size: .85rem; }
.map caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.map th, .map td { border: 1px solid var(--line); padding: .15rem .5rem; }
.map th { font-weight: normal; text-align: left; } .map td { text-align: center; white-space: nowrap; }
.map thead th { min-width: 4.5rem; overflow-wrap: break-word; text-align: center; }
.map tbody th { min-width: 8rem; position: sticky; left: 0; background: var(--page); }
.map td a { color: inherit; font-weight: 700; }
.map thead td { border: 0; }
.wide { overflow-x: auto; }
article { border: 1px solid var(--line); border-left: .4rem solid var(--failed-edge); padding: 0 1rem 1rem; margin: 1rem 0; }
article.error { border-left-color: var(--error-edge); }
.what { font-weight: 600; margin: .8rem 0 0; } .place { margin: 0; font-size: .85rem; }
figure { margin: .8rem 0; overflow-x: auto; } figure svg { min-width: 60rem; display: block; }
figcaption { font-size: .85rem; position: sticky; left: 0; }
@media screen {
  body:has(#only:checked) :is(.map, .map tbody tr):not(:has(.failed, .error, .flagged)) { display: none; }
}
:target { outline: .15rem solid var(--link); }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #fff; --line: #999; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  pre { border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
  figure svg { min-width: 0; } .what { break-after: avoid; }
  tr, figure { break-inside: avoid; } h3 { break-after: avoid; }
  .filter { display: none; }
}
`;
