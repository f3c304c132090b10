import type { Crystal } from '../ground/crystal.ts';
import type { Uart } from '../uart/chip.ts';

/** A serial port as a link sees it: the chip behind the connector. */
export interface Terminal extends ByteTerminal {
  readonly chip: Uart;
}

/** The same where bytes are all that crosses: whatever chip it is. */
export interface ByteTerminal {
  readonly chip: ByteChip;
  /** What the chip counts by. */
  readonly crystal: Crystal;
  /** Tells the chip that it is so late on the line. */
  advance(now: number): void;
  /** To be called after the chip has been told something: passes on what that leads to. */
  settle(): void;
  /** Puts a plug into the connector, or takes it out. */
  plugIn(plug: Plug | null): void;
}

/** What a link that carries bytes asks of a chip. */
export interface ByteChip
  extends Pick<Uart, 'dataMask' | 'hasRoom' | 'characterTiming' | 'peek' | 'receive' | 'hold' | 'setPins'> {
  readonly sout: Pick<Uart['sout'], 'count' | 'overrides' | 'pattern' | 'serial' | 'shift' | 'clear'>;
}

/** The link's end in a port's connector. */
export interface Plug {
  /** The chip has been accessed, or time has passed for it: see what left it, and whether it has room again. */
  touched(): void;
}
