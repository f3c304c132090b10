/** Puts text in colours, or leaves it: the words say everything, colour only helps to find them. */
export type Paint = (code: string, text: string) => string;

export const paintIn = (colour: boolean): Paint =>
  colour ? (code, text) => `\x1b[${code}m${text}\x1b[0m` : (_, text) => text;

export const BOLD = '1';
export const RED = '31';
export const GREEN = '32';
export const YELLOW = '33';
export const DIM = '34';
