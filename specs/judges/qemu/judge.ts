import type { Qemu } from '../../../harness/peer/qemu/qemu.ts';
import type { Answer } from '../../../harness/peer/qemu/qtest.ts';
import { askAll, hasSent } from './asking.ts';
import type { Departure } from './departure.ts';
import { hex, linesOf, type Operation, outcome } from './operation.ts';
import { type Expected, Script, type Step } from './script.ts';
import { startOverTelnet, telnetBytes } from './telnet.ts';

export interface Difference {
  /** The operations up to the one that shows it. */
  readonly sequence: readonly Operation[];
  /** The same as text, and at the end what differs: `in LSR -> ours 0x60, QEMU 0x61`. */
  readonly lines: readonly string[];
}

/** Null where the book, our chip and QEMU's agree. */
function differenceOf({ one, value, inQemu, edges, from, to, reads }: Expected, answers: readonly Answer[]) {
  const ours = outcome(value, edges);
  if (one.book !== undefined && one.book !== ours) return `ours ${ours}, the book ${one.book}`;
  const seen = answers[reads]?.value ?? null;
  const meant = inQemu === value ? '' : ` (in QEMU ${outcome(inQemu, [])})`;
  if (seen !== inQemu) return `ours ${ours}${meant}, QEMU ${outcome(seen, [])}`;
  const raised = answers.slice(from, to).flatMap((answer) => answer.edges);
  const [our, their] = [outcome(null, edges), outcome(null, raised)];
  return our === their ? null : `ours ${our}, QEMU ${their}`;
}

/** Plays sequences to our chip and to QEMU's, by the rules of a table, and finds where they differ. */
export class Judge {
  operations = 0;
  private qemu: Qemu;

  private constructor(qemu: Qemu) {
    this.qemu = qemu;
  }

  static async start(): Promise<Judge> {
    return new Judge(await startOverTelnet());
  }

  async stop(): Promise<void> {
    await this.qemu.stop();
  }

  /** The first sequence of these that shows a difference. Each begins with both chips as after a reset. */
  async differenceIn(
    sequences: readonly (readonly Operation[])[],
    rules: readonly Departure[],
  ): Promise<Difference | null> {
    const scripts = sequences.map((sequence) => new Script(sequence, rules));
    const answers = await this.perform(scripts.flatMap(({ steps }) => steps)).catch(async (why: unknown) => {
      // If it cannot be started again, the first reason is still the one to know.
      await this.restart().catch(() => {});
      throw why;
    });
    await hasSent(
      this.qemu,
      scripts.reduce((sum, { sent }) => sum + sent.length, 0),
    );
    const sent = this.qemu.sent.splice(0);
    let at = 0;
    for (const [i, script] of scripts.entries()) {
      const sequence = sequences[i] as readonly Operation[];
      this.operations += sequence.length;
      const mine = answers.slice(at, at + script.steps.length);
      at += script.steps.length;
      const difference =
        this.firstIn(script, mine) ??
        this.onTheLine(script, sequence, i < scripts.length - 1 ? sent.splice(0, script.sent.length) : sent);
      if (difference === null) continue;
      if (sequences.flat().some((one) => one.do === 'hear')) await this.restart();
      return difference;
    }
    return null;
  }

  private firstIn(script: Script, answers: readonly Answer[]): Difference | null {
    const { expected } = script;
    for (const [index, one] of expected.entries()) {
      const difference = differenceOf(one, answers);
      if (difference === null) continue;
      const sequence = expected.slice(0, index + 1).map((before) => before.one);
      const lines = linesOf(sequence);
      return { sequence, lines: lines.with(-1, `${lines.at(-1)} -> ${difference}`) };
    }
    const last = answers.at(-1);
    if (last === undefined || !script.leaves(last)) return null;
    const sequence = expected.map(({ one }) => one);
    return { sequence, lines: [...linesOf(sequence), '# QEMU has not taken all that came'] };
  }

  private onTheLine(
    script: Script,
    sequence: readonly Operation[],
    sent: readonly number[],
  ): Difference | null {
    const [ours, qemu] = [script.sent, sent].map((chars) => chars.map(hex).join(' ') || 'nothing');
    if (ours === qemu) return null;
    return { sequence, lines: [...linesOf(sequence), `# sent: ours ${ours}, QEMU ${qemu}`] };
  }

  /** What was left in a socket cannot be taken back: only another QEMU is without it. */
  private async restart(): Promise<void> {
    await this.qemu.stop();
    this.qemu = await startOverTelnet();
  }

  private async perform(steps: readonly Step[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    let commands: string[] = [];
    const flush = async () => {
      for (const answer of await askAll(this.qemu, commands)) answers.push(answer);
      commands = [];
    };
    for (const step of steps) {
      if (typeof step === 'string') {
        commands.push(step);
        continue;
      }
      await flush();
      answers.push({ value: 0, edges: await this.qemu.hear(telnetBytes(step.hear)) });
    }
    await flush();
    return answers;
  }
}
