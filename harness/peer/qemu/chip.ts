import { invariant } from '../../ground/errors.ts';
import type { ForeignChip, Reply } from '../../machine/foreign-chip.ts';
import { OFFSET } from '../../uart/registers.ts';
import { KnownQemuChip, type Passing } from './known-qemu-chip.ts';
import { Qemu } from './qemu.ts';
import { clockSet, inb, outb } from './qtest.ts';

/** Nanoseconds a tick are 78125 / 144: worked out from the tick, and rounded up so that no deadline is missed. */
const nanoseconds = (tick: number): number => Math.ceil((tick * 78_125) / 144);

const NOTHING: Passing = { taken: 0, sends: 0 };

/** QEMU's 16550A under one of our machines: a QEMU of its own each time that the power comes on. */
export class QemuChip extends KnownQemuChip implements ForeignChip {
  private qemu: Qemu | null = null;

  async powerOn(at: number): Promise<void> {
    this.qemu = await Qemu.start();
    await this.qemu.ask([clockSet(nanoseconds(at))]);
  }

  async powerOff(): Promise<void> {
    const { qemu } = this;
    this.qemu = null;
    await qemu?.stop();
  }

  read(offset: number, at: number): Promise<Reply> {
    return this.command(inb(offset), this.passesRead(offset, at));
  }

  write(offset: number, value: number, at: number): Promise<Reply> {
    return this.command(outb(offset, value), this.passesWrite(offset, value, at));
  }

  look(at: number): Promise<Reply> {
    this.passesNothing(at);
    return this.command(inb(OFFSET.SCR), NOTHING);
  }

  async hear(at: number): Promise<Reply> {
    const char = this.passesHear(at);
    const { running } = this;
    const [answer] = await running.ask([clockSet(nanoseconds(at))]);
    const edges = await running.hear([char]);
    return { value: 0, edges: [...(answer?.edges ?? []), ...edges], sent: [] };
  }

  private async command(command: string, { taken, sends }: Passing): Promise<Reply> {
    const { running } = this;
    const answers = await running.ask([clockSet(nanoseconds(this.now)), command]);
    const settled = taken === 0 ? [] : await running.rounds(2 * taken);
    const sent = sends === 0 ? [] : await running.takeSent(sends);
    const edges = [...answers.flatMap((answer) => answer.edges), ...settled];
    return { value: answers.at(-1)?.value ?? 0, edges, sent };
  }

  private get running(): Qemu {
    invariant(this.qemu, 'a chip that is asked has power');
    return this.qemu;
  }
}

export const qemuChip = (): ForeignChip => new QemuChip();
