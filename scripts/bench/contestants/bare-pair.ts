import { LSR } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';

/**
 * The floor: a status and a byte, two variables. The same loop, and no queue, no FIFO, no time, nothing that could go
 * wrong.
 */
export class BarePair {
  status: number = LSR.THRE;
  data = 0;

  carry(count: number): void {
    for (let i = 0; i < count; i += 1) {
      while ((this.status & LSR.THRE) === 0) this.status = LSR.THRE;
      this.data = byteAt(i);
      this.status = LSR.DR;
      while ((this.status & LSR.DR) === 0) this.status = LSR.DR;
      const byte = this.data;
      this.status = LSR.THRE;
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }
}
