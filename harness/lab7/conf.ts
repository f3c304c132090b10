import { hex2 } from '../ground/bytes.ts';
import { type Operation, type Program, print } from '../program/operation.ts';
import { lineSettingsOf, type Parity, rateOf } from '../uart/line-settings.ts';
import { IER, IIR, LCR, OFFSET } from '../uart/registers.ts';
import { type Port, portName } from './port.ts';
import type { Lab7Result } from './transfer.ts';

/** FIFOs on and emptied, trigger 14, and 64 bytes where the chip is a 16750: IIR then tells what it is. */
const IDENTIFYING = 0xe7;

/** `ser_test_conf`: reads the configuration and prints it for a person. */
export function* conf({ base }: Port): Program<Lab7Result> {
  const iir: Operation = { op: 'in', port: base + OFFSET.IIR };
  const hadFifos = ((yield iir) & IIR.FIFOS) !== 0;

  const lcr = yield { op: 'in', port: base + OFFSET.LCR };
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr | LCR.DLAB };
  const dll = yield { op: 'in', port: base + OFFSET.DATA };
  const dlm = yield { op: 'in', port: base + OFFSET.IER };
  yield { op: 'out', port: base + OFFSET.LCR, value: lcr };
  const ier = yield { op: 'in', port: base + OFFSET.IER };
  yield { op: 'out', port: base + OFFSET.IIR, value: IDENTIFYING };
  const identity = yield iir;

  if (!hadFifos) yield { op: 'out', port: base + OFFSET.IIR, value: 0 };

  const { bits, stop, parity } = lineSettingsOf(lcr);
  yield* print(`${portName(base)} configuration:\n`);
  yield* print(`\tLCR = ${hex(lcr)}: ${bits} bits per char\n`);
  yield* print(`\t${stop} stop bit${stop === 1 ? '' : 's'}\n`);
  yield* print(`\t${PARITY[parity]} parity\n`);
  yield* print(
    `\tDLM = ${hex(dlm)} DLL=${hex(dll)}: bitrate = ${Math.trunc(rateOf((dlm << 8) | dll))} bps\n`,
  );
  yield* print(`\tIER = ${hex(ier)}: Rx interrupts: ${enabled(ier & IER.RDA)}\n`);
  yield* print(`\tTx interrupts: ${enabled(ier & IER.THRE)}\n`);
  yield* print(`\tUART_VERSION: ${versionOf(identity)}\n`);
  return { ok: true };
}

const hex = (byte: number): string => `0x${hex2(byte)}`;

const enabled = (bit: number): string => (bit === 0 ? 'DISABLED' : 'ENABLED');

const PARITY: Readonly<Record<Parity, string>> = {
  none: 'NO',
  odd: 'ODD',
  even: 'EVEN',
  mark: 'MARK',
  space: 'SPACE',
};

/** By IIR bits 7 to 5. */
function versionOf(iir: number): string {
  if ((iir & 0xe0) === 0xe0) return '16750';
  if ((iir & 0xc0) === 0xc0) return '16550A - 16 byte FIFO';
  if ((iir & 0xc0) !== 0) return '16550';
  return '8250-16450';
}
