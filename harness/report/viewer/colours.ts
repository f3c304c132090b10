/** Ink of each sort stands on paper, on soft paper and on the parts of a frame with a contrast of 4.5 or more. */
const LIGHT = {
  paper: '#ffffff',
  soft: '#f4f6f8',
  ink: '#1b1f24',
  dim: '#545d68',
  grid: '#d3dae1',
  a: '#0550ae',
  b: '#8a3500',
  start: '#ffe2b8',
  data: '#e9eef3',
  parity: '#e6d9fb',
  stop: '#d3f0da',
  bad: '#b3151f',
  warn: '#7d4e00',
  ok: '#116329',
  select: '#0a57c2',
  irq: '#6639ba',
};

const DARK: typeof LIGHT = {
  paper: '#11151a',
  soft: '#1a2027',
  ink: '#e6edf3',
  dim: '#a3adb8',
  grid: '#323b45',
  a: '#7ab7ff',
  b: '#ffab70',
  start: '#5a3b0c',
  data: '#232c36',
  parity: '#3d2a63',
  stop: '#123d22',
  bad: '#ff8880',
  warn: '#e8b64c',
  ok: '#5fd07a',
  select: '#7ab7ff',
  irq: '#c8a6ff',
};

const variables = (colours: typeof LIGHT, scheme: string): string =>
  `color-scheme:${scheme};${Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}`;

/** As the system has it, unless the page's own switch says otherwise; on paper always light. */
export const COLOURS = [
  `:root{${variables(LIGHT, 'light')}}`,
  `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${variables(DARK, 'dark')}}}`,
  `:root[data-theme="dark"]{${variables(DARK, 'dark')}}`,
  `@media print{:root:root{${variables(LIGHT, 'light')}}}`,
].join('\n');
