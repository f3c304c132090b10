import { resolve } from 'node:path';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import { parseCommand, runCommand } from '../lab7/command.ts';
import type { Lab7Result, TransferOptions } from '../lab7/transfer.ts';
import type { LiveEvent } from '../peer/live-event.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import { type LiveOptions, playLive } from '../peer/live-pc.ts';
import { outletFor } from '../peer/outlet-for.ts';
import { type PortAddress, portAddress } from '../peer/port-address.ts';
import { Conversation } from '../report/conversation.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { whoCanConnect } from '../report/listening-words.ts';
import { isWell, renderLive } from '../report/live.ts';
import { liveAsJson } from '../report/live-json.ts';
import { paintIn } from '../report/paint.ts';
import { jsonProblems } from '../report/problems.ts';
import { absoluteAddress } from './absolute-address.ts';
import type { Lab7Command } from './lab7-arguments.ts';
import { LiveRecords } from './live-records.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** A burst of characters has ended, and is shown, when none has followed for so long. */
const PAUSE_MS = 150;

/** `nullmodem lab7`: one emulated PC in real time, until its program ends. */
export async function lab7(command: Lab7Command, world: World): Promise<ExitCode> {
  const address = addressOf(command, world);
  const parsed = parseCommand(command.args);
  const colour = wantsColour(world.stderr, world.env);
  if ('code' in parsed) {
    world.stderr.write(`${renderDiagnostic(parsed, colour)}\n`);
    if (command.json) world.stdout.write(`${jsonProblems([parsed], world.version)}\n`);
    return EXIT.NOT_UNDERSTOOD;
  }
  const records = new LiveRecords(command, parsed.port, world);
  const conversation = new Conversation((line) => world.stderr.write(line), paintIn(colour));
  let lastByteAt = 0;
  const showing = setInterval(() => {
    if (performance.now() - lastByteAt > PAUSE_MS) conversation.flush();
  }, PAUSE_MS);
  let printed = '';
  const onEvent = (event: LiveEvent): void => {
    if (!command.quiet || event.kind === 'open') conversation.tell(event);
    if (event.kind === 'open' && address.kind === 'listen' && address.at.kind === 'tcp')
      world.stderr.write(whoCanConnect(address.at.host));
  };
  const onByte: LiveOptions['onByte'] = (way, byte, at) => {
    lastByteAt = performance.now();
    conversation.gather(way, byte, at);
  };
  try {
    await records.understand();
    const outcome = await playLive(runCommand(parsed, optionsOf(command)), {
      outlet: outletFor(address, command),
      port: parsed.port,
      profile: command.profile,
      waitsForPeer: command.waitsForPeer,
      signal: world.signal,
      ...(command.trace === undefined && command.golden === undefined ? {} : { recorder: records }),
      onEvent,
      ...(command.quiet ? {} : { onByte }),
      onPrint: (text) => {
        if (command.json) printed += text;
        else world.stdout.write(Buffer.from(text, 'latin1'));
      },
      ...(command.timeoutMs === undefined ? {} : { timeoutMs: command.timeoutMs }),
    });
    conversation.flush();
    world.stderr.write(renderLive(outcome, command.args));
    const kept = await records.conclude(outcome);
    world.stderr.write(kept.words.map((line) => `${line}\n`).join(''));
    if (command.json)
      world.stdout.write(`${liveAsJson(outcome, { ...command, printed, kept }, world.version)}\n`);
    const exit = exitOf(outcome);
    return exit === EXIT.PASSED && !kept.isKept ? EXIT.FAILED : exit;
  } finally {
    clearInterval(showing);
    records.close();
  }
}

function exitOf(outcome: LiveOutcome<Lab7Result>): ExitCode {
  if (outcome.end.why === 'interrupted') return EXIT.INTERRUPTED;
  return isWell(outcome) ? EXIT.PASSED : EXIT.FAILED;
}

function addressOf({ port, host }: Lab7Command, world: World): PortAddress {
  const address = portAddress(port, host);
  if (address.kind === 'pty')
    return address.path === undefined ? address : { ...address, path: resolve(world.cwd, address.path) };
  return { ...address, at: absoluteAddress(address.at, world.cwd) };
}

const optionsOf = ({ terminator, trigger, delayMs }: Lab7Command): TransferOptions => ({
  terminator,
  ...(trigger === undefined ? {} : { trigger }),
  ...(delayMs === undefined ? {} : { delay: (delayMs * CRYSTAL_HZ) / 1000 }),
});
