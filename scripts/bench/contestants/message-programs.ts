import type { Operation, Program } from '../../../harness/index.ts';
import { COM1 } from '../../../harness/lab7/port.ts';
import { LSR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';

const STATUS = COM1.base + OFFSET.LSR;
const ready: Operation = { op: 'until', port: STATUS, mask: LSR.DR, is: LSR.DR };
const room: Operation = { op: 'until', port: STATUS, mask: LSR.THRE, is: LSR.THRE };
const data: Operation = { op: 'in', port: COM1.base };

/** Sends a byte and waits until it is back, again and again. */
export function* bounce(count: number): Program {
  for (let i = 0; i < count; i += 1) {
    yield { op: 'out', port: COM1.base, value: byteAt(i) };
    yield ready;
    const byte = yield data;
    if (byte !== byteAt(i)) throw new WrongByte(i, byte);
  }
}

export function* echo(count: number): Program {
  for (let i = 0; i < count; i += 1) {
    yield ready;
    yield { op: 'out', port: COM1.base, value: yield data };
  }
}

export function* send(count: number): Program {
  for (let i = 0; i < count; i += 1) {
    yield room;
    yield { op: 'out', port: COM1.base, value: byteAt(i) };
  }
}

export function* receive(count: number): Program {
  for (let i = 0; i < count; i += 1) {
    yield ready;
    const byte = yield data;
    if (byte !== byteAt(i)) throw new WrongByte(i, byte);
  }
}
