import { farSide, SIDES, type Side } from '../../ground/side.ts';
import { onOneLine } from '../harmless.ts';
import type { LineChange } from '../line/line-change.ts';
import { TIMESCALE, unitOf } from './timescale.ts';

/** What a viewer lists for each machine, in this order. SIN is there only where the link is a wire. */
const SIGNALS = ['SOUT', 'SIN', 'INTR', 'IRQ', 'ERROR', 'UNREAD'] as const;
type Signal = (typeof SIGNALS)[number];

const FIRST_PRINTABLE = 33;

export interface VcdOptions {
  /** Ticks: what comes before is told as what each signal begins with; what comes behind is left out. */
  readonly from: number;
  readonly to: number;
  /** SIN is the other machine's SOUT: so on a wire, and nowhere else. */
  readonly isWire: boolean;
  readonly comment: string;
}

/** A value change dump (IEEE 1364, 18.2), written change by change: nothing of it is kept. */
export class VcdWriter {
  private readonly write: (text: string) => void;
  private readonly options: VcdOptions;
  private readonly signals: readonly Signal[];
  private readonly values = new Map<string, string>();
  /** Pulses that have risen and not fallen: each is a tick long. */
  private falls: { readonly at: number; readonly id: string }[] = [];
  private unit = -1;
  private hasBegun = false;

  constructor(write: (text: string) => void, options: VcdOptions) {
    this.write = write;
    this.options = options;
    this.signals = SIGNALS.filter((signal) => options.isWire || signal !== 'SIN');
    for (const side of SIDES) {
      for (const signal of this.signals) {
        const idle = signal === 'SOUT' || signal === 'SIN' ? '1' : signal === 'UNREAD' ? countOf(0) : '0';
        this.values.set(idOf(side, signal), idle);
      }
    }
    write(this.head());
  }

  readonly tell = (change: LineChange): void => {
    const { at, side } = change;
    switch (change.kind) {
      case 'sout':
        this.set(at, side, 'SOUT', String(change.level));
        this.set(at, farSide(side), 'SIN', String(change.level));
        break;
      case 'intr':
        this.set(at, side, 'INTR', String(change.level));
        break;
      case 'irq':
        this.pulse(at, side, 'IRQ');
        break;
      case 'arrival':
        if (change.arrival.errors !== 0) this.pulse(at, side, 'ERROR');
        break;
      case 'loss':
        this.pulse(at, side, 'ERROR');
        break;
      case 'unread':
        this.set(at, side, 'UNREAD', countOf(change.count));
        break;
      case 'frame':
      case 'hold':
        break;
    }
  };

  /** The last tick that is told of. */
  end(at: number): void {
    const last = Math.max(this.options.from, Math.min(at, this.options.to));
    this.lower(last);
    this.begin();
    if (unitOf(last) > this.unit) this.write(`#${unitOf(last)}\n`);
  }

  private head(): string {
    const { comment } = this.options;
    const declared = SIDES.flatMap((side) =>
      this.signals.map((signal) => {
        const type = signal === 'UNREAD' ? 'real 64' : 'wire 1';
        return `$var ${type} ${idOf(side, signal)} ${side}.${signal} $end\n`;
      }),
    );
    return [
      `$comment ${onOneLine(comment).replaceAll('$', '')} $end\n`,
      `$timescale ${TIMESCALE} $end\n`,
      // One scope: sigrok leaves those out of the names, and both machines have a SOUT.
      '$scope module nullmodem $end\n',
      ...declared,
      '$upscope $end\n',
      '$enddefinitions $end\n',
    ].join('');
  }

  /** What each signal begins with. */
  private begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.unit = unitOf(this.options.from);
    const values = [...this.values].map(([id, value]) => `${value}${id}\n`);
    this.write(`#${this.unit}\n${values.join('')}`);
  }

  private set(at: number, side: Side, signal: Signal, value: string): void {
    if (signal === 'SIN' && !this.options.isWire) return;
    this.lower(at);
    this.put(at, idOf(side, signal), value);
  }

  private pulse(at: number, side: Side, signal: Signal): void {
    const id = idOf(side, signal);
    this.lower(at);
    this.put(at, id, '1');
    this.falls.push({ at: at + 1, id });
  }

  /** What rose a tick ago falls before anything that comes later. */
  private lower(now: number): void {
    for (let fall = this.falls[0]; fall !== undefined && fall.at <= now; fall = this.falls[0]) {
      this.falls.shift();
      this.put(fall.at, fall.id, '0');
    }
  }

  private put(at: number, id: string, value: string): void {
    if (this.values.get(id) === value || at >= this.options.to) return;
    if (at > this.options.from) this.begin();
    this.values.set(id, value);
    if (!this.hasBegun) return;
    const unit = unitOf(at);
    this.write(unit > this.unit ? `#${unit}\n${value}${id}\n` : `${value}${id}\n`);
    this.unit = Math.max(unit, this.unit);
  }
}

/** No vector: libsigrok 0.5.2 stops at a value of several bits, without a word. It passes over a real. */
const countOf = (count: number): string => `r${count} `;

/** The short name that stands for a signal in the changes: `!`, `"` and so on. */
const idOf = (side: Side, signal: Signal): string =>
  String.fromCharCode(FIRST_PRINTABLE + SIDES.indexOf(side) * SIGNALS.length + SIGNALS.indexOf(signal));
