import { z } from 'zod';
import { SIDES } from '../../ground/side.ts';
import { PROFILES, TRANSPORTS } from '../../link/profile.ts';
import { FLAGS, INTERRUPTS } from '../../scenario/model.ts';
import { PARITIES } from '../../uart/line-settings.ts';
import { both, recordSchema, whole } from './schema.ts';

/** What a scenario came to: `Play` of run.ts, as the last line of its trace has it. */

const text = z.string();
const flag = z.boolean();
const side = z.enum(SIDES);
const list = <T extends z.ZodType>(of: T) => z.array(of);
const bytes = list(whole);
const loose = z.looseObject;

const line = loose({ divisor: whole, bits: whole, parity: z.enum(PARITIES), stop: z.number() }).meta({
  id: 'line',
});
const lines = both(line.nullable());
const difference = loose({ place: whole, from: whole, wanted: bytes, came: bytes });

const inspection = loose({
  now: whole,
  registers: loose(
    Object.fromEntries(
      ['RBR', 'IER', 'IIR', 'LCR', 'MCR', 'LSR', 'MSR', 'SCR', 'FCR'].map((name) => [name, whole]),
    ),
  ),
  divisor: whole,
  intr: flag,
  fifosEnabled: flag,
  trigger: whole,
  received: bytes,
  toSend: bytes,
  sending: whole.nullable(),
}).meta({ id: 'registers' });

const story = loose({ records: list(recordSchema), lines, dlab: both(flag) });
const frame = loose({ t: whole, ends: whole, char: whole, line: line.nullable() });
const departure = loose({
  line: whole,
  nth: whole,
  dlab: flag,
  set: line.nullable(),
  change: z.enum(['changed', 'missing', 'new', 'order']),
  wanted: recordSchema.nullable(),
  came: recordSchema.nullable(),
  allowance: loose({ within: text.nullable(), ticks: whole, shift: whole }).optional(),
  frame: loose({ side, nth: whole, wanted: frame, came: frame }).nullable(),
  stories: loose({ wanted: story, came: story }),
}).meta({ id: 'departure' });

const came = { came: bytes, cameCount: whole };
const cause = z.discriminatedUnion('kind', [
  loose({ kind: z.literal('expect'), on: side, wanted: bytes, wantedCount: whole, ...came }),
  loose({ kind: z.literal('delivery'), from: side, to: side, sent: whole, received: whole, difference }),
  loose({ kind: z.literal('pattern'), on: side, pattern: text, ...came }),
  loose({
    kind: z.literal('flags'),
    on: side,
    wanted: list(z.enum(FLAGS)),
    byte: whole.optional(),
    flags: list(list(z.enum(FLAGS))),
    ...came,
  }),
  loose({
    kind: z.literal('irq'),
    on: side,
    wanted: z.enum(INTERRUPTS),
    came: list(z.enum(INTERRUPTS)),
  }),
  loose({ kind: z.literal('unread'), on: side, bytes }),
  loose({
    kind: z.literal('register'),
    base: whole,
    on: side,
    port: whole,
    mask: whole,
    wanted: whole,
    came: whole,
  }),
  loose({ kind: z.literal('lab7'), on: side, args: text, printed: text }),
  loose({ kind: z.literal('ledger') }),
  loose({ kind: z.literal('golden'), departure: departure.optional() }),
  loose({ kind: z.literal('boot'), machine: side }),
  loose({ kind: z.literal('program'), on: side }),
]);

const failure = loose({
  what: text,
  line: whole.optional(),
  step: text.optional(),
  at: whole,
  cause,
  around: whole,
  registers: both(inspection).nullable(),
  lines: lines.nullable(),
  story: list(recordSchema),
  dlab: both(flag),
});

const direction = loose({
  from: side,
  to: side,
  sent: whole,
  written: whole,
  received: whole,
  flagged: whole,
  flags: loose(Object.fromEntries(FLAGS.map((name) => [name, whole]))),
  difference: difference.nullable(),
  first: bytes,
});

const counts = (...names: readonly string[]) => loose(Object.fromEntries(names.map((name) => [name, whole])));

const ledger = loose({
  written: whole,
  fates: counts(
    'read',
    'readWithError',
    'overrun',
    'discarded',
    'notSeen',
    'lostWithoutPeer',
    'lostAtClose',
    'flushed',
    'unread',
    'inFlight',
  ),
  seen: whole,
  seenSourced: whole,
  madeByLine: whole,
  balanced: flag,
});

const golden = loose({
  file: text,
  lines: whole,
  isNew: flag,
  kinds: list(loose({ kind: text, changed: whole, added: whole, removed: whole })),
  difference: loose({
    line: whole,
    tick: whole.nullable(),
    expected: text.optional(),
    actual: text.optional(),
    what: text,
  }).nullable(),
  departure: departure.nullable(),
});

const result = loose({
  name: text,
  file: text,
  transport: z.enum(TRANSPORTS),
  profile: z.enum(PROFILES),
  seed: whole,
  outcome: z.enum(['passed', 'failed', 'skipped']),
  reason: text.optional(),
  failures: list(failure),
  directions: list(direction),
  lab7: list(loose({ on: side, args: text, ok: flag, reason: text.optional(), printed: text })),
  lines: lines.nullable(),
  setups: both(loose({ base: whole, irq: whole })),
  bases: both(whole),
  ledger: ledger.nullable(),
  linkEvents: list(loose({ side, event: text, detail: text.optional() })),
  golden: golden.optional(),
  ticks: whole,
});

const about = {
  name: text,
  file: text.describe("the scenario's file, as it was given"),
  entry: z.record(text, text).describe("the entry of the file's matrix"),
  transport: z.enum(TRANSPORTS),
  profile: z.enum(PROFILES),
  replay: text.describe('the command that plays it again'),
};

export const playSchema = z.union([
  loose({
    ...about,
    result,
    cause: loose({ why: text, fix: text.optional() })
      .optional()
      .describe('why it failed, where its trace shows that'),
  }),
  loose({
    ...about,
    error: loose({ code: text, message: text, fix: text.optional() }).describe(
      'what the world did not allow',
    ),
  }),
]);
