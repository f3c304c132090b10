/** A change of level: the tick from which it holds, and the level. */
export type Edge = readonly [at: number, level: 0 | 1];

/** A wire of one bit: its first edge says what it begins with. A name has no blank in it. */
export interface Signal {
  readonly name: string;
  readonly edges: readonly Edge[];
}

/** The units of time that a recording may count in, in nanoseconds. */
export const TIMESCALES = { '10 ns': 10, '100 ns': 100, '1 us': 1000, '10 us': 10_000 } as const;

export type Timescale = keyof typeof TIMESCALES;

/**
 * The unit in which a tick of the 1.8432 MHz crystal falls, the nearest one. A tick is 78125/144 ns: counted from the
 * tick itself, so that no rounding adds up, however long the recording is.
 */
export const unitsAt = (tick: number, timescale: Timescale): number =>
  Math.round((tick * 78_125) / (144 * TIMESCALES[timescale]));

const FIRST_PRINTABLE = 33;
const PRINTABLES = 94;

/** The short name that stands for a signal in the value changes: `!`, `"` and so on, then two of them. */
function identifier(index: number): string {
  const last = String.fromCharCode(FIRST_PRINTABLE + (index % PRINTABLES));
  return index < PRINTABLES ? last : identifier(Math.floor(index / PRINTABLES) - 1) + last;
}

/** A value change dump (IEEE 1364, 18.2) of these signals up to the tick `until`. */
export function vcd(signals: readonly Signal[], until: number, timescale: Timescale): string {
  const changes = signals
    .flatMap(({ edges }, index) =>
      edges.map(([at, level]) => ({ at, change: `${level}${identifier(index)}` })),
    )
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at);
  const lines = [
    `$timescale ${timescale} $end`,
    '$scope module line $end',
    ...signals.map(({ name }, index) => `$var wire 1 ${identifier(index)} ${name} $end`),
    '$upscope $end',
    '$enddefinitions $end',
  ];
  let unit = -1;
  for (const { at, change } of changes) {
    const due = unitsAt(at, timescale);
    if (due !== unit) lines.push(`#${due}`);
    unit = due;
    lines.push(change);
  }
  return `${[...lines, `#${unitsAt(until, timescale)}`].join('\n')}\n`;
}
