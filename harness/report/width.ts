import widthOf from 'string-width';

/** What our sentences are made of, in English and in Portuguese: each of them is one wide. */
const PLAIN = /^[ -~¡-¬®-ÿ‘’“”…]*$/;

/** In columns. */
export const stringWidth = (text: string): number => (PLAIN.test(text) ? text.length : widthOf(text));

/** As many characters as fit into so many columns: some are two wide, and some none. */
export function cut(line: string, columns: number): string {
  let width = 0;
  let text = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    width += stringWidth(segment);
    if (width > columns) break;
    text += segment;
  }
  return text;
}

/** The same, with a mark where something is cut off. */
export const clip = (line: string, columns: number): string =>
  stringWidth(line) <= columns ? line : `${cut(line, columns - 1)}…`;

/** Broken between words into lines of so many columns, and inside those words that are wider. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of text.split(' ')) {
    const own = stringWidth(word);
    if (line !== '' && width + 1 + own <= columns) {
      line += ` ${word}`;
      width += 1 + own;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    width = own;
    while (width > columns) {
      const head = cut(line, columns);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
      width -= stringWidth(head);
    }
  }
  return line === '' ? lines : [...lines, line];
}
