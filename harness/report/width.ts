import stringWidth from 'string-width';

export { stringWidth };

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
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (stringWidth(line) > columns) {
      const head = cut(line, columns);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}
