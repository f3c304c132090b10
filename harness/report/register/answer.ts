import { hex2, hexPort } from '../../ground/bytes.ts';
import { lineInWords, lineSettingsOf, rateOf } from '../../uart/line-settings.ts';
import { BOLD, DIM, type Paint } from '../paint.ts';
import { listed } from '../quantities.ts';
import { bitsInWords, type RegisterName } from '../registers.ts';
import { clip } from '../width.ts';
import { FACTS, type Field, saidBy } from './facts.ts';
import type { Question } from './question.ts';

type Answerable = Exclude<Question, { readonly kind: 'fault' }>;

/** The page of a register, with what each of its bits says where a value is given. */
export function registerAnswer(question: Answerable, paint: Paint, columns: number): string {
  const lines =
    question.kind === 'register' ? page(question.name, question.value, paint) : portPage(question, paint);
  return lines.map((line) => clip(line, columns)).join('\n');
}

function portPage(
  { com, base, offset }: Answerable & { readonly kind: 'port' },
  paint: Paint,
): readonly string[] {
  const names = (Object.keys(FACTS) as RegisterName[]).filter((name) => FACTS[name].offset === offset);
  const at = `0x${hexPort(base + offset)}`;
  return [
    `${paint(BOLD, at)} is ${listed(names)} of COM${com}: base 0x${hexPort(base)} + ${offset}`,
    ...names.flatMap((name) => ['', ...page(name, undefined, paint)]),
  ];
}

function page(name: RegisterName, value: number | undefined, paint: Paint): readonly string[] {
  const { title, offset, when, fields } = FACTS[name];
  const head = value === undefined ? name : `${name} = 0x${hex2(value)}`;
  const sum = value === undefined ? '' : summary(name, value);
  return [
    paint(BOLD, head) + (sum === '' ? '' : `: ${sum}`),
    title,
    `${when}, at base + ${offset}: COM1 0x${hexPort(0x3f8 + offset)}, COM2 0x${hexPort(0x2f8 + offset)}`,
    ...(fields.length === 0
      ? []
      : ['', ...[...fields].reverse().flatMap((field) => rows(field, value, paint))]),
  ];
}

function summary(name: RegisterName, value: number): string {
  if (name === 'LCR')
    return lineInWords({ ...lineSettingsOf(value), divisor: 1 }).replace(/^\S+ /, '') + flags(value);
  if (name === 'DLL') return `${divisorInWords(value)} where DLM is 0`;
  if (name === 'DLM') return value === 0 ? 'the divisor is DLL' : `divisor ${value * 256} + DLL`;
  return bitsInWords(name, value);
}

const flags = (lcr: number): string => `${lcr & 0x40 ? ', break' : ''}${lcr & 0x80 ? ', DLAB' : ''}`;

/** `9600 bit/s`. */
export const rateInWords = (divisor: number): string => `${Number(rateOf(divisor).toFixed(2))} bit/s`;

/** `divisor 12, 9600 bit/s`. */
export const divisorInWords = (divisor: number): string => `divisor ${divisor}, ${rateInWords(divisor)}`;

const NAME_WIDTH = 11;

/** A row for a field: its bits, its name, its value, what it says. Without a value, a row for all that it may say. */
function rows(field: Field, value: number | undefined, paint: Paint): readonly string[] {
  const { low, width, name, says } = field;
  const bits = width === 1 ? `bit ${low}` : `bits ${low + width - 1}-${low}`;
  const head = `  ${bits.padEnd(9)}${name.padEnd(NAME_WIDTH)}`;
  const binary = (of: number): string => of.toString(2).padStart(width, '0').padEnd(5);
  if (value !== undefined) {
    const own = (value >> low) & ((1 << width) - 1);
    const row = `${head}${binary(own)}${saidBy(field, value)}`;
    return [own === 0 && width === 1 ? paint(DIM, row) : row];
  }
  if (says.length === 1) return [`${head}${' '.repeat(5)}${says[0]}`];
  const shown = width === 1 ? [1, 0] : says.map((_, i) => i);
  return shown.map((of, i) => `${i === 0 ? head : ' '.repeat(head.length)}${binary(of)}${says[of] ?? ''}`);
}
