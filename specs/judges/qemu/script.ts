import { type Answer, type Edge, inb, outb } from '../../../harness/peer/qemu/qtest.ts';
import { LSR, REG } from '../../support/datasheet.ts';
import { clockStep } from './asking.ts';
import type { Departure, Played } from './departure.ts';
import type { Operation } from './operation.ts';
import { Ours } from './ours.ts';

const NS_PER_TICK = 1e9 / 1_843_200;

/** There is no reset command: these writes bring QEMU's chip back to what it came up with. */
const RESET = [
  ...[outb(3, 0), outb(1, 0), outb(2, 1), outb(2, 0)],
  // RBR holds 00 and no error.
  ...[outb(4, 0x10), outb(0, 0), inb(0), inb(5), outb(4, 0x08)],
  ...[outb(3, 0x80), outb(0, 12), outb(1, 0), outb(3, 0), outb(7, 0)],
];

/** A command, or what comes from the far end. */
export type Step = string | { readonly hear: number | 'break' | 'nothing' };

/** An operation as our chip has played it. */
export interface Expected {
  readonly one: Operation;
  /** What was read at ours, and what QEMU is to read then. */
  readonly value: number | null;
  readonly inQemu: number | null;
  readonly edges: readonly Edge[];
  /** The steps that stand for it, and the one that reads. */
  readonly from: number;
  readonly to: number;
  readonly reads: number;
}

/** A sequence played to our chip, and what QEMU is to be asked for it. */
export class Script {
  readonly steps: Step[] = [...RESET];
  readonly expected: Expected[] = [];
  private readonly ours = new Ours();
  private readonly rules: readonly Departure[];

  constructor(sequence: readonly Operation[], rules: readonly Departure[]) {
    this.rules = rules;
    for (const rule of rules) for (const one of rule.begins ?? []) this.give(one);
    const ungated = rules.some((rule) => rule.ungated);
    for (const one of sequence) this.play(one, ungated);
    if (sequence.some((one) => one.do === 'hear'))
      this.steps.push(...RESET, { hear: 'nothing' }, inb(REG.LSR));
  }

  /** Where sockets have been at work: whether QEMU's LSR, at the very end, tells of a character that came too late. */
  leaves({ value }: Answer): boolean {
    return this.expected.some(({ one }) => one.do === 'hear') && (value & LSR.DR) !== 0;
  }

  /** The characters that have left our chip. */
  get sent(): readonly number[] {
    return this.ours.sent;
  }

  private play(one: Operation, ungated: boolean): void {
    const { ours, steps } = this;
    const played = this.played(one);
    const from = steps.length;
    for (const each of played.qemu) this.give(each);
    const changes = one.do === 'in' ? this.rules.map((rule) => rule.reads?.(one.offset, ours) ?? null) : [];
    let value: number | null = null;
    const edges: Edge[] = [];
    for (const each of played.ours) {
      const seen = ours.play(each);
      if (each === one) value = seen.value;
      if (ungated || ours.out2) edges.push(...seen.edges);
    }
    const inQemu = changes.reduce((seen, change) => (seen === null ? null : (change?.(seen) ?? seen)), value);
    const reads = one.do === 'in' ? from + played.qemu.indexOf(one) : -1;
    this.expected.push({ one, value, inQemu, edges, from, to: steps.length, reads });
  }

  private played(one: Operation): Played {
    const { ours, rules } = this;
    const qemu: Operation[] = one.do === 'hear' ? [{ do: 'wait', ticks: ours.hearing }, one] : [one];
    let played: Played = { ours: [one], qemu };
    for (const rule of rules) {
      const next = rule.plays === undefined ? played : rule.plays(played, one, ours);
      if (next === null) return { ours: [], qemu: [] };
      played = next;
    }
    return played;
  }

  private give(one: Operation): void {
    if (one.do === 'in') this.steps.push(inb(one.offset));
    else if (one.do === 'out') this.steps.push(outb(one.offset, one.value));
    else if (one.do === 'hear') this.steps.push({ hear: one.char });
    else if (one.ticks > 0) this.pass(one.ticks);
  }

  /** Rounded up, so that QEMU is never short of a deadline; hundreds of these do not come to a tick. */
  private pass(ticks: number): void {
    const pace = this.rules.reduce((product, rule) => product * (rule.pace?.(this.ours) ?? 1), 1);
    this.steps.push(clockStep(Math.ceil(ticks * pace * NS_PER_TICK)));
  }
}
