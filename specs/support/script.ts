import fc from 'fast-check';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import { Waveform } from '../../harness/uart/waveform.ts';
import { chipWith, fifos } from './chip.ts';
import { LCR, levelsOf, MCR, MSR, REG, setting } from './datasheet.ts';
import { lineOf } from './line.ts';

/** What may be done to a chip from outside. */
export type Act =
  | { readonly do: 'read'; readonly offset: number }
  | { readonly do: 'write'; readonly offset: number; readonly value: number }
  | { readonly do: 'wait'; readonly ticks: number }
  | { readonly do: 'hear'; readonly char: number; readonly line: string }
  | { readonly do: 'pins'; readonly pins: number }
  /** A break from outside begins or ends. */
  | { readonly do: 'break'; readonly on: boolean }
  | { readonly do: 'hold'; readonly held: boolean }
  | { readonly do: 'reset' };

const byte = fc.nat({ max: 255 });
const offset = fc.nat({ max: 7 });
/** Weighted to what makes things happen: characters, waits, enabled interrupts, FIFOs. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), offset }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), offset: fc.constant(REG.THR), value: byte }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), offset, value: byte }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      offset: fc.constantFrom(REG.IER, REG.FCR),
      value: fc.constantFrom(0x01, 0x03, 0x05, 0x0f, 0x21, 0x41, 0xc1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      offset: fc.constant(REG.LCR),
      value: fc.constantFrom(0x03, 0x1b, 0x00, LCR.BREAK | 0x03, LCR.DLAB | 0x03),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ticks: fc.nat({ max: 800 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      char: byte,
      line: fc.constantFrom('8N1', '8E1', '7O1', '5N1'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pins' as const), pins: byte }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pins' as const), pins: fc.constantFrom(0, MSR.CTS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      offset: fc.constant(REG.MCR),
      value: fc.constantFrom(0, MCR.RTS, MCR.LOOP, MCR.AFE, MCR.AFE | MCR.RTS, MCR.AFE | MCR.RTS | MCR.LOOP),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), held: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const) }) },
);

export const script = fc.array(act, { minLength: 1, maxLength: 80 });
export const SEEDED = { seed: 16_550, numRuns: 150 };

/** A line that is held low from this tick on, or let go. */
function held(at: number, low: boolean): Waveform {
  const line = new Waveform();
  line.override(at, low ? 'low' : 'frames');
  return line;
}

/** Does what a script says to a chip, one act after another. */
export class Performance {
  readonly chip: Uart;
  readonly journal: ChipEvent[] = [];
  linkHolds = false;
  /** No two frames overlap on a line. */
  private lineFree = 0;
  private heard = 0;

  constructor(chip: Uart) {
    this.chip = chip;
    chip.journal = this.journal;
  }

  /** `pace`: how far a wait goes at a time. */
  act(one: Act, pace = Number.POSITIVE_INFINITY): void {
    const { chip } = this;
    switch (one.do) {
      case 'read':
        chip.read(one.offset);
        break;
      case 'write':
        chip.write(one.offset, one.value);
        break;
      case 'wait':
        for (let left = one.ticks; left > 0; left -= pace) chip.advance(chip.now + Math.min(left, pace));
        break;
      case 'hear':
        this.hear(one.char, one.line);
        break;
      case 'pins':
        chip.setPins(one.pins);
        break;
      case 'break':
        chip.listen(held(chip.now, one.on));
        break;
      case 'hold':
        chip.hold(one.held);
        this.linkHolds = one.held;
        break;
      case 'reset':
        chip.reset(chip.now);
        break;
    }
  }

  private hear(char: number, line: string): void {
    const at = Math.max(this.chip.now, this.lineFree);
    this.lineFree = at + 200;
    this.heard += 1;
    this.chip.listen(lineOf([{ at, bit: 16, levels: levelsOf(setting(line), char), serial: this.heard }]));
  }

  /** The same with another chip from here on. */
  goOnWith(chip: Uart): Performance {
    const other = new Performance(chip);
    other.lineFree = this.lineFree;
    other.heard = this.heard;
    return other;
  }
}

/** A 16750 does all that the others do, and more. */
export const performed = (
  acts: readonly Act[],
  look: (chip: Uart) => void = () => {},
  pace?: number,
): Performance => {
  const performance = new Performance(chipWith({ type: '16750', fcr: fifos(), ier: 0x0f }));
  for (const one of acts) {
    performance.act(one, pace);
    look(performance.chip);
  }
  return performance;
};
