import { qemuFailed } from './child.ts';

interface Waiting {
  readonly holds: () => boolean;
  readonly settle: () => void;
  readonly fail: (why: Error) => void;
}

/** Waits for QEMU, for one thing at a time and not for ever; once something has failed, no wait is any use. */
export class Wait {
  private readonly withinMs: number;
  private waiting: Waiting | null = null;
  private failure: Error | null = null;

  constructor(withinMs: number) {
    this.withinMs = withinMs;
  }

  /** Settles when it holds, which is looked at now and at each `look`. `what` QEMU is to do: `to call`. */
  async until(holds: () => boolean, what: string): Promise<void> {
    if (this.failure !== null) throw this.failure;
    if (holds()) return;
    const { withinMs } = this;
    const late = () => this.fail(qemuFailed(`QEMU was given ${withinMs} ms ${what}, in vain`));
    const guard = setTimeout(late, withinMs);
    try {
      await new Promise<void>((settle, fail) => {
        this.waiting = { holds, settle, fail };
      });
    } finally {
      clearTimeout(guard);
    }
  }

  /** Something has come. */
  look(): void {
    if (this.waiting?.holds() !== true) return;
    this.waiting.settle();
    this.waiting = null;
  }

  fail(why: Error): void {
    this.failure ??= why;
    this.waiting?.fail(this.failure);
    this.waiting = null;
  }
}
