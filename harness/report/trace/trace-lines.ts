import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { Lab7Result } from '../../lab7/transfer.ts';
import type { LiveEnd, LiveOutcome } from '../../peer/live-outcome.ts';
import type { Play } from '../run.ts';
import type { Additions } from './additions.ts';
import { type AsciiChunks, ascii } from './ascii-chunks.ts';
import { FIELDS, type Kind, type Sort } from './fields.ts';
import { Growth } from './grown-record.ts';
import { type TraceBeginning, type TraceHeader, VERSION } from './header.ts';

/** A scenario's lines in a trace's file: its header, its records, and what it came to. */
export class TraceLines {
  private readonly about: TraceHeader;
  private readonly out: AsciiChunks;
  private readonly growth: Growth;

  constructor(header: TraceHeader, out: AsciiChunks) {
    this.about = header;
    this.out = out;
    this.growth = new Growth(header.machines);
  }

  /** What is known behind the last record, for a trace that begins there. */
  get reached(): TraceBeginning {
    return this.growth.reached;
  }

  /** Before the first record's line. */
  header(): void {
    this.line({ nullmodem: 'trace', version: VERSION, ...this.about });
  }

  readonly record = (record: TraceRecord): void => {
    const { out } = this;
    const { head, own, added } = KEYS[record.k];
    out.put(T);
    out.whole(record.t);
    out.put(head[record.m]);
    for (const { name, text, sort } of own) {
      const value = (record as Fields)[name];
      if (value === undefined) continue;
      out.put(text);
      if (sort === 'whole' || sort === 'level') out.whole(value as number);
      else out.text(asciiJson(value));
    }
    out.put(ending(this.growth.take(record), added));
  };

  /** The last one: the same each time, so without the wall clock, and the address that a listener has found free. */
  play(play: Play): void {
    if ('error' in play) this.line({ nullmodem: 'play', ...play });
    else {
      const { wallMs: _, ...result } = play.result;
      const linkEvents = result.linkEvents.map(({ detail, ...event }) =>
        detail === undefined || event.event === 'listening' ? event : { ...event, detail },
      );
      this.line({ nullmodem: 'play', ...play, result: { ...result, linkEvents } });
    }
  }

  /** The last one, in real time. */
  live({ seconds, met, end, ledger }: LiveOutcome<Lab7Result>): void {
    const ticks = Math.round(seconds * CRYSTAL_HZ);
    this.line({ nullmodem: 'live', ticks, met, end: withoutText(end), ledger });
  }

  private line(value: object): void {
    this.out.text(`${asciiJson(value)}\n`);
  }
}

/** What was sent and received stands in the records. */
function withoutText(end: LiveEnd<Lab7Result>): LiveEnd<Lab7Result> {
  if (end.why !== 'returned') return end;
  const { sent, received, ...result } = end.result;
  return { why: 'returned', result };
}

type Fields = Readonly<Record<string, unknown>>;

interface Key {
  readonly name: string;
  readonly text: Uint8Array;
  readonly sort: Sort;
}

interface Keys {
  /** Machine and kind. */
  readonly head: Readonly<Record<TraceRecord['m'], Uint8Array>>;
  readonly own: readonly Key[];
  readonly added: readonly Key[];
}

const headOf = (machine: string, kind: string): Uint8Array => ascii(`,"m":"${machine}","k":"${kind}"`);

const keysOf = (fields: Readonly<Record<string, { readonly sort: Sort }>>): readonly Key[] =>
  Object.entries(fields).map(([name, { sort }]) => ({ name, text: ascii(`,"${name}":`), sort }));

const KEYS = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, { own, added }]): [string, Keys] => [
    kind,
    {
      head: { A: headOf('A', kind), B: headOf('B', kind), '-': headOf('-', kind) },
      own: keysOf(own),
      added: keysOf(added),
    },
  ]),
) as Readonly<Record<Kind, Keys>>;

const T = ascii('{"t":');

/** Additions come again and again. */
const ENDINGS = new WeakMap<Additions, Uint8Array>();

function ending(additions: Additions, keys: readonly Key[]): Uint8Array {
  const known = ENDINGS.get(additions);
  if (known !== undefined) return known;
  const fields = keys.flatMap(({ name }) => {
    const value = (additions as Fields)[name];
    return value === undefined ? [] : [`,"${name}":${asciiJson(value)}`];
  });
  const made = ascii(`${fields.join('')}}\n`);
  ENDINGS.set(additions, made);
  return made;
}

const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
