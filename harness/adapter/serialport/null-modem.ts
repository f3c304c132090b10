import { HarnessError } from '../../ground/errors.ts';
import { SIDES } from '../../ground/side.ts';
import { Cable } from '../../link/cable.ts';
import type { ComPort } from '../../machine/com-port.ts';
import type { TriggerLevel } from '../../uart/registers.ts';
import type { UartType } from '../../uart/types.ts';
import { bindingFor, type NullModemBinding } from './binding.ts';
import { FarPc } from './far-pc.ts';
import type { LineError } from './line-error.ts';
import { type LineTime, WallTime } from './line-time.ts';
import { Tty } from './tty.ts';

interface NullModemOptions {
  /** Real time when not given; a `SteppedTime` passes when a test says so. */
  readonly time?: LineTime;
  /** After so many characters the chip calls its driver; 1 when not given, where Linux has 8. */
  readonly trigger?: TriggerLevel;
  /** Told of each character that came with PE, FE or BI, or after an overrun. Programs get the character all the same. */
  readonly onLineError?: (error: LineError) => void;
}

export interface NullModemPairOptions extends NullModemOptions {
  /** Two for each cable; `/dev/ttyNM0` and `/dev/ttyNM1` when not given. */
  readonly paths?: readonly string[];
}

export interface NullModemToPcOptions extends NullModemOptions {
  /** `/dev/ttyNM0` when not given. */
  readonly path?: string;
  /** The chip of the PC. */
  readonly type?: UartType;
}

export interface NullModem {
  /** For `new SerialPortStream({ binding, path, baudRate })`. */
  readonly binding: NullModemBinding;
  /** The first is joined with the second, the third with the fourth. */
  readonly ports: readonly string[];
  /** Closes what is open, stops the PC, and gives the clock back. */
  close(): Promise<void>;
}

export interface NullModemToPc extends NullModem {
  readonly pc: FarPc;
}

/** Ports for the `serialport` package, two and two joined by a null-modem cable, bit-true. */
export function nullModem({
  paths = ['/dev/ttyNM0', '/dev/ttyNM1'],
  ...options
}: NullModemPairOptions = {}): NullModem {
  if (paths.length % 2 !== 0 || new Set(paths).size < paths.length)
    throw new HarnessError('usage', 'a cable has two ends: give it an even number of paths, all different');
  const time = options.time ?? new WallTime();
  const ttys = paths.map((path, i) => ttyAt(time, path, i, options));
  for (let i = 0; i < ttys.length; i += 2) plug(time, (ttys[i] as Tty).port, (ttys[i + 1] as Tty).port);
  return { binding: bindingFor(ttys), ports: paths, close: () => closeAll(time, ttys) };
}

/** A port for the `serialport` package, joined with an emulated PC by a null-modem cable, bit-true. */
export function nullModemToPc({
  path = '/dev/ttyNM0',
  type,
  ...options
}: NullModemToPcOptions = {}): NullModemToPc {
  const time = options.time ?? new WallTime();
  const tty = ttyAt(time, path, 0, options);
  const pc = new FarPc(time, type);
  plug(time, tty.port, pc.com1);
  return {
    binding: bindingFor([tty]),
    ports: [path],
    pc,
    close: () => {
      pc.stop();
      return closeAll(time, [tty]);
    },
  };
}

const ttyAt = (
  time: LineTime,
  path: string,
  i: number,
  { trigger = 1, onLineError }: NullModemOptions,
): Tty => new Tty(time, { path, machine: i % 2 === 0 ? 'A' : 'B', trigger, onLineError });

function plug({ clock }: LineTime, a: ComPort, b: ComPort): void {
  const cable = new Cable(clock, a, b);
  // A cable is open as soon as it is told to; it is a socket that one waits for.
  for (const side of SIDES) void cable.open(side);
}

async function closeAll(time: LineTime, ttys: readonly Tty[]): Promise<void> {
  for (const { openings } of ttys) for (const port of openings) await port.close();
  if (time instanceof WallTime) time.stop();
}
