// This checkout's bench and another commit's in turn, process by process: what disturbs the computer, and what the engine
// happens to make of the code in one process, falls on both.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.mjs';

const USAGE =
  'npm run bench -- --against COMMIT [--only ROW] [--turns N] [--rounds N] [--ms N] [--quick]\n\n' +
  'Each figure now over the same before: above 1 is faster now.';

/** A row that is slower than this is marked. */
const MUCH_SLOWER = 0.9;

/** Measures both, prints a line a figure, and returns the exit code. */
export async function against(root, folder, given) {
  const asked = read(given);
  if (typeof asked === 'string') return refuse(asked);
  const tree = join(folder, 'tree');
  if (!unpacked(root, asked.against, tree)) return refuse(`there is no commit ${asked.against} here`);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  const sides = {
    before: await prepared(tree, join(folder, 'before')),
    now: await prepared(root, join(folder, 'now')),
  };
  const all = rowsOf(sides.now);
  const rows = all.filter(
    (name) => asked.only.length === 0 || asked.only.some((only) => name.startsWith(only)),
  );
  if (rows.length === 0)
    return refuse(`no row begins with ${asked.only.join(' or ')}; there are ${all.join(', ')}`);
  console.log(`${asked.turns} turns each, the medians; above 1 is faster now\n`);
  let failed = false;
  for (const row of rows) {
    const { figures, failures } = measured(sides, row, asked);
    report(row, figures);
    for (const failure of failures) console.error(`${row} has failed: ${failure}`);
    failed ||= failures.length > 0;
  }
  return failed ? 1 : 0;
}

function refuse(why) {
  console.error(`${why}\n\n${USAGE}`);
  return 2;
}

/** What is asked for; a text when it cannot be understood. */
function read(given) {
  let values;
  try {
    ({ values } = parseArgs({
      args: given,
      options: {
        against: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        turns: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '3' },
        ms: { type: 'string', default: '100' },
        quick: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return error.message;
  }
  if (!values.against) return '--against needs a commit';
  for (const name of ['turns', 'rounds', 'ms'])
    if (!/^[1-9]\d*$/.test(values[name]))
      return `--${name} is to be a whole number from 1 on, not ${values[name]}`;
  return { ...values, turns: Number(values.turns) };
}

/** The files of a commit, without a work tree that git would have to forget again. */
function unpacked(root, commit, tree) {
  mkdirSync(tree);
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit], {
      cwd: root,
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    execFileSync('tar', ['-x', '-C', tree], { input: archive });
    return true;
  } catch {
    return false;
  }
}

async function prepared(root, folder) {
  mkdirSync(folder);
  return compiled(root, folder);
}

const run = ({ args, options }, more) =>
  spawnSync(process.execPath, [...args, ...more], { ...options, encoding: 'utf8', maxBuffer: 2 ** 26 });

/** The names that the bench's help gives. */
const rowsOf = (side) => /Rows: (.*)/.exec(run(side, ['--help']).stdout)?.[1]?.split(', ') ?? [];

/** What each side measured, figure by figure. */
function measured(sides, row, { turns, rounds, ms, quick }) {
  const figures = new Map();
  const failures = [];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of turn % 2 === 0 ? ['before', 'now'] : ['now', 'before']) {
      const pace = ['--rounds', rounds, '--ms', ms, ...(quick ? ['--quick'] : [])];
      const { status, stdout, stderr } = run(sides[name], [...pace, '--row', row]);
      if (status !== 0) {
        failures.push(`${name}, ${stderr.trim().split('\n').at(-1)}`);
        continue;
      }
      for (const line of JSON.parse(stdout).lines) {
        const figure = figures.get(line.name) ?? { unit: line.unit, before: [], now: [] };
        figure[name].push(line.value);
        figures.set(line.name, figure);
      }
    }
  }
  return { figures, failures };
}

function report(row, figures) {
  for (const [name, { unit, before, now }] of figures) {
    if (before.length === 0 || now.length === 0) {
      console.log(`   -     ${row}: ${name}: only ${now.length === 0 ? 'before' : 'now'}`);
      continue;
    }
    const [b, n] = [median(before), median(now)];
    const ratio = unit === 'per s' ? n / b : b / n;
    const mark = ratio < MUCH_SLOWER ? '!' : ' ';
    console.log(
      `${ratio.toFixed(3).padStart(6)} ${mark} ${row}: ${name}  (${b.toPrecision(3)} -> ${n.toPrecision(3)} ${unit})`,
    );
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
