/**
 * What a program may do: each is yielded, and answered with a number. A program is a generator of these and knows
 * nothing else, so the same one runs on any PC whose processor carries them out.
 */
export type Operation =
  /** Reads a port: the byte. */
  | { readonly op: 'in'; readonly port: number }
  | { readonly op: 'out'; readonly port: number; readonly value: number }
  /**
   * Reads a port every `every` ticks until `(value & mask) === is` (`differs`: until it is not): the value read last,
   * or GAVE_UP when `limit` ticks have passed, or RANG when the bell is asked for and has rung.
   */
  | {
      readonly op: 'until';
      readonly port: number;
      readonly mask: number;
      readonly is: number;
      readonly differs?: boolean;
      readonly every?: number;
      readonly limit?: number;
      readonly bell?: boolean;
    }
  | { readonly op: 'sleep'; readonly ticks: number }
  | { readonly op: 'print'; readonly text: string }
  /** Has the kernel note interrupts of this line, and opens it. */
  | { readonly op: 'irq-policy'; readonly irq: number; readonly reenable: boolean }
  | { readonly op: 'irq-remove'; readonly irq: number }
  /** Opens a line again that was closed when its interrupt was noted. */
  | { readonly op: 'irq-enable'; readonly irq: number }
  | { readonly op: 'irq-disable'; readonly irq: number }
  /** Waits for noted interrupts: a mask with bit n for IRQ n and BELL, merged and then forgotten; 0 after `limit` ticks. */
  | { readonly op: 'receive'; readonly limit?: number };

/** Answers to `until` that are no byte. */
export const GAVE_UP = -1;
export const RANG = -2;

/** In the mask that `receive` gives: someone outside has something for the program. */
export const BELL = 1 << 16;

export type Program<Result = void> = Generator<Operation, Result, number>;

export function* inb(port: number): Program<number> {
  return yield { op: 'in', port };
}

export function* outb(port: number, value: number): Program {
  yield { op: 'out', port, value };
}

export function* print(text: string): Program {
  yield { op: 'print', text };
}
