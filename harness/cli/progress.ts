import { cut } from '../report/width.ts';
import type { Screen } from './world.ts';

/** One line that says how far a run is, on a terminal only; it leaves nothing behind. */
export class Progress {
  private readonly screen: Screen;
  private shown = false;

  constructor(screen: Screen) {
    this.screen = screen;
  }

  show(done: number, of: number, name: string): void {
    if (!this.screen.isTerminal) return;
    const line = `[${done + 1}/${of}] ${name}`;
    this.screen.write(`\r\x1b[K${cut(line, this.screen.columns - 1)}`);
    this.shown = true;
  }

  clear(): void {
    if (this.shown) this.screen.write('\r\x1b[K');
    this.shown = false;
  }
}
