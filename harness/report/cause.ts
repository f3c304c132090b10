import { hex2 } from '../ground/bytes.ts';
import type { Side } from '../ground/side.ts';
import { align } from '../run/alignment.ts';
import type { GoldenDeparture } from '../run/golden-departure.ts';
import type { Failure, FailureCause } from '../run/result.ts';
import { flagsInWords } from '../run/step-words.ts';
import type { Inspection } from '../uart/inspection.ts';
import { IIR, LCR, MCR } from '../uart/registers.ts';
import { departureInWords } from './golden/departure-words.ts';
import { textPicture } from './golden/text-picture.ts';
import { harmless, harmlessLine } from './harmless.ts';
import { compared } from './hexdump.ts';
import { counted, quotedBytes } from './quantities.ts';
import { registerName, valueInWords } from './registers.ts';
import { type Bases, registerAt } from './story.ts';

/** What was wanted and what came, line by line. */
export function causeInWords({ cause, registers }: Failure, bases?: Bases): readonly string[] {
  switch (cause.kind) {
    case 'expect':
      return expectation(cause);
    case 'pattern':
      return [`wanted  /${harmlessLine(cause.pattern)}/`, cameInAll(cause)];
    case 'flags':
      return flags(cause);
    case 'irq':
      return [`wanted  ${cause.wanted}`, ...interrupts(cause, registers)];
    case 'delivery':
      return compared(cause.difference);
    case 'unread':
      return [`unread  ${quotedBytes(cause.bytes)} ${counted(cause.bytes.length, 'byte')}`];
    case 'register':
      return register(cause, registers);
    case 'lab7':
      return printed(cause.printed);
    case 'golden':
      return cause.departure === undefined ? [] : departed(cause.departure, bases);
    case 'ledger':
    case 'boot':
    case 'program':
      return [];
  }
}

const departed = (departure: GoldenDeparture, bases: Bases | undefined): readonly string[] => [
  ...departureInWords(departure, bases),
  ...textPicture(departure),
];

type Expectation = FailureCause & { readonly kind: 'expect' };

function expectation({ wanted, wantedCount, came, cameCount }: Expectation): readonly string[] {
  const counts = `${counted(wantedCount, 'byte')} wanted, ${cameCount} came`;
  if (wanted.length === 0) return [`${counts}${cameCount === 0 ? '' : `: ${quotedBytes(came)}`}`];
  const { from } = align(wanted, came);
  // Beyond what was kept of either, nothing can be said of the other.
  const end = Math.min(
    wantedCount > wanted.length ? from + wanted.length : Number.POSITIVE_INFINITY,
    cameCount > came.length ? came.length : Number.POSITIVE_INFINITY,
  );
  const [shownWanted, shownCame] = [wanted.slice(0, end - from), came.slice(from, end)];
  const same = agreed(shownWanted, shownCame);
  if (from + same === end) return [`${counts}; the first ${counted(same, 'byte')} agree`];
  return [counts, ...compared({ from, wanted: shownWanted, came: shownCame, place: from + same })];
}

const cameInAll = ({ came, cameCount }: { readonly came: readonly number[]; readonly cameCount: number }) =>
  `came    ${counted(cameCount, 'byte')}${cameCount === 0 ? '' : `: ${quotedBytes(came)}`}`;

/** Enough to see what a line does. */
const MOST_FLAGGED = 8;

function flags(cause: FailureCause & { readonly kind: 'flags' }): readonly string[] {
  const { wanted, byte, came, flags: found, cameCount } = cause;
  const which = byte === undefined ? 'a byte' : `byte ${byte}`;
  const one = (index: number) =>
    `${quotedBytes([came[index] as number])} 0x${hex2(came[index] as number)} with ${flagsInWords(found[index] ?? [])}`;
  const shown = came.slice(0, MOST_FLAGGED).map((_, index) => one(index));
  const left = cameCount - shown.length;
  return [
    `wanted  ${which} with ${flagsInWords(wanted)}`,
    ...(shown.length === 0 ? [`came    ${counted(cameCount, 'byte')}`] : []),
    ...shown.map((line, index) => `${index === 0 ? 'came    ' : '        '}${line}`),
    ...(byte === undefined && shown.length > 0 && left > 0
      ? [`        and ${counted(left, 'byte')} more`]
      : []),
  ];
}

/** Without OUT2 the chip may ask as it likes: nothing comes of it. */
function interrupts(
  { on, came }: FailureCause & { readonly kind: 'irq' },
  registers: Failure['registers'],
): readonly string[] {
  if (came.length > 0) return [`came    ${came.join(', ')}`];
  const chip = registers?.[on].registers;
  if (chip === undefined || (chip.MCR & MCR.OUT2) !== 0) return ['came    no interrupt'];
  const asks = (chip.IIR & IIR.NONE) === 0 ? `the chip asks, IIR ${valueInWords('IIR', chip.IIR)}, but ` : '';
  return [`came    no interrupt: ${asks}OUT2 (MCR bit 3) is off, so none reaches the PC`];
}

function agreed(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function register(
  { on, base, port, mask, wanted, came }: FailureCause & { readonly kind: 'register' },
  registers: Readonly<Record<Side, Inspection>> | null,
): readonly string[] {
  const offset = registerAt(port, on, { A: base, B: base });
  const dlab = ((registers?.[on].registers.LCR ?? 0) & LCR.DLAB) !== 0;
  const name = offset === null ? null : registerName(offset, 'in', dlab);
  const words = (value: number): string => (name === null ? `0x${hex2(value)}` : valueInWords(name, value));
  const label = name ?? `port 0x${port.toString(16).toUpperCase().padStart(3, '0')}`;
  if (mask === 0xff) return [`wanted  ${label} ${words(wanted)}`, `came    ${label} ${words(came)}`];
  // Some registers' bits say something only together.
  const part = (value: number): string =>
    name === 'IIR' || name === 'LCR' ? `0x${hex2(value)}` : words(value);
  const masked = `${label} & 0x${hex2(mask)} =`;
  return [`wanted  ${masked} ${part(wanted)}`, `came    ${masked} ${part(came & mask)}, of ${words(came)}`];
}

const MOST_LINES = 16;
const LONGEST_LINE = 120;
const TAB = '    ';

function printed(text: string): readonly string[] {
  if (text === '') return ['it printed nothing'];
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const left = lines.length - MOST_LINES;
  return [
    left > 0 ? `it printed, after ${counted(left, 'line')}:` : 'it printed:',
    ...lines.slice(-MOST_LINES).map((line) => `  | ${cut(line)}`.trimEnd()),
  ];
}

function cut(line: string): string {
  const chars = [...line.slice(0, 4 * LONGEST_LINE).replaceAll('\t', TAB)];
  const shown = chars.slice(0, LONGEST_LINE).map(harmless).join('');
  return chars.length > LONGEST_LINE ? `${shown}…` : shown;
}
