/** Colours by what is drawn, in light and in dark; each rule is for one picture's root, so a page may hold many. */
interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly rule: string;
  readonly wave: string;
  readonly start: string;
  readonly data: string;
  readonly parity: string;
  readonly stop: string;
  readonly wrong: string;
  readonly intr: string;
}

const LIGHT: Colours = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  rule: '#d1d9e0',
  wave: '#0550ae',
  start: '#ffe2b8',
  data: '#eef2f6',
  parity: '#e6d9fb',
  stop: '#d3f0da',
  wrong: '#c1121f',
  intr: '#7a4a00',
};

const DARK: Colours = {
  paper: '#0d1117',
  ink: '#e6edf3',
  faint: '#9198a1',
  rule: '#30363d',
  wave: '#79c0ff',
  start: '#5a3b0c',
  data: '#1b222b',
  parity: '#3d2a63',
  stop: '#123d22',
  wrong: '#ff7b72',
  intr: '#e3b341',
};

const rules = (colours: Colours): string =>
  [
    ['paper', `fill:${colours.paper}`],
    ['ink', `fill:${colours.ink}`],
    ['small', `fill:${colours.ink}`],
    ['faint', `fill:${colours.faint}`],
    ['rule', `stroke:${colours.rule}`],
    ['wave', `stroke:${colours.wave}`],
    ['intr', `stroke:${colours.intr}`],
    ['start', `fill:${colours.start}`],
    ['data', `fill:${colours.data}`],
    ['parity', `fill:${colours.parity}`],
    ['stop', `fill:${colours.stop}`],
    ['wrong', `fill:${colours.wrong}`],
    ['came', `stroke:${colours.faint}`],
    ['failed', `stroke:${colours.wrong}`],
    ['focus', `stroke:${colours.wrong}`],
  ]
    .map(([kind, rule]) => `.nm-line .${kind}{${rule}}`)
    .join('');

export const STYLE = [
  '.nm-line{font:12px ui-monospace,Menlo,Consolas,monospace}',
  '.nm-line .small,.nm-line .faint{font-size:10px}',
  '.nm-line .mid{text-anchor:middle}',
  '.nm-line .head{font-weight:bold}',
  '.nm-line path{fill:none;stroke-width:1.5}',
  '.nm-line .rule{stroke-width:1}',
  '.nm-line .focus{stroke-width:1;stroke-dasharray:3 3}',
  rules(LIGHT),
  `@media screen and (prefers-color-scheme:dark){${rules(DARK)}}`,
].join('');
