const LONGEST = 80;

/** A value of a file, as a sentence shows it: short, whatever it is. */
export const shown = (value: string | number): string => `\`${clipped(String(value))}\``;

export const clipped = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

/** `0x3F8`. */
export const hex = (number: number): string => `0x${number.toString(16).toUpperCase()}`;

/** What a product itself says: in double quotes, so that it can be searched for. */
export const quoted = (text: string): string => `"${clipped(text)}"`;
