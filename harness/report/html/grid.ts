import type { Play, Run } from '../run.ts';

/** The plays of a folder's scenarios that were all played with the same. */
export interface Grid {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  readonly head: string;
  readonly file: string;
  /** For each column. Mostly one play, or none. */
  readonly cells: readonly (readonly Play[])[];
}

/** All plays of a run, in the order of their files: what is alike in one folder stands in one table. */
export function gridsOf({ plays, profiles }: Pick<Run, 'plays' | 'profiles'>): readonly Grid[] {
  const grids = new Map<string, Grid>();
  for (const [file, some] of groupedBy(plays, ({ file }) => file)) {
    const { columns, rows } = gridOf(file, some, profiles > 1);
    const caption = folderOf(file);
    const key = JSON.stringify([caption, columns]);
    grids.set(key, { caption, columns, rows: [...(grids.get(key)?.rows ?? []), ...rows] });
  }
  return [...grids.values()];
}

const folderOf = (file: string): string => file.replace(/[^\\/]*$/, '') || './';

function groupedBy(
  plays: readonly Play[],
  keyOf: (play: Play) => string,
): ReadonlyMap<string, readonly Play[]> {
  const groups = new Map<string, Play[]>();
  for (const play of plays) {
    const key = keyOf(play);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [play]);
    else group.push(play);
  }
  return groups;
}

type Columns = Omit<Grid, 'caption'>;

/** One of the matrix's variables goes across, and with it the profiles where they are compared; the others go down. */
function gridOf(file: string, plays: readonly Play[], isCompared: boolean): Columns {
  const across = variableAcross(plays);
  const others = ({ entry }: Play): Values => Object.entries(entry).filter(([name]) => name !== across);
  return laidOut(file, plays, {
    row: (play) => JSON.stringify([others(play), across === undefined ? play.name : '']),
    values: others,
    column: ({ entry, transport, profile }) => {
      const value = across === undefined ? undefined : entry[across];
      if (value === undefined) return `${transport}, ${profile}`;
      return `${across}=${value}${isCompared ? `, ${profile}` : ''}`;
    },
  });
}

/** More columns than that are hard to see at once. */
const MOST_COLUMNS = 10;
/** Of a table's cells, so many hold something: a variable that hangs on another one makes a diagonal. */
const LEAST_FILLED = 0.6;

/** The variable that leaves the fewest rows; of several the last, which changes quickest. */
function variableAcross(plays: readonly Play[]): string | undefined {
  const names = [...new Set(plays.flatMap(({ entry }) => Object.keys(entry)))];
  const entries = new Set(plays.map(({ entry }) => JSON.stringify(entry))).size;
  const fitting = names
    .map((name) => {
      const columns = new Set(plays.map(({ entry }) => entry[name])).size;
      const rows = new Set(plays.map(({ entry }) => JSON.stringify({ ...entry, [name]: '' }))).size;
      return { name, rows, isFit: columns <= MOST_COLUMNS && entries / (rows * columns) >= LEAST_FILLED };
    })
    .filter(({ isFit }) => isFit);
  const fewest = Math.min(...fitting.map(({ rows }) => rows));
  return fitting.findLast(({ rows }) => rows === fewest)?.name;
}

interface Axes {
  readonly row: (play: Play) => string;
  /** The values that all plays of a row have. */
  readonly values: (play: Play) => Values;
  readonly column: (play: Play) => string;
}

type Values = readonly (readonly [string, string])[];

function laidOut(file: string, plays: readonly Play[], { row, values, column }: Axes): Columns {
  const columns = [...new Set(plays.map(column))];
  const rows = [...groupedBy(plays, row).values()].map((some) => {
    const byColumn = groupedBy(some, column);
    return { ...headOf(some), some, cells: columns.map((name) => byColumn.get(name) ?? []) };
  });
  const heads = rows.map(({ head }) => head);
  return {
    columns,
    rows: rows.map(({ head, isWhole, some: [first], cells }) => {
      const own = first === undefined ? [] : values(first);
      const isTold = isWhole && heads.indexOf(head) === heads.lastIndexOf(head);
      return { head: isTold || own.length === 0 ? head : `${head} (${inWords(own)})`, file, cells };
    }),
  };
}

/** What the names of a row have in common, `the fifo receiver hears A, over …`, and whether they tell all values. */
function headOf(row: readonly Play[]): { readonly head: string; readonly isWhole: boolean } {
  const suffixes = row.map(({ name, entry }) => {
    const suffix = ` (${inWords(Object.entries(entry))})`;
    return name.endsWith(suffix) ? suffix : '';
  });
  const names = row.map(({ name }, i) => name.slice(0, name.length - (suffixes[i] ?? '').length));
  return { head: common(names.map((name) => name.split(' '))), isWhole: suffixes.every((one) => one === '') };
}

const inWords = (values: Values): string => values.map(([name, value]) => `${name}=${value}`).join(', ');

/** The words at the beginning and at the end of all, with `…` for what differs between. */
function common(names: readonly (readonly string[])[]): string {
  const [first = [], ...others] = names;
  const shortest = Math.min(...names.map(({ length }) => length));
  const isSame = (index: number): boolean => others.every((words) => words.at(index) === first.at(index));
  let head = 0;
  while (head < shortest && isSame(head)) head += 1;
  if (head === first.length && head === shortest && others.every(({ length }) => length === head))
    return first.join(' ');
  let tail = 0;
  while (tail < shortest - head && isSame(-1 - tail)) tail += 1;
  return [...first.slice(0, head), '…', ...first.slice(first.length - tail)].join(' ');
}
