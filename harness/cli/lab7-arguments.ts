import type { Argv } from 'yargs';
import type { Terminator } from '../lab7/transfer.ts';
import { type ByteProfileName, PROFILES } from '../link/profile.ts';
import { PORT_FORMS } from '../peer/port-forms.ts';
import type { Duration } from '../scenario/model.ts';
import { TRIGGER_LEVELS, type TriggerLevel } from '../uart/registers.ts';
import { lastOf } from './repeated.ts';
import { TIME_LIMIT_FORM, timeLimitMs } from './time-limit.ts';
import { tolerance, WITHIN } from './tolerance.ts';

/** One emulated PC in real time, for a machine that is not ours. */
export interface Lab7Command {
  readonly name: 'lab7';
  /** The lab's command line. */
  readonly args: string;
  /** As the user writes it: `tcp-listen:4000`. */
  readonly port: string;
  /** Where a TCP listener can be reached; none: on this computer alone. */
  readonly host?: string;
  readonly profile: ByteProfileName;
  readonly terminator: Terminator;
  readonly trigger?: TriggerLevel;
  /** Between two polls. */
  readonly delayMs?: number;
  readonly timeoutMs?: number;
  readonly reconnects: boolean;
  readonly waitsForPeer: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  /** Files. */
  readonly trace?: string;
  readonly golden?: string;
  readonly update: boolean;
  /** How far each event's time may be off from golden's. */
  readonly within?: Duration;
}

/** As they can be typed in every shell, and as they are. */
const TERMINATORS: Readonly<Record<string, Terminator>> = {
  '.': '.',
  '\\n': '\n',
  '\n': '\n',
  lf: '\n',
  '\\0': '\0',
  nul: '\0',
  none: '',
};

const BYTE_PROFILE_NAMES = PROFILES.filter((name): name is ByteProfileName => name !== 'wire');

export const lab7Arguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('args', {
      describe: 'what the lab’s program is run with: conf, set, com, poll, int or fifo and their arguments',
      type: 'string',
      array: true,
    })
    .options({
      port: {
        describe: `where its serial port ends: ${PORT_FORMS}`,
        type: 'string',
        requiresArg: true,
        group: 'The other machine:',
      },
      host: {
        describe: 'listen on this address of the computer; 0.0.0.0 on all of them',
        type: 'string',
        requiresArg: true,
        group: 'The other machine:',
      },
      reconnect: {
        describe: 'as a connector, dial until somebody listens, and again after a drop (QEMU alone does)',
        type: 'boolean',
        default: false,
        group: 'The other machine:',
      },
      wait: {
        describe: 'keep the first character until somebody is there; --no-wait loses it, as a VM does',
        type: 'boolean',
        default: true,
        group: 'The other machine:',
      },
      profile: {
        describe: 'whose rules this end keeps',
        choices: BYTE_PROFILE_NAMES,
        requiresArg: true,
        default: 'virtualbox5' as ByteProfileName,
        group: 'This machine:',
      },
      terminator: {
        describe: 'what ends a message: . or \\n or \\0, or none: it never ends by itself',
        type: 'string',
        requiresArg: true,
        default: '.',
        group: 'This machine:',
      },
      trigger: {
        describe: 'receive trigger of fifo, 14 by default',
        choices: TRIGGER_LEVELS,
        type: 'number',
        requiresArg: true,
        group: 'This machine:',
      },
      delay: {
        describe: 'between two polls of poll and com: 20ms',
        type: 'string',
        requiresArg: true,
        group: 'This machine:',
      },
      timeout: {
        describe: 'end after this time, come what may: 20s',
        type: 'string',
        requiresArg: true,
        group: 'This machine:',
      },
      trace: {
        describe: 'write every event to this file (NDJSON), for `show`',
        type: 'string',
        requiresArg: true,
        group: 'What comes out:',
      },
      golden: {
        describe: 'compare the trace with the one kept in this file',
        type: 'string',
        requiresArg: true,
        group: 'What comes out:',
      },
      within: WITHIN,
      update: {
        describe: 'keep this trace as the golden one, and show what changes',
        type: 'boolean',
        default: false,
        group: 'What comes out:',
      },
      quiet: {
        describe: 'no conversation on stderr',
        type: 'boolean',
        default: false,
        group: 'What comes out:',
      },
    } as const)
    .example('$0 lab7 "poll 1 rx 8 1 none 9600" --port tcp-listen:4000', 'receive from a VM that connects')
    .example(
      '$0 lab7 "int 1 tx 8 1 even 9600 hello" --port tcp:127.0.0.1:4000',
      'send to a VM that listens on port 4000 of this computer',
    )
    .epilogue(
      'stdout has what the lab’s program prints, and nothing else; stderr what happens on the line.\nExit codes: 0 the program has ended well, and all that it sent went out; 1 it has failed, or the\ntime was over, or characters were lost; 2 the arguments cannot be understood; 3 the world (nothing\nlistens there, the port is busy); 70 a fault of ours; 130 Ctrl-C.',
    );

export type Lab7Arguments = Awaited<ReturnType<ReturnType<typeof lab7Arguments>['parseAsync']>>;

/** The command, or what is wrong with its arguments. */
export function lab7Command(parsed: Lab7Arguments): Lab7Command | string {
  // Words may stand behind `--`.
  const args = [...(parsed.args ?? []), ...parsed._.slice(1).map(String)].join(' ');
  if (args.trim() === '')
    return 'the lab’s arguments are missing: "poll 1 rx 8 1 none 9600", for one, in quotes or not';
  const port = lastOf(parsed.port);
  if (port === undefined || port === '') return `--port is missing: it is ${PORT_FORMS}`;
  const terminator = TERMINATORS[lastOf(parsed.terminator)];
  if (terminator === undefined)
    return `--terminator takes . or \\n or \\0 or none, and not ${lastOf(parsed.terminator)}`;
  const [timeout, delay, host] = [lastOf(parsed.timeout), lastOf(parsed.delay), lastOf(parsed.host)];
  const [timeoutMs, delayMs] = [timeout, delay].map((text) =>
    text === undefined ? undefined : timeLimitMs(text),
  );
  if (timeout !== undefined && timeoutMs === undefined)
    return `--timeout takes ${TIME_LIMIT_FORM}, and not ${timeout}`;
  if (delay !== undefined && delayMs === undefined)
    return `--delay takes ${TIME_LIMIT_FORM}, and not ${delay}`;
  if (host === '') return '--host is empty';
  const [trace, golden, update] = [lastOf(parsed.trace), lastOf(parsed.golden), lastOf(parsed.update)];
  const empty = Object.entries({ trace, golden }).find(([, value]) => value === '');
  if (empty !== undefined) return `--${empty[0]} is empty`;
  if (update && golden === undefined) return '--update goes with --golden FILE';
  const within = tolerance(lastOf(parsed.within), golden);
  if (typeof within === 'string') return within;
  const profile = lastOf(parsed.profile);
  const reconnects = lastOf(parsed.reconnect);
  if (reconnects && profile !== 'qemu')
    return '--reconnect goes with --profile qemu: a VirtualBox that has lost its peer never dials again';
  const trigger = lastOf(parsed.trigger);
  return {
    name: 'lab7',
    args,
    port,
    profile,
    terminator,
    reconnects,
    waitsForPeer: lastOf(parsed.wait),
    quiet: lastOf(parsed.quiet),
    json: lastOf(parsed.json),
    update,
    ...(trace === undefined ? {} : { trace }),
    ...(golden === undefined ? {} : { golden }),
    ...(within === undefined ? {} : { within }),
    ...(host === undefined ? {} : { host }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}
