import type { AutoflowState } from './autoflow.ts';
import type { CharacterTimeoutState } from './character-timeout.ts';
import type { ModemState } from './modem.ts';
import type { Moment } from './moment.ts';
import type { ReceiveBufferState } from './receive-buffer.ts';
import type { ReceiverState } from './receiver.ts';
import type { Tally } from './tally.ts';
import type { ThreInterruptState } from './thre-interrupt.ts';
import type { TransmitterState } from './transmitter.ts';
import type { UartType } from './types.ts';
import type { Drive, WaveformState } from './waveform.ts';

/**
 * All that a chip is at one instant, in mid-character too: plain data, the same after JSON. Times are ticks of its own.
 * What follows from the rest (LSR, IIR, INTR, the deadline) is not in it.
 */
export interface Snapshot {
  readonly version: 1;
  readonly type: UartType;
  readonly now: number;
  readonly registers: {
    readonly ier: number;
    readonly fcr: number;
    readonly lcr: number;
    readonly mcr: number;
    readonly scr: number;
    readonly divisor: number;
  };
  readonly transmitter: TransmitterState;
  readonly receiver: ReceiverState;
  readonly received: ReceiveBufferState;
  readonly modem: ModemState;
  readonly autoflow: AutoflowState;
  readonly thre: ThreInterruptState;
  readonly timeout: CharacterTimeoutState;
  readonly sout: WaveformState;
  /** When a frame that a reset has cut off would end. */
  readonly cutUntil: Moment;
  readonly outsideDrive: Drive;
  readonly heldBack: boolean;
  readonly intrRises: number;
  readonly tally: Tally;
}
