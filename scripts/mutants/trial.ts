import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How specs ended: all passed, one failed, or they did not end within the limit. */
export type Outcome = 'passed' | 'failed' | 'endless';

export interface Played {
  readonly outcome: Outcome;
  /** The suite at the root that a failed spec stands in, where the specs could be played at all. */
  readonly failed: string | null;
  /** How long each suite at the root took. */
  readonly ms: Readonly<Record<string, number>>;
  /** Milliseconds of processor time. */
  readonly processor: number;
}

const SCRIPT = fileURLToPath(new URL('trial.mjs', import.meta.url));

/** Plays a bundle of specs in a process of its own up to the first that fails, these suites first. */
export async function play(bundle: string, limit: number, first: readonly string[]): Promise<Played> {
  // What fills the memory is stopped before it takes the computer's.
  const args = ['--max-old-space-size=512', SCRIPT, bundle, String(limit), ...first];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    said += text;
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_, by) => resolve(by));
  });
  if (signal !== null) return { outcome: 'endless', failed: null, ms: {}, processor: limit };
  // It says nothing when the bundle cannot even be loaded.
  if (said === '') return { outcome: 'failed', failed: null, ms: {}, processor: 0 };
  const told = JSON.parse(said) as Omit<Played, 'outcome'>;
  return { ...told, outcome: told.failed === null ? 'passed' : 'failed' };
}
