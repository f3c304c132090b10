import { IIR, LSR, MCR, MSR } from '../uart/registers.ts';
import type { RegisterName } from './registers.ts';

const SENDING = LSR.THRE | LSR.TEMT;
const CAUSE = 0x0f;
const DELTAS = MSR.DCTS | MSR.DDSR | MSR.TERI | MSR.DDCD;

/**
 * Why QEMU's chip shows another value than ours, where that is known: specs/judges/qemu/departures.ts has them all.
 * Undefined where a difference is none of these.
 */
export function knownDeparture(register: RegisterName, theirs: number, ours: number): string | undefined {
  switch (register) {
    case 'MCR':
      return theirs === (ours | MCR.OUT2) ? 'QEMU starts with OUT2 on, as a BIOS leaves it' : undefined;
    case 'LSR':
      return lineStatus(theirs, ours);
    case 'IIR':
      return interrupt(theirs & CAUSE, ours & CAUSE);
    case 'MSR':
      return (ours & DELTAS) !== 0 && (theirs & DELTAS) === 0
        ? 'QEMU shows no deltas in loopback'
        : undefined;
    case 'RBR':
      return received(theirs, ours);
    default:
      return undefined;
  }
}

function lineStatus(theirs: number, ours: number): string | undefined {
  if ((ours & ~theirs & LSR.OE) !== 0)
    return 'QEMU loses nothing that comes from the line: what it has no room for waits in the socket';
  if ((theirs & ~ours & LSR.OE) !== 0) return 'QEMU keeps OE when the FIFO is emptied';
  if ((theirs & ~ours & SENDING) !== 0) return 'QEMU sends at once: THRE and TEMT never go';
  return undefined;
}

function interrupt(theirs: number, ours: number): string | undefined {
  if (theirs === IIR.CHARACTER_TIMEOUT && ours === IIR.DATA_AVAILABLE)
    return 'where both hold, QEMU shows the timeout first';
  if (theirs === IIR.THRE && ours === IIR.NONE) return 'QEMU sends at once, and so asks for more at once';
  return undefined;
}

function received(theirs: number, ours: number): string | undefined {
  const isCut = [0x1f, 0x3f, 0x7f].some((mask) => (theirs & mask) === ours);
  return isCut ? 'QEMU sends and receives eight bits, whatever LCR says' : undefined;
}
