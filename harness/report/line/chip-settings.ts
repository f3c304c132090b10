import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { LCR, MCR, OFFSET } from '../../uart/registers.ts';
import { type Bases, registerAt } from '../story.ts';

/** What is known of the registers that decide what leaves SOUT. Null: nobody has told yet. */
export interface ChipSettings {
  readonly lcr: number | null;
  /** The two halves of the divisor latch. */
  readonly dll: number | null;
  readonly dlm: number | null;
  /** MCR bit 4. */
  readonly looped: boolean;
}

/** Before the first record of a story that begins in the middle. */
export const UNKNOWN: ChipSettings = { lcr: null, dll: null, dlm: null, looped: false };

/** What our chip's divisor latch holds when it is first turned on; a reset leaves it alone. */
const POWER_ON_DLL = 12;

/** What is known after a record of this machine's. A read tells as much as a write. */
export function settingsAfter(
  settings: ChipSettings,
  record: TraceRecord,
  side: Side,
  bases?: Bases,
): ChipSettings {
  if (record.m !== side) return settings;
  if (record.k === 'power') {
    const { dll, dlm } = settings;
    return { lcr: 0, dll: dll ?? POWER_ON_DLL, dlm: dlm ?? 0, looped: false };
  }
  if (record.k !== 'out' && record.k !== 'in') return settings;
  const isLatched = settings.lcr !== null && (settings.lcr & LCR.DLAB) !== 0;
  switch (registerAt(record.port, side, bases)) {
    case OFFSET.DATA:
      return isLatched && record.v !== settings.dll ? { ...settings, dll: record.v } : settings;
    case OFFSET.IER:
      return isLatched && record.v !== settings.dlm ? { ...settings, dlm: record.v } : settings;
    case OFFSET.LCR:
      return record.v === settings.lcr ? settings : { ...settings, lcr: record.v };
    case OFFSET.MCR: {
      const looped = (record.v & MCR.LOOP) !== 0;
      return looped === settings.looped ? settings : { ...settings, looped };
    }
    default:
      return settings;
  }
}
