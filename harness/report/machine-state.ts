import { hex2 } from '../ground/bytes.ts';
import type { Side } from '../ground/side.ts';
import type { MachineSetup } from '../scenario/model.ts';
import type { Inspection } from '../uart/inspection.ts';
import { lineInWords, lineSettingsOf } from '../uart/line-settings.ts';
import { crystalInWords } from './crystal.ts';
import { counted, quotedBytes } from './quantities.ts';
import { lineFlags, type RegisterName, valueInWords } from './registers.ts';

/** A machine's registers as they stand, and what its chip holds. */
export function registersInWords(side: Side, chip: Inspection, setup: MachineSetup): readonly string[] {
  const { registers, divisor } = chip;
  const { LCR } = registers;
  const line = [lineInWords({ ...lineSettingsOf(LCR), divisor }), ...lineFlags(LCR)].join(' ');
  const shown = (name: RegisterName & keyof Inspection['registers']): string =>
    `${name} ${valueInWords(name, registers[name])}`;
  const crystal = crystalInWords(setup);
  return [
    `${side}  LCR 0x${hex2(LCR)} (${line})  ${crystal === '' ? '' : `${crystal}  `}${(['IER', 'IIR', 'MCR'] as const).map(shown).join('  ')}`,
    `   ${(['LSR', 'MSR'] as const).map(shown).join('  ')}`,
    `   ${fifos(chip)}`,
  ];
}

function fifos({ fifosEnabled, trigger, received, toSend, sending }: Inspection): string {
  return [
    fifosEnabled ? `FIFOs on, trigger ${trigger}` : 'FIFOs off',
    holding(received, 'unread'),
    holding(sending === null ? toSend : [sending, ...toSend], 'to send'),
  ].join('; ');
}

const holding = (bytes: readonly number[], what: string): string =>
  bytes.length === 0 ? `nothing ${what}` : `${counted(bytes.length, 'byte')} ${what}, ${quotedBytes(bytes)}`;
