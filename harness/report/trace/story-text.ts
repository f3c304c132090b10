import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { LCR } from '../../uart/registers.ts';
import { type ChipSettings, settingsAfter, UNKNOWN } from '../line/chip-settings.ts';
import { lineOf, shapeInWords, shapeOf } from '../line/frame-parts.ts';
import { textWave } from '../line/text-wave.ts';
import { BOLD, DIM, type Paint, RED } from '../paint.ts';
import { accessInWords } from '../register/access-words.ts';
import { type Bases, recordInWords, registerAt } from '../story.ts';
import { basesOf, type TraceHeader } from './header.ts';

const TICK_WIDTH = 9;

/** A trace for a terminal: each record in words, and below a frame its waveform. Records come in the order of time. */
export class StoryText {
  private readonly write: (text: string) => void;
  private readonly paint: Paint;
  private readonly bases: Bases;
  private readonly settings: Record<Side, ChipSettings>;

  constructor(write: (text: string) => void, paint: Paint, header: TraceHeader) {
    this.write = write;
    this.paint = paint;
    this.bases = basesOf(header);
    this.settings = { A: UNKNOWN, B: UNKNOWN, ...header.begins?.settings };
  }

  /** What a record outside the window changes is known inside. */
  readonly follow = (record: TraceRecord): void => {
    for (const side of SIDES)
      this.settings[side] = settingsAfter(this.settings[side], record, side, this.bases);
  };

  readonly take = (record: TraceRecord): void => {
    const { paint } = this;
    const before = { ...this.settings };
    this.follow(record);
    const words = `${this.machine(record)}${this.inWords(record, before)}`;
    const colour = colourOf(record);
    const shown = colour === undefined ? words : paint(colour, words);
    this.write(`${String(record.t).padStart(TICK_WIDTH)} ${shown}\n`);
    if (record.k === 'frame' && record.m !== '-') this.draw(record, record.m);
  };

  private machine({ m, k }: TraceRecord): string {
    return m !== '-' && (k === 'in' || k === 'out') ? `${m} ` : '';
  }

  private inWords(record: TraceRecord, before: Readonly<Record<Side, ChipSettings>>): string {
    if (record.m === '-' || (record.k !== 'in' && record.k !== 'out')) return recordInWords(record);
    const offset = registerAt(record.port, record.m, this.bases);
    const { lcr } = before[record.m];
    const dlab = lcr !== null && (lcr & LCR.DLAB) !== 0;
    const { dll, dlm } = this.settings[record.m];
    const divisor = dll === null || dlm === null ? {} : { divisor: dll | (dlm << 8) };
    return accessInWords(record, { offset, dlab, ...divisor });
  }

  private draw(record: TraceRecord & { readonly k: 'frame' }, side: Side): void {
    const shape = shapeOf(record, lineOf(this.settings[side]));
    const [names, high, low] = textWave(shape.parts);
    const margin = ' '.repeat(TICK_WIDTH + 3);
    const isLooped = this.settings[side].looped;
    if (names === undefined) return;
    this.write(
      `${margin}${names}  ${this.paint(DIM, shapeInWords(shape))}${isLooped ? ', in loopback' : ''}\n`,
    );
    this.write(`${margin}${high}\n${margin}${low}\n`);
  }
}

function colourOf(record: TraceRecord): string | undefined {
  if (record.k === 'step') return BOLD;
  if (record.k === 'lost' || (record.k === 'char' && record.errors !== 0)) return RED;
  return record.k === 'verdict' && !record.passed ? RED : undefined;
}
