import { spawn } from 'node:child_process';

/** Prints what it knows of each name as soon as it knows it. */
const ASKING = `
  const { lookup } = require('node:dns');
  for (const name of process.argv.slice(1))
    lookup(name, (error) => {
      if (error === null) console.log('known', name);
      else if (error.code === 'ENOTFOUND') console.log('unknown', name);
    });
`;

/**
 * Looks names of computers up, all at once, within so many milliseconds. A process of its own asks: the system's
 * resolver cannot be stopped, and Node does not end before it has answered.
 */
export async function lookUp(
  names: readonly string[],
  within = 2000,
): Promise<ReadonlyMap<string, 'known' | 'unknown'>> {
  const found = new Map<string, 'known' | 'unknown'>();
  if (names.length === 0) return found;
  const child = spawn(process.execPath, ['-e', ASKING, '--', ...names], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: within,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await new Promise((ended) => child.once('close', ended).once('error', ended));
  for (const [, verdict, name] of printed.matchAll(/^(known|unknown) (.+)$/gm))
    if (name !== undefined) found.set(name, verdict as 'known' | 'unknown');
  return found;
}
