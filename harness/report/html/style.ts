/** Light, dark, and black on white where it is printed. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --page: #ffffff; --soft: #f3f5f7; --line: #c9d1d9; --link: #0550ae;
  --passed: #d7f0dc; --flagged: #fff1c2; --failed: #ffc9c4; --skipped: #e8eaed; --error: #e9c7f2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --page: #12161b; --soft: #1c2229; --line: #3a434d; --link: #7ab7ff;
    --passed: #17402a; --flagged: #53430b; --failed: #712522; --skipped: #2b323a; --error: #55265f; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; color: var(--ink); background: var(--page);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; } h4 { font-size: .9rem; margin: .8rem 0 .2rem; }
a { color: var(--link); }
pre { margin: .2rem 0; padding: .5rem .7rem; background: var(--soft); overflow-x: auto; overflow-wrap: normal;
  font: .85rem/1.4 ui-monospace, monospace; }
pre.command { user-select: all; }
.passed { background: var(--passed); } .flagged { background: var(--flagged); } .failed { background: var(--failed); }
.skipped { background: var(--skipped); } .error { background: var(--error); }
.legend span { padding: .1rem .5rem; margin-right: .4rem; }
table.map { border-collapse: collapse; margin: 1rem 0; font-size: .85rem; }
.map caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.map th, .map td { border: 1px solid var(--line); padding: .15rem .5rem; }
.map th { font-weight: normal; text-align: left; } .map td { text-align: center; white-space: nowrap; }
.map td a { color: inherit; font-weight: 700; }
.map thead td { border: 0; }
.wide { overflow-x: auto; }
article { border: 1px solid var(--line); border-left: .4rem solid var(--failed); padding: 0 1rem 1rem; margin: 1rem 0; }
article.error { background: none; border-left-color: var(--error); }
.what { font-weight: 600; margin: .8rem 0 0; } .place { margin: 0; font-size: .85rem; }
figure { margin: .8rem 0; overflow-x: auto; } figcaption { font-size: .85rem; }
body:has(#only:checked) .map tbody tr:not(:has(.failed, .error, .flagged)) { display: none; }
body:has(#only:checked) .map:not(:has(.failed, .error, .flagged)) { display: none; }
:target { outline: .15rem solid var(--link); }
@media print {
  :root { color-scheme: light; --ink: #000; --page: #fff; --soft: #fff; --line: #999; --link: #000;
    --passed: #d7f0dc; --flagged: #fff1c2; --failed: #ffc9c4; --skipped: #e8eaed; --error: #e9c7f2; }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  pre { border: 1px solid var(--line); white-space: pre-wrap; }
  tr, figure { break-inside: avoid; } h3 { break-after: avoid; }
  .filter { display: none; }
}
`;
