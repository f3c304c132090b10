import stringWidth from 'string-width';
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

/** As many characters as fit into so many columns: some are two wide, and some none. */
function cut(line: string, columns: number): string {
  let width = 0;
  let text = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    width += stringWidth(segment);
    if (width > columns) break;
    text += segment;
  }
  return text;
}
