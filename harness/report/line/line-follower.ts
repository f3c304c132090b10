import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { FCR, LCR, OFFSET } from '../../uart/registers.ts';
import { type Bases, registerAt } from '../story.ts';
import { type ChipSettings, settingsAfter, UNKNOWN } from './chip-settings.ts';
import { type KnownLine, lineOf, type Part, shapeOf } from './frame-parts.ts';
import type { Hold, Level, LineChange, SentFrame } from './line-change.ts';

/**
 * Follows one machine's records, in the order of time, and tells what its line and its pins do. What a frame will do to
 * SOUT is told when its time has come, since a break or a reset may come between.
 */
export class LineFollower {
  private readonly side: Side;
  private readonly tell: (change: LineChange) => void;
  private readonly bases: Bases | undefined;
  private settings: ChipSettings;
  private line: KnownLine | null;
  /** The parts of the frame under way, and how many of them have begun. */
  private ahead: readonly Part[] = [];
  private passed = 0;
  /** What the frames alone make of the line. */
  private framed: Level = 1;
  private hold: Hold = 'none';
  private level: Level = 1;
  private isOff = false;
  private unread = 0;
  private hasFifos = false;

  constructor(side: Side, tell: (change: LineChange) => void, bases?: Bases, settings = UNKNOWN) {
    this.side = side;
    this.tell = tell;
    this.bases = bases;
    this.settings = settings;
    this.line = lineOf(settings);
  }

  /** When SOUT may change next by itself. */
  get due(): number {
    return this.ahead[this.passed]?.from ?? Number.POSITIVE_INFINITY;
  }

  /** The line up to and including this tick. */
  advance(now: number): void {
    for (let part = this.ahead[this.passed]; part !== undefined; part = this.ahead[this.passed]) {
      if (part.from > now) break;
      this.passed += 1;
      this.framed = part.level;
      this.drive(part.from);
    }
  }

  take(record: TraceRecord): void {
    const { side } = this;
    const { t: at } = record;
    this.advance(at);
    this.follow(settingsAfter(this.settings, record, side, this.bases));
    switch (record.k) {
      case 'frame':
        this.begin(record);
        break;
      case 'power':
        this.isOff = !record.on;
        this.cut();
        this.hasFifos = false;
        this.count(at, 0);
        break;
      case 'intr':
        this.tell({ kind: 'intr', at, side, level: record.level });
        break;
      case 'irq':
        this.tell({ kind: 'irq', at, side });
        break;
      case 'char':
        this.tell({ kind: 'arrival', at, side, arrival: { ...record, side } });
        this.count(at, record.held);
        break;
      case 'lost':
        this.tell({ kind: 'loss', at, side, loss: { ...record, side, errors: 0 } });
        break;
      case 'in':
        if (this.reads(record.port)) this.count(at, Math.max(0, this.unread - record.n));
        break;
      case 'out':
        if (registerAt(record.port, side, this.bases) === OFFSET.IIR) this.control(at, record.v);
        break;
      default:
        break;
    }
    this.holdAs(at);
  }

  private follow(settings: ChipSettings): void {
    if (settings === this.settings) return;
    this.settings = settings;
    this.line = lineOf(settings);
  }

  private begin({ t, serial, char, ends }: TraceRecord & { readonly k: 'frame' }): void {
    const { side, settings, line } = this;
    const shape = shapeOf({ t, char, ends }, line);
    const frame: SentFrame = { side, t, serial, char, isLooped: settings.looped, ...shape };
    this.tell({ kind: 'frame', at: t, side, frame });
    if (frame.isLooped) return;
    this.ahead = frame.parts;
    this.passed = 0;
    this.advance(t);
  }

  /** At a reset, what was being sent is cut off. */
  private cut(): void {
    this.ahead = [];
    this.framed = 1;
  }

  /** RBR is read. */
  private reads(port: number): boolean {
    const { lcr } = this.settings;
    return (
      registerAt(port, this.side, this.bases) === OFFSET.DATA && (lcr === null || (lcr & LCR.DLAB) === 0)
    );
  }

  /** FCR is written: what empties the receiver. */
  private control(at: number, fcr: number): void {
    const hasFifos = (fcr & FCR.ENABLE) !== 0;
    if (hasFifos !== this.hasFifos || (hasFifos && (fcr & FCR.CLEAR_RECEIVE) !== 0)) this.count(at, 0);
    this.hasFifos = hasFifos;
  }

  private count(at: number, unread: number): void {
    if (unread === this.unread) return;
    this.unread = unread;
    this.tell({ kind: 'unread', at, side: this.side, count: unread });
  }

  private holdAs(at: number): void {
    const { lcr, looped } = this.settings;
    const isBreak = lcr !== null && (lcr & LCR.BREAK) !== 0;
    const hold = this.isOff || looped ? 'high' : isBreak ? 'low' : 'none';
    if (hold === this.hold) return;
    this.hold = hold;
    this.tell({ kind: 'hold', at, side: this.side, hold });
    this.drive(at);
  }

  private drive(at: number): void {
    const level = this.hold === 'none' ? this.framed : this.hold === 'low' ? 0 : 1;
    if (level === this.level) return;
    this.level = level;
    this.tell({ kind: 'sout', at, side: this.side, level });
  }
}
