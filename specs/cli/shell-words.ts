/** A command line as a POSIX shell splits it: blanks, single quotes, double quotes without anything to expand, backslashes. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: "'" | '"' | null = null;
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    if (quote !== null) {
      if (char === quote) quote = null;
      else if (quote === '"' && /[$`\\!]/.test(char)) throw new Error(`a shell would expand ${char}`);
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      i += 1;
      word = (word ?? '') + line.charAt(i);
    } else if (char === ' ') {
      if (word !== null) words.push(word);
      word = null;
    } else {
      if (/[\s$`&|;<>()*?[\]{}~#!"]/.test(char))
        throw new Error(`a shell would make something else of ${char}`);
      word = (word ?? '') + char;
    }
  }
  if (quote !== null) throw new Error('a shell would wait for the closing quote');
  return word === null ? words : [...words, word];
}

/** What the `npx nullmodem` of a failure's replay line is given. */
export function replayArguments(stdout: string): string[] {
  const [, command] = /^ *replay: (.*)$/m.exec(stdout) ?? [];
  if (command === undefined) throw new Error(`no replay line in ${stdout}`);
  const [npx, nullmodem, ...argv] = shellWords(command);
  if (npx !== 'npx' || nullmodem !== 'nullmodem') throw new Error(`not our command: ${command}`);
  return argv;
}
