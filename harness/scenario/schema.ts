import { z } from 'zod';
import { SIDES } from '../ground/side.ts';
import { PROFILES, TRANSPORTS } from '../link/profile.ts';
import { PARITIES } from '../uart/line-settings.ts';
import { TRIGGER_LEVELS } from '../uart/registers.ts';
import { UART_TYPES } from '../uart/types.ts';
import { CRYSTAL_PATTERN, readCrystal } from './crystal-text.ts';
import { type Read, wrongValue } from './fault.ts';
import { LINE_PATTERN, readLine, readRate } from './line-text.ts';
import { LONGEST_VALUE, VARIABLE_PATTERN } from './matrix.ts';
import { CHIPS, FLAGS, INTERRUPTS, MODES } from './model.ts';
import { readPattern } from './pattern.ts';
import { HEX_PATTERN, LARGEST_PAYLOAD, MOST_RANDOM, readHex } from './payload.ts';
import { PORT_PATTERN, readPort } from './port-name.ts';
import { DURATION_PATTERN, readDuration } from './units.ts';
import { shown } from './words.ts';

/**
 * The scenario file, as it is written: the one source of its types, of what is checked, and of what editors offer.
 * Each description completes the sentence "`key` is …". What no schema can say stands in rules.ts.
 */

/** What a message can say beyond the description. */
export const spoken = z.registry<{
  /** As one would write it in a file. */
  readonly sample?: string;
  /** Says what is wrong with a value of another type. */
  readonly read?: (raw: unknown) => Read<unknown>;
}>();

/** Text with a spelling of its own: its reader says what is wrong in better words than a pattern can. */
const spelled = (read: (text: string) => Read<unknown>, pattern: string) =>
  z
    .string()
    .superRefine((text, context) => addFault(context, read(text)))
    .meta({ pattern });

function addFault(context: z.RefinementCtx, read: Read<unknown>): void {
  if ('fault' in read) context.addIssue({ code: 'custom', params: { fault: read.fault } });
}

const side = (description: string) =>
  z
    .enum(SIDES)
    .meta({ description: `${description}: A or B` })
    .register(spoken, { sample: 'A' });
const mode = z.enum(MODES).meta({ description: 'how its program waits for the chip: poll, int or fifo' });
const duration = (description: string) =>
  spelled(readDuration, DURATION_PATTERN)
    .meta({ description: `${description}, like 120bits or 20ms` })
    .register(spoken, { read: readDuration, sample: '20ms' });
const byte = (description: string) =>
  z
    .int()
    .min(0)
    .max(0xff)
    .meta({ description: `${description}: a number from 0 to 0xFF` })
    .register(spoken, { sample: '0x0F' });
const ioPort = z
  .int()
  .min(0)
  .max(0xffff)
  .meta({ description: 'the I/O port: a number from 0 to 0xFFFF' })
  .register(spoken, { sample: '0x3F9' });
const text = (description: string) =>
  z.string().min(1).meta({ description }).register(spoken, { sample: 'hello' });
const hex = (description: string) =>
  spelled(readHex, HEX_PATTERN).meta({ description }).register(spoken, { sample: '55 AA' });

/** `flags: PE` is what one writes first. */
function readNoFlag(text: string): Read<'none'> {
  if (text === 'none') return { value: 'none' };
  const flags = FLAGS.filter((flag) =>
    text
      .toUpperCase()
      .split(/[^A-Z]+/)
      .includes(flag),
  );
  const fix = flags.length === 0 ? 'Write [PE], for example.' : `Write [${flags.join(', ')}].`;
  return wrongValue(
    `\`flags\` cannot be ${shown(text)}.`,
    'It is a list of OE, PE, FE and BI, or none.',
    fix,
  );
}

/** Without control characters: it goes to terminals and into reports. */
const LINE_OF_TEXT = /^\P{Cc}{1,300}$/u;

const link = z.strictObject({
  transport: z
    .enum(TRANSPORTS)
    .default('cable')
    .meta({ description: 'what joins the machines: cable, tcp or pipe' }),
  profile: z.enum(PROFILES).exactOptional().meta({
    description: 'whose rules the link keeps: wire (on the cable only), virtualbox5, virtualbox or qemu',
  }),
  listen: side('the machine that listens while the other connects').exactOptional(),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .exactOptional()
    .meta({ description: 'the TCP port to listen on: from 1 to 65535' }),
  path: z
    .string()
    .regex(/^[^\0]+$/)
    .exactOptional()
    .meta({ description: 'the path of the pipe' }),
});

const line = z.union([
  spelled(readLine, LINE_PATTERN).meta({ description: 'rate, bits, parity and stop bits, like 9600 8E1' }),
  z.strictObject({
    rate: z
      .int()
      .min(50)
      .max(115_200)
      .superRefine((rate, context) => addFault(context, readRate(rate)))
      .meta({ description: 'the bits per second: from 50 to 115200, and 115200 can be divided by it' })
      .register(spoken, { sample: '9600' }),
    bits: z
      .literal([5, 6, 7, 8])
      .meta({ description: 'the data bits of a character: 5 to 8' })
      .register(spoken, { sample: '8' }),
    parity: z
      .enum(PARITIES)
      .meta({ description: 'the parity: none, odd, even, mark or space' })
      .register(spoken, { sample: 'none' }),
    stop: z
      .literal([1, 1.5, 2])
      .meta({ description: 'the stop bits: 1 or 2, with 5 data bits 1 or 1.5' })
      .register(spoken, { sample: '1' }),
  }),
]);

const port = z.union([
  spelled(readPort, PORT_PATTERN).meta({ description: 'COM1, COM2, COM3 or COM4' }),
  z.strictObject({
    base: z
      .int()
      .min(0)
      .max(0xfff8)
      .meta({ description: 'the first of its eight I/O ports: from 0 to 0xFFF8' })
      .register(spoken, { sample: '0x3F8' }),
    irq: z
      .int()
      .min(0)
      .max(15)
      .meta({ description: 'its interrupt line: from 0 to 15' })
      .register(spoken, { sample: '4' }),
  }),
]);

const machine = z
  .strictObject({
    port: port
      .default('COM1')
      .meta({ description: 'where the chip is: COM1 to COM4, or { base: 0x3F8, irq: 4 }' })
      .register(spoken, { sample: 'COM1' }),
    line: line
      .exactOptional()
      .meta({
        description:
          'the line that it boots with: 9600 8E1, or { rate: 9600, bits: 8, parity: even, stop: 1 }',
      })
      .register(spoken, { sample: '9600 8N1' }),
    fifo: z
      .literal(TRIGGER_LEVELS)
      .exactOptional()
      .meta({ description: 'the receive trigger of the FIFOs that it boots with: 1, 4, 8 or 14' }),
    type: z
      .literal([...UART_TYPES, 8250, 16450, 16550, 16750])
      .exactOptional()
      .meta({ description: 'the chip that it has: 8250, 16450, 16550, 16550A or 16750' })
      .register(spoken, { sample: '16450' }),
    chip: z
      .enum(['ours', ...CHIPS])
      .exactOptional()
      .meta({ description: 'whose chip it has: ours or qemu, the 16550A of a QEMU that runs beside' }),
    crystal: spelled(readCrystal, CRYSTAL_PATTERN)
      .exactOptional()
      .meta({ description: "how far its chip's crystal is off, like +200ppm" })
      .register(spoken, { read: readCrystal, sample: '+200ppm' }),
  })
  .meta({ description: 'a PC with its serial port' })
  .register(spoken, { sample: '{ port: COM1, line: 9600 8N1 }' });

const send = z
  .strictObject({
    from: side('the machine that sends'),
    mode: mode.default('poll'),
    text: text('the text to send').exactOptional(),
    hex: hex('the bytes to send, like 55 AA or 00..FF').exactOptional(),
    repeat: hex('the bytes to send again and again, like 55 AA').exactOptional(),
    times: z
      .int()
      .min(1)
      .max(LARGEST_PAYLOAD)
      .exactOptional()
      .meta({ description: `how often to send \`repeat\`: from 1 to ${LARGEST_PAYLOAD}` }),
    random: z
      .int()
      .min(1)
      .max(MOST_RANDOM)
      .exactOptional()
      .meta({ description: `how many random bytes to send: from 1 to ${MOST_RANDOM}` }),
  })
  .meta({
    description: 'the verb that sends bytes from a machine',
    oneOf: [
      { required: ['text'] },
      { required: ['hex'] },
      { required: ['repeat', 'times'] },
      { required: ['random'] },
    ],
  })
  .register(spoken, { sample: '{ from: A, text: hello }' });

/** What an expect can be about: exactly one of these. */
export const EXPECTED = ['text', 'hex', 'count', 'pattern', 'flags', 'irq'] as const;

const expect = z
  .strictObject({
    on: side('the machine that receives'),
    mode: mode.exactOptional(),
    text: text('the text that must come').exactOptional(),
    hex: hex('the bytes that must come, like 55 AA or 00..FF').exactOptional(),
    count: z
      .int()
      .min(1)
      .max(LARGEST_PAYLOAD)
      .exactOptional()
      .meta({ description: `how many bytes must come: from 1 to ${LARGEST_PAYLOAD}` }),
    pattern: spelled(readPattern, '')
      .exactOptional()
      .meta({ description: 'the regular expression that what comes must match, like t=[0-9]+ms' })
      .register(spoken, { sample: 't=[0-9]+ms' }),
    flags: z
      .union([
        spelled(readNoFlag, '^none$').meta({ enum: ['none'] }) as unknown as z.ZodType<'none', 'none'>,
        z.array(z.enum(FLAGS).meta({ description: 'a flag of LSR: OE, PE, FE or BI' })).min(1),
      ])
      .exactOptional()
      .meta({
        description: 'the flags that a byte must come with, like [PE]: any of OE, PE, FE, BI; or none',
      })
      .register(spoken, { sample: '[PE]' }),
    byte: z
      .int()
      .min(0)
      .max(LARGEST_PAYLOAD)
      .exactOptional()
      .meta({ description: 'which byte of all that it has received must have the `flags`: from 0 on' }),
    irq: z
      .enum(INTERRUPTS)
      .exactOptional()
      .meta({ description: `the interrupt that its chip must ask for: ${INTERRUPTS.join(', ')}` }),
    within: duration('how long it may take').exactOptional(),
  })
  .meta({
    description: 'the verb that waits for bytes, flags or an interrupt at a machine',
    oneOf: EXPECTED.map((key) => ({ required: [key] })),
    dependentRequired: { byte: ['flags'] },
  })
  .register(spoken, { sample: '{ on: B, text: hello }' });

const lab7Run = z.strictObject({
  on: side('the machine that runs the lab'),
  args: z
    .string()
    .regex(/^[^\0]{1,512}$/)
    .meta({ description: "the lab's command line, of at most 512 characters" })
    .register(spoken, { sample: 'conf 1' }),
  terminator: z
    .enum(['.', '\n', '\0'])
    .default('.')
    .meta({ description: 'what ends a message: ".", "\\n" or "\\0"' }),
  delay: duration('the time between two polls').exactOptional(),
  prints: text('text that the program must print').exactOptional(),
  fails: z.boolean().default(false).meta({ description: 'whether the program must fail: true or false' }),
  within: duration('how long it may take').exactOptional(),
});

const lab7 = z
  .union([lab7Run, z.array(lab7Run).length(2)])
  .meta({
    description: "the lab's program on one machine, or a list of two on both machines at once",
  })
  .register(spoken, { sample: '{ on: A, args: conf 1 }' });

const out = z
  .strictObject({ on: side('the machine that writes'), port: ioPort, value: byte('what to write') })
  .meta({ description: 'the verb that writes to an I/O port' })
  .register(spoken, { sample: '{ on: A, port: 0x3F9, value: 0x0F }' });

const input = z
  .strictObject({
    on: side('the machine that reads'),
    port: ioPort,
    mask: byte('the bits to look at').default(0xff),
    is: byte('what they must be').exactOptional(),
  })
  .meta({ description: 'the verb that reads from an I/O port' })
  .register(spoken, { sample: '{ on: A, port: 0x3F9, is: 0x0F }' });

const lineBreak = z
  .strictObject({ from: side('the machine that sends it'), for: duration('how long it lasts') })
  .meta({ description: 'the verb that holds a line at space' })
  .register(spoken, { sample: '{ from: A, for: 3chars }' });

const wait = z
  .strictObject({ for: duration('how long to wait') })
  .meta({ description: 'the verb that lets time pass' })
  .register(spoken, { sample: '{ for: 20ms }' });
const boot = z
  .strictObject({
    machine: side('the machine to boot'),
    fails: z.literal('refused').exactOptional().meta({ description: 'how the boot must fail: refused' }),
  })
  .meta({ description: 'the verb that boots a machine' })
  .register(spoken, { sample: '{ machine: A }' });
const stop = z
  .strictObject({ machine: side('the machine to stop') })
  .meta({ description: 'the verb that stops a machine' })
  .register(spoken, { sample: '{ machine: A }' });

const ONE_VERB = { minProperties: 1, maxProperties: 1 };

const sideBySide = {
  send: send.exactOptional(),
  expect: expect.exactOptional(),
  lab7: lab7.exactOptional(),
  out: out.exactOptional(),
  in: input.exactOptional(),
  wait: wait.exactOptional(),
  break: lineBreak.exactOptional(),
};
const inParallel = z
  .strictObject(sideBySide)
  .meta({ ...ONE_VERB, description: 'one verb and what it takes' })
  .register(spoken, { sample: 'wait: { for: 20ms }' });
const step = z
  .strictObject({
    ...sideBySide,
    parallel: z
      .array(inParallel)
      .min(2)
      .exactOptional()
      .meta({ description: 'a list of two or more steps that begin together' })
      .register(spoken, { sample: '[{ wait: { for: 20ms } }, { send: { from: A, text: hello } }]' }),
    boot: boot.exactOptional(),
    stop: stop.exactOptional(),
  })
  .meta({ ...ONE_VERB, description: 'one verb and what it takes' })
  .register(spoken, { sample: 'wait: { for: 20ms }' });

/** What may stand in each of these steps. */
export const SEND_KEYS: readonly string[] = Object.keys(send.shape);
export const EXPECT_KEYS: readonly string[] = Object.keys(expect.shape);

/** Every verb, those that cannot stand inside `parallel` among them. */
export const VERBS: readonly string[] = Object.keys(step.shape);

const choice = z
  .union([z.string().max(LONGEST_VALUE), z.number(), z.boolean()])
  .meta({ description: `a text of at most ${LONGEST_VALUE} characters, a number, or true or false` })
  .register(spoken, { sample: 'poll' });

const VARIABLE_NAME = {
  pattern: VARIABLE_PATTERN.source,
  errorMessage: 'A name is letters, digits, _ and -, and begins with a letter or _.',
};

const entries = (description: string) =>
  z
    .array(
      z.record(z.string(), choice).meta({
        description: 'variables with one value each, like { mode: int, rate: 50 }',
        propertyNames: VARIABLE_NAME,
      }),
    )
    .min(1)
    .meta({ description })
    .register(spoken, { sample: '[{ mode: int, rate: 50 }]' });

export const scenarioSchema = z.strictObject({
  version: z
    .literal(1)
    .meta({ description: 'the version of this file format: 1' })
    .register(spoken, { sample: '1' }),
  name: z
    .string()
    .regex(LINE_OF_TEXT)
    .meta({ description: 'the name of the scenario: one line of at most 300 characters' })
    .register(spoken, { sample: 'echo' }),
  link: link
    .prefault({})
    .meta({ description: 'what is between the machines' })
    .register(spoken, { sample: '{ transport: tcp }' }),
  machines: z
    .strictObject({ A: machine, B: machine })
    .meta({ description: 'the two PCs, A and B' })
    .register(spoken, { sample: '{ A: { line: 9600 8N1 }, B: { line: 9600 8N1 } }' }),
  matrix: z
    .object({
      exclude: entries('combinations to leave out: each that has all the values of an entry').exactOptional(),
      include: entries(
        'values to add to the combinations that they fit, or a combination of its own',
      ).exactOptional(),
    })
    .catchall(
      z
        .array(choice)
        .min(1)
        .meta({ description: 'a variable of the matrix: a list of its values' })
        .register(spoken, { sample: '[poll, int, fifo]' }),
    )
    .exactOptional()
    .meta({
      description: 'variables with a list of values each; the scenario is run for every combination',
      propertyNames: VARIABLE_NAME,
    })
    .register(spoken, { sample: '{ mode: [poll, int, fifo] }' }),
  steps: z
    .array(step)
    .min(1)
    .meta({ description: 'a list of steps' })
    .register(spoken, { sample: '[{ send: { from: A, text: hello } }]' }),
  assert: z
    .strictObject({
      delivery: z
        .enum(['in-order-exactly-once', 'any'])
        .default('in-order-exactly-once')
        .meta({ description: 'how the bytes must arrive: in-order-exactly-once or any' }),
      unread: z
        .enum(['none', 'any'])
        .default('none')
        .meta({ description: 'what may stay unread at the end: none or any' }),
    })
    .prefault({})
    .meta({ description: 'what must hold at the end' })
    .register(spoken, { sample: '{ unread: any }' }),
});

/** The file, read: defaults filled in. */
export type ScenarioFile = z.infer<typeof scenarioSchema>;
export type FileStep = ScenarioFile['steps'][number];
