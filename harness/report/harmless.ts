/** A file's control characters must not steer the terminal, nor its text run backwards. */
export const harmless = (char: string): string => {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(char) ? '\ufffd' : char;
};

/** A line that is to be copied: its blanks stay as they are. */
export const harmlessLine = (text: string): string => [...text].map(harmless).join('');

export const onOneLine = (text: string): string => [...text.replace(/\s+/g, ' ')].map(harmless).join('');
