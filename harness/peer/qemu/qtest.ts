/** Where the chip stands in QEMU's port space. */
export const BASE = 0x3f8;
export const IRQ = 4;

export type Edge = 'raise' | 'lower';

/** What QEMU said to one command: what was read, or the time in ns; and the edges of IRQ 4 that came before. */
export interface Answer {
  readonly value: number;
  readonly edges: readonly Edge[];
}

export const outb = (offset: number, value: number): string => `outb ${BASE + offset} ${value}`;
export const inb = (offset: number): string => `inb ${BASE + offset}`;
export const clockSet = (ns: number): string => `clock_set ${ns}`;

/** From here on QEMU tells of the edges. */
export const TELL_EDGES = 'irq_intercept_in ioapic';

/** What QEMU says, as it comes: a line for each edge and each answer. */
export class Answers {
  private rest = '';
  private edges: Edge[] = [];
  private answers: Answer[] = [];

  get count(): number {
    return this.answers.length;
  }

  /** Gives the lines that are none of these. */
  take(text: string): readonly string[] {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.filter((line) => !this.knows(line));
  }

  /** Those that have come. */
  give(): readonly Answer[] {
    const { answers } = this;
    this.answers = [];
    return answers;
  }

  private knows(line: string): boolean {
    if (line === `IRQ raise ${IRQ}`) this.edges.push('raise');
    else if (line === `IRQ lower ${IRQ}`) this.edges.push('lower');
    else if (line.startsWith('OK')) {
      this.answers.push({ value: Number(line.slice(3)), edges: this.edges });
      this.edges = [];
    } else return line.startsWith('IRQ ');
    return true;
  }
}
