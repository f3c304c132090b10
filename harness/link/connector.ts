import { farSide, SIDES, type Side } from '../ground/side.ts';
import { type Carrier, MemoryCarrier } from './carrier.ts';
import type { LinkEvent } from './link.ts';
import type { Transport } from './profile.ts';

/** Carriers by sender: A's carries from A to B. */
export type Carriers = Readonly<Record<Side, Carrier>>;

/** Brings two ends together, by whatever means. */
export interface Connector {
  readonly transport: Transport;
  /** The end that waits for the other one to call; undefined where there is no such thing. */
  readonly listens: Side | undefined;
  readonly address: string | undefined;
  onEvent: (side: Side, event: LinkEvent, detail?: string) => void;
  /** Called when the connection breaks without either end having been closed here. */
  onBroken: () => void;
  /** Called when a connection that broke has been made again. */
  onJoined: (carriers: Carriers) => void;
  /** An end comes up: the carriers when both are there now, else null. */
  open(side: Side): Promise<Carriers | null>;
  /** An end goes: comes back when all that it had sent has come out at the other. */
  close(side: Side): Promise<void>;
}

/** In this process: the two ends are together whenever both are up, whichever came first. */
export class MemoryConnector implements Connector {
  readonly transport = 'cable';
  readonly listens = undefined;
  readonly address = undefined;
  onEvent: Connector['onEvent'] = () => {};
  onBroken = (): void => {};
  onJoined = (): void => {};
  private readonly up: Record<Side, boolean> = { A: false, B: false };

  async open(side: Side): Promise<Carriers | null> {
    this.up[side] = true;
    if (!this.up[farSide(side)]) return null;
    const [A, B] = SIDES.map(() => new MemoryCarrier()) as [MemoryCarrier, MemoryCarrier];
    return { A, B };
  }

  async close(side: Side): Promise<void> {
    this.up[side] = false;
  }
}
