import { farSide, SIDES, type Side } from '../ground/side.ts';
import { type Clock, RANK, type Slot } from '../time/clock.ts';
import { type Drive, Waveform } from '../uart/waveform.ts';
import { crossed } from '../wire/null-modem.ts';
import { recounted } from '../wire/recounted.ts';
import type { Plug, Terminal } from '../wire/terminal.ts';
import { emptyLinkTally, type Link, type LinkListener } from './link.ts';

interface End {
  readonly terminal: Terminal;
  readonly modemLines: Slot;
  powered: boolean;
  /** MCR outputs as they have been passed on. */
  outputs: number;
  /** What holds its SOUT. */
  drive: Drive;
}

/**
 * A null-modem cable, bit-true: the frames and breaks of each SOUT stand at the other end's SIN, and the modem lines
 * cross. A change of a modem line is seen one tick later, so that it does not matter which machine acts first
 * within a tick.
 */
export class Cable implements Link {
  readonly transport = 'cable';
  readonly profile = 'wire';
  readonly address = undefined;
  readonly underWay = 0;
  readonly tally = emptyLinkTally();
  private readonly clock: Clock;
  private readonly ends: Readonly<Record<Side, End>>;
  private readonly listener: LinkListener | undefined;

  constructor(clock: Clock, a: Terminal, b: Terminal, listener?: LinkListener) {
    this.clock = clock;
    this.listener = listener;
    this.ends = { A: this.end('A', a), B: this.end('B', b) };
    for (const side of SIDES) this.ends[side].terminal.plugIn(this.plug(side));
  }

  async open(side: Side): Promise<void> {
    const end = this.ends[side];
    if (end.powered) return;
    end.powered = true;
    end.outputs = 0;
    const line = new Waveform();
    line.override(end.terminal.crystal.ticksAt(this.clock.now), this.ends[farSide(side)].drive);
    end.terminal.chip.listen(line);
    // Pins that stand so when the power comes on are no change: the chip's reset follows.
    end.terminal.chip.setPins(crossed(this.ends[farSide(side)].outputs));
    if (this.ends[farSide(side)].powered) for (const each of SIDES) this.listener?.(each, 'connected');
  }

  async close(side: Side): Promise<void> {
    const end = this.ends[side];
    if (!end.powered) return;
    end.powered = false;
    end.outputs = 0;
    this.listener?.(side, 'closed');
    if (this.ends[farSide(side)].powered) this.listener?.(farSide(side), 'peer-gone');
    this.clock.book(end.modemLines, this.clock.now + 1);
  }

  private end(side: Side, terminal: Terminal): End {
    const modemLines = this.clock.slot({ name: `${side}'s modem lines`, rank: RANK.LINE }, () =>
      this.passModemLines(side),
    );
    return { terminal, modemLines, powered: false, outputs: 0, drive: 'frames' };
  }

  private plug(side: Side): Plug {
    const near = this.ends[side];
    const far = this.ends[farSide(side)];
    const { chip } = near.terminal;
    return {
      touched: () => {
        if (chip.sout.count > 0 || chip.sout.overrides.length > 0) this.passFrames(near, far);
        if (chip.outputs !== near.outputs && near.powered) {
          near.outputs = chip.outputs;
          this.clock.book(near.modemLines, this.clock.now + 1);
        }
      },
    };
  }

  private passFrames(near: End, far: End): void {
    const { sout } = near.terminal.chip;
    near.drive = sout.overrides.at(-1)?.drive ?? near.drive;
    if (far.powered) {
      // Its own events of this tick come after the line's.
      far.terminal.advance(this.clock.now - 1);
      const [sender, receiver] = [near.terminal.crystal, far.terminal.crystal];
      far.terminal.chip.listen(sender.ppm === receiver.ppm ? sout : recounted(sout, sender, receiver));
      far.terminal.settle();
      return;
    }
    for (let i = 0; i < sout.count; i += 1) if (sout.serial(i) !== 0) this.tally.lostWithoutPeer += 1;
    sout.clear();
  }

  private passModemLines(side: Side): void {
    const { terminal } = this.ends[farSide(side)];
    terminal.advance(this.clock.now);
    terminal.chip.setPins(crossed(this.ends[side].outputs));
    terminal.settle();
  }
}
