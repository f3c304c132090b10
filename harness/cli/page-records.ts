import type { TraceRecord } from '../ground/trace.ts';
import { type ChipSettings, settingsAfter, UNKNOWN } from '../report/line/chip-settings.ts';
import { InOrder } from '../report/line/in-order.ts';
import { grouped } from '../report/quantities.ts';
import type { Play } from '../report/run.ts';
import { basesOf, type TraceHeader } from '../report/trace/header.ts';
import type { Viewed } from '../report/viewer/viewed.ts';
import type { Window } from './shown-byte.ts';

/** More would make a page that a browser takes long to open. */
const MOST = 200_000;
/** Of the records, so many stand before a failure: what led to it is more than what followed. */
const BEFORE = 0.9;

/** The tick that a page is about: where it departs from what was wanted, else where the failure was seen. */
export function focusOf(play: Play): number | undefined {
  const [failure] = 'result' in play ? play.result.failures : [];
  if (failure === undefined) return undefined;
  const { kind } = failure.cause;
  return kind === 'delivery' || kind === 'golden' ? failure.around : failure.at;
}

export interface PageOrder {
  readonly version: string;
  readonly header: TraceHeader;
  readonly window: Window;
  /** The tick of the failure, where there is one. */
  readonly focus: number | undefined;
  readonly most?: number;
}

/** The records of a scenario's page: those around the failure, no more than so many. */
export class PageRecords {
  private readonly order: PageOrder;
  private readonly ordered: InOrder;
  private readonly most: number;
  private readonly begins: { t: number; settings: { A: ChipSettings; B: ChipSettings } };
  private readonly records: TraceRecord[] = [];
  /** How many of them stand behind the failure. */
  private behind = 0;
  private play: Play | null = null;
  private cutAt: number | null = null;
  private isCutBefore: boolean;

  constructor(order: PageOrder) {
    const { begins } = order.header;
    this.order = order;
    this.most = order.most ?? MOST;
    this.begins = {
      t: Math.max(order.window.from, begins?.t ?? 0),
      settings: { A: UNKNOWN, B: UNKNOWN, ...begins?.settings },
    };
    this.isCutBefore = begins !== undefined || order.window.from > 0;
    this.ordered = new InOrder((record) => this.keep(record));
  }

  /** No record from here on would change anything. */
  get hasEnough(): boolean {
    return this.cutAt !== null;
  }

  readonly take = (record: TraceRecord): void => this.ordered.take(record);

  conclude(play: Play): void {
    this.play = play;
  }

  /** What the page shows: to be asked for at the end. */
  get viewed(): Viewed {
    this.complete();
    const { header, version } = this.order;
    const begins = this.isCutBefore ? { begins: { ...this.begins } } : {};
    const { records, play, cutAt } = this;
    return { version, header: { ...header, ...begins }, records, play, cutAt };
  }

  /** What is not on the page, and the command that shows another part; undefined where all is. */
  leftOut(command: string): string | undefined {
    this.complete();
    const { isCutBefore, cutAt, records, begins } = this;
    if (!isCutBefore && cutAt === null) return undefined;
    const parts = [
      ...(isCutBefore ? [`before tick ${begins.t}`] : []),
      ...(cutAt === null ? [] : [`from tick ${cutAt} on`]),
    ];
    return `These are ${grouped(records.length)} events of the trace. What happened ${parts.join(' and ')} is not on this page: ${command} --from TICK --to TICK shows another part.`;
  }

  /** Nothing is held back any more. */
  private complete(): void {
    this.ordered.end();
    if (this.behind === 0) this.dropFirst(this.records.length - this.most);
  }

  private keep(record: TraceRecord): void {
    const { window, focus } = this.order;
    if (record.t < window.from) this.settle(record);
    else if (record.t >= window.to) this.cutAt ??= window.to;
    else if (this.cutAt === null) this.push(record, focus !== undefined && record.t <= focus);
  }

  /** Before the failure the first ones give way to those behind; behind it, and without one, there is an end. */
  private push(record: TraceRecord, isBefore: boolean): void {
    const { records, most } = this;
    const [before, behind] = [most * BEFORE, most * (1 - BEFORE)];
    // Not at each record: to take away the first of many is slow.
    if (isBefore && records.length >= 2 * most) this.dropFirst(records.length - most);
    if (!isBefore && records.length >= most) {
      if (this.order.focus === undefined || this.behind >= behind) {
        this.cutAt = record.t;
        return;
      }
      this.dropFirst(records.length - before);
    }
    if (!isBefore) this.behind += 1;
    records.push(record);
  }

  private dropFirst(count: number): void {
    if (count <= 0) return;
    for (const record of this.records.splice(0, count)) this.settle(record);
    this.isCutBefore = true;
    this.begins.t = this.records[0]?.t ?? this.begins.t;
  }

  private settle(record: TraceRecord): void {
    const { settings } = this.begins;
    const bases = basesOf(this.order.header);
    settings.A = settingsAfter(settings.A, record, 'A', bases);
    settings.B = settingsAfter(settings.B, record, 'B', bases);
  }
}
