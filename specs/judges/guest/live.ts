import { parseCommand, runCommand } from '../../../harness/lab7/command.ts';
import { COM1 } from '../../../harness/lab7/port.ts';
import { writeLine } from '../../../harness/lab7/set.ts';
import { station } from '../../../harness/lab7/station.ts';
import type { Lab7Result } from '../../../harness/lab7/transfer.ts';
import { type LiveOutcome, playLive } from '../../../harness/peer/live-pc.ts';
import { outletFor } from '../../../harness/peer/outlet-for.ts';
import type { PortAddress } from '../../../harness/peer/port-address.ts';
import type { Program } from '../../../harness/program/operation.ts';
import type { Mode } from './orders.ts';

/** An emulated PC in real time, for a guest at the other end of its port. */
export interface Live<Result> {
  /** Once it listens or has called: the address in words. */
  readonly open: Promise<string>;
  readonly over: Promise<LiveOutcome<Result>>;
}

export function live<Result>(
  program: Program<Result>,
  address: PortAddress,
  signal: AbortSignal,
): Live<Result> {
  const { promise: where, resolve } = withResolvers<string>();
  const over = playLive(program, {
    outlet: outletFor(address, { profile: 'qemu' }),
    port: COM1,
    profile: 'qemu',
    waitsForPeer: true,
    timeoutMs: 8000,
    signal,
    onEvent: (event) => {
      if (event.kind === 'open') resolve(event.where);
    },
  });
  return { over, open: Promise.race([where, over.then(() => where)]) };
}

/** A line of the lab's test program. */
export function lab7(line: string): Program<Lab7Result> {
  const command = parseCommand(line);
  if ('code' in command) throw new Error(`${command.what}: ${line}`);
  return runCommand(command);
}

/** Sends and receives at once at 115200 8N1; `received` comes with as many bytes as were sent. */
export function both(mode: Mode, bytes: Uint8Array): { program: Program<never>; received: Promise<Buffer> } {
  const { promise: received, resolve } = withResolvers<Buffer>();
  const came: number[] = [];
  let sent = 0;
  const onByte = (byte: number, flags: number) => {
    came.push(flags === 0 ? byte : -1);
    if (came.length === bytes.length) resolve(Buffer.from(came));
  };
  const next = () => bytes[sent++];
  function* program(): Program<never> {
    yield* writeLine(COM1.base, 0x03, 1);
    return yield* station({ ...COM1, mode, next, onByte });
  }
  return { program: program(), received };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
