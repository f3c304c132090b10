import { spawnSync } from 'node:child_process';
import type { ParityLetter, Setting } from '../../support/datasheet.ts';
import { type Decoded, readAnnotations } from './annotations.ts';
import { TIMESCALES, type Timescale } from './vcd.ts';

/** Who listens to a signal, and what for. */
export interface Channel {
  readonly signal: string;
  readonly line: Setting;
  readonly divisor: number;
}

/** How sigrok-cli is called, and for how long it may run. */
export interface Program {
  readonly file: string;
  readonly first: readonly string[];
  readonly milliseconds: number;
}

export const SIGROK: Program = { file: 'sigrok-cli', first: [], milliseconds: 8000 };

const CRYSTAL = 1_843_200;
const PARITIES: Readonly<Record<ParityLetter, string>> = {
  N: 'none',
  O: 'odd',
  E: 'even',
  M: 'one',
  S: 'zero',
};
const ANNOTATIONS = ['start', 'data', 'parity-ok', 'parity-err', 'warnings', 'break'];

/** sigrok knows whole rates only. The error is 9 millionths at divisor 7. */
const baudrate = (divisor: number): number => Math.round(CRYSTAL / (16 * divisor));

/**
 * Stop bits: sigrok reads the middle of the first and takes the number for the length of a break alone. A receiver
 * has seen a break by the middle of the first stop bit, so half a bit it is.
 */
function stack({ signal, line, divisor }: Channel): readonly string[] {
  const options = {
    rx: signal,
    baudrate: baudrate(divisor),
    data_bits: line.bits,
    parity: PARITIES[line.parity],
    stop_bits: '0.5',
  };
  return ['-P', ['uart', ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(':')];
}

/** What sigrok-cli prints. It ends with 0 even when it could not do what it was asked to: only its words tell. */
function run({ file, first, milliseconds }: Program, args: readonly string[], input: string): string {
  const { error, status, signal, stdout, stderr } = spawnSync(file, [...first, ...args], {
    input,
    encoding: 'utf8',
    timeout: milliseconds,
    killSignal: 'SIGKILL',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const fault: NodeJS.ErrnoException | undefined = error;
  if (fault?.code === 'ETIMEDOUT') throw new Error(`${file} did not end within ${milliseconds} ms`);
  if (status === null && signal === null) throw new Error(`${file} could not be run: ${fault?.message}`);
  if (fault !== undefined || status !== 0 || stderr !== '')
    throw new Error(`${file} failed with ${status ?? signal}: ${stderr || fault?.message}`);
  return stdout;
}

/**
 * What sigrok's UART decoder makes of a recording, channel by channel: all of them in one run. Each ought to carry a
 * character: libsigrokdecode 0.5.3 gives Python's True away once a decoder, and when most of them hear nothing at all
 * Python 3.11 aborts for it at the end.
 */
export function decode(
  recording: string,
  timescale: Timescale,
  channels: readonly Channel[],
  program: Program = SIGROK,
): readonly Decoded[] {
  const classes = `uart=${ANNOTATIONS.map((name) => `rx-${name}`).join(':')}`;
  const reading = ['-I', 'vcd', '-i', '-', '--protocol-decoder-samplenum', '-A', classes];
  const said = run(program, [...reading, ...channels.flatMap(stack)], recording);
  const samplerate = 1e9 / TIMESCALES[timescale];
  return readAnnotations(
    said,
    channels.map(({ line, divisor }) => ({
      bit: samplerate / baudrate(divisor),
      parity: line.parity !== 'N',
    })),
  );
}
