import { grouped } from './grouped.ts';
import type { Machine, Place } from './model.ts';

/** What words call a machine. */
export const titleOf = ({ title, name, at }: Machine): string => title ?? name ?? lastPart(at.source.file);

/**
 * The same machines, each with a title that no other of them has: two students' machines are often both named Minix,
 * and a script's have often no name. The shortest that will do.
 */
export function titled(machines: readonly Machine[]): readonly Machine[] {
  const forms = [titleOf, ...[base, whole, lineIn, placeIn].map(withFile)].map((form) => ({
    form,
    bearers: grouped(machines, form),
  }));
  return machines.map((machine) => {
    const telling = forms.find(({ form, bearers }) => bearers.get(form(machine))?.length === 1);
    const title = (telling ?? forms.at(-1))?.form(machine);
    return title === undefined || title === titleOf(machine) ? machine : { ...machine, title };
  });
}

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
