import type { Departure, Played } from './departures.ts';
import { hex, type Operation, textOf } from './operation.ts';
import { Ours } from './ours.ts';
import { type Answer, clockStep, type Edge, inb, outb, Qemu } from './qtest.ts';

const NS_PER_TICK = 1e9 / 1_843_200;

/** There is no reset command: these writes bring QEMU's chip back to what it came up with. */
const RESET = [
  ...[outb(3, 0), outb(1, 0), outb(2, 1), outb(2, 0)],
  // RBR holds 00 and no error.
  ...[outb(4, 0x10), outb(0, 0), inb(0), inb(5), outb(4, 0x08)],
  ...[outb(3, 0x80), outb(0, 12), outb(1, 0), outb(3, 0), outb(7, 0)],
];

type Step = string | { readonly hear: number };

interface Expected {
  readonly one: Operation;
  readonly value: number | null;
  readonly edges: readonly Edge[];
  /** The steps of the script that stand for it, and the one that reads. */
  readonly from: number;
  readonly to: number;
  readonly reads: number;
}

/** One sequence, played to our chip, and what QEMU is to be asked for it. */
interface Script {
  readonly steps: readonly Step[];
  readonly expected: readonly Expected[];
  readonly sent: readonly number[];
}

export interface Difference {
  /** The operations up to the one that shows it. */
  readonly sequence: readonly Operation[];
  /** The last of them, with what came of it: `in LSR -> ours 0x60, QEMU 0x61`. */
  readonly text: string;
}

function scriptOf(sequence: readonly Operation[], rules: readonly Departure[]): Script {
  const ours = new Ours();
  const steps: Step[] = [...RESET];
  const expected: Expected[] = [];
  const ungated = rules.some((rule) => rule.ungated);
  let ticks = 0;

  const give = (played: Operation): void => {
    if (played.do === 'in') steps.push(inb(played.offset));
    else if (played.do === 'out') steps.push(outb(played.offset, played.value));
    else if (played.do === 'hear') steps.push({ hear: played.char });
    else if (played.ticks > 0) {
      const pace = rules.reduce((product, rule) => product * (rule.pace?.(ours) ?? 1), 1);
      const before = Math.round(ticks * NS_PER_TICK);
      ticks += played.ticks * pace;
      steps.push(clockStep(Math.round(ticks * NS_PER_TICK) - before));
    }
  };

  for (const rule of rules) for (const one of rule.begins ?? []) give(one);
  for (const one of sequence) {
    const played = playedFor(one, ours, rules);
    const from = steps.length;
    for (const each of played.qemu) give(each);
    const reads = one.do === 'in' ? from + played.qemu.indexOf(one) : -1;
    const inQemu = one.do === 'in' ? rules.map((rule) => rule.reads?.(one.offset, ours) ?? null) : [];
    let value: number | null = null;
    const edges: Edge[] = [];
    for (const each of played.ours) {
      const seen = ours.play(each);
      if (each === one) value = seen.value;
      if (ungated || ours.out2) edges.push(...seen.edges);
    }
    for (const change of inQemu) if (change !== null && value !== null) value = change(value);
    expected.push({ one, value, edges, from, to: steps.length, reads });
  }
  return { steps, expected, sent: ours.sent };
}

function playedFor(one: Operation, ours: Ours, rules: readonly Departure[]): Played {
  const atOurs = [one];
  const atQemu: Operation[] = one.do === 'hear' ? [{ do: 'wait', ticks: ours.hearing }, one] : [one];
  let played: Played = { ours: atOurs, qemu: atQemu };
  for (const rule of rules) {
    const next = rule.plays === undefined ? played : rule.plays(played, one, ours);
    if (next === null) return { ours: [], qemu: [] };
    played = next;
  }
  return played;
}

const edgesText = (edges: readonly Edge[]): string => (edges.length === 0 ? 'no edge' : edges.join(' '));

function compared(script: Script, answers: readonly Answer[]): { index: number; text: string } | null {
  for (const [index, { one, value, edges, from, to, reads }] of script.expected.entries()) {
    const seen = answers[reads]?.value ?? null;
    if (reads >= 0 && seen !== value) {
      const [ours, qemu] = [value, seen].map((each) => (each === null ? 'nothing' : hex(each)));
      return { index, text: `${textOf(one)} -> ours ${ours}, QEMU ${qemu}` };
    }
    const raised = answers.slice(from, to).flatMap((answer) => answer.edges);
    if (edgesText(raised) !== edgesText(edges)) {
      return { index, text: `${textOf(one)} -> ours ${edgesText(edges)}, QEMU ${edgesText(raised)}` };
    }
  }
  return null;
}

/** Plays sequences to our chip and to QEMU's, by the rules of a table, and finds where they differ. */
export class Judge {
  operations = 0;
  private qemu: Qemu;

  private constructor(qemu: Qemu) {
    this.qemu = qemu;
  }

  static async start(): Promise<Judge> {
    return new Judge(await Qemu.start());
  }

  async stop(): Promise<void> {
    await this.qemu.stop();
  }

  /** The first sequence of these that shows a difference. Sequences are independent of each other. */
  async differenceIn(
    sequences: readonly (readonly Operation[])[],
    rules: readonly Departure[],
  ): Promise<Difference | null> {
    const scripts = sequences.map((sequence) => scriptOf(sequence, rules));
    const answers = await this.perform(scripts.flatMap(({ steps }) => steps));
    let [at, sent] = [0, 0];
    await this.qemu.hasSent(scripts.reduce((sum, script) => sum + script.sent.length, 0));
    for (const [i, script] of scripts.entries()) {
      const sequence = sequences[i] as readonly Operation[];
      this.operations += sequence.length;
      const found = compared(script, answers.slice(at, at + script.steps.length));
      const line = this.lineDifference(script, sent, i === scripts.length - 1);
      at += script.steps.length;
      sent += script.sent.length;
      if (found === null && line === null) continue;
      await this.clean(sequences);
      if (found !== null) return { sequence: sequence.slice(0, found.index + 1), text: found.text };
      return { sequence, text: line as string };
    }
    this.qemu.sent.length = 0;
    return null;
  }

  private lineDifference(script: Script, from: number, last: boolean): string | null {
    const sent = this.qemu.sent.slice(from, last ? undefined : from + script.sent.length);
    const [ours, qemu] = [script.sent, sent].map((chars) => chars.map(hex).join(' ') || 'nothing');
    return ours === qemu ? null : `on the line -> ours ${ours}, QEMU ${qemu}`;
  }

  /** What was left in a socket cannot be taken back: only another QEMU is without it. */
  private async clean(sequences: readonly (readonly Operation[])[]): Promise<void> {
    this.qemu.sent.length = 0;
    if (!sequences.some((sequence) => sequence.some((one) => one.do === 'hear'))) return;
    await this.qemu.stop();
    this.qemu = await Qemu.start();
  }

  private async perform(steps: readonly Step[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    let commands: string[] = [];
    const flush = async () => {
      for (const answer of await this.qemu.ask(commands)) answers.push(answer);
      commands = [];
    };
    for (const step of steps) {
      if (typeof step === 'string') {
        commands.push(step);
        continue;
      }
      await flush();
      answers.push({ value: 0, edges: await this.qemu.hear([step.hear]) });
    }
    await flush();
    return answers;
  }
}
