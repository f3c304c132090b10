import { hex2 } from '../ground/bytes.ts';
import { bitsInWords } from '../report/registers.ts';

/** Whether there is something to see: a blank is nothing. */
export const isPrintable = (char: number): boolean => bitsInWords('RBR', char) !== '';

/** `'h'`, or `0x0D` where there is nothing to see. */
export const characterOf = (char: number): string => bitsInWords('RBR', char) || `0x${hex2(char)}`;
