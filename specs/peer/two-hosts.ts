import { type ChildProcessByStdio, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { installed } from '../judges/installed.ts';

const run = promisify(execFile);
const ip = (...words: readonly string[]) => run('ip', words);

function batch(options: readonly string[], lines: readonly string[]): Promise<unknown> {
  const running = run('ip', [...options, '-batch', '-']);
  running.child.stdin?.end(`${lines.join('\n')}\n`);
  return running;
}

/** A process on a host: what it says, as it says it. */
export interface Resident {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** What it has said on stderr by now. */
  readonly told: () => string;
  /** When stderr holds this; rejects when it never will. */
  says(what: RegExp): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

export interface Host {
  readonly address: string;
  readonly ipv6: string;
  start(program: string, argv: readonly string[]): Resident;
  /** One of the host's own commands, to its end. */
  run(program: string, argv: readonly string[]): Promise<void>;
}

/** Two computers and a cable between them, each with its own network, on this one. */
export interface TwoHosts {
  readonly a: Host;
  readonly b: Host;
  pullCable(): Promise<void>;
  putCableBack(): Promise<void>;
  /** All that b sends goes over a slow line. */
  slowDown(bitsPerSecond: number): Promise<void>;
}

/** Why there can be no two hosts here; undefined: there can. */
export function whyNoHosts(): string | undefined {
  for (const program of ['ip', 'tc'])
    if (!installed(program)) return `iproute2 has to be installed (no ${program})`;
  const name = `nm${process.pid}`;
  const attempt = (...words: readonly string[]) => execFileSync('ip', words, { stdio: 'pipe' });
  try {
    attempt('netns', 'add', name);
  } catch {
    return 'network namespaces need root';
  }
  try {
    attempt('-n', name, 'link', 'add', 'nm0', 'type', 'veth', 'peer', 'name', 'nm1');
    execFileSync('tc', ['-n', name, 'qdisc', 'add', 'dev', 'nm0', 'root', ...slow(8000)], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'the system has no veth or no tbf';
  } finally {
    attempt('netns', 'del', name);
  }
}

const slow = (bitsPerSecond: number): readonly string[] => [
  'tbf',
  ...['rate', `${bitsPerSecond}bit`],
  ...['burst', '320'],
  ...['latency', '3s'],
];

/** Those that are there: removed at the end, however that comes. */
const names = new Set<string>();
const children = new Set<Resident['child']>();
let counted = 0;
process.once('exit', removeAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    removeAll();
    process.kill(process.pid, signal);
  });

function removeAll(): void {
  for (const child of children) child.kill('SIGKILL');
  for (const name of names) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
}

/** Makes the hosts, plays, and takes them and all that still runs on them away. */
export async function onTwoHosts(play: (hosts: TwoHosts) => Promise<void>): Promise<void> {
  counted += 1;
  const [a, b] = ['a', 'b'].map((side) => `nm${process.pid}-${counted}${side}`) as [string, string];
  const residents: Resident[] = [];
  try {
    names.add(a).add(b);
    await batch([], [`netns add ${a}`, `netns add ${b}`]);
    await batch(['-n', a], [`link add nm0 type veth peer name nm0 netns ${b}`]);
    const hosts = [a, b].map((name, i) => hostIn(name, i + 1, residents)) as [Host, Host];
    for (const [i, name] of [a, b].entries())
      await batch(
        ['-n', name],
        [
          'link set lo up',
          `address add ${hosts[i]?.address}/24 dev nm0`,
          `address add ${hosts[i]?.ipv6}/64 dev nm0 nodad`,
          'link set nm0 up',
        ],
      );
    const cable = (state: string) => ip('-n', a, 'link', 'set', 'nm0', state);
    await play({
      a: hosts[0],
      b: hosts[1],
      pullCable: async () => void (await cable('down')),
      putCableBack: async () => void (await cable('up')),
      slowDown: async (bitsPerSecond) => {
        // What tbf lets through at once is no less than a packet.
        await ip('-n', b, 'link', 'set', 'nm0', 'mtu', '300');
        await hosts[1].run('tc', ['qdisc', 'add', 'dev', 'nm0', 'root', ...slow(bitsPerSecond)]);
      },
    });
  } finally {
    for (const { child } of residents) child.kill('SIGKILL');
    await Promise.allSettled(residents.map(({ ended }) => ended));
    for (const name of [a, b]) {
      await ip('netns', 'del', name).catch(() => {});
      names.delete(name);
    }
  }
}

function hostIn(name: string, number: number, residents: Resident[]): Host {
  return {
    address: `10.77.0.${number}`,
    ipv6: `fd77::${number}`,
    start: (program, argv) => {
      const resident = residentOf(['netns', 'exec', name, program, ...argv]);
      residents.push(resident);
      return resident;
    },
    run: async (program, argv) => void (await ip('netns', 'exec', name, program, ...argv)),
  };
}

/** `ip netns exec` becomes the program: its signals are the program's. */
function residentOf(words: readonly string[]): Resident {
  const child = spawn('ip', words, { stdio: 'pipe', env: { ...process.env, NO_COLOR: '1' } });
  children.add(child);
  const said = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const look of waiting) look();
    });
  child.stdin.on('error', () => {});
  const ended = new Promise<Awaited<Resident['ended']>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code, ...said });
    });
  });
  const says = (what: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!what.test(said.stderr)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      ended.finally(() => reject(new Error(`it has ended without ${what}:\n${said.stderr}`))).catch(() => {});
    });
  return { child, told: () => said.stderr, says, ended };
}
