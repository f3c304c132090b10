import { LSR } from '../../support/datasheet.ts';

/** A character that a receiver took off the line: the place of its start edge, its data, and PE, FE or BI. */
export interface Character {
  readonly at: number;
  readonly char: number;
  readonly flags: number;
}

/** What sigrok's decoder heard on one signal. Places are samples, one to a unit of the recording. */
export interface Decoded {
  readonly characters: readonly Character[];
  /** Where the line rises after having been low for a whole word. */
  readonly breaks: readonly number[];
  /** Start edges after which the line was no longer low in the middle of the bit. */
  readonly noise: readonly number[];
}

/** What one decoder listens for: the length of its bit in samples, and whether there is a parity bit. */
export interface Frames {
  readonly bit: number;
  readonly parity: boolean;
}

type Part = 'start' | 'data' | 'parity' | 'stop' | 'end';

const LINE = /^(\d+)-(\d+) uart-(\d+): (.+)$/;

/** The words of one decoder in the order in which it says them. Whatever is not foreseen is thrown out. */
class Listener {
  readonly characters: Character[] = [];
  readonly breaks: number[] = [];
  readonly noise: number[] = [];
  private readonly frames: Frames;
  private next: Part = 'start';
  private at = 0;
  private char = 0;
  private flags = 0;

  constructor(frames: Frames) {
    this.frames = frames;
  }

  hear(from: number, to: number, word: string): void {
    switch (word) {
      case 'Start bit':
        this.expect('start', 'data');
        this.at = this.startOf(from);
        this.flags = 0;
        break;
      case 'Parity bit':
        this.expect('parity', 'stop');
        break;
      case 'Parity error':
        this.expect('parity', 'stop');
        this.flags |= LSR.PE;
        break;
      case 'Frame error':
        if (this.next === 'start') {
          this.noise.push(this.startOf(from));
          break;
        }
        this.expect('stop', 'end');
        this.flags |= LSR.FE;
        break;
      case 'Stop bit':
        if (this.next === 'stop') this.next = 'end';
        this.expect('end', 'start');
        this.characters.push({ at: this.at, char: this.char, flags: this.flags });
        break;
      case 'Break condition':
        this.expect('start', 'start');
        this.breaks.push(to);
        break;
      default:
        if (!/^[0-9A-F]{2}$/.test(word)) throw new Error(`sigrok says what no one knows: ${word}`);
        this.expect('data', this.frames.parity ? 'parity' : 'stop');
        this.char = Number.parseInt(word, 16);
    }
  }

  get heard(): Decoded {
    this.expect('start', 'start');
    const { characters, breaks, noise } = this;
    return { characters, breaks, noise };
  }

  /** A start bit is told by its middle, the first sample past the exact one, and half a bit, rounded down, before it. */
  private startOf(from: number): number {
    const { bit } = this.frames;
    return from + Math.floor(bit / 2) - Math.ceil((bit - 1) / 2);
  }

  private expect(part: Part, next: Part): void {
    if (this.next !== part) throw new Error(`sigrok goes on with ${part} where ${this.next} is due`);
    this.next = next;
  }
}

/** Reads what sigrok-cli prints with sample numbers, one decoder for each of `listening`, in their order. */
export function readAnnotations(output: string, listening: readonly Frames[]): readonly Decoded[] {
  const listeners = listening.map((frames) => new Listener(frames));
  for (const line of output.split('\n').slice(0, -1)) {
    const [, from, to, decoder, word = ''] = LINE.exec(line) ?? [];
    const listener = listeners[Number(decoder) - 1];
    if (listener === undefined) throw new Error(`sigrok prints a line that cannot be read: ${line}`);
    listener.hear(Number(from), Number(to), word);
  }
  return listeners.map(({ heard }) => heard);
}
