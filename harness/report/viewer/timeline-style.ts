/** The time axis on a trace's page. Colours are the page's. */
export const TIMELINE_STYLE = `
.tl { position: relative; min-width: 0; }
.tl-bar { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem; padding: .3rem 0; }
.tl-bar button, .tl-bar input, .tl-keys button { font: inherit; font-size: .85rem; color: var(--ink); background: var(--paper);
  border: 1px solid var(--grid); border-radius: .3rem; padding: 0 .55rem; height: 1.8rem;
  box-sizing: border-box; }
.tl-bar button { cursor: pointer; } .tl-bar button:hover { border-color: var(--dim); }
.tl-bar input { width: 7rem; } .tl-bar input[aria-invalid=true] { border-color: var(--bad); }
.tl-row { color: var(--dim); font-size: .85rem; margin-left: auto; }
.tl-region { position: relative; overflow: hidden; }
.tl-region:focus-visible, .tl-bar :focus-visible, .tl-keys :focus-visible { outline: 2px solid var(--select); outline-offset: 1px; }
.tl-region canvas { display: block; touch-action: pan-y; cursor: crosshair; }
.tl-tip { position: absolute; z-index: 2; max-width: 28rem; padding: .25rem .5rem; pointer-events: none; font-size: .85rem;
  color: var(--paper); background: var(--ink); border-radius: .25rem; overflow-wrap: anywhere; }
.tl-tip[hidden] { display: none; }
.tl-said { min-height: 1.4em; margin: .3rem 0; overflow-wrap: anywhere; }
.tl-hint { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tl-keys { color: var(--ink); background: var(--paper); border: 1px solid var(--dim); border-radius: .5rem; max-width: 34rem; }
.tl-keys h2 { margin-top: 0; } .tl-keys dl > div { display: flex; gap: .8rem; padding: .1rem 0; }
.tl-keys dt { flex: 0 0 6.5rem; } .tl-keys dd { margin: 0; }
@media print { .tl-bar, .tl-tip { display: none; } }
`;
