import type { Scene } from './scene.ts';

/** Which columns of a row have words already: two never touch. */
export class Room {
  private readonly taken: Uint8Array;
  private readonly left: number;

  constructor({ left, right }: Pick<Scene, 'left' | 'right'>) {
    this.left = left;
    this.taken = new Uint8Array(Math.max(0, Math.ceil(right - left)) + 1);
  }

  /** Takes so much, if it is free and on the screen. */
  take(from: number, width: number): boolean {
    const [first, end] = [Math.floor(from - this.left), Math.ceil(from - this.left + width)];
    if (first < 0 || end > this.taken.length) return false;
    if (this.taken.subarray(first, end).includes(1)) return false;
    this.taken.fill(1, first, end + SPACE);
    return true;
  }
}

const SPACE = 3;

/** The longest of these that fits; undefined where none does. */
export const fitting = ({ char }: Scene, width: number, variants: readonly string[]): string | undefined =>
  variants.find((words) => words.length * char <= width);

export function write(scene: Scene, words: string, x: number, y: number, colour = scene.colours.ink): void {
  scene.ctx.fillStyle = colour;
  scene.ctx.fillText(words, x, y);
}

export function writeMiddle(scene: Scene, words: string, x: number, y: number, colour?: string): void {
  write(scene, words, x - (words.length * scene.char) / 2, y, colour);
}

/** Cut where there is no room, and said so. */
export function shortened({ char }: Scene, words: string, width: number): string {
  const most = Math.floor(width / char);
  return words.length <= most ? words : most < 3 ? '' : `${words.slice(0, most - 1)}…`;
}

/** Where words may stand: right of a mark, up to the next one. */
interface Beside {
  readonly mark: number;
  readonly next: number;
  /** Where the mark before and its words end. */
  readonly before: number;
}

/**
 * The longest words that fit, behind their mark; before it where nothing more comes and they are cut short by the edge.
 * Gives where they end.
 */
export function writeBeside(
  scene: Scene,
  { mark, next, before }: Beside,
  y: number,
  variants: readonly string[],
): number {
  const start = Math.max(mark, scene.left) + OFF;
  const behind = fitting(scene, next - start - 2, variants) ?? '';
  const width = next < scene.right ? 0 : mark - OFF - before - OFF;
  const ahead = fitting(scene, width, variants) ?? '';
  const isAhead = ahead.length > behind.length;
  const words = isAhead ? ahead : behind;
  const from = isAhead ? mark - OFF - words.length * scene.char : start;
  if (words !== '') write(scene, words, from, y);
  return from + words.length * scene.char;
}

const OFF = 5;
