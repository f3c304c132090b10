import { EventEmitter, once } from 'node:events';
import { parseCommand, runCommand } from '../../../harness/lab7/command.ts';
import { COM1 } from '../../../harness/lab7/port.ts';
import { writeLine } from '../../../harness/lab7/set.ts';
import { station } from '../../../harness/lab7/station.ts';
import type { Lab7Result } from '../../../harness/lab7/transfer.ts';
import type { LiveOutcome } from '../../../harness/peer/live-outcome.ts';
import { playLive } from '../../../harness/peer/live-pc.ts';
import { outletFor } from '../../../harness/peer/outlet-for.ts';
import type { PortAddress } from '../../../harness/peer/port-address.ts';
import type { Program } from '../../../harness/program/operation.ts';
import type { Mode } from './orders.ts';

/** Longer than a guest is given. */
const TIMEOUT_MS = 25_000;

/** An emulated PC in real time, for a guest at the other end of its port. */
export interface Live<Result> {
  /** Comes once it listens, with the address in words. */
  readonly open: Promise<string>;
  /** Comes once somebody is at the other end. */
  readonly met: Promise<string>;
  readonly over: Promise<LiveOutcome<Result>>;
}

export function live<Result>(
  program: Program<Result>,
  address: PortAddress,
  signal: AbortSignal,
): Live<Result> {
  const events = new EventEmitter();
  const [listening, meeting] = [once(events, 'open'), once(events, 'met')];
  const over = playLive(program, {
    outlet: outletFor(address, { profile: 'qemu' }),
    port: COM1,
    profile: 'qemu',
    waitsForPeer: true,
    timeoutMs: TIMEOUT_MS,
    signal,
    onEvent: (event) => {
      if (event.kind === 'open') events.emit(event.kind, event.where);
      else if (event.kind === 'met') events.emit(event.kind, event.name);
    },
  });
  const inTime = async (wanted: Promise<string[]>): Promise<string> => {
    const [words] = await Promise.race([wanted, over.then(() => [])]);
    if (words === undefined) throw new Error('the harness was over before');
    return words;
  };
  const [open, met] = [inTime(listening), inTime(meeting)];
  for (const each of [open, met]) each.catch(() => {});
  return { open, met, over };
}

/** A line of the lab's test program. */
export function lab7(line: string): Program<Lab7Result> {
  const command = parseCommand(line);
  if ('code' in command) throw new Error(`${command.what}: ${line}`);
  return runCommand(command);
}

export interface Exchange {
  readonly program: Program<never>;
  /** What has come; a character with a line error as -1. */
  readonly came: readonly number[];
  /** Comes when as much has come as there was to send. */
  readonly whole: Promise<void>;
}

/** Sends and receives at once, at 115200 8N1, until it is turned off. */
export function exchange(mode: Mode, bytes: Uint8Array): Exchange {
  const came: number[] = [];
  let complete: () => void = () => {};
  const whole = new Promise<void>((resolve) => {
    complete = resolve;
  });
  let sent = 0;
  const next = () => bytes[sent++];
  const onByte = (byte: number, flags: number) => {
    came.push(flags === 0 ? byte : -1);
    if (came.length === bytes.length) complete();
  };
  function* program(): Program<never> {
    yield* writeLine(COM1.base, 0x03, 1);
    return yield* station({ ...COM1, mode, next, onByte });
  }
  return { program: program(), came, whole };
}
