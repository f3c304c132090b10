import { parseCommand } from '../lab7/command.ts';
import type { Lab7Output, ScenarioResult } from '../run/result.ts';
import type { Cell, Row } from './columns.ts';
import { harmless, onOneLine } from './harmless.ts';
import { counted } from './quantities.ts';
import { clip, wrapped } from './width.ts';

/** Sends or receives, with line settings of its own. */
export const isTransfer = ({ args }: Lab7Output): boolean => 'direction' in parseCommand(args);

const MOST_LINES = 6;
const TAB = '    ';

/** A program of the lab; `ok` is undefined for one that was still running at the end. */
type Run = Pick<Lab7Output, 'on' | 'args' | 'printed'> & { readonly ok: boolean | undefined };

/** A row for each program of the lab: how it ended, and what it printed. */
export function programRows(results: readonly (ScenarioResult | undefined)[], room: number): readonly Row[] {
  const ran = results.map((result) => (result === undefined ? new Map<string, Run>() : runsOf(result)));
  const all = new Map(ran.flatMap((runs) => [...runs]));
  return [...all].map(([key, { on }]) => ({
    label: `lab7 ${on}`,
    cells: ran.map((runs) => ({ lines: runLines(runs.get(key), room) })),
  }));
}

/** By machine and arguments, and by how many there were of these before. */
function runsOf({ lab7, failures }: ScenarioResult): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  const add = (run: Run, times = 0): void => {
    const key = JSON.stringify([run.on, run.args, times]);
    if (runs.has(key)) add(run, times + 1);
    else runs.set(key, run);
  };
  for (const run of lab7) add(run);
  for (const { cause } of failures)
    if (cause.kind === 'lab7' && !lab7.some(({ on, args }) => on === cause.on && args === cause.args))
      add({ ...cause, ok: undefined });
  return runs;
}

function runLines(run: Run | undefined, room: number): Cell['lines'] {
  if (run === undefined) return [];
  const { args, ok, printed } = run;
  const lines = printed === '' ? [] : printed.replace(/\r?\n$/, '').split(/\r?\n/);
  const left = lines.length - MOST_LINES;
  const safe = (line: string): string =>
    [...line.slice(0, 4 * room).replaceAll('\t', TAB)].map(harmless).join('');
  return [
    ...wrapped(onOneLine(args), room),
    ok === undefined ? 'did not end' : ok ? 'ok' : 'failed',
    ...(left > 0 ? [`| ${counted(left, 'line')}, and then`] : []),
    ...lines.slice(-MOST_LINES).map((line) => clip(`| ${safe(line)}`, room)),
  ];
}
