import { basename, resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import type { Side } from '../ground/side.ts';
import { type Address, addressInWords } from '../link/address.ts';
import { connectAddress, listenAddress } from '../peer/port-address.ts';
import { Recording } from '../peer/recording.ts';
import { tap as standBetween, type TapEnd, type TapOutcome } from '../peer/tap.ts';
import type { PerSide, TapEvent } from '../peer/tap-event.ts';
import { whoCanConnect } from '../report/listening-words.ts';
import { paintIn } from '../report/paint.ts';
import { renderTap, tapAsJson } from '../report/tap.ts';
import { TapLines } from '../report/tap-lines.ts';
import { absoluteAddress } from './absolute-address.ts';
import { SCENARIO_ENDING } from './find.ts';
import { RecordingFile } from './recording-file.ts';
import type { TapCommand } from './tap-arguments.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** What has come is shown, and written down, at the latest after this time, though more of it may come. */
const SHOWN_WITHIN_MS = 100;

/** `nullmodem tap`: stands between two machines until it is told to go. */
export async function tap(command: TapCommand, world: World): Promise<ExitCode> {
  const { stdout, stderr, program = 'npx nullmodem' } = world;
  const ends = endsOf(command, world.cwd);
  const screen = command.json ? stderr : stdout;
  const file = command.record === undefined ? null : recordingFile(command.record, command, ends, world.cwd);
  const lines = new TapLines(ends, (line) => screen.write(line), paintIn(wantsColour(screen, world.env)));
  const noted = new Set<string>();
  const noteOnce = (words: string): void => {
    if (!noted.has(words)) stderr.write(words);
    noted.add(words);
  };
  const onEvent = (event: TapEvent): void => {
    file?.tell(event);
    if (event.kind === 'unmet') stderr.write(inWords(event.error));
    if (!command.quiet || event.kind === 'open') lines.tell(event);
    if (event.kind === 'open') noteOnce(noteOn(ends[event.side]));
  };
  const showing = setInterval(() => {
    lines.flush();
    file?.lookWhetherQuiet();
  }, SHOWN_WITHIN_MS);
  let seconds = 0;
  try {
    const { signal } = world;
    const { once, timeoutMs } = command;
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    const outcome = await standBetween({ ends, once, signal, onEvent, ...limit });
    seconds = outcome.seconds;
    lines.flush();
    file?.complete(seconds);
    const recorded = file?.recorded ?? null;
    screen.write(renderTap(outcome, recorded, program));
    if (command.json) stdout.write(`${tapAsJson(outcome, recorded, world.version)}\n`);
    return recorded?.end?.why === 'unwritable' ? EXIT.WORLD : exitOf(outcome);
  } finally {
    clearInterval(showing);
    file?.close(seconds);
  }
}

/** `--host` goes with a port alone; a host with its port goes always. */
const noteOn = ({ at }: TapEnd): string =>
  at.kind === 'tcp' ? whoCanConnect(at.host, 'write --listen 0.0.0.0:PORT') : '';

const inWords = ({ message, fix }: HarnessError): string =>
  `${message}\n${fix === undefined ? '' : `fix: ${fix}\n`}`;

function exitOf({ why, conversations }: TapOutcome): ExitCode {
  if (why === 'interrupted') return EXIT.INTERRUPTED;
  return conversations > 0 ? EXIT.PASSED : EXIT.FAILED;
}

function endsOf({ listen, connect, host }: TapCommand, cwd: string): PerSide<TapEnd> {
  const addresses = listen.map((text) => ({ text, at: absoluteAddress(listenAddress(text), cwd) }));
  const isMeant = ({ at, text }: (typeof addresses)[number]): boolean =>
    at.kind === 'tcp' && /^\d+$/.test(text);
  if (host !== undefined && !addresses.some(isMeant))
    throw new HarnessError('usage', '--host goes with --listen PORT', 'Write --host 0.0.0.0 --listen 4000.');
  const listeners = addresses.map((each): TapEnd => {
    const at = host !== undefined && isMeant(each) && each.at.kind === 'tcp' ? { ...each.at, host } : each.at;
    return { kind: 'listen', at };
  });
  const [A, B] = [
    ...listeners,
    ...connect.map((text): TapEnd => ({ kind: 'connect', at: called(text, cwd) })),
  ];
  if (A === undefined || B === undefined)
    throw new HarnessError('usage', 'a tap stands between two machines');
  if (addressInWords(A.at) === addressInWords(B.at) && A.kind !== B.kind)
    throw new HarnessError(
      'usage',
      `it cannot listen on ${addressInWords(A.at)} and call itself there`,
      'Give the second machine another port.',
    );
  return { A, B };
}

function called(text: string, cwd: string): Address {
  if (/^:?\d+$/.test(text))
    throw new HarnessError(
      'usage',
      `--connect ${text} names no computer`,
      `Write --connect 127.0.0.1:${text.replace(':', '')} where it is this one.`,
    );
  return absoluteAddress(connectAddress(text), cwd);
}

function recordingFile(
  record: string,
  { line: { rate, ...settings } }: TapCommand,
  ends: PerSide<TapEnd>,
  cwd: string,
): RecordingFile {
  const recording = new Recording({
    name: basename(record).replace(SCENARIO_ENDING, ''),
    line: { ...settings, divisor: 115_200 / rate },
    transport: ends.A.at.kind === 'pipe' && ends.B.at.kind === 'pipe' ? 'pipe' : 'tcp',
    listens: listenerOf(ends),
  });
  return new RecordingFile(resolve(cwd, record), record, recording);
}

/** The machine that a tap calls is one that listens. Where both do, or none does, it is A. */
const listenerOf = ({ A, B }: PerSide<TapEnd>): Side =>
  B.kind === 'connect' && A.kind === 'listen' ? 'B' : 'A';
