import { HarnessError, invariant } from '../ground/errors.ts';
import { randomByte } from '../ground/random.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import type { Recorder } from '../ground/trace.ts';
import { ByteLink } from '../link/byte-link.ts';
import { Cable } from '../link/cable.ts';
import { MemoryConnector } from '../link/connector.ts';
import type { Link, LinkEvent, LinkListener } from '../link/link.ts';
import { BYTE_PROFILES, defaultProfile, type ProfileName } from '../link/profile.ts';
import { SocketConnector } from '../link/socket-connector.ts';
import { ComPort } from '../machine/com-port.ts';
import type { Duration, LinkSetup, Scenario } from '../scenario/model.ts';
import { durationTicks } from '../scenario/units.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';
import type { ForeignChips } from './board.ts';
import { Computer } from './computer.ts';
import { Direction, type Witness } from './direction.ts';
import { needsOf } from './needs.ts';

export interface BenchOptions {
  readonly seed: number;
  readonly recorder: Recorder | null;
  readonly chips: ForeignChips;
  readonly witness: Witness | null;
  /** A byte has been read, or a program has failed: something may be decided now. */
  readonly onProgress: () => void;
  readonly onError: (error: unknown) => void;
}

export const profileOf = ({ transport, profile, usual }: LinkSetup): ProfileName =>
  profile ?? usual ?? defaultProfile(transport);

/** The scenario's two computers, joined. */
export class Bench {
  readonly clock: VirtualClock;
  readonly link: Link;
  readonly computers: Readonly<Record<Side, Computer>>;
  /** By sender. */
  readonly directions: Readonly<Record<Side, Direction>>;
  readonly linkEvents: { side: Side; event: LinkEvent; detail?: string }[] = [];

  constructor(
    clock: VirtualClock,
    scenario: Scenario,
    { seed, recorder, chips, witness, onProgress, onError }: BenchOptions,
  ) {
    this.clock = clock;
    const needs = { A: needsOf('A', scenario.steps), B: needsOf('B', scenario.steps) };
    this.directions = {
      A: new Direction('A', 'B', needs.B.expectations, needs.B.places, witness),
      B: new Direction('B', 'A', needs.A.expectations, needs.A.places, witness),
    };
    const computer = (side: Side): Computer =>
      new Computer(clock, {
        side,
        setup: scenario.machines[side],
        mode: needs[side].mode,
        hasStation: needs[side].hasStation,
        onInterrupt: needs[side].expectsInterrupts ? onProgress : null,
        scratch: randomByte(seed, side === 'A' ? -1 : -2),
        recorder,
        chips,
        onByte: (byte, errors) => {
          this.directions[farSide(side)].receive(byte, errors, clock.now);
          onProgress();
        },
        onError,
      });
    this.computers = { A: computer('A'), B: computer('B') };
    const listener: LinkListener = (side, event, detail) => {
      this.linkEvents.push(detail === undefined ? { side, event } : { side, event, detail });
      // What a listener does before it has its peer is the transport's own, and no part of the trace.
      if (event === 'listening') return;
      recorder?.record({ t: clock.now, m: side, k: 'link', event });
    };
    this.link = this.join(scenario.link, listener);
  }

  /** Turns a machine on; `booted` is called in virtual time. Rejects with a HarnessError when the link refuses. */
  async boot(side: Side, booted: () => void): Promise<void> {
    if (this.computers[side].powered) {
      booted();
      return;
    }
    await this.link.open(side);
    await this.computers[side].board.powerOn();
    this.computers[side].start(booted);
  }

  async stop(side: Side): Promise<void> {
    if (!this.computers[side].powered) return;
    this.computers[side].stop();
    await this.link.close(side);
    await this.computers[side].board.powerOff();
  }

  /** A length of time in ticks; bits and characters are those of this machine now. */
  ticks(duration: Duration, side: Side): number {
    const { chip, crystal } = this.computers[side].port;
    const { bit, character } = chip.characterTiming;
    const slower = 1 + crystal.ppm / 1e6;
    return durationTicks(duration, { bit: bit / slower, character: character / slower });
  }

  /** Gives back sockets, files and processes, whatever state the machines are in. */
  async dismantle(): Promise<void> {
    try {
      for (const side of SIDES) await this.link.close(side);
    } finally {
      for (const side of SIDES) await this.computers[side].board.powerOff();
    }
  }

  private join(setup: LinkSetup, listener: LinkListener): Link {
    const { A, B } = this.computers;
    const profile = profileOf(setup);
    if (profile === 'wire') {
      if (setup.transport !== 'cable')
        throw new HarnessError('usage', `the wire exists on the cable only, not over ${setup.transport}`);
      invariant(A.port instanceof ComPort && B.port instanceof ComPort, 'a wire joins chips of ours');
      return new Cable(this.clock, A.port, B.port, listener);
    }
    const connector =
      setup.transport === 'cable'
        ? new MemoryConnector()
        : new SocketConnector({
            transport: setup.transport,
            listens: setup.listen,
            port: setup.port,
            path: setup.path,
            reconnects: setup.reconnects,
            secondConnection: BYTE_PROFILES[setup.profiles?.[setup.listen] ?? profile].secondConnection,
          });
    return new ByteLink(this.clock, A.port, B.port, {
      profile,
      profiles: setup.profiles,
      connector,
      listener,
    });
  }
}
