import { hex2, inWords } from '../ground/bytes.ts';
import { SIDES, type Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { LCR } from '../uart/registers.ts';
import { onOneLine } from './harmless.ts';
import { type Access, errorNames, registerName, valueInWords } from './registers.ts';

/** Where each machine's UART stands. */
export type Bases = Readonly<Record<Side, number>>;

/** COM1 to COM4: where a UART stands when nobody says. */
const STANDARD_BASES = [0x3f8, 0x2f8, 0x3e8, 0x2e8];

/** A record as a person tells it, without its tick: `B read LSR 0x61 (DR THRE TEMT), 412 times`. */
export function recordInWords(record: TraceRecord, bases?: Bases, dlab = false): string {
  const words = eventInWords(record, bases, dlab);
  return record.m === '-' ? words : `${record.m} ${words}`;
}

/** The register at a port; null when no UART is known to stand there. */
export function registerAt(port: number, machine: Side, bases?: Bases): number | null {
  const base = bases?.[machine] ?? STANDARD_BASES.find((standard) => (port & ~7) === standard);
  return base !== undefined && port >= base && port < base + 8 ? port - base : null;
}

/** The last records in words, each with its tick, as a person tells them; and whether DLAB was set before the first. */
export function storyInWords(
  records: readonly TraceRecord[],
  bases?: Bases,
  { A, B }: Readonly<Record<Side, boolean>> = { A: false, B: false },
): readonly string[] {
  const width = Math.max(0, ...records.map(({ t }) => String(t).length));
  const dlab = { A, B };
  const told = records.map((record) => {
    const words = recordInWords(record, bases, record.m !== '-' && dlab[record.m]);
    for (const side of SIDES) dlab[side] = dlabAfter(record, side, bases) ?? dlab[side];
    return { record, words };
  });
  // A record is written when what it tells has ended, a step's behind what the machines did in its tick.
  return told
    .filter(({ record }) => record.k !== 'verdict')
    .sort(({ record: a }, { record: b }) => a.t - b.t || Number(b.k === 'step') - Number(a.k === 'step'))
    .map(({ record, words }) => `${String(record.t).padStart(width)} ${words}`);
}

/** The divisor latch access bit, where a record tells it. */
function dlabAfter(record: TraceRecord, side: Side, bases?: Bases): boolean | undefined {
  if (record.m !== side) return undefined;
  if (record.k === 'power') return false;
  if (record.k !== 'in' && record.k !== 'out') return undefined;
  return registerAt(record.port, side, bases) === 3 ? (record.v & LCR.DLAB) !== 0 : undefined;
}

function eventInWords(record: TraceRecord, bases: Bases | undefined, dlab: boolean): string {
  switch (record.k) {
    case 'out':
      return `wrote ${accessInWords(record, 'out', bases, dlab)}`;
    case 'in':
      return `read ${accessInWords(record, 'in', bases, dlab)}${record.n === 1 ? '' : `, ${record.n} times`}`;
    case 'frame':
      return `begins to send ${charInWords(record)}, until ${record.ends}`;
    case 'char':
      return `receives ${charInWords(record)}${errorsInWords(record.errors)}, ${record.held} held`;
    case 'lost':
      return `loses ${charInWords(record)}: ${record.how}`;
    case 'timeout':
      return `has a character timeout, ${record.held} held`;
    case 'intr':
      return `${record.level === 1 ? 'raises' : 'lowers'} INTR, IIR ${valueInWords('IIR', record.iir)}`;
    case 'irq':
      return `takes IRQ ${record.irq}`;
    case 'power':
      return `is turned ${record.on ? 'on' : 'off'}`;
    case 'link':
      return `link: ${onOneLine(record.event)}`;
    case 'print':
      return `prints ${quoted(record.text)}`;
    case 'step':
      return `step ${record.n}: ${onOneLine(record.what)}`;
    case 'verdict':
      return (
        (record.passed ? 'passed' : 'failed') + (record.why === undefined ? '' : `: ${onOneLine(record.why)}`)
      );
  }
}

function accessInWords(
  { port, v, m }: { readonly port: number; readonly v: number; readonly m: Side | '-' },
  access: Access,
  bases: Bases | undefined,
  dlab: boolean,
): string {
  const offset = m === '-' ? null : registerAt(port, m, bases);
  if (offset === null) return `port 0x${port.toString(16).toUpperCase().padStart(3, '0')} 0x${hex2(v)}`;
  const name = registerName(offset, access, dlab);
  return `${name} ${valueInWords(name, v)}`;
}

/** `0x68 'h' (#3)`: the number is that of the write to THR behind it. */
export function charInWords({ char, serial }: { readonly char: number; readonly serial: number }): string {
  const shown = char > 0x20 && char < 0x7f ? ` '${inWords([char])}'` : '';
  return `0x${hex2(char)}${shown} (${sourceInWords(serial)})`;
}

function sourceInWords(serial: number): string {
  if (serial === 0) return 'made by the line';
  return serial > 0 ? `#${serial}` : `its own #${-serial}`;
}

function errorsInWords(errors: number): string {
  const names = errorNames(errors);
  return names.length === 0 ? '' : ` with ${names.join(' ')}`;
}

const LONGEST = 60;

function quoted(text: string): string {
  const chars = [...text];
  const shown = chars.slice(0, LONGEST).map((char) => (char < '\x80' ? inWords([char.charCodeAt(0)]) : char));
  return `"${onOneLine(shown.join(''))}${chars.length > LONGEST ? '…' : ''}"`;
}
