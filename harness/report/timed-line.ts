import { DIM, type Paint } from './paint.ts';

/** What happened so many seconds after the start. */
export const timedLine = (at: number, words: string, paint: Paint): string =>
  `${paint(DIM, `${at.toFixed(3).padStart(9)} s`)}  ${words}\n`;
