import type { Play, Run } from '../run.ts';

/** Plays in rows and columns: those of one file's matrix, or those of a folder's files that have none. */
export interface Grid {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  readonly head: string;
  /** For each column. Mostly one play, or none. */
  readonly cells: readonly (readonly Play[])[];
}

/** All plays of a run, in the order of their files. */
export function gridsOf({ plays, profiles }: Pick<Run, 'plays' | 'profiles'>): readonly Grid[] {
  const captions = groupedBy(plays, (play) => (hasMatrix(play) ? play.file : folderOf(play.file)));
  return [...captions].map(([caption, some]) =>
    some.every(hasMatrix) ? matrixGrid(caption, some, profiles > 1) : plainGrid(caption, some),
  );
}

const hasMatrix = ({ entry }: Play): boolean => Object.keys(entry).length > 0;

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

const plainGrid = (caption: string, plays: readonly Play[]): Grid =>
  grid(caption, plays, {
    row: ({ file, name }) => JSON.stringify([file, name]),
    head: ([first]) => first?.name ?? '',
    column: ({ transport, profile }) => `${transport}, ${profile}`,
  });

/** One of the matrix's variables goes across, and with it the profiles where they are compared; the others go down. */
function matrixGrid(caption: string, plays: readonly Play[], isCompared: boolean): Grid {
  const across = variableAcross(plays);
  const others = ({ entry }: Play) => Object.entries(entry).filter(([name]) => name !== across);
  return grid(caption, plays, {
    row: (play) => JSON.stringify(others(play)),
    head: (row) => headOf(row, row[0] === undefined ? [] : others(row[0])),
    column: ({ entry, profile }) => {
      const value = entry[across];
      return [...(value === undefined ? [] : [`${across}=${value}`]), ...(isCompared ? [profile] : [])].join(
        ', ',
      );
    },
  });
}

/** More columns than that are hard to see at once. */
const MOST_COLUMNS = 10;

/** The variable with the most values that fit side by side; of several the last, which changes quickest. */
function variableAcross(plays: readonly Play[]): string {
  const values = new Map<string, Set<string>>();
  for (const { entry } of plays)
    for (const [name, value] of Object.entries(entry))
      values.set(name, (values.get(name) ?? new Set()).add(value));
  const sizes = [...values].map(([name, { size }]) => ({ name, size: size > MOST_COLUMNS ? 0 : size }));
  const most = Math.max(0, ...sizes.map(({ size }) => size));
  return sizes.findLast(({ size }) => size === most)?.name ?? '';
}

interface Axes {
  readonly row: (play: Play) => string;
  readonly head: (row: readonly Play[]) => string;
  readonly column: (play: Play) => string;
}

function grid(caption: string, plays: readonly Play[], { row, head, column }: Axes): Grid {
  const columns = [...new Set(plays.map(column))];
  const rows = [...groupedBy(plays, row).values()].map((some) => {
    const byColumn = groupedBy(some, column);
    return { head: head(some), cells: columns.map((name) => byColumn.get(name) ?? []) };
  });
  return { caption, columns, rows };
}

/** What the names of a row have in common: `the fifo receiver hears A, over …`, and the values that they do not tell. */
function headOf(row: readonly Play[], values: readonly (readonly [string, string])[]): string {
  const told = row.map(({ name, entry }) => {
    const suffix = ` (${inWords(Object.entries(entry))})`;
    return name.endsWith(suffix)
      ? { name: name.slice(0, -suffix.length), isWhole: false }
      : { name, isWhole: true };
  });
  const name = common(told.map((one) => one.name.split(' ')));
  return told.every(({ isWhole }) => isWhole) || values.length === 0 ? name : `${name} (${inWords(values)})`;
}

const inWords = (values: readonly (readonly [string, string])[]): string =>
  values.map(([name, value]) => `${name}=${value}`).join(', ');

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
