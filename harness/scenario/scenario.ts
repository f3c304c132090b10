import { bytesOf } from '../ground/bytes.ts';
import { invariant } from '../ground/errors.ts';
import { UART_TYPES, type UartType } from '../uart/types.ts';
import { readCrystal } from './crystal-text.ts';
import type { Path, Read } from './fault.ts';
import { readLine, readStop } from './line-text.ts';
import type {
  Duration,
  Flag,
  Lab7Run,
  LinkSetup,
  MachineSetup,
  Payload,
  Scenario,
  Step,
  Want,
} from './model.ts';
import { readPattern } from './pattern.ts';
import { bytesOfRanges, readHex } from './payload.ts';
import { readPort } from './port-name.ts';
import type { FileStep, ScenarioFile } from './schema.ts';
import { readDuration } from './units.ts';

/** The scenario that a file's data says, once it is known to be right. */
export function scenarioOf(
  data: ScenarioFile,
  file: string,
  name: string,
  lineOf: (path: Path) => number,
): Scenario {
  return {
    name,
    file,
    link: linkOf(data.link, data.machines),
    machines: { A: machineOf(data.machines.A), B: machineOf(data.machines.B) },
    steps: data.steps.map((step, index) => stepOf(step, ['steps', index], lineOf)),
    assert: data.assert,
  };
}

/** Where a machine has QEMU's chip, bytes are all that can cross, and QEMU's rules are the usual ones. */
const linkOf = (link: ScenarioFile['link'], { A, B }: ScenarioFile['machines']): LinkSetup => ({
  listen: 'A',
  ...link,
  ...(foreignChip(A) === undefined && foreignChip(B) === undefined ? {} : { usual: 'qemu' }),
});

const foreignChip = ({ chip }: ScenarioFile['machines']['A']): MachineSetup['chip'] =>
  chip === 'ours' ? undefined : chip;

function machineOf(machine: ScenarioFile['machines']['A']): MachineSetup {
  const { port, line, fifo, type, crystal } = machine;
  const chip = foreignChip(machine);
  return {
    ...(typeof port === 'string' ? sure(readPort(port)) : port),
    ...(line === undefined
      ? {}
      : {
          line:
            typeof line === 'string'
              ? sure(readLine(line))
              : { ...line, stop: sure(readStop(line.bits, line.stop)) },
        }),
    ...(fifo === undefined ? {} : { fifo }),
    ...(type === undefined ? {} : { type: typeOf(type) }),
    ...(chip === undefined ? {} : { chip }),
    ...(crystal === undefined ? {} : { crystal: sure(readCrystal(crystal)) }),
  };
}

/** `16450` in a file is a number, and `16550A` is text. */
function typeOf(written: string | number): UartType {
  const type = UART_TYPES.find((one) => one === String(written));
  invariant(type, 'a type that was checked is one');
  return type;
}

function stepOf(step: FileStep, path: Path, lineOf: (path: Path) => number): Step {
  const line = lineOf(path);
  const { send, expect, lab7, out, in: input, wait, break: lineBreak, parallel, boot, stop } = step;
  if (send) return { line, verb: 'send', from: send.from, mode: send.mode, payload: payloadOf(send) };
  if (expect) return { line, ...expectOf(expect) };
  if (lineBreak) return { line, verb: 'break', from: lineBreak.from, for: durationOf(lineBreak.for) };
  if (lab7) {
    const runs = Array.isArray(lab7) ? lab7 : [lab7];
    return { line, verb: 'lab7', runs: runs.map(runOf), ...within(runs[0]?.within) };
  }
  if (out) return { line, verb: 'out', ...out };
  if (input) return { line, verb: 'in', ...input };
  if (wait) return { line, verb: 'wait', for: durationOf(wait.for) };
  if (parallel)
    return {
      line,
      verb: 'parallel',
      steps: parallel.map((inner, index) => stepOf(inner, [...path, 'parallel', index], lineOf)),
    };
  if (boot) return { line, verb: 'boot', ...boot };
  invariant(stop, 'a step that was checked has a verb');
  return { line, verb: 'stop', ...stop };
}

function payloadOf({ text, hex, repeat, times = 1, random }: NonNullable<FileStep['send']>): Payload {
  if (random !== undefined) return { random };
  return { bytes: written(text, hex ?? repeat), times };
}

type Expectation = Step & { readonly verb: 'expect' | 'expect-flags' | 'expect-irq' };
type WithoutLine<T> = T extends unknown ? Omit<T, 'line'> : never;

function expectOf(expect: NonNullable<FileStep['expect']>): WithoutLine<Expectation> {
  const { on, mode, irq, flags, byte } = expect;
  const limit = within(expect.within);
  if (irq !== undefined)
    return { verb: 'expect-irq', on, irq, ...(mode === undefined ? {} : { mode }), ...limit };
  const usual = mode ?? 'poll';
  if (flags !== undefined && byte !== undefined)
    return { verb: 'expect-flags', on, mode: usual, byte, flags: flagsOf(flags), ...limit };
  return { verb: 'expect', on, mode: usual, want: wantOf(expect), ...limit };
}

function wantOf({ text, hex, count, pattern, flags }: NonNullable<FileStep['expect']>): Want {
  if (count !== undefined) return { count };
  if (pattern !== undefined) return { pattern: sure(readPattern(pattern)) };
  if (flags !== undefined) return { flags: flagsOf(flags) };
  return { bytes: written(text, hex) };
}

const flagsOf = (written: 'none' | readonly Flag[]): readonly Flag[] =>
  typeof written === 'string' ? [] : written;

function written(text: string | undefined, hex: string | undefined): Uint8Array {
  if (text !== undefined) return bytesOf(text);
  invariant(hex !== undefined, 'a step that was checked says what bytes');
  return bytesOfRanges(sure(readHex(hex)));
}

type FileRun = Exclude<NonNullable<FileStep['lab7']>, readonly unknown[]>;

function runOf({ on, args, terminator, delay, prints, fails }: FileRun): Lab7Run {
  return {
    on,
    args,
    terminator,
    ...(delay === undefined ? {} : { delay: durationOf(delay) }),
    ...(prints === undefined ? {} : { prints }),
    fails,
  };
}

const within = (written: string | undefined): { within?: Duration } =>
  written === undefined ? {} : { within: durationOf(written) };

const durationOf = (written: string): Duration => sure(readDuration(written));

function sure<T>(read: Read<T>): T {
  invariant('value' in read, 'what the schema let pass can be read');
  return read.value;
}
