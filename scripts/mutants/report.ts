import type { Mutant } from './finder.ts';
import { type KnownSurvivors, listed } from './survivors.ts';

export const FATES = ['killed', 'timed out', 'survived'] as const;
export type Fate = (typeof FATES)[number];

export interface Tried {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** What is asked of the specs: that they kill so much of all. */
export const TARGET = 0.9;

/** Mutants that do not end count as killed: specs that hang are seen. */
export const shareOf = (tried: readonly Tried[]): number =>
  tried.filter(({ fate }) => fate !== 'survived').length / tried.length;

export const survivorsOf = (tried: readonly Tried[]): Mutant[] =>
  tried.filter(({ fate }) => fate === 'survived').map(({ mutant }) => mutant);

/** A line for each file, and one for all. */
export function renderTable(tried: readonly Tried[]): string {
  const files = [...new Set(tried.map(({ mutant }) => mutant.file))];
  const rows = files.map((file) => [file, ...figures(tried.filter(({ mutant }) => mutant.file === file))]);
  return columns([['', 'mutants', ...FATES, 'share'], ...rows, ['all', ...figures(tried)]]);
}

const figures = (tried: readonly Tried[]): string[] => [
  String(tried.length),
  ...FATES.map((each) => String(tried.filter(({ fate }) => fate === each).length)),
  `${(100 * shareOf(tried)).toFixed(1)} %`,
];

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, i) => cell[i === 0 ? 'padEnd' : 'padStart'](widths[i] ?? 0)).join('  '))
    .join('\n');
}

/** Where a mutant stands, and its id. */
export const place = ({ file, line, column, id }: Mutant): string => `${file}:${line}:${column} ${id}`;

/** The survivors, each as an entry of the list of the known ones: those that are not known last. */
export function renderSurvivors(survivors: readonly Mutant[], known: KnownSurvivors): string {
  const byKnown = survivors.toSorted(
    (a, b) => Number(known.reason(a) === null) - Number(known.reason(b) === null),
  );
  return byKnown
    .map((mutant) => {
      const reason = known.reason(mutant);
      return `${reason === null ? 'UNKNOWN ' : ''}${place(mutant)}\n${listed(mutant, reason)}`;
    })
    .join('\n\n');
}
