import type { TraceBody } from '../../ground/trace.ts';

/** What a value is. A `word` needs no escaping. */
export type Sort = 'whole' | 'number' | 'level' | 'text' | 'word' | 'words' | 'flag';

export interface Field {
  readonly sort: Sort;
  /** It completes "`name` is …". */
  readonly about: string;
  /** When it is there; always, where nothing is said. */
  readonly when?: string;
}

type Fields = Readonly<Record<string, Field>>;

export interface KindFields {
  readonly about: string;
  /** What a record has, in its order. */
  readonly own: Fields;
  /** What a trace's line has behind it. All of it follows from the records before. */
  readonly added: Fields;
}

export type Kind = TraceBody['k'];

const whole = (about: string, when?: string): Field => field('whole', about, when);
const field = (sort: Sort, about: string, when?: string): Field => ({
  sort,
  about,
  ...(when === undefined ? {} : { when }),
});

const AT_A_UART = "the port is one of the UART's";
const PORT = { port: whole('the address'), v: whole('the byte') };
const CHARACTER = {
  serial: whole('the write to THR that the character comes from'),
  char: whole('the character'),
};
const REGISTER = {
  reg: field('word', 'the register', AT_A_UART),
  bits: field('words', 'what the byte says, name by name', 'the register has something to say'),
};
const KNOWN = 'the settings are known';

/** The one table of what stands in a trace's records: readers, writers and the JSON Schema are made of it. */
export const FIELDS: Readonly<Record<Kind, KindFields>> = {
  out: {
    about: 'a write to a port',
    own: { ...PORT, serial: whole('the number of the character', 'it is a write to THR') },
    added: {
      ...REGISTER,
      held: whole('how many characters are unread now', 'FCR has emptied the receiver'),
      queued: whole(
        'how many characters wait to be sent now, behind the one that is leaving',
        'it is a write to THR, or FCR has emptied the transmitter',
      ),
      sout: field('level', 'the level of SOUT from now on', 'a break or loopback begins or ends'),
    },
  },
  in: {
    about: 'reads of one port with one result',
    own: {
      ...PORT,
      n: whole('how many reads'),
      since: whole('the tick of the first'),
      serial: whole('the number of the character', 'it has taken one out of RBR'),
    },
    added: {
      ...REGISTER,
      held: whole('how many characters are unread now', 'it has taken one out of RBR'),
    },
  },
  frame: {
    about: 'a frame begins to leave SOUT',
    own: { ...CHARACTER, ends: whole('the tick at which its last stop bit ends') },
    added: {
      line: field('word', 'the settings: rate, data bits, parity, stop bits', KNOWN),
      bit: field('number', 'how many ticks a bit lasts', KNOWN),
      levels: field('word', 'the level of each bit from the start bit to the parity bit', KNOWN),
      queued: whole('how many characters wait behind it'),
    },
  },
  char: {
    about: 'a character has come to the receiver',
    own: {
      ...CHARACTER,
      errors: whole('the LSR bits that it came with'),
      held: whole('how many characters are unread now'),
    },
    added: { flags: field('words', 'the names of these bits') },
  },
  lost: {
    about: 'a chip has lost a character',
    own: { ...CHARACTER, how: field('text', 'how') },
    added: {},
  },
  timeout: {
    about: 'the character timeout has passed',
    own: { held: whole('how many characters are unread') },
    added: {},
  },
  intr: {
    about: 'INTR has changed',
    own: { level: field('level', 'what it is now'), iir: whole('what IIR shows') },
    added: { cause: field('text', 'the interrupt that IIR names') },
  },
  irq: {
    about: 'the machine takes an interrupt',
    own: { irq: whole('its line') },
    added: {},
  },
  power: {
    about: 'the machine is turned on or off',
    own: { on: field('flag', 'which') },
    added: {},
  },
  link: {
    about: 'something has happened to the link at this end',
    own: { event: field('text', 'what') },
    added: {},
  },
  print: {
    about: "the machine's program has printed",
    own: { text: field('text', 'what') },
    added: {},
  },
  step: {
    about: 'a step of the scenario begins',
    own: { n: field('text', 'its place'), what: field('text', 'the step in words') },
    added: {},
  },
  verdict: {
    about: 'the scenario has ended',
    own: {
      passed: field('flag', 'whether all was as wanted'),
      why: field('text', 'what was not', 'it has failed'),
    },
    added: {},
  },
};
