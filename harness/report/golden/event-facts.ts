import { hex2, hexPort } from '../../ground/bytes.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { onOneLine } from '../harmless.ts';
import { counted } from '../quantities.ts';
import { errorNames, type RegisterName, registerName, valueInWords } from '../registers.ts';
import { type Bases, registerAt } from '../story.ts';
import { characterInWords } from '../svg/machine-lanes.ts';

/** What kind of event it is, as a noun. */
export function nounOf(record: TraceRecord, bases: Bases | undefined, dlab: boolean): string {
  switch (record.k) {
    case 'out':
      return `write to ${placeInWords(record, bases, dlab)}`;
    case 'in':
      return `reading of ${placeInWords(record, bases, dlab)}`;
    case 'frame':
      return 'frame';
    case 'char':
      return 'received character';
    case 'lost':
      return 'lost character';
    case 'timeout':
      return 'character timeout';
    case 'intr':
      return 'change of INTR';
    case 'irq':
      return 'interrupt';
    case 'power':
      return 'turn of the power switch';
    case 'link':
      return 'link event';
    case 'print':
      return 'print';
    case 'step':
      return 'step';
    case 'verdict':
      return 'verdict';
  }
}

export type Access = TraceRecord & { readonly k: 'in' | 'out' };

/** The register that an access reaches; undefined where no UART stands. */
export function registerOf(
  { k, m, port }: Access,
  bases: Bases | undefined,
  dlab: boolean,
): RegisterName | undefined {
  const offset = m === '-' ? null : registerAt(port, m, bases);
  return offset === null ? undefined : registerName(offset, k, dlab);
}

const placeInWords = (record: Access, bases: Bases | undefined, dlab: boolean): string =>
  registerOf(record, bases, dlab) ?? `port 0x${hexPort(record.port)}`;

/** What it says besides its time, fact by fact: two events of one kind have the same number of them. */
export function factsOf(record: TraceRecord, bases: Bases | undefined, dlab: boolean): readonly string[] {
  switch (record.k) {
    case 'out':
      return [byteInWords(record, bases, dlab)];
    case 'in':
      return [byteInWords(record, bases, dlab), counted(record.n, 'read')];
    case 'frame':
      return [characterInWords(record.char), sourceInWords(record.serial)];
    case 'char':
      return [
        characterInWords(record.char),
        errorNames(record.errors).join(' ') || 'no error',
        `${record.held} held`,
        sourceInWords(record.serial),
      ];
    case 'lost':
      return [characterInWords(record.char), record.how, sourceInWords(record.serial)];
    case 'timeout':
      return [`${record.held} held`];
    case 'intr':
      return [`level ${record.level}`, `IIR ${valueInWords('IIR', record.iir)}`];
    case 'irq':
      return [`IRQ ${record.irq}`];
    case 'power':
      return [record.on ? 'on' : 'off'];
    case 'link':
      return [onOneLine(record.event)];
    case 'print':
      return [`"${onOneLine(record.text)}"`];
    case 'step':
      return [`number ${record.n}`, onOneLine(record.what)];
    case 'verdict':
      return [record.passed ? 'passed' : 'failed', onOneLine(record.why ?? 'no reason')];
  }
}

function byteInWords(record: Access, bases: Bases | undefined, dlab: boolean): string {
  const register = registerOf(record, bases, dlab);
  return register === undefined ? `0x${hex2(record.v)}` : valueInWords(register, record.v);
}

const sourceInWords = (serial: number): string =>
  serial === 0 ? 'made by the line' : `of write ${serial < 0 ? 'of its own ' : ''}#${Math.abs(serial)}`;
