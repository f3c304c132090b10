import { hex2, hexPort, inWords } from '../ground/bytes.ts';
import type { Duration, Flag, Payload, Step, Want } from '../scenario/model.ts';

const LONGEST = 24;

/** A step as one short line, for traces and reports. */
export function stepInWords(step: Step): string {
  switch (step.verb) {
    case 'send':
      return `send from ${step.from}: ${payloadInWords(step.payload)}`;
    case 'expect':
      return `expect on ${step.on}: ${wantInWords(step.want)}`;
    case 'expect-flags':
      return `expect on ${step.on}: byte ${step.byte} with ${flagsInWords(step.flags)}`;
    case 'expect-irq':
      return `expect on ${step.on}: interrupt ${step.irq}`;
    case 'break':
      return `break from ${step.from} for ${durationInWords(step.for)}`;
    case 'lab7':
      return step.runs.map(({ on, args }) => `lab7 on ${on}: ${args}`).join(' | ');
    case 'out':
      return `out on ${step.on}: ${hexPort(step.port)} ${hex2(step.value)}`;
    case 'in':
      return `in on ${step.on}: ${hexPort(step.port)}${step.is === undefined ? '' : ` & ${hex2(step.mask)} is ${hex2(step.is)}`}`;
    case 'wait':
      return `wait for ${durationInWords(step.for)}`;
    case 'parallel':
      return `parallel: ${step.steps.length} steps`;
    case 'boot':
      return `boot ${step.machine}${step.fails === undefined ? '' : `, which is ${step.fails}`}`;
    case 'stop':
      return `stop ${step.machine}`;
  }
}

export const durationInWords = ({ amount, unit }: Duration): string => `${amount} ${unit}`;

function wantInWords(want: Want): string {
  if ('bytes' in want) return quoted(want.bytes);
  if ('count' in want) return `${want.count} bytes`;
  if ('pattern' in want) return `/${want.pattern.source}/`;
  return `a byte with ${flagsInWords(want.flags)}`;
}

export const flagsInWords = (flags: readonly Flag[]): string =>
  flags.length === 0 ? 'no flag' : flags.join(', ');

function payloadInWords(payload: Payload): string {
  if ('random' in payload) return `${payload.random} random bytes`;
  return quoted(payload.bytes) + (payload.times === 1 ? '' : ` ${payload.times} times`);
}

function quoted(bytes: Uint8Array): string {
  const shown = inWords(bytes.slice(0, LONGEST));
  return bytes.length > LONGEST ? `"${shown}" and ${bytes.length - LONGEST} more` : `"${shown}"`;
}
