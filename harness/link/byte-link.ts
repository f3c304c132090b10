import { farSide, type Side } from '../ground/side.ts';
import type { Clock } from '../time/clock.ts';
import { ALWAYS_ON } from '../wire/null-modem.ts';
import type { ByteTerminal } from '../wire/terminal.ts';
import type { Carriers, Connector } from './connector.ts';
import { Lane } from './lane.ts';
import { emptyLinkTally, type Link, type LinkListener } from './link.ts';
import { BYTE_PROFILES, type ByteProfileName, type Transport } from './profile.ts';

/**
 * Joins two ports as a hypervisor does: bytes only. No rate, parity, stop bit, break or modem line crosses; DCD, DSR
 * and CTS are on whatever happens.
 */
export class ByteLink implements Link {
  readonly transport: Transport;
  readonly profile: ByteProfileName;
  readonly tally = emptyLinkTally();
  private readonly connector: Connector;
  private readonly terminals: Readonly<Record<Side, ByteTerminal>>;
  /** By sender. */
  private readonly lanes: Readonly<Record<Side, Lane>>;
  private readonly listener: LinkListener | undefined;
  private readonly powered: Record<Side, boolean> = { A: false, B: false };
  private connected = false;

  constructor(
    clock: Clock,
    a: ByteTerminal,
    b: ByteTerminal,
    options: {
      readonly profile: ByteProfileName;
      /** Where the two machines run under two hypervisors. */
      readonly profiles?: Readonly<Record<Side, ByteProfileName>> | undefined;
      readonly connector: Connector;
      readonly listener?: LinkListener | undefined;
    },
  ) {
    const { profile, profiles, connector, listener } = options;
    this.profile = profile;
    this.connector = connector;
    this.transport = connector.transport;
    this.listener = listener;
    this.terminals = { A: a, B: b };
    const lane = (sender: Side): Lane => {
      const receiver = farSide(sender);
      // How long a character waits, and whether a new line drops it, is for the receiver's hypervisor.
      const { patience, flushesOnNewLine } = BYTE_PROFILES[profiles?.[receiver] ?? profile];
      const { withoutPeer } = BYTE_PROFILES[profiles?.[sender] ?? profile];
      return new Lane(clock, {
        name: `${sender} to ${receiver}`,
        from: this.terminals[sender],
        to: this.terminals[receiver],
        patience,
        withoutPeer: withoutPeer[connector.transport],
        tally: this.tally,
        onFlush: flushesOnNewLine ? (count) => this.listener?.(receiver, 'flushed', String(count)) : null,
      });
    };
    this.lanes = { A: lane('A'), B: lane('B') };
    this.plug('A');
    this.plug('B');
    connector.onEvent = (side, event, detail) => this.listener?.(side, event, detail);
    connector.onBroken = () => this.peerGone();
    connector.onJoined = (carriers) => {
      if (this.powered.A && this.powered.B) this.join(carriers);
    };
  }

  get underWay(): number {
    return this.lanes.A.underWay + this.lanes.B.underWay;
  }

  get address(): string | undefined {
    return this.connector.address;
  }

  async open(side: Side): Promise<void> {
    if (this.powered[side]) return;
    const carriers = await this.connector.open(side);
    this.powered[side] = true;
    this.terminals[side].chip.setPins(ALWAYS_ON);
    if (carriers === null) this.lanes[side].awaitPeer();
    else this.join(carriers);
  }

  private join(carriers: Carriers): void {
    this.connected = true;
    for (const each of ['A', 'B'] as const) {
      this.lanes[each].connect(carriers[each]);
      this.listener?.(each, 'connected');
    }
  }

  async close(side: Side): Promise<void> {
    if (!this.powered[side]) return;
    this.powered[side] = false;
    this.lanes[farSide(side)].cut();
    this.lanes[side].hangUp();
    this.lanes[side].letGo();
    this.listener?.(side, 'closed');
    await this.connector.close(side);
    if (this.connected) this.survive(farSide(side));
    this.connected = false;
  }

  /** The connection has broken by itself: what had not come out of it is lost. */
  private peerGone(): void {
    if (!this.connected) return;
    this.connected = false;
    for (const side of ['A', 'B'] as const) {
      this.lanes[side].hangUp();
      this.survive(side);
    }
  }

  private survive(side: Side): void {
    if (!this.powered[side]) return;
    this.listener?.(side, 'peer-gone');
    if (this.connector.listens === side) this.lanes[side].awaitPeer();
    else this.lanes[side].letGo();
  }

  private plug(side: Side): void {
    const mine = this.lanes[side];
    const theirs = this.lanes[farSide(side)];
    this.terminals[side].plugIn({
      touched: () => {
        mine.takeFrames();
        theirs.lookAtReceiver();
      },
    });
  }
}
