import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { SCENARIO_ENDING } from './find.ts';
import type { World } from './world.ts';

const CHUNK = 1 << 16;

/** Where a document goes, piece by piece: to a file, or to standard output where none is named. */
export class Output {
  private readonly name: string | undefined;
  private readonly file: number | null;
  private readonly world: World;
  private text = '';

  /** `input`: what is read meanwhile, and must not be written over. */
  constructor(name: string | undefined, input: string, world: World) {
    this.name = name;
    this.world = world;
    if (name !== undefined) refuseInput({ name, option: `-o ${name}`, input, cwd: world.cwd });
    try {
      this.file = name === undefined ? null : openSync(resolve(world.cwd, name), 'w');
    } catch (error) {
      throw this.unwritable(error);
    }
  }

  readonly write = (text: string): void => {
    this.text += text;
    if (this.text.length >= CHUNK) this.flush();
  };

  /** All that was written is there. */
  close(): void {
    try {
      this.flush();
    } finally {
      if (this.file !== null) closeSync(this.file);
    }
  }

  private flush(): void {
    const { file, text } = this;
    this.text = '';
    if (text === '') return;
    if (file === null) {
      this.world.stdout.write(text);
      return;
    }
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw this.unwritable(error);
    }
  }

  private unwritable(error: unknown): HarnessError {
    return new HarnessError(
      'output-unwritable',
      `cannot write to ${this.name}: ${(error as Error).message}`,
      'Name a file in a folder that you may write to: -o FILE',
      error,
    );
  }
}

interface Written {
  readonly name: string;
  /** What names it. */
  readonly option: string;
  /** What is read meanwhile. */
  readonly input: string;
  readonly cwd: string;
}

/** Neither what is read is written over, nor a scenario. */
export function refuseInput({ name, option, input, cwd }: Written): void {
  const [there, read] = [name, input].map((path) =>
    statSync(resolve(cwd, path), { bigint: true, throwIfNoEntry: false }),
  );
  const isInput =
    there !== undefined && read !== undefined && there.ino === read.ino && there.dev === read.dev;
  if (!isInput && !name.toLowerCase().endsWith(SCENARIO_ENDING)) return;
  const what = isInput ? 'that is the trace itself' : 'that is the name of a scenario';
  throw new HarnessError('usage', `${option}: ${what}`, 'Name another file.');
}
