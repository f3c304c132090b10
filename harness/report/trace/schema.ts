import { z } from 'zod';
import { SIDES } from '../../ground/side.ts';
import { CHIPS } from '../../scenario/model.ts';
import { UART_TYPES } from '../../uart/types.ts';
import { FIELDS, type Field, type KindFields, type Sort } from './fields.ts';

/** What stands in a trace beside its records, as JSON has it; and the records, made of the one table. */

export const whole = z.int();
const SORTS: Readonly<Record<Sort, z.ZodType>> = {
  whole,
  number: z.number(),
  level: z.literal([0, 1]),
  text: z.string(),
  word: z.string(),
  words: z.array(z.string()),
  flag: z.boolean(),
};

const described = ({ sort, about, when }: Field): z.ZodType => {
  const value = SORTS[sort].describe(when === undefined ? about : `${about}, where ${when}`);
  return when === undefined ? value : value.optional();
};

const fieldsOf = (fields: Readonly<Record<string, Field>>): Readonly<Record<string, z.ZodType>> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, described(field)]));

const tick = whole.min(0).describe('the tick: periods of 1.8432 MHz since the scenario began');
const machine = z.enum([...SIDES, '-']).describe('the machine; - for what concerns the run');

type Part = 'own' | 'added';

const recordOf = (kind: string, { about, ...fields }: KindFields, parts: readonly Part[]) =>
  z
    .strictObject({
      t: tick,
      m: machine,
      k: z.literal(kind),
      ...Object.assign({}, ...parts.map((part) => fieldsOf(fields[part]))),
    })
    .describe(about);

const recordsOf = (...parts: readonly Part[]) =>
  z.union(Object.entries(FIELDS).map(([kind, fields]) => recordOf(kind, fields, parts)));

/** As the harness has it. */
export const recordSchema = recordsOf('own').meta({ id: 'record' });
/** As a line of a trace has it. */
export const lineSchema = recordsOf('own', 'added');

const byte = whole.min(0).max(0xff);
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
export const both = <T extends z.ZodType>(schema: T) => z.looseObject({ A: schema, B: schema });

const settings = z
  .looseObject({
    lcr: maybe(byte).describe('LCR'),
    dll: maybe(byte).describe('the low byte of the divisor latch'),
    dlm: maybe(byte).describe('its high byte'),
    looped: z.boolean().describe('MCR bit 4'),
  })
  .meta({ id: 'settings' });

const traced = z
  .looseObject({
    base: whole.min(0).max(0xfff8).describe('the address of its UART'),
    irq: whole.min(0).max(15).describe('the interrupt line of its UART'),
    type: z.enum(UART_TYPES).describe('what its UART is'),
    chip: z.enum(CHIPS).optional().describe('whose it is, where others have made it'),
  })
  .meta({ id: 'machine' });

export const headerSchema = z.looseObject({
  name: z.string().describe("the scenario's name, its matrix entry included"),
  seed: whole.describe('the seed of the run'),
  profile: z.string().describe('what the link does'),
  machines: z.looseObject({ A: traced, B: traced.optional() }),
  begins: z
    .looseObject({ t: tick, settings: both(settings) })
    .optional()
    .describe('what is known where records are left out before the first'),
});

const count = whole.min(0);
/** What a run in real time came to. */
export const liveSchema = z.looseObject({
  ticks: tick,
  met: z.boolean().describe('whether anybody was ever at the other end'),
  end: z.looseObject({
    why: z.enum(['returned', 'timeout', 'interrupted', 'deserted']).describe('why it ended'),
    result: z
      .looseObject({ ok: z.boolean(), reason: z.string().optional() })
      .optional()
      .describe('what its program came to, where it has ended'),
  }),
  ledger: z
    .looseObject({
      written: count,
      carried: count,
      unconfirmed: count.optional(),
      lostWithoutPeer: count,
      lostAtClose: count,
      discarded: count,
      unsent: count,
      came: count,
      read: count,
      overrun: count,
      cleared: count,
      notSeen: count,
      flushed: count,
      unread: count,
      waiting: count,
      balanced: z.boolean(),
    })
    .describe('what became of each character, as docs/lab7.md has it'),
});
