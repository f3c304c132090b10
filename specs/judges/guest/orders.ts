import type { LineRequest } from '../../../harness/lab7/line-request.ts';

/** What a guest is to do: what it sends is sent while it receives. fixtures/guest/orders.h has the same. */
export interface Orders {
  readonly mode: Mode;
  readonly line?: LineRequest;
  readonly sends?: Uint8Array;
  /** How many bytes it receives at most: none when not given. */
  readonly receives?: number;
  /** It ends what comes in. */
  readonly terminator?: number;
}

export const MODES = ['poll', 'int', 'fifo'] as const;
export type Mode = (typeof MODES)[number];

const ROM_BYTES = 0x10000;
const HEADER_BYTES = 10;
const NO_TERMINATOR = 0xffff;

const PARITY: Readonly<Record<LineRequest['parity'], number>> = { none: 0, odd: 0x08, even: 0x18 };

export const USUAL: LineRequest = { bits: 8, stop: 1, parity: 'none', rate: 115200 };

/** A whole ROM: the orders at its start, the code at its end. */
export function romFor(code: Uint8Array, { mode, line = USUAL, ...orders }: Orders): Buffer {
  const sends = orders.sends ?? new Uint8Array();
  const rom = Buffer.alloc(ROM_BYTES);
  rom.writeUInt8(MODES.indexOf(mode), 0);
  rom.writeUInt8((line.bits - 5) | (line.stop === 2 ? 0x04 : 0) | PARITY[line.parity], 1);
  rom.writeUInt16LE(115200 / line.rate, 2);
  rom.writeUInt16LE(orders.terminator ?? NO_TERMINATOR, 4);
  rom.writeUInt16LE(sends.length, 6);
  rom.writeUInt16LE(orders.receives ?? 0, 8);
  if (HEADER_BYTES + sends.length + code.length > ROM_BYTES)
    throw new Error('the ROM has no room for so much');
  rom.set(sends, HEADER_BYTES);
  rom.set(code, ROM_BYTES - code.length);
  return rom;
}
