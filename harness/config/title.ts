import type { Machine, Place } from './model.ts';

/** What words call a machine. */
export const titleOf = ({ title, name, at }: Machine): string => title ?? name ?? lastPart(at.source.file);

/**
 * The same machines, each with a title that no other of them has: two students' machines are often both named Minix,
 * and a script's have often no name. The shortest that will do.
 */
export function titled(machines: readonly Machine[]): readonly Machine[] {
  const forms = [titleOf, ...[base, whole, lineIn, placeIn].map(withFile)].map((form) => machines.map(form));
  return machines.map((machine, index) => {
    const title = (forms.find((titles) => isUnique(titles, index)) ?? forms.at(-1))?.[index] ?? '';
    return title === titleOf(machine) ? machine : { ...machine, title };
  });
}

const isUnique = (titles: readonly string[], index: number): boolean =>
  titles.indexOf(titles[index] ?? '') === index && titles.lastIndexOf(titles[index] ?? '') === index;

const lastPart = (path: string): string => /[^/\\]*$/.exec(path.replace(/[/\\]+$/, ''))?.[0] || path;
const withFile =
  (shown: (at: Place) => string) =>
  ({ name, at }: Machine): string =>
    name === undefined ? shown(at) : `${name} (${shown(at)})`;

const base = ({ source }: Place): string => lastPart(source.file);
const whole = ({ source }: Place): string => source.file;
const lineIn = (at: Place): string => `${base(at)}:${at.source.lineOf(at.range[0])}`;

function placeIn(at: Place): string {
  const { line, column } = at.source.position(at.range[0]);
  return `${at.source.file}:${line}:${column}`;
}
