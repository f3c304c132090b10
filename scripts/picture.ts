// Writes docs/start.svg, the README's picture: what a part of the catalogue prints, as a terminal shows it.
// Run it with: npm run picture
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from '../harness/cli/main.ts';

const FONT_SIZE = 13;
const LINE = 19;
const CHARACTER = 7.85;
const MARGIN = 16;

const root = fileURLToPath(new URL('..', import.meta.url));
let printed = '';
const screen = (write: (text: string) => void) => ({ write, isTerminal: false, columns: 100 });

await main(['run', '--grep', '/carries a message|connecting PC|overruns on a wire/'], {
  stdout: screen((text) => {
    printed += text;
  }),
  stderr: screen((text) => process.stderr.write(text)),
  stdin: { isTerminal: false, read: async () => new Uint8Array() },
  platform: process.platform,
  lookUp: async () => new Map(),
  env: {},
  cwd: root,
  version: '0',
  catalogue: `${root}fixtures/scenarios`,
  viewer: async () => '',
  signal: new AbortController().signal,
});

// The wall clock differs from run to run: a picture under version control does not show it.
const lines = [
  '$ npm start',
  ...printed
    .trimEnd()
    .replace(/ in [\d.]+ m?s \(/, ' (')
    .split('\n'),
];
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const coloured = (line: string) => escaped(line).replace(/^ok /, '<tspan fill="#7ee787">ok</tspan> ');
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * MARGIN;
const height = lines.length * LINE + 2 * MARGIN;
const rows = lines.map(
  (line, index) =>
    `<text x="${MARGIN}" y="${MARGIN + FONT_SIZE + index * LINE}" xml:space="preserve">${coloured(line)}</text>`,
);

writeFileSync(
  `${root}docs/start.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="#e6edf3" role="img" aria-label="Lab 7 over a cable, TCP and a pipe">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`,
);
