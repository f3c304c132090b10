const ESC = '\x1b';
const TOKEN = new RegExp(`${ESC}\\[[\\d;]*[A-Za-z]|[^]`, 'gu');
const COLOUR = new RegExp(`${ESC}\\[[\\d;]*m`, 'g');
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]/;

export const ERASE_TO_END = `${ESC}[K`;

export const withoutColour = (text: string): string => text.replace(COLOUR, '');

/** What a terminal shows behind all that was written to it, row by row. */
export function shownOn(columns: number, written: string): string[] {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  const cells = (): string[] => {
    while (rows.length <= row) rows.push([]);
    return rows[row] as string[];
  };
  for (const [token] of withoutColour(written).matchAll(TOKEN)) {
    if (token === '\n') [row, column] = [row + 1, 0];
    else if (token === '\r') column = 0;
    else if (token === ERASE_TO_END) cells().length = Math.min(cells().length, column);
    else if (/\p{Cc}/u.test(token)) throw new Error(`this terminal does not know ${JSON.stringify(token)}`);
    else {
      const width = WIDE.test(token) ? 2 : 1;
      if (column + width > columns) [row, column] = [row + 1, 0];
      const line = cells();
      while (line.length < column) line.push(' ');
      line[column] = token;
      if (width === 2) line[column + 1] = '';
      column += width;
    }
  }
  return rows.map((line) => line.join('').trimEnd());
}
