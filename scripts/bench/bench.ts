import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { missedBy, type Row, type Settings } from './row.ts';
import { rows } from './rows.ts';
import { type Measured, renderMissed, renderRow } from './table.ts';

const USAGE = `npm run bench -- [--quick] [--only ROW] [--json] [--rounds N] [--ms N] [--against COMMIT [--turns N]]

Rows: ${rows.map(({ name }) => name).join(', ')}`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    ms: { type: 'string' },
    help: { type: 'boolean', default: false },
    /** Measures one row in this process, and gives it to the process that asked. */
    row: { type: 'string' },
  },
});

const settings: Settings = {
  quick: values.quick,
  pace: {
    rounds: Number(values.rounds ?? (values.quick ? 3 : 7)),
    ms: Number(values.ms ?? (values.quick ? 50 : 200)),
    // Who asks for turns that short wants to see that it runs.
    warmUpMs: values.ms === undefined ? (values.quick ? 250 : 500) : Number(values.ms),
  },
  bundle: process.env.NULLMODEM_BUNDLE ?? '',
};

if (values.help) console.log(USAGE);
else if (values.row === undefined) bench();
else process.stdout.write(JSON.stringify(await named(values.row).measure(settings)));

function bench(): void {
  const chosen = rows.filter(
    ({ name }) => values.only.length === 0 || values.only.some((only) => name.startsWith(only)),
  );
  if (chosen.length === 0) {
    console.error(`no row begins with ${values.only.join(' or ')}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const startedAt = performance.now();
  const measured: Measured[] = [];
  const [{ model = 'unknown' } = {}] = cpus();
  const computer = { node: process.version, cores: cpus().length, model: model.trim() };
  if (!values.json) console.log(`Node ${computer.node}, ${computer.cores} cores, ${computer.model}\n`);
  for (const row of chosen) {
    const one = { name: row.name, title: row.title, ...measuredApart(row) };
    measured.push(one);
    if (!values.json) console.log(renderRow(one));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  if (values.json) {
    const withMisses = measured.map((row) => ({
      ...row,
      checks: row.checks.map((check) => ({ ...check, missedBy: missedBy(check) })),
    }));
    console.log(JSON.stringify({ ...computer, ...settings.pace, seconds, rows: withMisses }, null, 1));
  } else console.log(`${renderMissed(measured)}\n\n${seconds.toFixed(0)} s`);
}

/** In a process of its own: no row finds the code of another one compiled, or its memory used. */
function measuredApart({ name }: Row): Pick<Measured, 'lines' | 'checks'> {
  const self = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, self, ...process.argv.slice(2), '--row', name];
  const { status, stdout } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the row ${name} has failed`);
  return JSON.parse(stdout);
}

function named(name: string): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`there is no row ${name}`);
  return row;
}
