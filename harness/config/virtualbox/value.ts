/** A number as VirtualBox's parser takes it: nothing may stand before or behind. */
export function numberOf(text: string): number | undefined {
  const value = /^0x[\da-f]+$/i.test(text)
    ? Number.parseInt(text, 16)
    : /^0[0-7]+$/.test(text)
      ? Number.parseInt(text, 8)
      : /^(0|[1-9]\d*)$/.test(text)
        ? Number(text)
        : Number.NaN;
  return value <= 0xffff_ffff ? value : undefined;
}

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** Yes or no as its parser takes it: in lower case. */
export const flagOf = (text: string): boolean | undefined =>
  Object.hasOwn(FLAGS, text) ? FLAGS[text] : undefined;

/** What was meant by a word that the parser does not take. */
export const flagMeant = (text: string): boolean | undefined => {
  const word = text.trim().toLowerCase();
  if (/^(on|y|t|tru|ture|enabled|sim)$/.test(word)) return true;
  if (/^(off|n|f|fals|flase|disabled|não|nao)$/.test(word)) return false;
  return flagOf(word);
};

export const hex = (value: number): string => `0x${value.toString(16)}`;
