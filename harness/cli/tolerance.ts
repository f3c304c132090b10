import type { Duration } from '../scenario/model.ts';
import { readTolerance } from '../scenario/tolerance.ts';

export const WITHIN = {
  describe: 'how far times may be off from the golden ones: 1bit, 20ms',
  type: 'string',
  requiresArg: true,
  group: 'What comes out:',
} as const;

/** What `--within` says, or what is wrong with it. */
export function tolerance(
  text: string | undefined,
  golden: string | undefined,
): Duration | string | undefined {
  if (text === undefined) return undefined;
  if (golden === undefined) return '--within goes with --golden: it says how far from golden times may be';
  const read = readTolerance(text);
  if ('value' in read) return read.value;
  const { what, why, fix } = read.fault;
  return [`--within: ${what}`, why, fix].filter((part) => part !== undefined).join(' ');
}
