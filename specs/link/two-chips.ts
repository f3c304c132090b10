import { Crystal } from '../../harness/ground/crystal.ts';
import type { Side } from '../../harness/ground/side.ts';
import { Cable } from '../../harness/link/cable.ts';
import { ComPort } from '../../harness/machine/com-port.ts';
import { Pic } from '../../harness/machine/pic.ts';
import { RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import { FCR, LCR, LSR, REG, type Setting } from '../support/datasheet.ts';
import type { Heard } from '../support/sampling.ts';
import type { LineAt } from '../support/sending.ts';

/** A chip as it is at the beginning, and how far its crystal is off. */
export interface End extends LineAt {
  readonly ppm: number;
}

/** What a program does at A, which sends, or at B, which hears: at a tick of the line. */
export type Act = { readonly at: number } & (
  | { readonly on: 'A'; readonly does: 'send'; readonly chars: readonly number[] }
  | { readonly on: 'A'; readonly does: 'hold' | 'let go' }
  | { readonly on: Side; readonly does: 'set'; readonly line: Setting; readonly divisor: number }
);

/** Two PCs' ports on a null-modem cable, and what a loop that polls B's LSR reads, with the line's ticks. */
export async function heardOverCable(
  ends: Readonly<Record<Side, End>>,
  acts: readonly Act[],
  until: number,
): Promise<Heard[]> {
  const clock = new VirtualClock();
  const port = (machine: Side) =>
    new ComPort(clock, new Pic(), { machine, irq: 4, crystal: new Crystal(ends[machine].ppm) });
  const ports: Readonly<Record<Side, ComPort>> = { A: port('A'), B: port('B') };
  const cable = new Cable(clock, ports.A, ports.B);
  await cable.open('A');
  await cable.open('B');
  let held = 0;
  for (const side of ['A', 'B'] as const) {
    ports[side].reset();
    set(side, ends[side]);
  }
  ports.A.write(REG.FCR, FCR.ENABLE);

  const heard: Heard[] = [];
  poll();
  const waiting = [...acts];
  const program = clock.slot({ name: 'the spec', rank: RANK.PLAYER }, () => {
    while (waiting[0]?.at === clock.now) act(waiting.shift() as Act);
    clock.book(program, waiting[0]?.at ?? Number.POSITIVE_INFINITY);
  });
  clock.book(program, waiting[0]?.at ?? Number.POSITIVE_INFINITY);
  await clock.run(until);
  return heard;

  function poll(): void {
    const { B } = ports;
    const status = B.read(REG.LSR);
    if ((status & LSR.DR) !== 0) {
      const flags = status & (LSR.OE | LSR.PE | LSR.FE | LSR.BI);
      heard.push({ at: clock.now, char: B.read(REG.RBR), flags });
    }
    B.watch(REG.LSR, LSR.THRE | LSR.TEMT, poll);
  }

  function set(side: Side, { line, divisor }: LineAt): void {
    const each = ports[side];
    each.write(REG.LCR, line.lcr | LCR.DLAB | (side === 'A' ? held : 0));
    each.write(REG.DLL, divisor & 0xff);
    each.write(REG.DLM, divisor >> 8);
    each.write(REG.LCR, line.lcr | (side === 'A' ? held : 0));
  }

  function act(one: Act): void {
    if (one.does === 'set') set(one.on, one);
    else if (one.does === 'send') for (const char of one.chars) ports.A.write(REG.THR, char);
    else {
      held = one.does === 'hold' ? LCR.BREAK : 0;
      const { LCR: before } = ports.A.chip.inspect().registers;
      ports.A.write(REG.LCR, (before & ~LCR.BREAK) | held);
    }
  }
}
