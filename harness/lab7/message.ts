import { bytesOf } from '../ground/bytes.ts';
import type { Line } from '../uart/line-settings.ts';
import type { Terminator } from './transfer.ts';

/** The words with one space between them, and the terminator after the last. */
export const messageOf = (words: readonly string[], terminator: Terminator = '.'): Uint8Array =>
  bytesOf(`${words.join(' ')}${terminator}`);

/** The terminator as the receiver has it: a line of 5 bits a character carries the low 5 alone. Without a terminator, what no character is. */
export const terminatorOn = (line: Line, terminator: Terminator = '.'): number =>
  terminator === '' ? NO_CHARACTER : terminator.charCodeAt(0) & ((1 << line.bits) - 1);

const NO_CHARACTER = -1;
