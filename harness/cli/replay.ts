import type { Scenario } from '../scenario/model.ts';
import type { Command } from './arguments.ts';

/** The command that plays one scenario of a run again, as a shell takes it. */
export function replayCommand(scenario: Scenario, command: Command): string {
  const { link, profile, seed } = command;
  const words = [
    'npx nullmodem run',
    quoted(scenario.file),
    '--grep',
    quoted(scenario.name),
    ...(link === undefined ? [] : ['--link', link]),
    ...(profile === undefined ? [] : ['--profile', profile]),
    '--seed',
    `${seed}`,
  ];
  return words.join(' ');
}

/** In single quotes where a shell would make something else of it. */
const quoted = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
