export const COMMANDS: readonly string[] = [
  'run',
  'show',
  'check',
  'lab7',
  'tap',
  'explain',
  'address',
  'schema',
];

/** What `npm start -- WORDS` means: a command of ours, or else scenarios to play. */
export const startedWith = (words: readonly string[]): readonly string[] =>
  COMMANDS.includes(words[0] ?? '') ? words : ['run', ...words];
