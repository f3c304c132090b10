// This checkout's bench and another commit's in turn, process by process: what disturbs the computer, and what the engine
// happens to make of the code in one process, falls on both.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.mjs';

const USAGE = 'npm run bench -- --against COMMIT [--only ROW] [--turns N] [--rounds N] [--ms N] [--quick]';

/** Measures both, prints a line a figure, and returns the exit code. */
export async function against(root, folder, given) {
  const { values } = parseArgs({
    args: given,
    options: {
      against: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      turns: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      ms: { type: 'string', default: '100' },
      quick: { type: 'boolean', default: false },
    },
  });
  const turns = Number(values.turns);
  if (!values.against || !Number.isInteger(turns) || turns < 1) {
    console.error(`give a commit, and turns as a whole number from 1 on\n\n${USAGE}`);
    return 2;
  }
  const tree = join(folder, 'tree');
  try {
    execFileSync('git', ['worktree', 'add', '--quiet', '--detach', tree, values.against], { cwd: root });
  } catch {
    console.error(`git has no commit ${values.against}; its own words stand above\n\n${USAGE}`);
    return 2;
  }
  try {
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
    const sides = {
      before: await prepared(tree, join(folder, 'before')),
      now: await prepared(root, join(folder, 'now')),
    };
    const pace = ['--rounds', values.rounds, '--ms', values.ms, ...(values.quick ? ['--quick'] : [])];
    const rows = rowsOf(sides.now).filter(
      (name) => values.only.length === 0 || values.only.some((only) => name.startsWith(only)),
    );
    console.log(`${turns} turns each; the median of now against the median before: above 1 is faster now\n`);
    for (const row of rows) report(row, measured(sides, row, turns, pace));
    return 0;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', tree], { cwd: root });
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
function measured(sides, row, turns, pace) {
  const figures = new Map();
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of turn % 2 === 0 ? ['before', 'now'] : ['now', 'before']) {
      const { status, stdout } = run(sides[name], [...pace, '--row', row]);
      if (status !== 0) continue;
      for (const line of JSON.parse(stdout).lines) {
        const figure = figures.get(line.name) ?? { unit: line.unit, before: [], now: [] };
        figure[name].push(line.value);
        figures.set(line.name, figure);
      }
    }
  }
  return figures;
}

function report(row, figures) {
  for (const [name, { unit, before, now }] of figures) {
    if (before.length === 0 || now.length === 0) {
      console.log(`   -   ${row}: ${name}: one side alone has it`);
      continue;
    }
    const [b, n] = [median(before), median(now)];
    const ratio = unit === 'per s' ? n / b : b / n;
    console.log(
      `${ratio.toFixed(3).padStart(6)} ${row}: ${name}  (${b.toPrecision(3)} -> ${n.toPrecision(3)} ${unit})`,
    );
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
