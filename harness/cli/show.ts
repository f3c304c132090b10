import { HarnessError } from '../ground/errors.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { onOneLine } from '../report/harmless.ts';
import { counted } from '../report/quantities.ts';
import type { Play } from '../report/run.ts';
import type { TraceHeader } from '../report/trace/header.ts';
import { Output } from './output-file.ts';
import { focusOf } from './page-records.ts';
import type { Page } from './page-showing.ts';
import { quoted } from './replay.ts';
import { BROKEN_OFF, reportTrace } from './reported-trace.ts';
import { patternOf } from './run-arguments.ts';
import type { ShowCommand } from './show-arguments.ts';
import { type Showing, showingAs } from './showing.ts';
import { ShownByte, type Window } from './shown-byte.ts';
import { BrokenTrace, readTrace } from './trace-reader.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** `nullmodem show`: a trace in words, as a picture, or for a waveform viewer. */
export async function show(command: ShowCommand, world: World): Promise<ExitCode> {
  try {
    if (command.reports.length > 0) return await reportTrace(command, world);
    if (command.list) await list(command, world);
    else await showScenario(command, world);
  } catch (error) {
    if (!(error instanceof BrokenTrace)) throw error;
    world.stderr.write(`${renderDiagnostic(error.diagnostic, wantsColour(world.stderr, world.env))}\n`);
    return EXIT.NOT_UNDERSTOOD;
  }
  return world.signal.aborted ? EXIT.INTERRUPTED : EXIT.PASSED;
}

async function list({ trace, grep, output }: ShowCommand, world: World): Promise<void> {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const names = new Output(output, trace, world);
  try {
    await readTrace(trace, world, {
      begin: ({ name, profile }) => {
        if (pattern?.test(name) ?? true) names.write(`${onOneLine(name)}  [${onOneLine(profile)}]\n`);
        return 'pass';
      },
    });
  } finally {
    names.close();
  }
}

async function showScenario(command: ShowCommand, world: World): Promise<void> {
  refuseTerminal(command, world);
  const window = await windowOf(command, world);
  const output = new Output(command.output, command.trace, world);
  const colour = command.output === undefined && wantsColour(world.stdout, world.env);
  const page = await pageOf(command, world);
  let showing: Showing | undefined;
  let isWhole = false;
  try {
    const next = await readScenario(command, world, {
      begin: (header) => {
        showing = showingAs(command.as, { header, window, write: output.write, colour, page });
      },
      take: (record) => {
        showing?.take(record);
        return showing?.hasEnough === true ? 'enough' : undefined;
      },
      end: (play) => {
        isWhole = true;
        showing?.conclude?.(play);
      },
      endLive: (outcome) => {
        isWhole = true;
        showing?.concludeLive?.(outcome);
      },
    });
    if (!isWhole && !world.signal.aborted) world.stderr.write(`${BROKEN_OFF}\n`);
    for (const note of [...(showing?.notes() ?? []), ...(next === undefined ? [] : [othersIn(next)])])
      world.stderr.write(`${note}\n`);
  } finally {
    // Of a trace that is cut off, what there is makes a whole document too.
    try {
      showing?.end();
    } finally {
      output.close();
    }
  }
}

/** A page is nothing that a person reads there. */
function refuseTerminal({ as, output, trace }: ShowCommand, { stdout }: World): void {
  if (as !== 'html' || output !== undefined || !stdout.isTerminal) return;
  const name = quoted(`${trace.replace(/\.(trace\.)?ndjson$/, '')}.html`);
  throw new HarnessError('usage', '--html makes a page for a browser', `Name a file for it: -o ${name}`);
}

async function windowOf({ byte, from = 0, to, ...command }: ShowCommand, world: World): Promise<Window> {
  if (byte === undefined) return { from, to: to ?? Number.POSITIVE_INFINITY };
  const shown = new ShownByte(byte);
  await readScenario(command, world, {
    begin: () => {},
    take: (record) => {
      shown.take(record);
      return undefined;
    },
  });
  return shown.window;
}

const NO_PAGE: Page = { script: '', version: '', command: '', focus: undefined };

/** Where a page's records are to be is known only at the trace's end: so it is read to there first. */
async function pageOf(command: ShowCommand, world: World): Promise<Page> {
  if (command.as !== 'html') return NO_PAGE;
  const { trace, grep } = command;
  let focus: number | undefined;
  await readScenario(command, world, {
    begin: () => {},
    end: (play) => {
      focus = focusOf(play);
    },
  });
  const { program = 'nullmodem', version } = world;
  const words = ['show', trace, ...(grep === undefined ? [] : ['--grep', grep]), '--html'];
  return { script: await world.viewer(), version, focus, command: [program, ...words.map(quoted)].join(' ') };
}

const othersIn = (next: string): string =>
  `Other scenarios follow in this file, the next is "${onOneLine(next)}": --list names them, --grep NAME shows one.`;

interface Listener {
  readonly begin: (header: TraceHeader) => void;
  /** Absent: records are not wanted. */
  readonly take?: (record: TraceRecord) => 'enough' | undefined;
  readonly end?: (play: Play) => void;
  readonly endLive?: (outcome: LiveOutcome<Lab7Result>) => void;
}

/** The first scenario that is wanted; answers with the name of the next one, where there is one. */
async function readScenario(
  { trace, grep }: Pick<ShowCommand, 'trace' | 'grep'>,
  world: World,
  { begin, ...listener }: Listener,
): Promise<string | undefined> {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  let hasBegun = false;
  let others = 0;
  let next: string | undefined;
  await readTrace(trace, world, {
    begin: (header) => {
      if (hasBegun) {
        next = header.name;
        return 'stop';
      }
      if (pattern !== undefined && !pattern.test(header.name)) {
        others += 1;
        return 'pass';
      }
      hasBegun = true;
      begin(header);
      return listener.take === undefined ? 'play' : 'take';
    },
    ...listener,
  });
  if (!hasBegun && !world.signal.aborted)
    throw new HarnessError(
      'usage',
      `none of ${counted(others, 'scenario')} in ${trace} has a name that matches ${grep}`,
      '`--list` names them all.',
    );
  return next;
}
