import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { counted } from '../report/quantities.ts';
import type { Play } from '../report/run.ts';
import { readRun } from '../report/trace/read-run.ts';
import { refuseInput } from './output-file.ts';
import { Reports } from './reports.ts';
import { patternOf } from './run-arguments.ts';
import type { ShowCommand } from './show-arguments.ts';
import { BrokenTrace, readTrace } from './trace-reader.ts';
import { EXIT, type ExitCode, type World } from './world.ts';

/** `nullmodem show --report`: what `run --report` could have written. */
export async function reportTrace(command: ShowCommand, world: World): Promise<ExitCode> {
  refuseOverwriting(command, world.cwd);
  const reports = await Reports.open(command.reports, world);
  try {
    const { plays, interrupted, broken } = await playsIn(command, world);
    if (world.signal.aborted) return EXIT.INTERRUPTED;
    const isWritten = await reports.played(readRun(plays, { version: world.version, interrupted }));
    if (broken !== undefined) throw broken;
    if (interrupted) world.stderr.write(`${BROKEN_OFF}\n`);
    return isWritten ? EXIT.PASSED : EXIT.WORLD;
  } catch (error) {
    await reports.broken(error);
    throw error;
  } finally {
    reports.close();
  }
}

export const BROKEN_OFF =
  'The trace ends before it says what the scenario came to: the run was broken off, or it has not ended yet.';

interface Found {
  readonly plays: readonly Play[];
  /** The last scenario does not say what it came to. */
  readonly interrupted: boolean;
  readonly broken?: BrokenTrace;
}

/** Of a trace that is broken, what stands before that. */
async function playsIn({ trace, grep }: ShowCommand, world: World): Promise<Found> {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const plays: Play[] = [];
  let [others, isOpen] = [0, false];
  let broken: BrokenTrace | undefined;
  try {
    await readTrace(trace, world, {
      begin: ({ name }) => {
        isOpen = pattern?.test(name) ?? true;
        if (!isOpen) others += 1;
        return isOpen ? 'play' : 'pass';
      },
      end: (play) => {
        plays.push(play);
        isOpen = false;
      },
      endLive: () => {
        throw new HarnessError(
          'usage',
          `${trace} is the trace of a run in real time: no scenario was played, so there is no report of it`,
          'Without --report, `show` tells it.',
        );
      },
    });
  } catch (error) {
    if (!(error instanceof BrokenTrace) || plays.length === 0) throw error;
    broken = error;
  }
  if (others > 0 && plays.length === 0 && !isOpen)
    throw new HarnessError(
      'usage',
      `none of ${counted(others, 'scenario')} in ${trace} has a name that matches ${grep}`,
      '`--list` names them all.',
    );
  return { plays, interrupted: isOpen, ...(broken === undefined ? {} : { broken }) };
}

function refuseOverwriting({ trace, reports }: ShowCommand, cwd: string): void {
  const paths = new Set<string>();
  for (const { format, file } of reports) {
    if (file === undefined) continue;
    const option = `--report ${format}:${file}`;
    refuseInput({ name: file, option, input: trace, cwd });
    const path = resolve(cwd, file);
    if (paths.has(path))
      throw new HarnessError('usage', `${option}: another report is written there`, 'Name another file.');
    paths.add(path);
  }
}
