import { harmless } from '../report/harmless.ts';
import type { Scenario } from '../scenario/model.ts';
import { toleranceInWords } from '../scenario/tolerance.ts';
import type { RunCommand } from './run-arguments.ts';

/** The command that plays one scenario of a run again, as a shell takes it. */
export function replayCommand(
  scenario: Scenario,
  command: RunCommand,
  invocation = 'npx nullmodem run',
): string {
  const { link, profiles, seed, golden, within } = command;
  const words = [
    quoted(scenario.file.startsWith('-') ? `./${scenario.file}` : scenario.file),
    `--grep=${quoted(asPattern(scenario.name))}`,
    ...(link === undefined ? [] : ['--link', link]),
    ...(profiles.length === 0 ? [] : ['--profile', profiles.join(',')]),
    ...(golden === undefined ? [] : [`--golden=${quoted(golden)}`]),
    ...(within === undefined ? [] : [`--within=${toleranceInWords(within)}`]),
    `--seed=${seed}`,
  ];
  return `${invocation} ${words.join(' ')}`;
}

/**
 * A name between slashes would be taken for a regular expression: so it becomes one. So does one with characters that
 * must not go to a terminal: any character stands in their place.
 */
const asPattern = (name: string): string =>
  /^\/.*\/$/s.test(name) || [...name].some(isHarmful)
    ? `/^${[...name].map((char) => (isHarmful(char) ? '[^]' : char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'))).join('')}$/`
    : name;

const isHarmful = (char: string): boolean => harmless(char) !== char;

/** In single quotes where a shell would make something else of it. */
export const quoted = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
