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

/** What sigrok's UART decoder makes of a recording, channel by channel: all of them in one run. */
export function decode(
  recording: string,
  timescale: Timescale,
  channels: readonly Channel[],
  { file, first, milliseconds }: Program = SIGROK,
): readonly Decoded[] {
  const classes = `uart=${ANNOTATIONS.map((name) => `rx-${name}`).join(':')}`;
  const { error, status, signal, stdout, stderr } = spawnSync(
    file,
    [
      ...first,
      ...['-I', 'vcd', '-i', '-', '--protocol-decoder-samplenum', '-A', classes],
      ...channels.flatMap(stack),
    ],
    {
      input: recording,
      encoding: 'utf8',
      timeout: milliseconds,
      killSignal: 'SIGKILL',
      maxBuffer: Number.POSITIVE_INFINITY,
    },
  );
  if (signal === 'SIGKILL') throw new Error(`${file} did not end within ${milliseconds} ms`);
  if (error !== undefined) throw new Error(`${file} could not be run: ${error.message}`);
  // It ends with 0 even when it could not do what it was asked to: only its words tell.
  if (status !== 0 || stderr !== '') throw new Error(`${file} failed with ${status ?? signal}: ${stderr}`);
  const samplerate = 1e9 / TIMESCALES[timescale];
  return readAnnotations(
    stdout,
    channels.map(({ line, divisor }) => ({
      bit: samplerate / baudrate(divisor),
      parity: line.parity !== 'N',
    })),
  );
}
