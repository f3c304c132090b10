import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { FifoControl } from '../../uart/fifo-control.ts';
import { FCR, LCR } from '../../uart/registers.ts';
import { TRAITS, type Traits } from '../../uart/types.ts';
import { type ChipSettings, settingsAfter, UNKNOWN } from '../line/chip-settings.ts';
import { isOf, lineOf } from '../line/frame-parts.ts';
import type { Level } from '../line/line-change.ts';
import { rateInWords } from '../register/answer.ts';
import { registerName } from '../registers.ts';
import { type Additions, causeOf, flagsOf, NOTHING, saidOf, withHeld, withQueued } from './additions.ts';
import { FrameShapes, type Shape } from './frame-shapes.ts';
import type { TracedMachine } from './header.ts';

type Of<K extends TraceRecord['k']> = TraceRecord & { readonly k: K };

/** One machine of a trace: its settings, its FIFOs and its line, as its records tell them. */
export class MachineSoFar {
  settings: ChipSettings = UNKNOWN;
  private readonly side: Side;
  private readonly base: number;
  private readonly bases: Readonly<Record<Side, number>>;
  private readonly traits: Traits;
  private readonly fifos = new FifoControl();
  private line: FrameShapes | null = null;
  private held = 0;
  private queued = 0;
  private hold: Level | null = null;
  /** The last one that was to leave SOUT, and when it began. */
  private frame: Shape = {};
  private framed = 0;

  constructor(side: Side, { base, type }: TracedMachine) {
    this.side = side;
    this.base = base;
    this.bases = { A: base, B: base };
    this.traits = TRAITS[type];
  }

  /** What follows from its next record. */
  take(record: TraceRecord): Additions {
    switch (record.k) {
      case 'out':
        return this.write(record);
      case 'in':
        return this.read(record);
      case 'frame':
        return this.begin(record);
      case 'char':
        this.held = record.held;
        return flagsOf(record.errors);
      case 'intr':
        return causeOf(record.iir);
      case 'power':
        this.reset(record);
        return NOTHING;
      case 'lost':
      case 'timeout':
      case 'irq':
      case 'link':
      case 'print':
      case 'step':
      case 'verdict':
        return NOTHING;
    }
  }

  private read(record: Of<'in'>): Additions {
    const said = this.access(record);
    if (record.serial === undefined) return said;
    this.held = Math.max(0, this.held - 1);
    return withHeld(said, this.held);
  }

  private write(record: Of<'out'>): Additions {
    const said = this.access(record);
    if (record.serial !== undefined) {
      // A full FIFO loses the new character, THR the old one.
      this.queued = Math.min(this.queued + 1, this.fifos.depth);
      return withQueued(said, this.queued);
    }
    if (said.reg === 'FCR') return { ...said, ...this.control(record.v) };
    if (said.reg !== 'LCR' && said.reg !== 'MCR') return said;
    const { hold } = this;
    this.hold = holdOf(this.settings);
    return hold === this.hold ? said : { ...said, sout: this.hold ?? this.framedAt(record.t) };
  }

  /** The register, and what the byte says; settings that it changes are known from then on. */
  private access(record: Of<'in' | 'out'>): Additions {
    const offset = record.port - this.base;
    if (offset < 0 || offset > 7) return NOTHING;
    const { lcr } = this.settings;
    const name = registerName(offset, record.k, lcr !== null && (lcr & LCR.DLAB) !== 0);
    this.know(settingsAfter(this.settings, record, this.side, this.bases));
    if (name !== 'DLL' && name !== 'DLM') return saidOf(name, record.v);
    const { dll, dlm } = this.settings;
    return dll === null || dlm === null
      ? { reg: name }
      : { reg: name, bits: [rateInWords(dll | (dlm << 8))] };
  }

  private know(settings: ChipSettings): void {
    if (settings === this.settings) return;
    this.settings = settings;
    const line = lineOf(settings);
    this.line = line === null ? null : new FrameShapes(line);
  }

  private control(fcr: number): Additions {
    if (!this.traits.fifoControlRegister) return NOTHING;
    const { lcr } = this.settings;
    const isSwitched = this.fifos.write(fcr, lcr !== null && (lcr & LCR.DLAB) !== 0, this.traits);
    const empties = (bit: number): boolean => isSwitched || (fcr & (FCR.ENABLE | bit)) === (FCR.ENABLE | bit);
    const [received, toSend] = [empties(FCR.CLEAR_RECEIVE), empties(FCR.CLEAR_TRANSMIT)];
    if (received) this.held = 0;
    if (toSend) this.queued = 0;
    return { ...(received ? { held: 0 } : {}), ...(toSend ? { queued: 0 } : {}) };
  }

  private begin(record: Of<'frame'>): Additions {
    this.queued = Math.max(0, this.queued - 1);
    const { line } = this;
    if (line === null || !isOf(record, line.known)) return withQueued(NOTHING, this.queued);
    const shape = line.shapeOf(record);
    if (!this.settings.looped) {
      this.framed = record.t;
      this.frame = shape;
    }
    return withQueued(shape, this.queued);
  }

  /** What the frames alone make of the line. */
  private framedAt(t: number): Level {
    const { levels = '', bit = 1 } = this.frame;
    return levels[Math.floor((t - this.framed) / bit)] === '0' ? 0 : 1;
  }

  private reset(record: Of<'power'>): void {
    this.know(settingsAfter(this.settings, record, this.side, this.bases));
    this.fifos.set(0, this.traits);
    this.held = 0;
    this.queued = 0;
    this.hold = null;
    this.frame = {};
  }
}

/** Loopback holds SOUT high, a break low. */
function holdOf({ lcr, looped }: ChipSettings): Level | null {
  if (looped) return 1;
  return lcr !== null && (lcr & LCR.BREAK) !== 0 ? 0 : null;
}
