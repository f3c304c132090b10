import type { Argv } from 'yargs';
import { readLine } from '../scenario/line-text.ts';
import type { LineSetup } from '../scenario/model.ts';
import { lastOf } from './repeated.ts';
import { TIME_LIMIT_FORM, timeLimitMs } from './time-limit.ts';

/** What stands between two machines and listens to them. */
export interface TapCommand {
  readonly name: 'tap';
  /** As the user writes them; two in all. */
  readonly listen: readonly string[];
  readonly connect: readonly string[];
  readonly host?: string;
  readonly record?: string;
  /** The line that the machines of the recording have. */
  readonly line: LineSetup;
  readonly once: boolean;
  readonly timeoutMs?: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export const tapArguments = (command: Argv<{ json: boolean }>) =>
  command
    .options({
      listen: {
        describe: 'a machine calls this port: PORT, HOST:PORT or the PATH of a pipe; may be given twice',
        type: 'string',
        array: true,
        nargs: 1,
        requiresArg: true,
        group: 'The two machines:',
      },
      connect: {
        describe: 'a machine listens there: HOST:PORT or the PATH of a pipe; may be given twice',
        type: 'string',
        array: true,
        nargs: 1,
        requiresArg: true,
        group: 'The two machines:',
      },
      host: {
        describe: 'listen on this address of the computer; 0.0.0.0 on all of them',
        type: 'string',
        requiresArg: true,
        group: 'The two machines:',
      },
      record: {
        describe: 'write the conversation to this file, as a scenario that replays it',
        type: 'string',
        requiresArg: true,
        group: 'What comes out:',
      },
      line: {
        describe: 'the line that both machines have, for the recording: "9600 8N1"',
        type: 'string',
        requiresArg: true,
        default: '115200 8N1',
        group: 'What comes out:',
      },
      quiet: {
        describe: 'only the sums at the end',
        type: 'boolean',
        default: false,
        group: 'What comes out:',
      },
      once: {
        describe: 'end when the first conversation has ended',
        type: 'boolean',
        default: false,
        group: 'When it ends:',
      },
      timeout: {
        describe: 'end after this time, come what may: 20s',
        type: 'string',
        requiresArg: true,
        group: 'When it ends:',
      },
    } as const)
    .example('$0 tap --listen 4000 --connect 127.0.0.1:5000', 'one VM connects to 4000, one listens on 5000')
    .example('$0 tap --listen 4000 --listen 4001', 'both VMs connect')
    .example(
      '$0 tap --listen 4000 --connect /tmp/b --record talk.lab7.yaml --line "9600 8E1"',
      'and keep it, for `nullmodem run`',
    )
    .epilogue(
      'A is the machine of the first --listen, or of the first --connect where there is none.\nExit codes: 0 there has been a conversation; 1 the time was over, and there was none; 2 the\narguments cannot be understood; 3 the world (the port is busy, nothing listens there, the\nrecording cannot be written); 70 a fault of ours; 130 Ctrl-C.',
    );

export type TapArguments = Awaited<ReturnType<ReturnType<typeof tapArguments>['parseAsync']>>;

/** The command, or what is wrong with its arguments. */
export function tapCommand(parsed: TapArguments): TapCommand | string {
  const { listen = [], connect = [] } = parsed;
  const count = listen.length + connect.length;
  if (count !== 2)
    return `a tap stands between two machines, and ${count === 0 ? 'none is' : count === 1 ? 'one is' : `${count} are`} named: give --listen or --connect once for each`;
  const [host, record, timeout] = [lastOf(parsed.host), lastOf(parsed.record), lastOf(parsed.timeout)];
  const empty = Object.entries({ host, record }).find(([, value]) => value === '');
  if (empty !== undefined) return `--${empty[0]} is empty`;
  const timeoutMs = timeout === undefined ? undefined : timeLimitMs(timeout);
  if (timeout !== undefined && timeoutMs === undefined)
    return `--timeout takes ${TIME_LIMIT_FORM}, and not ${timeout}`;
  const line = readLine(lastOf(parsed.line));
  if ('fault' in line) return `--line: ${line.fault.what} ${line.fault.fix}`;
  return {
    name: 'tap',
    listen,
    connect,
    line: line.value,
    once: lastOf(parsed.once),
    quiet: lastOf(parsed.quiet),
    json: lastOf(parsed.json),
    ...(host === undefined ? {} : { host }),
    ...(record === undefined ? {} : { record }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}
