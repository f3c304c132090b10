import { FifoControl } from './fifo-control.ts';
import { FCR } from './registers.ts';
import { TRAITS, type UartType } from './types.ts';

/** What a value is to be, when it is not that: with the path to where it stands. Null when all is well. */
type Check = (value: unknown, path: string) => string | null;

const is =
  (holds: (value: unknown) => boolean, words: string): Check =>
  (value, path) =>
    holds(value) ? null : `${path} is to be ${words}`;

const within = (min: number, max: number): Check =>
  is(
    (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
    `a whole number from ${min} to ${max}`,
  );

const number = is(Number.isFinite, 'a number');
const count = within(0, Number.MAX_SAFE_INTEGER);
const byte = within(0, 0xff);
const flag = is((value) => typeof value === 'boolean', 'true or false');
const drive = is((value) => ['frames', 'low', 'high'].includes(String(value)), 'frames, low or high');

const bitsOf = (mask: number): Check =>
  is(
    (value) => Number.isInteger(value) && ((value as number) & ~mask) === 0,
    `bits of 0x${mask.toString(16).toUpperCase()}`,
  );

const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? null : check(value, path);

const list =
  (check: Check, most = Number.POSITIVE_INFINITY): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} is to be a list`;
    if (value.length > most) return `${path} has ${value.length} entries, and may have ${most}`;
    return firstFault(value.map((each, i) => () => check(each, `${path}[${i}]`)));
  };

const group =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) return `${path} is missing, or no group`;
    const has = value as Readonly<Record<string, unknown>>;
    return firstFault(
      Object.entries(parts).map(
        ([key, check]) =>
          () =>
            check(has[key], `${path}.${key}`),
      ),
    );
  };

function firstFault(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const fault = check();
    if (fault !== null) return fault;
  }
  return null;
}

const line = group({
  frames: list(group({ start: number, bit: number, levels: number, length: within(0, 31), serial: number })),
  overrides: list(group({ at: number, drive })),
});

const fates = group({ seen: count, read: count, readWithError: count, overrun: count, cleared: count });

/** What is wrong with a snapshot for a chip of this type, in words; null when it fits. */
export function faultIn(snapshot: unknown, type: UartType): string | null {
  const traits = TRAITS[type];
  const version = group({ version: within(1, 1), type: is((value) => value === type, type) });
  const registers = group({
    ier: bitsOf(traits.ierBits),
    fcr: bitsOf(FCR.ENABLE | FCR.DMA | FCR.TRIGGER | traits.fcrBitsUnderDlab),
    lcr: byte,
    mcr: bitsOf(traits.mcrBits),
    scr: byte,
    divisor: within(0, 0xffff),
  });
  const first = version(snapshot, 'snapshot') ?? group({ registers })(snapshot, 'snapshot');
  if (first !== null) return first;

  const fifos = new FifoControl();
  fifos.set((snapshot as { readonly registers: { readonly fcr: number } }).registers.fcr, traits);
  const characters = list(group({ word: within(0, 0xffff), serial: number }), fifos.depth);
  return group({
    now: count,
    transmitter: group({ characters, sending: orNull(byte), endsAt: orNull(count) }),
    receiver: group({
      line,
      whole: orNull(group({ levels: number, length: within(0, 31), serial: number })),
      edge: orNull(number),
      sampleAt: orNull(number),
      lcr: byte,
      divisor: within(0, 0xffff),
      lookFrom: orNull(number),
    }),
    received: group({ characters, errors: byte, timedOut: flag, lastRead: byte }),
    modem: group({ pins: byte, deltas: within(0, 0x0f) }),
    autoflow: group({ stopped: flag, middle: orNull(number), atMiddle: orNull(flag) }),
    thre: group({ pending: flag, at: orNull(count), hadTwo: flag, firstSinceSwitched: flag }),
    timeout: group({ at: orNull(count), activeAt: orNull(count) }),
    sout: line,
    cutUntil: orNull(count),
    outsideDrive: drive,
    heldBack: flag,
    intrRises: count,
    tally: group({
      written: count,
      overwritten: count,
      fifoFull: count,
      clearedBeforeSending: count,
      unseenLoopback: count,
      unseenBreak: count,
      unseenMismatch: count,
      unseenReset: count,
      sourced: fates,
      made: fates,
    }),
  })(snapshot, 'snapshot');
}
